//! Disclosures: that somebody else was given personal data, as a record of its own. What it is about seals it, so that it
//! goes with that; its leaf in the log stays and says nothing of anyone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::mail::Line;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// What was given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenData {
    /// The address that the person's computer has on the Internet.
    IpAddress,
    /// The name, sound and picture that somebody shows in a room by their own choice.
    ShownInRoom,
}

impl GivenData {
    /// What it is, in running text.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::IpAddress, Language::Da) => "din IP-adresse",
            (Self::IpAddress, Language::En) => "your IP address",
            (Self::ShownInRoom, Language::Da) => "det navn, den lyd og det billede, du selv viser",
            (Self::ShownInRoom, Language::En) => {
                "the name, sound and picture that you choose to show"
            }
        }
    }
}

/// That somebody else was given personal data (Articles 5(2) and 15(1)(c)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// The record's schema: `samtykke/disclosure/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// What the data is of: a seat, an enquiry.
    pub about: Uuid,
    /// Who was given it.
    pub recipient: Line,
    /// The code of the country where it is handled (ISO 3166-1).
    pub country: String,
    /// What.
    pub data: Vec<GivenData>,
    /// The purpose of the register that it was given for.
    pub purpose: Key,
    /// What permits it: `GDPR 6(1)(b)`.
    pub basis: String,
    /// When.
    pub disclosed_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl Disclosure {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/disclosure/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// Whether the other says the same but for when: one of both is enough.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        (self.about, &self.recipient, &self.country, &self.data)
            == (other.about, &other.recipient, &other.country, &other.data)
            && self.purpose == other.purpose
    }
}
