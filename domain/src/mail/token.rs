//! The secret of a link that we mailed: it opens one thing, and only its hash is stored.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::canonical::Digest;

/// How many characters a token has in an address.
const LENGTH: usize = 43;

/// 256 bits, random or derived with a key, written in an address as 43 characters of base64url.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LinkToken([u8; 32]);

/// What was read is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl LinkToken {
    /// The token of these bytes, which nobody can guess.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what stood in an address. Each token has one spelling.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != LENGTH {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The token as it stands in an address.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is stored instead of the token.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl TryFrom<String> for LinkToken {
    type Error = NotAToken;

    fn try_from(text: String) -> Result<Self, NotAToken> {
        Self::parse(&text).ok_or(NotAToken)
    }
}

impl From<LinkToken> for String {
    fn from(token: LinkToken) -> Self {
        token.to_text()
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_reads_back_and_has_one_spelling(bytes: [u8; 32]) {
            let token = LinkToken::from_bytes(bytes);
            let text = token.to_text();
            prop_assert_eq!(text.len(), LENGTH);
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
            prop_assert_eq!(LinkToken::parse(&text), Some(token));
            // The last character holds four bits; with others set it is another spelling.
            let last = text.as_bytes()[LENGTH - 1];
            let respelled = format!("{}{}", &text[..LENGTH - 1], char::from(last + 1));
            prop_assert_eq!(LinkToken::parse(&respelled), None);
        }

        #[test]
        fn nothing_else_is_a_token(text in ".{0,50}") {
            if let Some(token) = LinkToken::parse(&text) {
                prop_assert_eq!(token.to_text(), text);
            }
        }
    }

    #[test]
    fn a_token_does_not_show_itself_in_logs() {
        assert_eq!(
            format!("{:?}", LinkToken::from_bytes([7; 32])),
            "LinkToken(…)"
        );
    }
}
