//! The records of a subscription. Their canonical bytes are sealed with the key of the proof they belong to and
//! committed to by a leaf each.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Surface, Topics};
use crate::canonical::{self, Digest, NotCanonical};
use crate::consent::{EndReason, Method};
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// A yes to the newsletter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The record's schema: `samtykke/subscription/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The proof it belongs to.
    pub proof: Uuid,
    /// When.
    pub given_at: Timestamp,
    /// The purpose of the register that it is a consent to.
    pub purpose: Key,
    /// The address, as it was typed.
    pub address: String,
    /// What to be written to about.
    pub topics: Topics,
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
    /// How it reached us.
    pub method: Method,
    /// The register in force.
    pub register: RegisterVersion,
    /// The words that were shown.
    pub wording: Digest,
}

impl Given {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/subscription/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// Which link of a mail was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkUsed {
    /// The one that was sent to ask.
    Confirm,
    /// The one to the topics.
    Manage,
    /// The one that stops it; the stop was taken back.
    Leave,
}

/// That whoever reads the mailbox stands by the yes: a link that was sent there was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The record's schema: `samtykke/subscription-confirmed/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The proof it belongs to.
    pub proof: Uuid,
    /// When.
    pub confirmed_at: Timestamp,
    /// Which link showed that the mailbox was read.
    pub link: LinkUsed,
}

impl Confirmed {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/subscription-confirmed/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// As [`Given::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// The end of a yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The record's schema: `samtykke/subscription-end/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The proof it belongs to.
    pub proof: Uuid,
    /// When.
    pub ended_at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

impl End {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/subscription-end/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// As [`Given::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// A yes to keeping an address out by a fingerprint of it. It does not hold the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptOut {
    /// The record's schema: `samtykke/kept-out/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The proof it belongs to.
    pub proof: Uuid,
    /// When.
    pub given_at: Timestamp,
    /// The purpose of the register that it is a consent to.
    pub purpose: Key,
    /// The fingerprint that is kept.
    pub fingerprint: Digest,
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// The register in force.
    pub register: RegisterVersion,
    /// The words that were shown.
    pub wording: Digest,
}

impl KeptOut {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/kept-out/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// As [`Given::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
