//! A wish to be written to at another address. It happens once both mailboxes have said yes: the one before shows that it is
//! the person, the new one that it is theirs. Where staff made sure of the person, their word stands for both.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::mail::MailAddress;
use crate::text::Language;

/// For how long both mailboxes may say yes.
pub const ADDRESS_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many wishes of one mailbox may wait at a time.
pub const ADDRESS_WISHES: usize = 3;

/// What is sealed of a wish. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressWish {
    /// The address before.
    pub before: MailAddress,
    /// The new one.
    pub after: MailAddress,
    /// The language it was asked in.
    pub language: Language,
    /// Who of staff changed it for the person, by the id of their account; none where the person asked themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Uuid>,
}

impl fmt::Debug for AddressWish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressWish(…)")
    }
}
