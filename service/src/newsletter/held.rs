//! What of the newsletter stands under a mailbox, for whoever reads it: seen, stopped and put right from the portal.

use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::held::{ContactDetails, HeldThing, KeptFor, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::retention::Bound;
use domain::thread::Promise;
use storage::{Corrected, Correction, StoredSubscription};
use uuid::Uuid;

use super::confirm::TRIES;
use super::subscriber::{Opened, Subscriber};
use crate::rights::{Around, drawn_at};
use crate::{DataSubject, OwnerKey, Service, problem};

impl Service {
    /// The subscriptions of a mailbox, confirmed or not.
    pub(crate) async fn held_subscriptions(
        &self,
        email: &MailAddress,
    ) -> Result<Vec<HeldThing>, Problem> {
        let Ok(newsletter) = self.newsletter() else {
            return Ok(Vec::new());
        };
        let purpose = &newsletter.newsletter.purpose;
        let mut held = Vec::new();
        for stored in self.subscriptions_under(email).await? {
            let Some(opened) = self.open_subscription(stored).await? else {
                continue;
            };
            let around = Around {
                key: &opened.key,
                purpose,
                since: drawn_at(&opened.stored.id),
                lists: &[Uuid::nil()],
                receipt: None,
            };
            let kept = opened.stored.expires_at.map_or(KeptFor::WhileYes, |end| {
                KeptFor::Until(Promise {
                    last_day: self.day_of(end),
                    bound: Bound::GoneBy,
                })
            });
            let Subscriber {
                address,
                name,
                language,
                topics,
            } = opened.subscriber;
            let what = What::Subscription {
                email: address,
                name,
                language,
                topics,
                waits_until: opened.stored.expires_at,
            };
            let confirmed = opened.stored.expires_at.is_none();
            let link = confirmed.then(|| self.mail_links(&opened.stored.link).manage);
            held.push(self.held_thing(&around, what, kept, link).await?);
        }
        Ok(held)
    }

    pub(crate) async fn subscriptions_under(
        &self,
        email: &MailAddress,
    ) -> Result<Vec<StoredSubscription>, Problem> {
        let found = self.store().subscriptions_of(&self.mailbox(email)).await;
        found.map_err(problem::of_store)
    }

    /// The subscription with this id, if it stands under the mailbox.
    pub(crate) async fn own_subscription(
        &self,
        email: &MailAddress,
        id: &Uuid,
    ) -> Result<Option<(OwnSubscription, ContactDetails)>, Problem> {
        let mut found = self.subscriptions_under(email).await?;
        found.retain(|stored| stored.id == *id);
        let Some(stored) = found.pop() else {
            return Ok(None);
        };
        let opened = self.open_subscription(stored).await?;
        Ok(opened.map(|opened| {
            let details = ContactDetails::Subscriber(opened.subscriber.name.clone());
            (OwnSubscription(opened), details)
        }))
    }

    /// Ends every subscription of a mailbox; false when there is none. One that was not confirmed goes with its proof.
    pub(crate) async fn end_subscriptions_of(
        &self,
        email: &MailAddress,
        reason: EndReason,
    ) -> Result<bool, Problem> {
        let mut ended = false;
        for _ in 0..TRIES {
            let standing = self.subscriptions_under(email).await?;
            if standing.is_empty() {
                return Ok(ended);
            }
            for stored in standing {
                ended |= self.end_one(&stored, reason).await?;
            }
        }
        Err(Problem::Unavailable)
    }

    async fn end_one(
        &self,
        stored: &StoredSubscription,
        reason: EndReason,
    ) -> Result<bool, Problem> {
        if stored.expires_at.is_none() {
            let leave = self.draw_leave(stored, reason).await?;
            return self.end_subscription(leave).await;
        }
        let gone = [stored.id, stored.proof];
        let erased = self.erase(&gone, ErasureRule::NotConfirmed).await;
        erased.map_err(problem::of_store)?;
        Ok(true)
    }

    /// What a subscription holds once its details are put right, and it is found by another address.
    pub(crate) fn corrected_subscription(
        &self,
        own: &OwnSubscription,
        details: &ContactDetails,
        address: &MailAddress,
    ) -> Result<Correction, Problem> {
        let opened = &own.0;
        let name = match details {
            ContactDetails::Subscriber(name) => name.clone(),
            _ => opened.subscriber.name.clone(),
        };
        let subscriber = Subscriber {
            address: address.clone(),
            name,
            ..opened.subscriber.clone()
        };
        Ok(Correction {
            of: Corrected::Subscription,
            id: opened.stored.id,
            before: opened.stored.sealed.clone(),
            after: self.seal_subscriber(&opened.key, &subscriber)?,
            mailbox: self.mailbox(address),
        })
    }

    /// Withdraws the consent to the newsletter; false when none stood.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn stop_newsletter(&self, subject: &DataSubject) -> Result<bool, Problem> {
        self.end_subscriptions_of(subject.email(), EndReason::Withdrawn)
            .await
    }
}

/// A subscription of whoever asks, opened.
pub(crate) struct OwnSubscription(Opened);

impl OwnSubscription {
    pub(crate) const fn key(&self) -> &OwnerKey {
        &self.0.key
    }
}
