//! That staff changed a person's address, as a record of its own: who asked may no longer read the old mailbox.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::mail::MailAddress;
use crate::register::RegisterVersion;
use crate::rights::Reason;
use crate::staff::IdentityChecked;

/// Somebody of the staff changed an address (Articles 5(2) and 16). Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressByStaff {
    /// The record's schema: `samtykke/address-by-staff/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// Who changed it, by the id of their account.
    pub staff: Uuid,
    /// How they made sure of the person.
    pub checked: IdentityChecked,
    /// Why it was changed by them and not by the person.
    pub reason: Reason,
    /// The address before.
    pub before: MailAddress,
    /// The new one.
    pub after: MailAddress,
    /// When.
    pub changed_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl AddressByStaff {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/address-by-staff/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

impl fmt::Debug for AddressByStaff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AddressByStaff(…)")
    }
}
