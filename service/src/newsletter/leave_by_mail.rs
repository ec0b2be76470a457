//! Leaving by a mail to an address of one's own, which mail programs write by themselves: it stands in `List-Unsubscribe`
//! beside the link (RFC 2369). Whoever holds the mail may leave, as with the link; what the mail says is not read.

use domain::consent::EndReason;
use domain::problem::Problem;
use storage::SubscriptionLink;
use uuid::Uuid;

use super::confirm::TRIES;
use crate::mail::{read_token, write_token};
use crate::{Service, problem};

const LABEL: &str = "newsletter stop address v1";

impl Service {
    /// What stands behind `stop-` in the address that ends the subscription whose links are derived from `link`.
    #[must_use]
    pub fn stop_address_token(&self, link: &Uuid) -> String {
        write_token(self.root_key(), LABEL, link)
    }

    /// Ends the subscription whose stop address has this token, which stays true when it ended before; false when we did
    /// not write the token.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it: the mail must be brought again.
    pub async fn leave_by_mail(&self, token: &str) -> Result<bool, Problem> {
        let Some(link) = read_token(self.root_key(), LABEL, token) else {
            return Ok(false);
        };
        let leave = self.mail_links(&link).leave.hash();
        for _ in 0..TRIES {
            let found = self
                .store()
                .subscription(SubscriptionLink::Leave(leave))
                .await;
            let Some(stored) = found.map_err(problem::of_store)? else {
                return Ok(true);
            };
            let leave = self.draw_leave(&stored, EndReason::Withdrawn).await?;
            if self.end_subscription(leave).await? {
                return Ok(true);
            }
        }
        Err(Problem::Unavailable)
    }
}
