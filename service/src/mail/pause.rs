//! Pausing and going on, and stopping what is sent to many.

use domain::problem::Problem;
use jiff::Timestamp;
use storage::MailCounts;
use uuid::Uuid;

use crate::{Service, problem};

impl Service {
    /// Pauses all sending, on every node. What is under way still goes.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn pause_mails(&self) -> Result<(), Problem> {
        let paused = self.end(|| self.store().pause_mails(self.now())).await;
        paused.map_err(problem::of_store)
    }

    /// Goes on sending.
    ///
    /// # Errors
    /// As [`Self::pause_mails`].
    pub async fn resume_mails(&self) -> Result<(), Problem> {
        let resumed = self.store().resume_mails().await;
        resumed.map_err(problem::of_store)
    }

    /// Since when sending is paused, if it is.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn mails_paused_at(&self) -> Result<Option<Timestamp>, Problem> {
        let paused = self.store().mails_paused_at().await;
        paused.map_err(problem::of_store)
    }

    /// Stops what is left of a batch, for good, and returns how many mails that was.
    ///
    /// # Errors
    /// As [`Self::pause_mails`].
    pub async fn stop_batch(&self, batch: Uuid) -> Result<u64, Problem> {
        let stopped = self
            .end(|| self.store().stop_batch(batch, self.now()))
            .await;
        stopped.map_err(problem::of_store)
    }

    /// How many mails of a batch have come how far.
    ///
    /// # Errors
    /// As [`Self::mails_paused_at`].
    pub async fn batch_counts(&self, batch: Uuid) -> Result<MailCounts, Problem> {
        let counted = self.store().batch_counts(&batch).await;
        counted.map_err(problem::of_store)
    }
}
