//! What is recorded as evidence: the yes with everything it was a yes to, its end, and what the person set beside it. A no
//! leaves no record.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::scope::Scope;
use super::standing::Recorded;
use crate::canonical::{self, NotCanonical};
use crate::register::RegisterVersion;
use crate::rights::Reason;
use crate::text::Language;

/// A yes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedConsentGiven {
    /// The record's schema: `samtykke/named-consent/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The consent.
    pub consent: Uuid,
    /// What it is a yes to.
    pub scope: Scope,
    /// The last day on which it holds.
    pub last_day: Date,
    /// When it reached us here.
    pub given_at: Timestamp,
    /// The lines that were shown beside the button; none where staff wrote it down.
    pub shown: Vec<String>,
    /// What staff wrote down; nothing where it was a button.
    pub recorded: Option<Recorded>,
    /// The language.
    pub language: Language,
    /// The register in force.
    pub register: RegisterVersion,
}

/// Why a yes ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedEnd {
    /// The person took it back.
    Withdrawn,
    /// The person says that they never gave the one that staff wrote down.
    NeverSaid,
    /// Its last day is over.
    RanOut,
}

/// The end of a yes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedConsentEnded {
    /// The record's schema: `samtykke/named-consent-end/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The consent.
    pub consent: Uuid,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Why.
    pub reason: NamedEnd,
    /// What staff wrote down; nothing where it was a button, or the clock.
    pub recorded: Option<Recorded>,
    /// The register in force.
    pub register: RegisterVersion,
}

/// What the person set beside what staff wrote down (Article 16).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedConsentStated {
    /// The record's schema: `samtykke/named-consent-statement/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The consent.
    pub consent: Uuid,
    /// What it says.
    pub words: Reason,
    /// When.
    pub stated_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

macro_rules! record {
    ($($what:ident $schema:literal),*) => {$(
        impl $what {
            /// The value of `schema`.
            pub const SCHEMA: &'static str = $schema;

            /// The bytes that are sealed and committed to.
            ///
            /// # Errors
            /// Never in practice: the record holds only text.
            pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
                canonical::to_bytes(self)
            }
        }

        impl std::fmt::Debug for $what {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($what), "(…)"))
            }
        }
    )*};
}

record!(
    NamedConsentGiven "samtykke/named-consent/1",
    NamedConsentEnded "samtykke/named-consent-end/1",
    NamedConsentStated "samtykke/named-consent-statement/1"
);
