//! Answers to the voluntary questions beside a sign-up. They rest on consent: the words that were shown are stored, and
//! the yes leaves a proof once the sign-up is confirmed.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::event::{Answer, Answers, AnswersGiven, AnswersWording, EventState, SeatPromise};
use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use storage::{NewAnswers, NewKey, SeatAnswers, StoreError, StoredEvent, Tx};
use uuid::Uuid;

use super::content;
use super::participant::Opened;
use crate::act::Act;
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// What was typed under the questions.
#[derive(Clone, Debug)]
pub struct TypedAnswers {
    /// What was typed, in the order of the questions.
    pub answers: Vec<String>,
    /// The hash of the words that were shown.
    pub wording: Option<Digest>,
    /// The language they were shown in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
}

impl TypedAnswers {
    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.iter().all(|answer| answer.trim().is_empty())
    }
}

/// Answers, ready to be written.
pub(super) struct Drawn {
    new: NewAnswers,
    key: NewKey,
    words: Vec<u8>,
    answers: Answers,
}

/// The consent behind answers, ready to be written.
pub(super) struct Proven {
    answers: Uuid,
    proof: NewKey,
    mailbox: Option<Digest>,
    purpose: String,
    given_at: Timestamp,
    act: Act,
}

const fn place(answers: Uuid) -> Place {
    Place {
        table: "seat_answers",
        column: "content",
        record: answers,
    }
}

impl Service {
    /// What is shown above the questions of an event that everybody sees, and its hash; none where nothing is asked.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn event_questions(
        &self,
        id: &Uuid,
        language: Language,
    ) -> Result<Option<(AnswersWording, Digest)>, Problem> {
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        let stored = stored.filter(|stored| stored.state != EventState::Draft);
        let stored = stored.ok_or(Problem::NotFound)?;
        let wording = self.answers_wording(&stored, language)?;
        wording.map(named).transpose()
    }

    pub(super) fn answers_wording(
        &self,
        stored: &StoredEvent,
        language: Language,
    ) -> Result<Option<AnswersWording>, Problem> {
        let Some(promise) = self.answers_promise(stored)? else {
            return Ok(None);
        };
        let questions = content(stored)?.questions;
        let last_day = promise.kept.last_day;
        Ok(AnswersWording::of(
            self.register(),
            &questions,
            language,
            last_day,
        ))
    }

    /// Until when answers are kept that are given now; none where the register has no purpose for them.
    fn answers_promise(&self, stored: &StoredEvent) -> Result<Option<SeatPromise>, Problem> {
        let Some(purpose) = self.register().seat_answers() else {
            return Ok(None);
        };
        let promise = SeatPromise::of(purpose.rule, self.day_of(stored.draft.ends_at));
        promise
            .map(Some)
            .map_err(|_| problem::missing("a day to promise"))
    }

    /// Draws the answers of somebody who has the seat `seat`; none where nothing was answered.
    ///
    /// # Errors
    /// [`Problem::NoticeChanged`] when other words were shown than are in force, [`Problem::UnusableAnswer`].
    pub(super) fn draw_answers(
        &self,
        stored: &StoredEvent,
        seat: Uuid,
        typed: &TypedAnswers,
    ) -> Result<Option<Drawn>, Problem> {
        if typed.is_empty() {
            return Ok(None);
        }
        let wording = self.answers_wording(stored, typed.language)?;
        let (wording, promise) = wording
            .zip(self.answers_promise(stored)?)
            .ok_or(Problem::NoticeChanged)?;
        let words = wording.to_bytes().map_err(problem::of_form)?;
        let shown = Digest::of(&words);
        if typed.wording != Some(shown) {
            return Err(Problem::NoticeChanged);
        }
        let at = self.now();
        let answers = Answers {
            answers: Answer::read_all(&wording.questions, &typed.answers)?,
            language: typed.language,
            method: typed.method,
            given_at: at,
            wording: shown,
        };
        let goes_on = promise.kept.goes_on().ok();
        let due_at = goes_on.and_then(|day| self.start_of(day));
        let key = self.draw_key(self.chance().uuid_v7(at));
        let bytes = domain::canonical::to_bytes(&answers).map_err(problem::of_form)?;
        Ok(Some(Drawn {
            new: NewAnswers {
                id: key.owner,
                seat,
                sealed: self.seal_for(&key, place(key.owner), &bytes),
                due_at: due_at.ok_or_else(|| problem::missing("a day to promise"))?,
            },
            key: key.new_key(),
            words,
            answers,
        }))
    }

    /// Opens answers; none when their key is erased, or they are damaged, which is told in the log.
    pub(super) async fn open_answers(
        &self,
        stored: &SeatAnswers,
    ) -> Result<Option<Answers>, Problem> {
        let key = self
            .owner_key(&stored.id)
            .await
            .map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(None);
        };
        let opened = key.open(place(stored.id), &stored.sealed);
        let opened = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        if opened.is_none() {
            tracing::error!("somebody's answers cannot be opened");
        }
        Ok(opened)
    }

    /// Draws the consent behind the answers that wait with a seat to be confirmed; none where nothing was answered.
    pub(super) async fn draw_waiting_proof(
        &self,
        opened: &Opened,
    ) -> Result<Option<Proven>, Problem> {
        let waiting = self.store().answers_of_seat(&opened.stored.id).await;
        let waiting = waiting.map_err(problem::of_store)?;
        let Some(waiting) = waiting.filter(|waiting| waiting.proof.is_none()) else {
            return Ok(None);
        };
        let Some(answers) = self.open_answers(&waiting).await? else {
            return Ok(None);
        };
        self.draw_proven(opened, waiting.id, &answers)
    }

    pub(super) fn draw_proven(
        &self,
        opened: &Opened,
        id: Uuid,
        answers: &Answers,
    ) -> Result<Option<Proven>, Problem> {
        let Some(purpose) = self.register().seat_answers() else {
            return Ok(None);
        };
        let at = self.now();
        let proof: OwnerKey = self.draw_key(self.chance().uuid_v7(at));
        let email = opened.participant.email.as_ref();
        let given = AnswersGiven {
            schema: AnswersGiven::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: proof.owner,
            event: opened.stored.event,
            given_at: answers.given_at,
            confirmed_at: at,
            address: email.map(|email| email.as_str().to_owned()),
            purpose: purpose.key.clone(),
            language: answers.language,
            method: answers.method,
            register: self.register().version(),
            wording: answers.wording,
        };
        let bytes = given.to_bytes().map_err(problem::of_form)?;
        Ok(Some(Proven {
            answers: id,
            mailbox: email.map(|email| self.proof_mailbox(purpose.key, email)),
            purpose: purpose.key.clone(),
            given_at: answers.given_at,
            act: self.draw_act(LeafKind::ConsentGiven, &proof, given.id, bytes),
            proof: proof.new_key(),
        }))
    }

    /// What those who come answered, without who they are: the questions in the order they were first answered.
    pub(super) async fn answers_of(
        &self,
        event: &Uuid,
    ) -> Result<Vec<(String, Vec<String>)>, Problem> {
        let all = self.store().answers_of_event(event).await;
        let mut questions: Vec<(String, Vec<String>)> = Vec::new();
        for stored in all.map_err(problem::of_store)? {
            let opened = self.open_answers(&stored).await?;
            for Answer { question, answer } in opened.into_iter().flat_map(|opened| opened.answers)
            {
                let answer = answer.as_str().to_owned();
                match questions.iter_mut().find(|(known, _)| *known == question) {
                    Some((_, answers)) => answers.push(answer),
                    None => questions.push((question, vec![answer])),
                }
            }
        }
        Ok(questions)
    }
}

/// A wording with its hash.
pub(super) fn named(wording: AnswersWording) -> Result<(AnswersWording, Digest), Problem> {
    let hash = wording.hash().map_err(problem::of_form)?;
    Ok((wording, hash))
}

impl Drawn {
    /// Their id.
    pub(super) const fn id(&self) -> Uuid {
        self.new.id
    }

    /// What was answered, and by which words.
    pub(super) const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The key that the operation must bring.
    pub(super) fn key(&self) -> NewKey {
        self.key.clone()
    }

    /// Stores the answers and the words. The operation holds the event.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_notice(&self.words, self.answers.given_at).await?;
        tx.insert_seat_answers(&self.new).await
    }
}

impl Proven {
    /// The key that the operation must bring.
    pub(super) fn key(&self) -> NewKey {
        self.proof.clone()
    }

    /// Stores the consent's proof, if the answers stand and have none.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let proof = &self.proof.id;
        if tx.prove_seat_answers(&self.answers, proof).await? {
            let mailbox = self.mailbox.as_ref();
            tx.insert_proof(proof, &self.purpose, self.given_at, mailbox)
                .await?;
            self.act.write(tx).await?;
        }
        Ok(())
    }
}
