//! The links of each mail: derived from what the subscription stores, so that they need not be stored themselves.

use domain::mail::LinkToken;
use storage::LinkHashes;
use uuid::Uuid;

use crate::Service;

/// The tokens of the links in a subscriber's mails. Each opens one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLinks {
    /// To the topics.
    pub manage: LinkToken,
    /// Ends it.
    pub leave: LinkToken,
    /// To what was said yes to, and when.
    pub why: LinkToken,
}

impl MailLinks {
    /// What is stored of those that a subscription is found by.
    pub(super) fn hashes(&self) -> LinkHashes {
        LinkHashes {
            manage: self.manage.hash(),
            leave: self.leave.hash(),
        }
    }
}

impl Service {
    /// The links of the mails under the link id of a subscription.
    #[must_use]
    pub fn mail_links(&self, link: &Uuid) -> MailLinks {
        let token = |label: &str| {
            let derived = self.root_key().derive(label, &[link.as_bytes()]);
            LinkToken::from_bytes(derived.0)
        };
        MailLinks {
            manage: token("newsletter manage link v1"),
            leave: token("newsletter leave link v1"),
            why: token("newsletter why link v1"),
        }
    }
}
