//! Answers that nobody opened in time: tasks of staff, until they ticked off what they did about it.

use domain::access_answer::AccessAnswer;
use domain::problem::Problem;
use domain::rights::{By, Happened, Reason, Right, SeenTo, What};
use domain::secure::looked_after_until;
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::Timestamp;
use storage::{Access, CaseStep, NewMail, Operation, StoreError, StoredAnswer, Tx};
use uuid::Uuid;

use super::answer::{WAITS, open_answer};
use super::opened::OpenCase;
use crate::{Look, Service, StaffActor, problem};

/// How many are listed.
const MOST: u32 = 100;

/// An answer that the person has not opened, and that staff have not seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnopenedAnswer {
    /// Its id.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it can be opened.
    pub ends_at: Timestamp,
}

/// What staff did about an answer.
#[derive(Clone, Debug)]
pub struct SeeToAnswer {
    /// Its case.
    pub case: Uuid,
    /// The answer.
    pub answer: Uuid,
    /// What was done; none where nothing is chosen.
    pub seen_to: Option<SeenTo>,
    /// What they write about it, for the person to read; nobody has to but for [`SeenTo::NotNeeded`].
    pub words: String,
}

impl Service {
    /// The answers that staff look after: nobody opened them, and they end within a fortnight or have ended. Those that
    /// end first first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::Unavailable`].
    pub async fn unopened_answers(
        &self,
        actor: &StaffActor,
    ) -> Result<Vec<UnopenedAnswer>, Problem> {
        actor.require(Area::Rights)?;
        let ends_by = looked_after_until(self.now());
        let unopened = self.store().unopened_rights_answers(ends_by, MOST).await;
        let unopened = unopened.map_err(problem::of_store)?;
        Ok(unopened.iter().map(listed).collect())
    }

    /// The answers of a case that the person has not opened, whenever they end: some ask to have theirs by post at once.
    ///
    /// # Errors
    /// As [`Self::unopened_answers`].
    pub async fn unopened_answers_of(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<Vec<UnopenedAnswer>, Problem> {
        actor.require(Area::Rights)?;
        let unopened = self.store().unopened_rights_answers_of(case).await;
        let unopened = unopened.map_err(problem::of_store)?;
        Ok(unopened.iter().map(listed).collect())
    }

    /// An answer as it was sent, to be printed and posted. That staff took it out is noted first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]: there is no such answer, or it was opened or seen to.
    pub async fn answer_to_post(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        answer: &Uuid,
    ) -> Result<AccessAnswer, Problem> {
        let (open, stored) = self.unopened_answer(actor, case, answer).await?;
        let look = Look {
            thing: *case,
            purpose: self.cases_purpose()?.key,
            action: AccessAction::Exported,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        open_answer(&open.key, &stored)
    }

    /// Ticks off what was done about an answer that nobody opened. The person reads it in their case.
    ///
    /// # Errors
    /// - As [`Self::answer_to_post`].
    /// - [`Problem::MissingSeenTo`]; [`Problem::MissingReason`]; [`Problem::MessageTooLong`]; [`Problem::CprInMessage`].
    /// - [`Problem::ChangedMeanwhile`]: it was opened, or somebody else was quicker.
    pub async fn see_to_answer(&self, actor: &StaffActor, see: SeeToAnswer) -> Result<(), Problem> {
        let (open, _) = self.unopened_answer(actor, &see.case, &see.answer).await?;
        let seen_to = see.seen_to.ok_or(Problem::MissingSeenTo)?;
        let words = match seen_to.needs_reason() {
            true => Some(Reason::read(&see.words)?),
            false => Reason::read_optional(&see.words)?,
        };
        let happened = Happened {
            by: By::Staff(actor.id()),
            right: Some(Right::Access),
            what: What::AnswerSeenTo(seen_to),
            words,
        };
        let news = match seen_to {
            SeenTo::WaitsAgain => self.draw_case_news(&open.key, &open.case)?,
            SeenTo::Posted | SeenTo::Telephoned | SeenTo::NotNeeded => None,
        };
        let write = SeeTo {
            answer: see.answer,
            case: see.case,
            seen_to,
            at: self.now(),
            step: self.draw_happened(&open.key, &happened)?,
            news,
            access: self.draw_case_access(actor, &see.case)?,
        };
        self.commit(write).await?
    }

    async fn unopened_answer(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        answer: &Uuid,
    ) -> Result<(OpenCase, StoredAnswer), Problem> {
        actor.require(Area::Rights)?;
        let open = self.open_case(case).await?.ok_or(Problem::NotFound)?;
        let unopened = self.store().unopened_rights_answers_of(case).await;
        let mut unopened = unopened.map_err(problem::of_store)?.into_iter();
        let stored = unopened.find(|stored| stored.id == *answer);
        Ok((open, stored.ok_or(Problem::NotFound)?))
    }
}

const fn listed(stored: &StoredAnswer) -> UnopenedAnswer {
    UnopenedAnswer {
        id: stored.id,
        case: stored.case,
        sent_at: stored.made_at,
        ends_at: stored.ends_at,
    }
}

struct SeeTo {
    answer: Uuid,
    case: Uuid,
    seen_to: SeenTo,
    at: Timestamp,
    step: CaseStep,
    news: Option<NewMail>,
    access: Access,
}

impl Operation for SeeTo {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let changed = match self.seen_to {
            SeenTo::WaitsAgain => {
                tx.let_rights_answer_wait(&self.answer, self.at + WAITS)
                    .await?
            }
            SeenTo::Posted | SeenTo::Telephoned | SeenTo::NotNeeded => {
                tx.settle_rights_answer(&self.answer, self.at).await?
            }
        };
        if !changed {
            return Ok(Err(Problem::ChangedMeanwhile));
        }
        tx.insert_rights_step(&self.case, &self.step).await?;
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
