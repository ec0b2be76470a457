//! That a member of staff made sure of a person and gave them a code, as a record of its own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::register::RegisterVersion;
use crate::staff::Vouched;

/// Somebody of the staff vouched for a person (Articles 5(2) and 12(6)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentityRecord {
    /// The record's schema: `samtykke/identity/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The person.
    pub person: Uuid,
    /// Who made sure, by the id of their account.
    pub staff: Uuid,
    /// How.
    pub vouched: Vouched,
    /// When.
    pub vouched_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl IdentityRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/identity/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
