//! A case with its key: sealing it, opening it, and changing it as it was read.

use domain::canonical::{self, Digest};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::RightsPurpose;
use domain::rights::{Case, Happened};
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{CaseHold, CaseQueue, CaseStep, Kept, StoreError, StoredCase, Tx};
use uuid::Uuid;

use super::copies::awaits_access;
use crate::rights::Whose;
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// A case that is not erased, opened.
pub(in crate::rights) struct OpenCase {
    pub(in crate::rights) stored: StoredCase,
    pub(super) key: OwnerKey,
    pub(in crate::rights) case: Case,
}

impl OpenCase {
    pub(in crate::rights) const fn id(&self) -> Uuid {
        self.stored.id
    }

    /// Whose data the case opens.
    ///
    /// # Errors
    /// [`Problem::MissingContact`]: nobody can tell what is held about somebody without a mailbox.
    pub(super) fn whose(&self) -> Result<Whose<'_>, Problem> {
        let email = self.case.asker.email.as_ref();
        Ok(Whose {
            email: email.ok_or(Problem::MissingContact)?,
            assurance: self.stored.assurance,
            person: self.stored.person,
        })
    }
}

/// A case as it is to be from now on, if nobody has changed it since it was read.
#[derive(Clone)]
pub(super) struct Change {
    id: Uuid,
    version: i64,
    content: Vec<u8>,
    queue: CaseQueue,
    step: CaseStep,
    hold: CaseHold,
    needs_copies: bool,
}

impl Change {
    /// False when somebody was quicker, or it is gone.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let read = (&self.id, self.version);
        if !tx
            .change_rights_case(read, &self.content, &self.queue)
            .await?
        {
            return Ok(false);
        }
        tx.hold_back(&self.id, &self.hold).await?;
        if !self.needs_copies {
            tx.drop_case_copies(&self.id).await?;
        }
        tx.insert_rights_step(&self.id, &self.step).await?;
        Ok(true)
    }
}

const fn case_place(case: Uuid) -> Place {
    Place {
        table: "rights_case",
        column: "content",
        record: case,
    }
}

const fn step_place(step: Uuid) -> Place {
    Place {
        table: "rights_step",
        column: "content",
        record: step,
    }
}

impl Service {
    /// The purpose that cases are kept for.
    pub(super) fn cases_purpose(&self) -> Result<RightsPurpose<'_>, Problem> {
        self.register().rights().ok_or(Problem::NotFound)
    }

    /// The case with this id; none when it is gone.
    pub(in crate::rights) async fn open_case(
        &self,
        id: &Uuid,
    ) -> Result<Option<OpenCase>, Problem> {
        let stored = self.store().rights_case(id).await;
        match stored.map_err(problem::of_store)? {
            Some(stored) => self.open_stored_case(stored).await,
            None => Ok(None),
        }
    }

    /// Opens a case; none when its key is erased.
    pub(super) async fn open_stored_case(
        &self,
        stored: StoredCase,
    ) -> Result<Option<OpenCase>, Problem> {
        let key = self.owner_key(&stored.id).await;
        let Some(key) = key.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let case = key
            .open(case_place(stored.id), &stored.content)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("what a case says"))?;
        Ok(Some(OpenCase { stored, key, case }))
    }

    pub(super) fn seal_case(&self, key: &OwnerKey, case: &Case) -> Result<Vec<u8>, Problem> {
        let bytes = canonical::to_bytes(case).map_err(problem::of_form)?;
        Ok(self.seal_for(key, case_place(key.owner), &bytes))
    }

    /// Something that happened in a case, sealed.
    pub(super) fn draw_happened(
        &self,
        key: &OwnerKey,
        happened: &Happened,
    ) -> Result<CaseStep, Problem> {
        let made_at = self.now();
        let id = self.chance().uuid_v7(made_at);
        let bytes = canonical::to_bytes(happened).map_err(problem::of_form)?;
        Ok(CaseStep {
            id,
            content: self.seal_for(key, step_place(id), &bytes),
            made_at,
        })
    }

    /// What happened in a case, the earliest first.
    pub(super) async fn happened_in(
        &self,
        key: &OwnerKey,
    ) -> Result<Vec<(Timestamp, Happened)>, Problem> {
        let steps = self.store().rights_steps(&key.owner).await;
        let steps = steps.map_err(problem::of_store)?.into_iter();
        let open = |step: CaseStep| {
            let opened = key.open(step_place(step.id), &step.content);
            let happened = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let happened = happened.ok_or_else(|| problem::missing("a step of a case"))?;
            Ok((step.made_at, happened))
        };
        steps.map(open).collect()
    }

    /// The change of `open` into `next`, with what happened.
    pub(super) async fn draw_case_change(
        &self,
        open: &OpenCase,
        next: &Case,
        happened: &Happened,
    ) -> Result<Change, Problem> {
        Ok(Change {
            id: open.id(),
            version: open.stored.version,
            content: self.seal_case(&open.key, next)?,
            queue: self.queue_of(next)?,
            step: self.draw_happened(&open.key, happened)?,
            hold: self.draw_case_hold(next, open.stored.person).await?,
            needs_copies: awaits_access(next),
        })
    }

    /// What lists and jobs ask of a case as it stands today.
    pub(super) fn queue_of(&self, case: &Case) -> Result<CaseQueue, Problem> {
        let purpose = self.cases_purpose()?;
        let today = self.today();
        let closed = match case.is_closed() {
            true => Some((self.now(), self.kept_after(&purpose)?)),
            false => None,
        };
        Ok(CaseQueue {
            due: case
                .first_dates(today, purpose.promised_working_days)
                .map(|dates| dates.work_to()),
            look_again: case.looked_at_again(),
            restricts: case.restricts(),
            closed,
        })
    }

    /// Until when a case is kept that is closed today.
    fn kept_after(&self, purpose: &RightsPurpose<'_>) -> Result<Kept, Problem> {
        let promise = Promise::of(purpose.rule, self.today());
        let promise = promise.map_err(|_| problem::missing("a date within the calendar"))?;
        let day = promise.goes_on();
        let day = day.map_err(|_| problem::missing("a date within the calendar"))?;
        let due_at = self.start_of(day);
        let due_at = due_at.ok_or_else(|| problem::missing("a date within the calendar"))?;
        Ok(Kept { promise, due_at })
    }

    /// What a case is found by without its address being stored.
    pub(super) fn case_mailbox(&self, address: &MailAddress) -> Digest {
        self.root_key()
            .derive("rights case mailbox v1", &[address.mailbox().as_bytes()])
    }
}
