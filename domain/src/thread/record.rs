//! What is recorded as evidence about an enquiry: that it was moved to another purpose, and that its sender asked us to
//! keep something sensitive.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, Digest, NotCanonical};
use crate::consent::Method;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// An enquiry was moved to another purpose, by a person's decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedRecord {
    /// The record's schema: `samtykke/thread-moved/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The enquiry.
    pub thread: Uuid,
    /// The purpose it had, by its name in the register.
    pub from: Key,
    /// The purpose it has from now on.
    pub to: Key,
    /// Why, in the words of who moved it.
    pub reason: String,
    /// Who of staff moved it.
    pub moved_by: Uuid,
    /// When.
    pub moved_at: Timestamp,
}

impl MovedRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/thread-moved/1";

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// The sender of an enquiry asked us, with explicit consent, to keep a passage that is sensitive (Article 9(2)(a)).
/// It says which, and nothing of what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRecord {
    /// The record's schema: `samtykke/kept-passage/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The address that the link to the question was mailed to.
    pub email: String,
    /// The enquiry.
    pub thread: Uuid,
    /// The passage.
    pub passage: Uuid,
    /// The purpose it is kept under, by its name in the register.
    pub purpose: Key,
    /// The language it was asked in.
    pub language: Language,
    /// How the answer reached us.
    pub method: Method,
    /// The register in force.
    pub register: RegisterVersion,
    /// The hash of the question as it was asked.
    pub notice: Digest,
    /// When.
    pub given_at: Timestamp,
}

impl KeptRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/kept-passage/1";

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// As [`MovedRecord::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
