//! The answer to a request for access: composed and looked through by staff, sent with a complete checklist only, and
//! opened by the person with a press that is noted. It waits 90 days.

use domain::access_answer::{AccessAnswer, Mark};
use domain::problem::Problem;
use domain::rights::{Action, By, Fulfilment, Happened, Right, What};
use jiff::{SignedDuration, Timestamp};
use storage::{Access, CaseStep, NewAnswer, NewMail, Operation, StoreError, StoredAnswer, Tx};
use uuid::Uuid;

use super::opened::OpenCase;
use super::withdraw::Taken;
use crate::sealing::{OwnerKey, Place};
use crate::{DataSubject, Service, StaffActor, problem};

/// How long an answer waits for the person.
pub(super) const WAITS: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long before its end they are reminded of one that they have not opened.
const REMINDED_BEFORE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many reminders are written in one go.
const BATCH: u32 = 64;

/// An answer, as the person finds it.
#[derive(Clone, Debug)]
pub enum OwnAnswer {
    /// It waits to be opened.
    Waits {
        /// Its case.
        case: Uuid,
        /// Until when.
        until: Timestamp,
    },
    /// It was opened, and is shown.
    Opened {
        /// Its case.
        case: Uuid,
        /// What it says.
        answer: Box<AccessAnswer>,
        /// Until when it is shown.
        until: Timestamp,
    },
}

const fn place(answer: Uuid) -> Place {
    Place {
        table: "rights_answer",
        column: "content",
        record: answer,
    }
}

impl Service {
    /// The answer as it would be sent, without what `marks` leave out. Each look at what it holds is noted.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::MissingContact`]: nobody can tell what is held about
    /// somebody without a mailbox; [`Problem::NothingMarked`]: the words of a mark stand nowhere.
    pub async fn preview_answer(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        marks: &[Mark],
    ) -> Result<AccessAnswer, Problem> {
        let open = self.look_at_case(actor, case).await?;
        self.compose_for(actor, &open, marks).await
    }

    /// Sends the answer to one request of a case.
    ///
    /// # Errors
    /// As [`Self::preview_answer`]; [`Problem::AnswerIncomplete`]: its checklist lacks something; what the closed gate
    /// says; [`Problem::ChangedMeanwhile`].
    pub async fn send_answer(
        &self,
        actor: &StaffActor,
        (case, request): (&Uuid, &Uuid),
        marks: &[Mark],
    ) -> Result<(), Problem> {
        let open = self.look_at_case(actor, case).await?;
        let answer = self.compose_for(actor, &open, marks).await?;
        let now = self.now();
        let id = self.chance().uuid_v7(now);
        let fulfilment = Fulfilment::Answer {
            answer: id,
            missing: answer.missing().len(),
        };
        let moment = self.staff_moment(&open, actor).await?;
        let action = Action::Fulfil(fulfilment);
        let taken = self
            .draw_case_step(&open, request, action, &moment, &[])
            .await?;
        let bytes = answer.to_json().map_err(problem::of_form)?;
        let send = Send {
            taken,
            answer: NewAnswer {
                id,
                case: *case,
                content: self.seal_for(&open.key, place(id), &bytes),
                made_at: now,
                ends_at: now + WAITS,
            },
            access: self.draw_case_access(actor, case)?,
        };
        self.commit(send).await?
    }

    /// What the person's answer is composed from is what their case opens: an answer to a mailbox never holds what a
    /// mailbox alone does not open.
    async fn compose_for(
        &self,
        actor: &StaffActor,
        open: &OpenCase,
        marks: &[Mark],
    ) -> Result<AccessAnswer, Problem> {
        self.compose_access_answer(actor, &open.whose()?, open.case.language, marks)
            .await
    }

    /// An answer of theirs.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: gone, over, somebody else's, or beyond what they showed; nobody tells which.
    pub async fn own_answer(&self, subject: &DataSubject, id: &Uuid) -> Result<OwnAnswer, Problem> {
        let (stored, open) = self.answer_of(subject, id).await?;
        let (case, until) = (stored.case, stored.ends_at);
        if stored.opened_at.is_none() {
            return Ok(OwnAnswer::Waits { case, until });
        }
        let answer = open_answer(&open.key, &stored)?;
        Ok(OwnAnswer::Opened {
            case,
            answer: Box::new(answer),
            until,
        })
    }

    /// Opens an answer of theirs. It is noted once, the first time.
    ///
    /// # Errors
    /// As [`Self::own_answer`].
    pub async fn open_own_answer(&self, subject: &DataSubject, id: &Uuid) -> Result<(), Problem> {
        let (stored, open) = self.answer_of(subject, id).await?;
        let happened = Happened {
            by: By::Person,
            right: Some(Right::Access),
            what: What::AnswerOpened,
            words: None,
        };
        let note = NoteOpened {
            answer: *id,
            case: stored.case,
            at: self.now(),
            step: self.draw_happened(&open.key, &happened)?,
        };
        self.commit(note).await
    }

    async fn answer_of(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<(StoredAnswer, OpenCase), Problem> {
        let stored = self.store().rights_answer(id).await;
        let stored = stored.map_err(problem::of_store)?;
        let stored = stored.filter(|stored| self.now() < stored.ends_at);
        let stored = stored.ok_or(Problem::NotFound)?;
        let open = self.open_own_case(subject, &stored.case).await?;
        Ok((stored, open))
    }

    /// Reminds people of answers that they have not opened and that soon end. Returns how many mails.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn remind_of_answers(&self) -> Result<u64, StoreError> {
        let soon = self.now() + REMINDED_BEFORE;
        let waiting = self.store().rights_answers_to_remind(soon, BATCH).await?;
        let mut written = 0;
        for (answer, case) in waiting {
            let reminded = self.remind_of_answer(answer, &case).await;
            written += u64::from(reminded.unwrap_or_else(|problem| {
                tracing::error!(%case, problem = problem.code(), "nobody can be reminded of an answer");
                false
            }));
        }
        Ok(written)
    }

    async fn remind_of_answer(&self, answer: Uuid, case: &Uuid) -> Result<bool, Problem> {
        let Some(open) = self.open_case(case).await? else {
            return Ok(false);
        };
        let remind = RemindOfAnswer {
            answer,
            at: self.now(),
            news: self.draw_case_news(&open.key, &open.case)?,
        };
        self.commit(remind).await
    }
}

pub(super) fn open_answer(key: &OwnerKey, stored: &StoredAnswer) -> Result<AccessAnswer, Problem> {
    let opened = key.open(place(stored.id), &stored.content);
    let read = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.ok_or_else(|| problem::missing("what an answer says"))
}

struct Send {
    taken: Taken,
    answer: NewAnswer,
    access: Access,
}

impl Operation for Send {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Err(problem) = self.taken.run(tx).await? {
            return Ok(Err(problem));
        }
        tx.insert_rights_answer(&self.answer).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

struct NoteOpened {
    answer: Uuid,
    case: Uuid,
    at: Timestamp,
    step: CaseStep,
}

impl Operation for NoteOpened {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.open_rights_answer(&self.answer, self.at).await? {
            tx.insert_rights_step(&self.case, &self.step).await?;
        }
        Ok(())
    }
}

struct RemindOfAnswer {
    answer: Uuid,
    at: Timestamp,
    news: Option<NewMail>,
}

impl Operation for RemindOfAnswer {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.remind_of_rights_answer(&self.answer, self.at).await? {
            return Ok(false);
        }
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        Ok(self.news.is_some())
    }
}
