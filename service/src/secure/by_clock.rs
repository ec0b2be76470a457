//! Reminding whoever has not opened what we sent, once, after 30 days.

use domain::problem::Problem;
use domain::secure::reminded_until;
use jiff::Timestamp;
use storage::{NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::erasure::BATCH;
use crate::{Service, problem};

impl Service {
    /// Reminds those who are due to be. Returns how many.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn remind_of_secure_messages(&self) -> Result<u64, Problem> {
        let now = self.now();
        let expires_by = reminded_until(now);
        let mut reminded = 0;
        loop {
            let due = self
                .store()
                .unreminded_secure_messages(expires_by, now, BATCH);
            let due = due.await.map_err(problem::of_store)?;
            if due.is_empty() {
                return Ok(reminded);
            }
            for (message, thread) in due {
                reminded += u64::from(self.remind_of_secure(&message, &thread, now).await?);
            }
        }
    }

    async fn remind_of_secure(
        &self,
        message: &Uuid,
        thread: &Uuid,
        at: Timestamp,
    ) -> Result<bool, Problem> {
        let remind = Remind {
            message: *message,
            at,
            mail: self.draw_secure_reminder(message, thread).await?,
        };
        self.commit(remind).await
    }

    /// None to whoever no mail reaches: staff look after them in time.
    async fn draw_secure_reminder(
        &self,
        message: &Uuid,
        thread: &Uuid,
    ) -> Result<Option<NewMail>, Problem> {
        let stored = self.store().secure_message(message).await;
        let stored = stored.map_err(problem::of_store)?;
        let thread = self.open_secure(thread).await?;
        let (Some(stored), Some(thread)) = (stored, thread) else {
            return Ok(None);
        };
        match self.draw_waits_for(&thread, stored.with).await {
            Err(Problem::LinkExpired) => Ok(None),
            drawn => drawn,
        }
    }
}

struct Remind {
    message: Uuid,
    at: Timestamp,
    mail: Option<NewMail>,
}

impl Operation for Remind {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        // Two nodes may remind at once; it may have been opened meanwhile.
        if !tx.remind_of_secure_message(&self.message, self.at).await? {
            return Ok(false);
        }
        if let Some(mail) = &self.mail {
            tx.mail(mail).await?;
        }
        Ok(self.mail.is_some())
    }
}
