//! Coming in to the rights portal: the code that is mailed, the one that shows which person somebody is, and how long
//! what lets somebody in works.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// For so long a mailed link or code works.
pub const ENTRY_LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How often a code may be tried, the right one included.
pub const MOST_TRIES: u32 = 5;
/// How many mails of one browser work at once. A new one does not end those before, so that whoever asks twice may take
/// either mail.
pub const MOST_LIVE: u32 = 3;
/// A session that nobody used for so long is over.
pub const PORTAL_IDLE: SignedDuration = SignedDuration::from_mins(30);
/// However busy, a session is over after this.
pub const LONGEST_PORTAL_SESSION: SignedDuration = SignedDuration::from_hours(8);

/// How many codes there are.
const CODES: u64 = 100_000_000;
/// How many digits one has.
const DIGITS: usize = 8;

/// The code of a mail: eight digits, which a tired person can carry from one screen to another in two halves.
///
/// That is enough because guesses cost mails. Each mail's code takes five tries in ten minutes, only from the browser
/// that asked, and a mailbox is sent at most a few dozen mails a day: 200 guesses a day at a mailbox, of a hundred
/// million codes. Whoever cares for any mailbox has to cause some fourteen million mails before they are as likely in
/// as not.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryCode(u32);

/// What was read is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code")]
pub struct NotACode;

impl EntryCode {
    /// The code that these random bytes make. Each is as likely as another, to one part in a hundred thousand millions.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        let code = u64::from_be_bytes(bytes) % CODES;
        Self(u32::try_from(code).unwrap_or_default())
    }

    /// Reads what somebody typed; spaces and dashes do not matter.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let matters = |c: &char| !c.is_whitespace() && *c != '-';
        let digits: String = typed.chars().filter(matters).collect();
        let is_code = digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
        is_code.then(|| digits.parse().ok().map(Self)).flatten()
    }

    /// The code as it is shown: two halves of four digits.
    #[must_use]
    pub fn to_halves(self) -> String {
        format!("{:04} {:04}", self.0 / 10_000, self.0 % 10_000)
    }

    /// What is hashed.
    #[must_use]
    pub const fn bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

impl TryFrom<String> for EntryCode {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::parse(&text).ok_or(NotACode)
    }
}

impl From<EntryCode> for String {
    fn from(code: EntryCode) -> Self {
        code.to_halves()
    }
}

impl fmt::Debug for EntryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryCode(…)")
    }
}

/// How often the code of a person may be tried, the right one included.
pub const MOST_PERSON_TRIES: u32 = 5;
/// How many characters the code of a person has.
const CHARACTERS: usize = 10;
/// The characters: digits and letters but for those that look like a digit, or like each other (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code that staff hand over or post to a person: ten characters that a hand can copy from paper. 50 bits, which
/// nobody guesses in five tries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PersonCode(u64);

impl PersonCode {
    /// The code that these random bytes make.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_be_bytes(bytes) >> (64 - 5 * CHARACTERS))
    }

    /// Reads what somebody typed. Case, spaces and dashes do not matter, and a letter that looks like a digit is it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let matters = |c: &char| !c.is_whitespace() && *c != '-';
        let mut code = 0;
        let mut length = 0;
        for symbol in typed.chars().filter(matters) {
            let symbol = match symbol.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET
                .iter()
                .position(|known| char::from(*known) == symbol)?;
            length += 1;
            if length > CHARACTERS {
                return None;
            }
            code = code << 5 | u64::try_from(value).ok()?;
        }
        (length == CHARACTERS).then_some(Self(code))
    }

    /// The code as it is shown: two groups of five.
    #[must_use]
    pub fn to_groups(self) -> String {
        let symbol = |at: usize| {
            let value = self.0 >> (5 * (CHARACTERS - 1 - at)) & 31;
            char::from(ALPHABET[usize::try_from(value).unwrap_or_default()])
        };
        let group = |from: usize| {
            (from..from + CHARACTERS / 2)
                .map(symbol)
                .collect::<String>()
        };
        format!("{}-{}", group(0), group(CHARACTERS / 2))
    }

    /// What is hashed.
    #[must_use]
    pub const fn bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }
}

impl fmt::Debug for PersonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_reads_back_however_it_is_typed(bytes: [u8; 8]) {
            let code = EntryCode::from_bytes(bytes);
            let text = code.to_halves();
            prop_assert_eq!(text.len(), DIGITS + 1);
            for typed in [text.clone(), text.replace(' ', ""), text.replace(' ', "-"), format!(" {text}\n")] {
                prop_assert_eq!(EntryCode::parse(&typed), Some(code));
            }
        }

        #[test]
        fn nothing_that_is_read_panics(typed in ".{0,40}") {
            if let Some(code) = EntryCode::parse(&typed) {
                prop_assert_eq!(code.to_halves().len(), DIGITS + 1);
            }
        }
    }

    proptest! {
        #[test]
        fn the_code_of_a_person_reads_back_however_it_is_typed(bytes: [u8; 8]) {
            let code = PersonCode::from_bytes(bytes);
            let text = code.to_groups();
            prop_assert_eq!(text.len(), CHARACTERS + 1);
            let mistaken = text.replace('0', "o").replace('1', "l");
            for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), mistaken] {
                prop_assert_eq!(PersonCode::parse(&typed), Some(code));
            }
        }

        #[test]
        fn nothing_that_is_read_as_a_persons_code_panics(typed in ".{0,40}") {
            if let Some(code) = PersonCode::parse(&typed) {
                prop_assert_eq!(PersonCode::parse(&code.to_groups()), Some(code));
            }
        }
    }

    #[test]
    fn the_code_of_a_person_has_ten_characters_and_does_not_show_itself() {
        for typed in [
            "ABCDE-FGHJ",
            "ABCDE-FGHJKM",
            "ABCDE-FGHJU",
            "ABCDE-FGHJÆ",
            "",
        ] {
            assert_eq!(PersonCode::parse(typed), None, "{typed}");
        }
        assert_eq!(
            format!("{:?}", PersonCode::from_bytes([9; 8])),
            "PersonCode(…)"
        );
    }

    #[test]
    fn other_digits_are_no_code_and_none_shows_itself() {
        for typed in ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨", ""] {
            assert_eq!(EntryCode::parse(typed), None, "{typed}");
        }
        let code = EntryCode::from_bytes([1; 8]);
        assert_eq!(format!("{code:?}"), "EntryCode(…)");
    }
}
