//! The records of a seat. Their canonical bytes are sealed with the seat's own key and committed to by a leaf each.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, Digest, NotCanonical};
use crate::consent::Method;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// Who vouches for it that somebody wants a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatBy {
    /// They themselves, from their mailbox.
    Mailbox,
    /// Somebody of the staff, who spoke with them.
    Staff(Uuid),
}

/// That somebody signed up, and stands by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatTaken {
    /// The record's schema: `samtykke/seat/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The seat, or the place in line.
    pub seat: Uuid,
    /// The event.
    pub event: Uuid,
    /// When it was confirmed.
    pub confirmed_at: Timestamp,
    /// The address, as it was typed; none for somebody who has no mailbox.
    pub address: Option<String>,
    /// Who vouches for it that the person wants the seat.
    pub by: SeatBy,
    /// The purpose of the register that it is kept for.
    pub purpose: Key,
    /// The last day on which it was promised to be kept.
    pub kept_until: Date,
    /// The register in force.
    pub register: RegisterVersion,
}

impl SeatTaken {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/seat/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// A yes to using voluntary answers. It does not hold them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersGiven {
    /// The record's schema: `samtykke/answers/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The proof it belongs to.
    pub proof: Uuid,
    /// The event.
    pub event: Uuid,
    /// When they were given.
    pub given_at: Timestamp,
    /// When whoever reads the mailbox stood by it.
    pub confirmed_at: Timestamp,
    /// The address, as it was typed.
    pub address: Option<String>,
    /// The purpose of the register that it is a consent to.
    pub purpose: Key,
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// The register in force.
    pub register: RegisterVersion,
    /// The words that were shown.
    pub wording: Digest,
}

impl AnswersGiven {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/answers/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// As [`SeatTaken::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// That somebody gave up their seat, or their place in line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatLeft {
    /// The record's schema: `samtykke/seat-left/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The seat, or the place in line.
    pub seat: Uuid,
    /// When.
    pub left_at: Timestamp,
    /// Who gave it up.
    pub by: SeatBy,
}

impl SeatLeft {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/seat-left/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// As [`SeatTaken::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
