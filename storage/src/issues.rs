//! Issues of the newsletter, read and written.

use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::issue::{IssueDraft, IssueStep, StoredIssue};
use crate::tables::mail::NewMail;
use crate::tables::{issue, mail, subscription};
use crate::{Store, StoreError, StoredSubscription, Tx};

impl Store {
    /// The issue with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue(&self, id: &Uuid) -> Result<Option<StoredIssue>, StoreError> {
        issue::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// Issues before another, those begun last first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_issues(
        &self,
        before: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredIssue>, StoreError> {
        issue::latest(&mut self.reader().await?.connection(), before, limit).await
    }

    /// Issues in the archive that were sent before an instant, those sent last first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn archived_issues(
        &self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredIssue>, StoreError> {
        issue::archive(&mut self.reader().await?.connection(), before, limit).await
    }

    /// The first issue whose time has come and whose mails are not all written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_issue(&self, now: Timestamp) -> Result<Option<StoredIssue>, StoreError> {
        issue::due(&mut self.reader().await?.connection(), now).await
    }

    /// Subscriptions that were confirmed by an instant, after the id `after`, by id, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirmed_subscriptions(
        &self,
        by: Timestamp,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredSubscription>, StoreError> {
        let mut reader = self.reader().await?;
        subscription::confirmed(&mut reader.connection(), by, after, limit).await
    }

    /// How many subscriptions are confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_subscriptions(&self) -> Result<u64, StoreError> {
        subscription::count(&mut self.reader().await?.connection()).await
    }
}

impl Tx<'_> {
    /// Stores a new draft.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_issue(&mut self, draft: &IssueDraft) -> Result<(), StoreError> {
        issue::insert(&mut self.connection, draft).await
    }

    /// Changes a draft; false when it is none any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit_issue(&mut self, draft: &IssueDraft) -> Result<bool, StoreError> {
        issue::edit(&mut self.connection, draft).await
    }

    /// Deletes a draft; false as in [`Self::edit_issue`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_draft(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        issue::change(&mut self.connection, &issue::DELETE_DRAFT, id).await
    }

    /// Sets the time at which a draft goes; false as in [`Self::edit_issue`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schedule_issue(&mut self, id: &Uuid, due: Timestamp) -> Result<bool, StoreError> {
        issue::change_at(&mut self.connection, &issue::SCHEDULE, id, due).await
    }

    /// Makes an issue a draft again whose time has not come; false when it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn call_issue_back(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        issue::change(&mut self.connection, &issue::CALL_BACK, id).await
    }

    /// Begins an issue whose time has come; false when somebody else did, or called it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_issue(&mut self, id: &Uuid, now: Timestamp) -> Result<bool, StoreError> {
        issue::change_at(&mut self.connection, &issue::BEGIN, id, now).await
    }

    /// Moves an issue on, and writes the mails of those it was moved past: to each who is still there and has none of
    /// it. False when somebody else did, or it was stopped; then nothing is written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_issue_mails(
        &mut self,
        step: &IssueStep,
        mails: &[NewMail],
    ) -> Result<bool, StoreError> {
        // First of all, so that of two nodes only one goes on.
        if !issue::move_on(&mut self.connection, step).await? {
            return Ok(false);
        }
        let mut written = 0;
        for mail in mails {
            let is_new = mail::insert_to_reader(&mut self.connection, mail).await?;
            written += i64::from(is_new);
        }
        issue::count(&mut self.connection, &step.issue, written).await?;
        Ok(true)
    }

    /// Stops an issue that is being sent, and what is left of its mails; false when it is none. Mails that are under
    /// way may still turn out to be sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_issue(&mut self, id: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        let stopped = issue::change(&mut self.connection, &issue::STOP, id).await?;
        if stopped {
            mail::stop_batch(&mut self.connection, id, at).await?;
        }
        Ok(stopped)
    }

    /// Goes over the subscriptions again, for an issue whose sending is over or was stopped; false when it is none.
    /// The mails that were given up make room for those to come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send_issue_again(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        if !issue::again(&mut self.connection, id).await? {
            return Ok(false);
        }
        let missed = mail::delete_missed(&mut self.connection, id).await?;
        let missed = i64::try_from(missed).map_err(|_| StoreError::Unreadable("issue.written"))?;
        issue::count(&mut self.connection, id, -missed).await?;
        Ok(true)
    }
}
