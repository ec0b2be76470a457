//! Leaving, by the link in each mail: at once, and as often as it is pressed. What we know of the person goes; the
//! proof stays for as long as the register says.

use domain::canonical::Digest;
use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::subscription::Wording;
use domain::text::Language;
use storage::{Operation, StoreError, StoredSubscription, SubscriptionLink, Tx};
use uuid::Uuid;

use super::confirm::TRIES;
use super::ending::Ending;
use super::subscriber::Subscriber;
use super::undo::UndoToken;
use super::wording::named;
use crate::erasure::Erase;
use crate::{Service, problem};

/// What is offered to somebody who left just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Takes the stop back, or keeps the address out, for half an hour.
    pub token: UndoToken,
    /// What taking it back says, and its hash.
    pub undo: (Wording, Digest),
    /// What keeping the address out says, and its hash, where the register offers it.
    pub keep_out: Option<(Wording, Digest)>,
}

impl Service {
    /// Ends the subscription that has this link; none when it ended before, or never was one.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn leave(
        &self,
        token: &LinkToken,
        language: Language,
    ) -> Result<Option<Left>, Problem> {
        for _ in 0..TRIES {
            let link = SubscriptionLink::Leave(token.hash());
            let found = self.store().subscription(link).await;
            let Some(stored) = found.map_err(problem::of_store)? else {
                return Ok(None);
            };
            let leave = self.draw_leave(&stored, EndReason::Withdrawn).await?;
            let Some(opened) = self.open_subscription(stored).await? else {
                return Ok(None);
            };
            let left = self.offers(&opened.subscriber, &opened.stored.link, language)?;
            if self.end_subscription(leave).await? {
                return Ok(Some(left));
            }
        }
        Err(Problem::Unavailable)
    }

    /// What the page after leaving offers.
    fn offers(
        &self,
        subscriber: &Subscriber,
        link: &Uuid,
        language: Language,
    ) -> Result<Left, Problem> {
        let newsletter = self.newsletter()?;
        let keep_out = Wording::keep_out(newsletter, language, self.today());
        Ok(Left {
            token: self.seal_undo(subscriber, link)?,
            undo: named(Wording::undo(newsletter, language, &subscriber.topics))?,
            keep_out: keep_out.map(named).transpose()?,
        })
    }

    /// Draws the end of a subscription.
    pub(crate) async fn draw_leave(
        &self,
        stored: &StoredSubscription,
        reason: EndReason,
    ) -> Result<Leave, Problem> {
        let ending = self.draw_ending(&stored.proof, reason).await;
        Ok(Leave {
            subscription: stored.id,
            ending: ending.map_err(problem::of_store)?,
            erase: self.draw_erasure(stored.id, ErasureRule::ConsentEnded),
        })
    }

    /// Ends a subscription and erases what is known of the person; false when something else changed it meanwhile.
    pub(super) async fn end_subscription(&self, leave: Leave) -> Result<bool, Problem> {
        let ended = self.commit_ending(leave).await?;
        if ended {
            self.finish_what_was_decided().await;
        }
        Ok(ended)
    }
}

/// The end of a subscription, ready to be written.
#[derive(Clone)]
pub(crate) struct Leave {
    subscription: Uuid,
    ending: Ending,
    erase: Erase,
}

impl Leave {
    /// Whether it is still the subscription that was read. It is held from then on.
    pub(crate) async fn stands(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let held = tx.hold_subscription(&self.subscription).await?;
        Ok(held.is_some_and(|held| held.proof == self.ending.proof()))
    }

    /// Ends the yes, and decides that what is known of the person goes.
    pub(crate) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.ending.write(tx).await?;
        self.erase.decide(tx).await
    }
}

impl Operation for Leave {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !self.stands(tx).await? {
            return Ok(false);
        }
        self.decide(tx).await?;
        Ok(true)
    }
}
