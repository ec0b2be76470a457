//! The token of a mailed link, as it stands in an address. What it opens is the server's matter; here it is text of
//! the right form, kept out of logs.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many characters a token has.
const LENGTH: usize = 43;

/// 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token([u8; LENGTH]);

/// What was read is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token")]
pub struct NotAToken;

impl Token {
    /// Reads what stands in an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; LENGTH] = text.as_bytes().try_into().ok()?;
        let is_ours = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        bytes.iter().all(|b| is_ours(*b)).then_some(Self(bytes))
    }

    /// The token as it stands in an address.
    #[must_use]
    pub fn to_text(self) -> String {
        self.0.into_iter().map(char::from).collect()
    }
}

impl TryFrom<String> for Token {
    type Error = NotAToken;

    fn try_from(text: String) -> Result<Self, NotAToken> {
        Self::parse(&text).ok_or(NotAToken)
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.to_text()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_nothing_else_is_one() {
        let text = "A-z_0".repeat(9)[..43].to_owned();
        assert_eq!(Token::parse(&text).map(Token::to_text), Some(text.clone()));
        for other in [
            "",
            &text[1..],
            &format!("{text}A"),
            &text.replace('z', "/"),
            &text.replace('z', "ø"),
        ] {
            assert_eq!(Token::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_token_does_not_show_itself_in_logs() {
        let token = Token::parse(&"a".repeat(43)).unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
