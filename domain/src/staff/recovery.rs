//! Recovery codes: ten on a sheet of paper, each in the place of an app's code once.

use std::fmt;

use data_encoding::BASE32_NOPAD;

/// How many are given at a time.
pub const CODES: usize = 10;
/// Bytes of one: 80 bits, which nobody guesses.
const BYTES: usize = 10;
/// Characters of one, in base32.
const LENGTH: usize = 16;

/// A recovery code.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; BYTES]);

impl RecoveryCode {
    /// The code of these bytes, which nobody can guess.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads what somebody typed; case, spaces and dashes do not matter.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if text.len() != LENGTH {
            return None;
        }
        let bytes = BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// The code as it is printed: four groups of four.
    #[must_use]
    pub fn to_groups(&self) -> String {
        let text = BASE32_NOPAD.encode(&self.0).to_lowercase();
        let groups = [0, 4, 8, 12].map(|start| &text[start..start + 4]);
        groups.join("-")
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_reads_back_however_it_is_typed(bytes: [u8; BYTES]) {
            let code = RecoveryCode::from_bytes(bytes);
            let text = code.to_groups();
            prop_assert_eq!(text.len(), 19);
            let spaced = text.to_uppercase().replace('-', " ");
            for typed in [text.clone(), spaced, text.replace('-', "")] {
                prop_assert_eq!(RecoveryCode::parse(&typed), Some(code.clone()));
            }
        }

        #[test]
        fn nothing_that_is_read_panics(typed in ".{0,40}") {
            if let Some(code) = RecoveryCode::parse(&typed) {
                prop_assert_eq!(code.to_groups().len(), 19);
            }
        }
    }

    #[test]
    fn an_app_s_code_is_no_recovery_code_and_none_shows_itself() {
        assert_eq!(RecoveryCode::parse("123456"), None);
        let code = RecoveryCode::from_bytes([1; BYTES]);
        assert_eq!(format!("{code:?}"), "RecoveryCode(…)");
    }
}
