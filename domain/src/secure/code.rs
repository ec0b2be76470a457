//! The code that is said on the telephone or written in a letter, beside a link that was mailed: eight digits.

use std::fmt;

/// Eight digits. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct SpokenCode(u32);

/// How many there are.
const CODES: u64 = 100_000_000;

impl SpokenCode {
    /// Draws one from random bytes. None of them is likelier than another by more than one in a hundred billion.
    #[must_use]
    pub fn draw(random: [u8; 8]) -> Self {
        let code = u64::from_be_bytes(random) % CODES;
        // Below the number of codes, so it always fits.
        Self(u32::try_from(code).unwrap_or_default())
    }

    /// Reads what was typed; spaces and hyphens between digits are left out, as people write them.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed
            .chars()
            .filter(|typed| !typed.is_whitespace() && *typed != '-')
            .collect();
        let is_code = digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_code.then(|| digits.parse().ok().map(Self)).flatten()
    }

    /// As staff read it aloud: `1234 5678`.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{:04} {:04}", self.0 / 10_000, self.0 % 10_000)
    }

    /// What is hashed with a key in its place.
    #[must_use]
    pub const fn bytes(&self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

impl fmt::Debug for SpokenCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SpokenCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_aloud_is_the_code(random: [u8; 8]) {
            let code = SpokenCode::draw(random);
            prop_assert_eq!(SpokenCode::parse(&code.to_text()), Some(code.clone()));
            prop_assert_eq!(SpokenCode::parse(&code.to_text().replace(' ', "")), Some(code));
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for typed in [
            "",
            "1234 567",
            "1234 56789",
            "1234 567a",
            "+1234567",
            "１２３４５６７８",
        ] {
            assert_eq!(SpokenCode::parse(typed), None, "{typed}");
        }
        let spoken = SpokenCode::parse(" 00-12 34 56 ").unwrap();
        assert_eq!(spoken.to_text(), "0012 3456");
        assert_eq!(format!("{spoken:?}"), "SpokenCode(…)");
    }
}
