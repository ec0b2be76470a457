//! What stands in the return address of a mail, so that what comes back names the mail it answers.

use uuid::Uuid;

use super::address_token::{read_token, write_token};
use crate::Service;

const LABEL: &str = "bounce token v1";

impl Service {
    /// The token of a mail.
    #[must_use]
    pub fn bounce_token(&self, mail: &Uuid) -> String {
        write_token(self.root_key(), LABEL, mail)
    }

    /// The mail whose token this is; none when we did not write it.
    pub(super) fn mail_of_bounce_token(&self, token: &str) -> Option<Uuid> {
        read_token(self.root_key(), LABEL, token)
    }
}
