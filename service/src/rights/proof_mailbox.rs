//! The keyed hash by which the proof of a consent is found again by whoever reads the mailbox it was given from. It is
//! another one for each purpose, so that nobody sees in the database that two consents are one person's.

use domain::canonical::Digest;
use domain::mail::MailAddress;

use crate::Service;

impl Service {
    /// What the proof of a consent to `purpose` is found by that was given from `address`.
    pub(crate) fn proof_mailbox(&self, purpose: &str, address: &MailAddress) -> Digest {
        let mailbox = address.mailbox();
        self.root_key().derive(
            "proof mailbox v1",
            &[purpose.as_bytes(), &[0], mailbox.as_bytes()],
        )
    }
}
