//! Disclosures: that somebody else was given personal data, as a record of its own. What it is about seals it, so that it
//! goes with that; its leaf in the log stays and says nothing of anyone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::mail::Line;
use crate::register::{Key, RegisterVersion};
use crate::rights::Reason;
use crate::text::Language;

/// What was given away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GivenData {
    /// The address that the person's computer has on the Internet.
    IpAddress,
    /// The name, sound and picture that somebody shows in a room by their own choice.
    ShownInRoom,
    /// What staff named.
    Named(Reason),
}

impl GivenData {
    /// What it is, in running text.
    #[must_use]
    pub fn in_words(&self, language: Language) -> &str {
        match (self, language) {
            (Self::Named(words), _) => words.as_str(),
            (Self::IpAddress, Language::Da) => "din IP-adresse",
            (Self::IpAddress, Language::En) => "your IP address",
            (Self::ShownInRoom, Language::Da) => "det navn, den lyd og det billede, du selv viser",
            (Self::ShownInRoom, Language::En) => {
                "the name, sound and picture that you choose to show"
            }
        }
    }
}

/// How data was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosedHow {
    /// Said in a meeting.
    Meeting,
    /// Said by telephone.
    Phone,
    /// A letter, or papers handed over.
    Letter,
    /// A secure message or a sealed mail.
    Secure,
}

impl DisclosedHow {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Meeting, Self::Phone, Self::Letter, Self::Secure];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Secure => "secure",
        }
    }

    /// The way of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Meeting, Language::Da) => "Sagt på et møde",
            (Self::Meeting, Language::En) => "Said in a meeting",
            (Self::Phone, Language::Da) => "Sagt i telefonen",
            (Self::Phone, Language::En) => "Said on the telephone",
            (Self::Letter, Language::Da) => "Brev eller papirer",
            (Self::Letter, Language::En) => "Letter or papers",
            (Self::Secure, Language::Da) => "Sikker besked",
            (Self::Secure, Language::En) => "Secure message",
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
    /// What permits that health or another special category is among it: `GDPR 9(2)(a)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article9: Option<String>,
    /// The consent to exactly this, where one permits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Uuid>,
    /// How it was given, where staff wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<DisclosedHow>,
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

    /// What permits it, in one line.
    #[must_use]
    pub fn articles(&self) -> String {
        let both = [Some(self.basis.as_str()), self.article9.as_deref()];
        both.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// That a disclosure was noted by mistake: it did not happen, or not like that. The record before stays.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureUndone {
    /// The record's schema: `samtykke/disclosure-undone/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The record of the disclosure.
    pub disclosure: Uuid,
    /// Why.
    pub reason: Reason,
    /// Who of the staff said so.
    pub staff: Uuid,
    /// When.
    pub undone_at: Timestamp,
    /// The register in force.
    pub register: RegisterVersion,
}

impl DisclosureUndone {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/disclosure-undone/1";

    /// The bytes that are sealed and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

impl std::fmt::Debug for DisclosureUndone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DisclosureUndone(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records that were written before they said how and by which ground are sealed as they are, and read on.
    #[test]
    fn a_record_without_the_later_fields_reads_and_writes_as_it_was() {
        let written = concat!(
            r#"{"about":"00000000-0000-0000-0000-000000000001","basis":"GDPR 6(1)(b)","country":"DK","#,
            r#""data":["ip_address"],"disclosed_at":"2026-11-21T10:00:00Z","#,
            r#""id":"00000000-0000-0000-0000-000000000002","purpose":"seat","recipient":"Firma","#,
            r#""register":"0000000000000000000000000000000000000000000000000000000000000000","#,
            r#""schema":"samtykke/disclosure/1"}"#
        );
        let read: Disclosure = serde_json::from_str(written).unwrap();
        assert_eq!(read.to_bytes().unwrap(), written.as_bytes());
        assert_eq!(read.articles(), "GDPR 6(1)(b)");
    }
}
