//! What is recorded as evidence about a request: that we have it, what we did about its deadline, and how it ended. It
//! says what was asked for and when, and nothing of what is held.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::Step;
use super::right::Right;
use super::status::Status;
use crate::canonical::{self, NotCanonical};
use crate::evidence::LeafKind;
use crate::register::RegisterVersion;

/// Something about a request that its receipt shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRecord {
    /// The record's schema: `samtykke/rights-request/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The case.
    pub case: Uuid,
    /// The request in it.
    pub request: Uuid,
    /// Which right it uses.
    pub right: Right,
    /// What was done; nothing where it was received.
    pub step: Option<Step>,
    /// The day it reached the organisation.
    pub received: Date,
    /// By when the law asks for an answer, as things stand then.
    pub due: Date,
    /// Where it stands then, as a term of the Data Privacy Vocabulary.
    pub status: String,
    /// Why, as a term of that vocabulary, where it was delayed or refused.
    pub justification: Option<String>,
    /// When it was recorded.
    pub at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl RequestRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/rights-request/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// Under which kind a step is recorded that led to `after`; none for what leaves no receipt.
#[must_use]
pub const fn leaf_kind(step: Option<Step>, after: &Status) -> Option<LeafKind> {
    match step {
        None => Some(LeafKind::RequestReceived),
        Some(Step::Extend) => Some(LeafKind::RequestExtended),
        Some(Step::Fulfil) => Some(LeafKind::RequestAnswered),
        Some(Step::Refuse | Step::ConfirmRefusal | Step::CannotIdentify) => {
            Some(LeafKind::RequestRefused)
        }
        Some(Step::Withdraw) => Some(LeafKind::RequestWithdrawn),
        Some(Step::Lift) if matches!(after, Status::Closed(_)) => Some(LeafKind::RequestAnswered),
        _ => None,
    }
}
