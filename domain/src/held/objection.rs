//! An objection to direct marketing (Article 21(2) and (3)). What remains is a fingerprint that keeps the address out; the
//! record holds no address.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, Digest, NotCanonical};
use crate::consent::Method;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// That somebody objected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// The record's schema: `samtykke/objection/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// What the fingerprint lies under.
    pub proof: Uuid,
    /// When.
    pub objected_at: Timestamp,
    /// The purpose of the register that the fingerprint is kept for.
    pub purpose: Key,
    /// The fingerprint that is kept.
    pub fingerprint: Digest,
    /// The language it was said in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// The register in force.
    pub register: RegisterVersion,
}

impl Objection {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/objection/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
