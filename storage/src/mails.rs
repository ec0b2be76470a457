//! Mails: written by the operation that causes them, taken by senders, and what came of them.

use std::num::NonZeroU32;

use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::mail::{
    MailCounts, MailLease, MailState, MayGo, NewMail, StoredMail, TakenMail,
};
use crate::tables::mail_pace::Moments;
use crate::tables::mail_return::PutOff;
use crate::tables::{mail, mail_pace, mail_return};
use crate::{Operation, Store, StoreError, Tx};

/// Who takes how many mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeMails {
    /// For this process.
    pub holder: Uuid,
    /// Those that are due now.
    pub now: Timestamp,
    /// Until when they are kept from others.
    pub until: Timestamp,
    /// At most so many.
    pub limit: u32,
    /// How many may go in a minute, by all nodes together; any number without.
    pub per_minute: Option<NonZeroU32>,
}

/// A mail that was taken, and the moment from which it may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PacedMail {
    /// The mail.
    pub mail: TakenMail,
    /// Not before this.
    pub not_before: Timestamp,
}

/// What came of sending a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The server has it, under this id of its queue.
    Sent {
        /// The id, or what the server said in its place.
        answer: String,
    },
    /// It cannot be sent.
    Failed {
        /// The server's status code, or ours.
        answer: String,
    },
    /// Not this time.
    Retry {
        /// When to try again.
        due_at: Timestamp,
        /// As with a failure.
        answer: String,
    },
    /// It was not begun; as if it had not been taken.
    Released,
}

impl Store {
    /// Takes mails that are due and that nobody holds, those that somebody waits for first. None while sending is
    /// paused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_mails(&self, take: TakeMails) -> Result<Vec<PacedMail>, StoreError> {
        self.commit(Take(take)).await
    }

    /// Whether a mail is due that nobody holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_mail_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        mail::is_due(&mut self.reader().await?.connection(), now).await
    }

    /// Whether a mail that was taken may still go. Asked right before it does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn may_mail_go(&self, lease: &MailLease) -> Result<MayGo, StoreError> {
        mail::may_go(&mut self.reader().await?.connection(), lease).await
    }

    /// Writes what came of a mail.
    ///
    /// # Errors
    /// [`StoreError::Superseded`] when the mail was given to another holder, was erased, or its batch was stopped and
    /// it was not sent; when the database fails.
    pub async fn settle_mail(
        &self,
        lease: MailLease,
        outcome: MailOutcome,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.commit(Settle { lease, outcome, at }).await
    }

    /// Stops what is left of a batch, and returns how many mails that was. Those that are under way may still turn
    /// out to be sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_batch(&self, batch: Uuid, at: Timestamp) -> Result<u64, StoreError> {
        self.commit(StopBatch { batch, at }).await
    }

    /// How many mails of a batch have come how far.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn batch_counts(&self, batch: &Uuid) -> Result<MailCounts, StoreError> {
        mail::count_batch(&mut self.reader().await?.connection(), batch).await
    }

    /// How many mails about one thing came back and were only not taken for now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mails_put_off(&self, owner: &Uuid) -> Result<u64, StoreError> {
        let of = PutOff::Of(owner);
        mail_return::count_put_off(&mut self.reader().await?.connection(), of).await
    }

    /// How many mails of a batch came back and were only not taken for now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn batch_put_off(&self, batch: &Uuid) -> Result<u64, StoreError> {
        let of = PutOff::InBatch(batch);
        mail_return::count_put_off(&mut self.reader().await?.connection(), of).await
    }

    /// A mail as it stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail(&self, id: &Uuid) -> Result<Option<StoredMail>, StoreError> {
        mail::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The mails about one thing, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mails_of(&self, owner: &Uuid) -> Result<Vec<StoredMail>, StoreError> {
        mail::of_owner(&mut self.reader().await?.connection(), owner).await
    }

    /// Deletes mails that ended before an instant, at most `limit`, and returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_mails(&self, before: Timestamp, limit: u32) -> Result<u64, StoreError> {
        self.commit(DeleteEnded { before, limit }).await
    }

    /// Pauses all sending, on every node.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause_mails(&self, at: Timestamp) -> Result<(), StoreError> {
        self.commit(Pause(Some(at))).await
    }

    /// Goes on sending.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume_mails(&self) -> Result<(), StoreError> {
        self.commit(Pause(None)).await
    }

    /// Since when sending is paused, if it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mails_paused_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let pace = mail_pace::read(&mut self.reader().await?.connection()).await?;
        Ok(pace.paused_at)
    }
}

impl Tx<'_> {
    /// Writes a mail; it goes once this operation is on the disk.
    ///
    /// # Errors
    /// When the database fails, or holds a mail with the same id.
    pub async fn mail(&mut self, new: &NewMail) -> Result<(), StoreError> {
        mail::insert(&mut self.connection, new).await
    }

    /// Says that a mail came back; false when it was not sent, or came back before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_bounced(&mut self, mail: &Uuid, status: &str) -> Result<bool, StoreError> {
        mail_return::bounce(&mut self.connection, mail, status).await
    }

    /// Says that a mail that was sent was not taken for now; false when it was not sent, ended otherwise, or came back
    /// before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail_put_off(&mut self, mail: &Uuid, status: &str) -> Result<bool, StoreError> {
        mail_return::put_off(&mut self.connection, mail, status).await
    }

    /// Deletes the mails about one thing, sent or not, and returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_mails_of(&mut self, owner: &Uuid) -> Result<u64, StoreError> {
        mail::delete_of_owner(&mut self.connection, owner).await
    }
}

struct Take(TakeMails);

impl Operation for Take {
    type Output = Vec<PacedMail>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Vec<PacedMail>, StoreError> {
        let pace = mail_pace::hold(&mut tx.connection).await?;
        if pace.paused_at.is_some() {
            return Ok(Vec::new());
        }
        let Some(per_minute) = self.0.per_minute else {
            let taken = self.take(tx, self.0.limit).await?;
            return Ok(paced(taken, |_| self.0.now));
        };
        let moments = Moments::after(pace.used_until, per_minute, self.0.now);
        let limit = moments.count(self.0.now).min(self.0.limit);
        let taken = self.take(tx, limit).await?;
        let taken = paced(taken, |number| moments.nth(number));
        if let Some(used) = u32::try_from(taken.len()).ok().filter(|used| *used > 0) {
            mail_pace::use_until(&mut tx.connection, moments.nth(used)).await?;
        }
        Ok(taken)
    }
}

impl Take {
    async fn take(&self, tx: &mut Tx<'_>, limit: u32) -> Result<Vec<TakenMail>, StoreError> {
        let TakeMails {
            holder, now, until, ..
        } = self.0;
        match limit {
            0 => Ok(Vec::new()),
            limit => mail::take(&mut tx.connection, &holder, now, until, limit).await,
        }
    }
}

fn paced(taken: Vec<TakenMail>, moment: impl Fn(u32) -> Timestamp) -> Vec<PacedMail> {
    let paced = taken.into_iter().zip(0..).map(|(mail, number)| PacedMail {
        mail,
        not_before: moment(number),
    });
    paced.collect()
}

struct Settle {
    lease: MailLease,
    outcome: MailOutcome,
    at: Timestamp,
}

impl Operation for Settle {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (connection, lease) = (&mut tx.connection, &self.lease);
        let is_ours = match &self.outcome {
            MailOutcome::Sent { answer } => {
                mail::finish(connection, lease, MailState::Sent, self.at, answer).await?
            }
            MailOutcome::Failed { answer } => {
                mail::finish(connection, lease, MailState::Failed, self.at, answer).await?
            }
            MailOutcome::Retry { due_at, answer } => {
                mail::retry(connection, lease, *due_at, answer).await?
            }
            MailOutcome::Released => mail::release(connection, lease).await?,
        };
        match is_ours {
            true => Ok(()),
            false => Err(StoreError::Superseded),
        }
    }
}

struct StopBatch {
    batch: Uuid,
    at: Timestamp,
}

impl Operation for StopBatch {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        mail::stop_batch(&mut tx.connection, &self.batch, self.at).await
    }
}

struct DeleteEnded {
    before: Timestamp,
    limit: u32,
}

impl Operation for DeleteEnded {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        mail::delete_ended(&mut tx.connection, self.before, self.limit).await
    }
}

struct Pause(Option<Timestamp>);

impl Operation for Pause {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match self.0 {
            Some(at) => mail_pace::pause(&mut tx.connection, at).await,
            None => mail_pace::resume(&mut tx.connection).await,
        }
    }
}
