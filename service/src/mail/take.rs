//! Taking the mails that are due, and opening them.

use std::num::NonZeroU32;
use std::time::Duration;

use domain::mail::Envelope;
use jiff::Timestamp;
use storage::{
    KeyState, MailLease, MailOutcome, MayGo, Operation, PacedMail, StoreError, TakeMails,
    TakenMail, Tx,
};
use uuid::Uuid;

use super::seal::open_mail;
use crate::{OwnerKey, Service};

/// How long a mail is kept from other nodes. A sender begins none whose lease may run out before the mail server has
/// answered.
const LEASE: Duration = Duration::from_secs(10 * 60);

/// Who sends, and how fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailSender {
    /// This process.
    pub holder: Uuid,
    /// How many mails may go in a minute, by all nodes together; any number without.
    pub per_minute: Option<NonZeroU32>,
}

/// A mail to send now. What comes of it is told by [`Service::mail_sent`] and its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMail {
    /// To whom, and what it says.
    pub envelope: Envelope,
    /// It goes at this moment, or after.
    pub not_before: Timestamp,
    /// Until when nobody else sends it.
    pub held_until: Timestamp,
    /// When it was written.
    pub since: Timestamp,
    /// The how manieth attempt this is, counted from 1.
    pub attempts: u32,
    pub(super) lease: MailLease,
}

impl DueMail {
    /// The mail's id, which makes its Message-ID.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.lease.mail
    }
}

impl Service {
    /// A sender's name for the leases of this process.
    #[must_use]
    pub fn new_mail_sender(&self, per_minute: Option<NonZeroU32>) -> MailSender {
        MailSender {
            holder: self.chance().uuid_v7(self.now()),
            per_minute,
        }
    }

    /// Takes at most `limit` mails that are due and that nobody holds, those that somebody waits for first. None while
    /// sending is paused, or when the rate is used up.
    ///
    /// # Errors
    /// When a database fails. What was taken by then comes back by itself when its lease has run out.
    pub async fn take_mails(
        &self,
        sender: &MailSender,
        limit: u32,
    ) -> Result<Vec<DueMail>, StoreError> {
        let now = self.now();
        // Looking is a read; most of the time there is nothing.
        if limit == 0 || !self.store().is_mail_due(now).await? {
            return Ok(Vec::new());
        }
        let take = TakeMails {
            holder: sender.holder,
            now,
            until: now + LEASE,
            limit,
            per_minute: sender.per_minute,
        };
        let taken = self.store().take_mails(take).await?;
        let owners: Vec<Uuid> = taken.iter().map(|taken| taken.mail.owner).collect();
        let keys = self.owner_keys(&owners).await?;
        let mut due = Vec::new();
        for PacedMail { mail, not_before } in taken {
            if let Some(envelope) = self.open(&mail, keys.get(&mail.owner)).await? {
                due.push(DueMail {
                    envelope,
                    not_before,
                    held_until: take.until,
                    since: mail.since,
                    attempts: mail.attempts,
                    lease: mail.lease,
                });
            }
        }
        Ok(due)
    }

    /// Whether a mail is still kept: sent or not, its time is not up, and what it is about was not erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn knows_mail(&self, mail: &Uuid) -> Result<bool, StoreError> {
        Ok(self.store().mail(mail).await?.is_some())
    }

    /// Whether a mail that was taken may still go. Asked right before it does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn may_mail_go(&self, mail: &DueMail) -> Result<MayGo, StoreError> {
        self.store().may_mail_go(&mail.lease).await
    }

    /// What a mail says. None for one that cannot be opened: what it is about was erased, and so it goes too, or it is
    /// damaged, or its key, and it is given up.
    async fn open(
        &self,
        mail: &TakenMail,
        key: Option<&OwnerKey>,
    ) -> Result<Option<Envelope>, StoreError> {
        let opened = key.and_then(|key| open_mail(mail.lease.mail, key, &mail.content));
        if opened.is_some() {
            return Ok(opened);
        }
        match self.store().keys()?.state(&mail.owner).await {
            Ok(KeyState::Erased) => {
                let forget = Forget { owner: mail.owner };
                self.end(|| self.store().commit(forget)).await?;
            }
            Ok(KeyState::Present(_) | KeyState::NeverExisted) | Err(StoreError::Unreadable(_)) => {
                self.give_up_unreadable(mail).await?;
            }
            Err(error) => return Err(error),
        }
        Ok(None)
    }

    async fn give_up_unreadable(&self, mail: &TakenMail) -> Result<(), StoreError> {
        let id = mail.lease.mail;
        tracing::error!(%id, "a mail does not open with its key and is given up");
        let failed = MailOutcome::Failed {
            answer: "unreadable".to_owned(),
        };
        match self
            .store()
            .settle_mail(mail.lease, failed, self.now())
            .await
        {
            Err(StoreError::Superseded) => Ok(()),
            outcome => outcome,
        }
    }
}

/// Deletes the mails about something whose key is erased.
#[derive(Clone, Copy)]
struct Forget {
    owner: Uuid,
}

impl Operation for Forget {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.delete_mails_of(&self.owner).await?;
        Ok(())
    }
}
