//! Sending an issue: now or at a set time, calling it back, stopping it, and sending it to those it has not reached.

use domain::problem::Problem;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

/// When an issue goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendAt {
    /// At once.
    Now,
    /// When clocks in Denmark show this. An hour that comes twice is the first.
    Clock(DateTime),
}

impl Service {
    /// Sends a draft, now or at a time to come.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens the newsletter.
    /// - [`Problem::UnusableMoment`]: the time is over, or clocks never show it.
    /// - [`Problem::IssueUnderWay`]: it is no draft any more; [`Problem::NotFound`]: it was deleted.
    pub async fn send_issue(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        at: SendAt,
    ) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let now = self.now();
        let due = match at {
            SendAt::Now => now,
            SendAt::Clock(shown) => {
                let due = self.instant_of(shown).filter(|due| *due > now);
                due.ok_or(Problem::UnusableMoment)?
            }
        };
        let scheduled = self.commit(Schedule { issue: *id, due }).await?;
        self.changed(id, scheduled).await
    }

    /// Makes a draft again of an issue whose time has not come.
    ///
    /// # Errors
    /// As [`Self::send_issue`].
    pub async fn call_issue_back(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let called_back = self.commit_ending(CallBack(*id)).await?;
        self.changed(id, called_back).await
    }

    /// Stops an issue that is being sent. Who has it keeps it; one whose first mail is not written is a draft again.
    ///
    /// # Errors
    /// As [`Self::send_issue`].
    pub async fn stop_issue(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let stop = Stop {
            issue: *id,
            at: self.now(),
        };
        let stopped = self.commit_ending(stop).await?;
        self.changed(id, stopped).await
    }

    /// Sends an issue to those who were on the list when it began, and whom it has not reached: their mail was given
    /// up, or the sending was stopped before.
    ///
    /// # Errors
    /// As [`Self::send_issue`]; [`Problem::MailEntriesGone`] when it is so long ago that the entries of its mails go,
    /// and nobody can tell any more who has it.
    pub async fn send_issue_to_missed(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let stored = self.store().issue(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        let began_at = stored.began_at.ok_or(Problem::IssueUnderWay)?;
        if !self.knows_mails_since(began_at) {
            return Err(Problem::MailEntriesGone);
        }
        let again = self.commit(Again(*id)).await?;
        self.changed(id, again).await
    }

    /// Whether the entries of all mails that ended at `began` or later are still there.
    pub(super) fn knows_mails_since(&self, began: Timestamp) -> bool {
        let goes = self.register().mail_entry_goes_on(self.day_of(began));
        goes.is_ok_and(|goes| self.today() < goes)
    }
}

struct Schedule {
    issue: Uuid,
    due: Timestamp,
}

impl Operation for Schedule {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.schedule_issue(&self.issue, self.due).await
    }
}

#[derive(Clone)]
struct CallBack(Uuid);

impl Operation for CallBack {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.call_issue_back(&self.0).await
    }
}

#[derive(Clone)]
struct Stop {
    issue: Uuid,
    at: Timestamp,
}

impl Operation for Stop {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        Ok(tx.stop_issue(&self.issue, self.at).await? || tx.call_issue_back(&self.issue).await?)
    }
}

struct Again(Uuid);

impl Operation for Again {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.send_issue_again(&self.0).await
    }
}
