//! What comes back to the return address of a mail. Anybody can write to it who knows it, so a bounce is believed only
//! with the token of the mail it is about, and only about that mail and whom it was sent to.

use domain::mail::{Bounce, MailAddress, Verdict};
use domain::problem::Problem;
use storage::{MailState, Operation, StoreError, StoredMail, Tx};
use uuid::Uuid;

use crate::{Service, problem};

/// What became of a bounce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// It was dealt with, now or before. Nothing more is to be learned from it.
    DealtWith,
    /// It does not say that anything was not delivered.
    NotUnderstood,
    /// Its token is not ours, or it speaks of another mail or somebody else. Nothing was changed.
    NotBelieved,
}

impl Service {
    /// Deals with what came to the return address with `token`. A mailbox that refuses for good ends its subscription;
    /// one that does not take a mail for now is counted. The same bounce twice is one.
    ///
    /// Letters about other things are only marked: an enquiry is kept for as long as it was promised, and a sign-up that
    /// nobody confirms goes by itself.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it: the bounce must be brought again.
    pub async fn mail_came_back(&self, token: &str, bounce: &Bounce) -> Result<CameBack, Problem> {
        let Some(id) = self.mail_of_bounce_token(token) else {
            return Ok(CameBack::NotBelieved);
        };
        if bounce.recipients.is_empty() {
            return Ok(CameBack::NotUnderstood);
        }
        let stored = self.store().mail(&id).await.map_err(problem::of_store)?;
        // What it was about was erased, its time is up, or another bounce came first.
        let Some(mail) = stored.filter(|mail| mail.state != MailState::Bounced) else {
            return Ok(CameBack::DealtWith);
        };
        let recipient = self.recipient_of(&mail.owner).await?;
        match bounce.verdict(&id, recipient.as_ref()) {
            Verdict::ForGood(status) => self.refused_for_good(&mail, status).await?,
            Verdict::ForNow(status) => self.put_off(&mail, status).await?,
            Verdict::Nothing => {}
            Verdict::NotBelieved => {
                tracing::warn!(%id, "what came back for a mail speaks of something else and is not believed");
                return Ok(CameBack::NotBelieved);
            }
        }
        Ok(CameBack::DealtWith)
    }

    /// Ends what the mail was about before the mail is marked: if this is broken off in between, the same bounce begins
    /// anew.
    async fn refused_for_good(&self, mail: &StoredMail, status: String) -> Result<(), Problem> {
        // Who said yes anew after the mail was sent, by a link out of a later one, has a mailbox that takes mail.
        if self.said_yes_since(mail).await? {
            return self.put_off(mail, status).await;
        }
        let ended = self.end_by_bounce(&mail.owner).await?;
        tracing::info!(id = %mail.id, %status, ended, "a mailbox refuses for good");
        let marked = MailReturned {
            mail: mail.id,
            status,
            for_good: true,
        };
        self.commit_ending(marked).await
    }

    async fn put_off(&self, mail: &StoredMail, status: String) -> Result<(), Problem> {
        tracing::info!(id = %mail.id, %status, "a mailbox does not take a mail for now");
        let counted = MailReturned {
            mail: mail.id,
            status,
            for_good: false,
        };
        self.commit_ending(counted).await
    }

    /// Whom a mail about this was sent to, where that is still known: the mail's own row forgets it.
    async fn recipient_of(&self, owner: &Uuid) -> Result<Option<MailAddress>, Problem> {
        match self.subscriber_address(owner).await? {
            Some(address) => Ok(Some(address)),
            None => self.enquirer_address(owner).await,
        }
    }
}

#[derive(Clone)]
struct MailReturned {
    mail: Uuid,
    status: String,
    for_good: bool,
}

impl Operation for MailReturned {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let status = match self.status.as_str() {
            "" => "no status",
            status => status,
        };
        // One that was erased meanwhile, or whose sending was not written down yet, is left as it is.
        let _changed = match self.for_good {
            true => tx.mail_bounced(&self.mail, status).await?,
            false => tx.mail_put_off(&self.mail, status).await?,
        };
        Ok(())
    }
}
