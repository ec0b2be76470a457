//! Confirming a sign-up by the link that was mailed. Looking at the link's page changes nothing: programs that follow
//! every link in a mail confirm nobody.

use domain::canonical::Digest;
use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::subscription::LinkUsed;
use jiff::Timestamp;
use storage::{
    LinkHashes, Operation, Renewed, StoreError, StoredSubscription, SubscriptionLink, Tx,
};
use uuid::Uuid;

use super::ending::Ending;
use super::links::MailLinks;
use super::subscriber::Opened;
use super::why::Yes;
use crate::act::Act;
use crate::erasure::Erase;
use crate::{Service, problem};

/// How often it is tried anew when something else changed the same mailbox meanwhile.
pub(super) const TRIES: usize = 4;

/// What a link that asks for confirmation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// The question is open.
    Asked {
        /// What the person asked for, and by which words.
        yes: Box<Yes>,
    },
    /// It was answered with yes, and the yes stands.
    Confirmed,
}

/// What came of a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmation {
    /// The subscription stands from now on.
    Now {
        /// The links that its mails will hold.
        links: MailLinks,
    },
    /// The link was used before, and the subscription stands. Its links are in the mails, and told to nobody here.
    Before,
}

impl Service {
    /// What the link with this token leads to.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when the question is not open and no yes stands, or there never was one.
    pub async fn waiting(&self, token: &LinkToken) -> Result<Waiting, Problem> {
        let waiting = self.to_confirm(token).await?;
        if waiting.expires_at.is_none() {
            return Ok(Waiting::Confirmed);
        }
        let yes = self.yes(&waiting.proof).await?;
        let yes = Box::new(yes.ok_or(Problem::SpentLink)?);
        Ok(Waiting::Asked { yes })
    }

    /// Confirms the sign-up that the link with this token was mailed for. A subscription of the same mailbox is
    /// renewed by it, and the links in its mails go on working.
    ///
    /// # Errors
    /// As [`Self::waiting`]; [`Problem::Unavailable`] when the database does not take it.
    pub async fn confirm(&self, token: &LinkToken) -> Result<Confirmation, Problem> {
        for _ in 0..TRIES {
            let waiting = self.to_confirm(token).await?;
            if waiting.expires_at.is_none() {
                return Ok(Confirmation::Before);
            }
            let (confirm, links) = self.draw_confirm(waiting, token).await?;
            match self.commit(confirm).await? {
                Outcome::Confirmed => {
                    self.finish_what_was_decided().await;
                    return Ok(Confirmation::Now { links });
                }
                Outcome::Spent => return Err(Problem::SpentLink),
                Outcome::Changed => {}
            }
        }
        Err(Problem::Unavailable)
    }

    /// What the token finds, unless its time is over.
    async fn to_confirm(&self, token: &LinkToken) -> Result<StoredSubscription, Problem> {
        let link = SubscriptionLink::Confirm(token.hash());
        let found = self.store().subscription(link).await;
        let found = found.map_err(problem::of_store)?;
        found
            .filter(|found| found.expires_at.is_none_or(|end| self.now() < end))
            .ok_or(Problem::SpentLink)
    }

    async fn draw_confirm(
        &self,
        waiting: StoredSubscription,
        token: &LinkToken,
    ) -> Result<(Confirm, MailLinks), Problem> {
        let before = self.store().subscription_of(&waiting.mailbox).await;
        let before = match before.map_err(problem::of_store)? {
            Some(stored) => self.open_subscription(stored).await?,
            None => None,
        };
        let proof = self.owner_key(&waiting.proof).await;
        let proof = proof.map_err(problem::of_store)?;
        let opened = self.open_subscription(waiting).await?;
        let (proof, opened) = proof.zip(opened).ok_or(Problem::SpentLink)?;
        let link = before
            .as_ref()
            .map_or(opened.stored.link, |before| before.stored.link);
        let links = self.mail_links(&link);
        let confirm = Confirm {
            act: self.draw_confirmed(&proof, LinkUsed::Confirm)?,
            fingerprint: self.fingerprint(&opened.subscriber.address),
            hashes: links.hashes(),
            why: links.why.hash(),
            at: self.now(),
            renews: match before {
                Some(before) => Some(self.draw_renewal(&before, &opened, token).await?),
                None => None,
            },
            waiting: opened.stored,
        };
        Ok((confirm, links))
    }

    async fn draw_renewal(
        &self,
        before: &Opened,
        waiting: &Opened,
        token: &LinkToken,
    ) -> Result<Renewal, Problem> {
        let ending = self.draw_ending(&before.stored.proof, EndReason::Replaced);
        Ok(Renewal {
            subscription: before.stored.id,
            ending: ending.await.map_err(problem::of_store)?,
            renewed: Renewed {
                proof: waiting.stored.proof,
                sealed: self.seal_subscriber(&before.key, &waiting.subscriber)?,
                confirm: Some(token.hash()),
            },
            erase: self.draw_erasure(waiting.stored.id, ErasureRule::ConsentEnded),
        })
    }
}

/// A confirmation, ready to be written.
struct Confirm {
    waiting: StoredSubscription,
    act: Act,
    fingerprint: Digest,
    hashes: LinkHashes,
    why: Digest,
    at: Timestamp,
    renews: Option<Renewal>,
}

/// The subscription that the mailbox has already.
struct Renewal {
    subscription: Uuid,
    ending: Ending,
    renewed: Renewed,
    erase: Erase,
}

enum Outcome {
    Confirmed,
    Spent,
    /// Something else changed the mailbox since it was read.
    Changed,
}

impl Operation for Confirm {
    type Output = Outcome;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Outcome, StoreError> {
        let waiting = &self.waiting;
        let Some(held) = tx.hold_subscription(&waiting.id).await? else {
            return Ok(Outcome::Spent);
        };
        if held != *waiting {
            return Ok(Outcome::Changed);
        }
        if tx.is_kept_out(&self.fingerprint).await? {
            return Ok(Outcome::Spent);
        }
        let active = tx.hold_subscription_of(&waiting.mailbox).await?;
        let active = active.map(|active| (active.id, active.proof));
        let expected = self.renews.as_ref();
        if active != expected.map(|renews| (renews.subscription, renews.ending.proof())) {
            return Ok(Outcome::Changed);
        }
        match &self.renews {
            Some(renews) => {
                renews.ending.write(tx).await?;
                renews.erase.decide(tx).await?;
                tx.renew_subscription(&renews.subscription, &renews.renewed)
                    .await?;
            }
            None => {
                tx.activate_subscription(&waiting.id, &self.hashes, self.at)
                    .await?;
            }
        }
        tx.link_proof(&waiting.proof, &self.why).await?;
        self.act.write(tx).await?;
        Ok(Outcome::Confirmed)
    }
}
