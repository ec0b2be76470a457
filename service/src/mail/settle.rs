//! What came of a mail.

use std::time::Duration;

use jiff::Timestamp;
use storage::{MailOutcome, StoreError};

use super::DueMail;
use crate::Service;

/// The wait after a first failure; it doubles with each.
const FIRST_WAIT: Duration = Duration::from_secs(60);
/// The wait after many failures.
const LONGEST_WAIT: Duration = Duration::from_secs(4 * 60 * 60);
/// For how long it is tried (RFC 5321, 4.5.4.1, asks for days).
const PATIENCE: Duration = Duration::from_secs(4 * 24 * 60 * 60);

/// Why a mail was not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// The server will not have this mail, now or later.
    Refused {
        /// Its status code.
        status: String,
    },
    /// It may have it later; or it is not known whether it has it, because its answer did not come.
    Delayed {
        /// Its status code, or what stood in its place.
        status: String,
    },
}

impl Service {
    /// The server has the mail, and said `answer`: the id in its queue, or what stood in its place.
    ///
    /// # Errors
    /// When the database fails. Then the mail goes again.
    pub async fn mail_sent(&self, mail: &DueMail, answer: String) -> Result<(), StoreError> {
        self.settle_mail(mail, MailOutcome::Sent { answer }).await
    }

    /// The mail was not delivered: it is tried again later, or given up.
    ///
    /// # Errors
    /// When the database fails. Then the mail goes again.
    pub async fn mail_undelivered(
        &self,
        mail: &DueMail,
        why: Undelivered,
    ) -> Result<(), StoreError> {
        let outcome = match why {
            Undelivered::Refused { status } => MailOutcome::Failed { answer: status },
            Undelivered::Delayed { status } => match retry_at(mail, self.now()) {
                Some(due_at) => MailOutcome::Retry {
                    due_at,
                    answer: status,
                },
                None => MailOutcome::Failed { answer: status },
            },
        };
        if let MailOutcome::Failed { answer } = &outcome {
            tracing::warn!(id = %mail.id(), status = %answer, "a mail is given up");
        }
        self.settle_mail(mail, outcome).await
    }

    /// The mail was not begun, and anybody may send it.
    ///
    /// # Errors
    /// When the database fails. Then it goes when its lease has run out.
    pub async fn give_mail_back(&self, mail: &DueMail) -> Result<(), StoreError> {
        self.settle_mail(mail, MailOutcome::Released).await
    }

    async fn settle_mail(&self, mail: &DueMail, outcome: MailOutcome) -> Result<(), StoreError> {
        let at = self.now();
        let settled = self
            .end(|| self.store().settle_mail(mail.lease, outcome.clone(), at))
            .await;
        match settled {
            // Its batch was stopped, what it was about was erased, or another node has it by now.
            Err(StoreError::Superseded) => {
                tracing::info!(id = %mail.id(), "what came of a mail was not needed any more");
                Ok(())
            }
            outcome => outcome,
        }
    }
}

/// When to try again; none when it has been tried for long enough.
fn retry_at(mail: &DueMail, now: Timestamp) -> Option<Timestamp> {
    let doubled = 2_u32.checked_pow(mail.attempts.saturating_sub(1));
    let wait = doubled
        .and_then(|times| FIRST_WAIT.checked_mul(times))
        .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT));
    let next = now.checked_add(wait).ok()?;
    let last = mail.since.checked_add(PATIENCE).ok()?;
    (next <= last).then_some(next)
}
