//! The one-time mark of a rendered form. A form sent twice is one choice, and gives one receipt code.

use std::fmt;

use domain::canonical::Digest;
use domain::consent::ReceiptCode;

use crate::{RootKey, Service};

/// 16 random bytes that a form is rendered with. Whoever knows them gets the same receipt code again, so
/// they are kept as secret as the code.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt([u8; 16]);

impl Service {
    /// Draws the mark for a form about to be rendered.
    #[must_use]
    pub fn new_attempt(&self) -> Attempt {
        let mut bytes = [0; 16];
        self.chance().fill(&mut bytes);
        Attempt(bytes)
    }
}

impl Attempt {
    /// 32 lower-case hexadecimal digits, for a hidden field.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.0))
    }

    /// Reads what [`Self::to_text`] writes, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let value = digits.then(|| u128::from_str_radix(text, 16).ok())??;
        Some(Self(value.to_be_bytes()))
    }

    /// The mark of a choice that no fresh form brought: narrowing what `code` stands for. The same request
    /// sent twice has the same mark.
    pub(crate) fn narrowing(key: &RootKey, code: &ReceiptCode) -> Self {
        Self::from_digest(&key.derive("narrowing v1", &[&code.hash().0]))
    }

    /// The mark to use when this one already stands for another choice than `choices`.
    pub(crate) fn next(&self, key: &RootKey, choices: &[u8]) -> Self {
        Self::from_digest(&key.derive("next attempt v1", &[&self.0, choices]))
    }

    /// What is stored instead of the mark.
    pub(crate) fn hash(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// The receipt code of the choice that this mark stands for.
    pub(crate) fn receipt_code(&self, key: &RootKey) -> ReceiptCode {
        ReceiptCode::from_bytes(&key.derive("receipt code v1", &[&self.0]).0)
    }

    fn from_digest(digest: &Digest) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.0[..16]);
        Self(bytes)
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attempt(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_reads_back_what_it_writes() {
        for bytes in [[0; 16], [0xab; 16], [0xff; 16]] {
            let attempt = Attempt(bytes);
            assert_eq!(Attempt::parse(&attempt.to_text()), Some(attempt));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "0",
            &"g".repeat(32),
            &"A".repeat(32),
            &"0".repeat(33),
            &format!("+{}", "0".repeat(31)),
        ] {
            assert_eq!(Attempt::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_code_depends_on_mark_and_key() {
        let (key, attempt) = (RootKey([1; 32]), Attempt([2; 16]));
        let code = attempt.receipt_code(&key);
        assert_eq!(code, attempt.receipt_code(&key));
        assert_ne!(code, Attempt([3; 16]).receipt_code(&key));
        assert_ne!(code, attempt.receipt_code(&RootKey([4; 32])));
    }
}
