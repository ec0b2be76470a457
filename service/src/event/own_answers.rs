//! What somebody answered, on their own page: seen, changed and taken back, without losing the seat.

use domain::canonical::Digest;
use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::event::{Answer, AnswersWording};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use storage::{NewKey, Operation, StoreError, StoredEvent, StoredSeat, Tx};
use uuid::Uuid;

use super::answers::{Drawn, Proven, TypedAnswers, named};
use super::content;
use super::gone::AnswersGone;
use crate::{Service, problem};

/// The questions of somebody's event, and what they answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswersPage {
    /// What is shown above the questions, and its hash; none where nothing is asked any more.
    pub asked: Option<(AnswersWording, Digest)>,
    /// What was answered to each, or nothing.
    pub given: Vec<String>,
    /// What was answered to questions that are not asked any more, and is kept all the same.
    pub before: Vec<Answer>,
}

impl Service {
    /// What somebody's page shows of the questions of their event; none where nothing is asked or answered.
    pub(super) async fn answers_page(
        &self,
        stored: &StoredEvent,
        seat: &Uuid,
        language: Language,
    ) -> Result<Option<AnswersPage>, Problem> {
        let wording = self.answers_wording(stored, language)?;
        let answered = self.store().answers_of_seat(seat).await;
        let answered = match answered.map_err(problem::of_store)? {
            Some(answered) => self.open_answers(&answered).await?,
            None => None,
        };
        let mut before = answered.map_or_else(Vec::new, |answered| answered.answers);
        let questions = content(stored)?.questions;
        let mut given = Vec::new();
        for question in &questions {
            let texts = Language::ALL.map(|language| question.text(language).as_str());
            let found = before
                .iter()
                .position(|answer| texts.contains(&answer.question.as_str()));
            let answer = found.map(|found| before.remove(found).answer);
            given.push(answer.map_or_else(String::new, |answer| answer.as_str().to_owned()));
        }
        let asked = wording.map(named).transpose()?;
        // What is held is shown, and can be taken back, though nothing is asked any more.
        let is_any = asked.is_some() || !before.is_empty();
        Ok(is_any.then_some(AnswersPage {
            asked,
            given,
            before,
        }))
    }

    /// Answers anew. Nothing in any field takes back what was answered before.
    ///
    /// # Errors
    /// - [`Problem::SpentLink`]: nobody is signed up under the link any more.
    /// - [`Problem::SignUpClosed`]: the event is over.
    /// - [`Problem::NoticeChanged`], [`Problem::UnusableAnswer`].
    /// - [`Problem::Unavailable`]: the database does not take it, or the same person answered at the same moment.
    pub async fn answer_anew(
        &self,
        token: &LinkToken,
        typed: &TypedAnswers,
    ) -> Result<(), Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::SpentLink)?;
        let stored = self.event_of(&seat).await?;
        if stored.draft.ends_at <= self.now() {
            return Err(Problem::SignUpClosed);
        }
        let drawn = self.draw_answers(&stored, seat.id, typed)?;
        let opened = self.open_seat(seat).await.map_err(problem::of_store)?;
        let opened = opened.ok_or(Problem::SpentLink)?;
        let reason = match drawn {
            Some(_) => EndReason::Replaced,
            None => EndReason::Withdrawn,
        };
        let proven = match &drawn {
            Some(drawn) => self.draw_proven(&opened, drawn.id(), drawn.answers())?,
            None => None,
        };
        let anew = Anew {
            seat: opened.stored.id,
            event: stored.draft.id,
            before: self.draw_standing_gone(&opened.stored.id, reason).await?,
            answers: drawn.zip(proven),
        };
        self.commit(anew).await??;
        self.finish_what_was_decided().await;
        Ok(())
    }

    /// Takes back what was answered; false when nothing was. The seat stays.
    ///
    /// # Errors
    /// [`Problem::SpentLink`], [`Problem::Unavailable`].
    pub async fn take_answers_back(&self, token: &LinkToken) -> Result<bool, Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::SpentLink)?;
        self.take_back_answers_of(&seat).await
    }

    /// As [`Self::take_answers_back`], of a seat that was found.
    pub(super) async fn take_back_answers_of(&self, seat: &StoredSeat) -> Result<bool, Problem> {
        let before = self.draw_standing_gone(&seat.id, EndReason::Withdrawn);
        let Some(before) = before.await? else {
            return Ok(false);
        };
        let back = TakeBack(seat.event, seat.id, before);
        let taken = self.commit_ending(back).await?;
        self.finish_what_was_decided().await;
        Ok(taken)
    }

    async fn draw_standing_gone(
        &self,
        seat: &Uuid,
        reason: EndReason,
    ) -> Result<Option<AnswersGone>, Problem> {
        let standing = self.store().answers_of_seat(seat).await;
        let Some(standing) = standing.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let rule = match reason {
            EndReason::Withdrawn => ErasureRule::ConsentWithdrawn,
            _ => ErasureRule::ConsentEnded,
        };
        let gone = self.draw_answers_gone(&standing, rule, reason).await;
        gone.map(Some).map_err(problem::of_store)
    }
}

struct Anew {
    seat: Uuid,
    event: Uuid,
    before: Option<AnswersGone>,
    answers: Option<(Drawn, Proven)>,
}

impl Operation for Anew {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        let answers = self.answers.iter();
        answers
            .flat_map(|(drawn, proven)| [drawn.key(), proven.key()])
            .collect()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        tx.hold_event(&self.event).await?;
        if tx.seat(&self.seat).await?.is_none() {
            return Ok(Err(Problem::SpentLink));
        }
        if !stands(tx, &self.seat, self.before.as_ref()).await? {
            return Ok(Err(Problem::Unavailable));
        }
        if let Some(before) = &self.before {
            before.decide(tx).await?;
        }
        if let Some((drawn, proven)) = &self.answers {
            drawn.write(tx).await?;
            proven.write(tx).await?;
        }
        Ok(Ok(()))
    }
}

/// Whether the answers of a seat are those that were read before.
async fn stands(
    tx: &mut Tx<'_>,
    seat: &Uuid,
    read: Option<&AnswersGone>,
) -> Result<bool, StoreError> {
    let standing = tx.answers_of_seat(seat).await?;
    Ok(standing.map(|standing| standing.id) == read.map(AnswersGone::id))
}

#[derive(Clone)]
struct TakeBack(Uuid, Uuid, AnswersGone);

impl Operation for TakeBack {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.hold_event(&self.0).await?;
        if !stands(tx, &self.1, Some(&self.2)).await? {
            return Ok(false);
        }
        self.2.decide(tx).await?;
        Ok(true)
    }
}
