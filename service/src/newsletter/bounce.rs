//! A mailbox that refuses our mail for good ends its subscription, as the sign-up form says.

use domain::consent::EndReason;
use domain::mail::MailAddress;
use domain::problem::Problem;
use storage::StoredMail;
use uuid::Uuid;

use super::confirm::TRIES;
use crate::{Service, problem};

impl Service {
    /// Ends the subscription with this id because its mailbox refuses for good; false when there is none, or a case stops
    /// its use: what is only kept is kept.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn end_by_bounce(&self, subscription: &Uuid) -> Result<bool, Problem> {
        let stopped = self.store().is_use_stopped(subscription).await;
        if stopped.map_err(problem::of_store)? {
            return Ok(false);
        }
        for _ in 0..TRIES {
            let found = self.store().subscription_by_id(subscription).await;
            let found = found.map_err(problem::of_store)?;
            // Who never confirmed goes by itself, with the proof.
            let Some(stored) = found.filter(|found| found.expires_at.is_none()) else {
                return Ok(false);
            };
            let leave = self.draw_leave(&stored, EndReason::Bounced).await?;
            if self.end_subscription(leave).await? {
                return Ok(true);
            }
        }
        Err(Problem::Unavailable)
    }

    /// The address of the subscription with this id, confirmed or not; none when there is none.
    pub(crate) async fn subscriber_address(
        &self,
        subscription: &Uuid,
    ) -> Result<Option<MailAddress>, Problem> {
        let found = self.store().subscription_by_id(subscription).await;
        let Some(stored) = found.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let opened = self.open_subscription(stored).await?;
        Ok(opened.map(|opened| opened.subscriber.address))
    }

    /// Whether the yes of the subscription that a mail was about was given after the mail was written.
    pub(crate) async fn said_yes_since(&self, mail: &StoredMail) -> Result<bool, Problem> {
        let found = self.store().subscription_by_id(&mail.owner).await;
        let Some(stored) = found.map_err(problem::of_store)? else {
            return Ok(false);
        };
        let proof = self.store().proof(&stored.proof).await;
        let proof = proof.map_err(problem::of_store)?;
        Ok(proof.is_some_and(|proof| proof.given_at > mail.since))
    }
}
