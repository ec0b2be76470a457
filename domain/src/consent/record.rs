//! The records an acceptance leaves: that it was given, and that it ended. Their canonical bytes are stored
//! verbatim and committed to by a leaf.

use std::fmt;

use indexmap::IndexMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, Digest, NotCanonical};
use crate::notice::Surface;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// How the choice reached us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A form, without script.
    Form,
    /// A server function, called by the hydrated page.
    Script,
    /// The REST interface, called by a site's own program.
    Api,
}

/// A consent as given. Holds no address, no browser name and nothing else about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentRecord {
    /// The record's schema: `samtykke/consent/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// When.
    pub given_at: Timestamp,
    /// The site, by its key in the register.
    pub site: Key,
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
    /// How it reached us.
    pub method: Method,
    /// Yes or no per category and service, everything the register held as a choice.
    pub choices: IndexMap<Key, IndexMap<Key, bool>>,
    /// The register in force.
    pub register: RegisterVersion,
    /// The notice that was shown.
    pub notice: Digest,
}

impl ConsentRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/consent/1";

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text, numbers and booleans.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// The services that were accepted.
    pub fn granted(&self) -> impl Iterator<Item = &Key> {
        self.choices
            .values()
            .flatten()
            .filter_map(|(service, granted)| granted.then_some(service))
    }
}

/// Why a consent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The person took it back.
    Withdrawn,
    /// The person chose anew; another record holds the new choice.
    Replaced,
    /// The mailbox that it was about refuses our mail for good.
    Bounced,
    /// The time it was given for is over.
    RanOut,
    /// What it was given for was deleted when its time was up.
    DataDeleted,
}

/// The end of a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndRecord {
    /// The record's schema: `samtykke/consent-end/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// The consent that ended.
    pub consent: Uuid,
    /// When.
    pub ended_at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

impl EndRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/consent-end/1";

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// As [`ConsentRecord::to_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// How many symbols a receipt code has.
pub const RECEIPT_CODE_LENGTH: usize = 26;
/// Crockford's base 32: no letter that reads like a digit.
pub(crate) const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The secret that opens one receipt: 130 bits, written as 26 symbols in groups.
/// It travels in bodies and in one HttpOnly cookie, never in an address, and only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode([u8; RECEIPT_CODE_LENGTH]);

impl ReceiptCode {
    /// Makes a code of random (or keyed-hash) bytes; five bits of each are used.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut symbols = [0; RECEIPT_CODE_LENGTH];
        for (symbol, byte) in symbols.iter_mut().zip(bytes) {
            *symbol = SYMBOLS[usize::from(byte & 31)];
        }
        Self(symbols)
    }

    /// Reads what a person typed: spaces and hyphens are skipped, case does not matter, `O` is `0`, `I` and
    /// `L` are `1`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 4 * RECEIPT_CODE_LENGTH {
            return None;
        }
        let symbols: Vec<u8> = typed
            .bytes()
            .filter(|b| !matches!(b, b' ' | b'-' | b'\t' | b'\r' | b'\n'))
            .map(|b| match b.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            })
            .collect();
        let symbols: [u8; RECEIPT_CODE_LENGTH] = symbols.try_into().ok()?;
        symbols
            .iter()
            .all(|symbol| SYMBOLS.contains(symbol))
            .then_some(Self(symbols))
    }

    /// What is stored instead of the code.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// The code as printed: groups of five, six at the end.
    #[must_use]
    pub fn to_groups(&self) -> String {
        let text: String = self.0.iter().copied().map(char::from).collect();
        [
            &text[..5],
            &text[5..10],
            &text[10..15],
            &text[15..20],
            &text[20..],
        ]
        .join("-")
    }
}

impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = ReceiptCode::from_bytes(&std::array::from_fn(|i| u8::try_from(i).unwrap()));
        let printed = code.to_groups();
        assert_eq!(printed, "01234-56789-ABCDE-FGHJK-MNPQRS");
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', " "),
            printed.replacen('0', "o", 1).replacen('1', "l", 1),
        ] {
            assert_eq!(ReceiptCode::parse(&typed), Some(code.clone()), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for typed in [
            "",
            "0123",
            "01234-56789-ABCDE-FGHJK-MNPQRU",
            &"0".repeat(27),
            &"0 ".repeat(200),
        ] {
            assert_eq!(ReceiptCode::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_does_not_show_itself_in_logs() {
        let code = ReceiptCode::from_bytes(&[7; 32]);
        assert!(!format!("{code:?}").contains('7'));
    }
}
