//! One line of text for a header: a name or a subject.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest line, in characters. Encoded it is far longer, and folded; nobody's name needs more.
const LONGEST: usize = 200;

/// Why a text cannot be a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing is in it.
    #[error("empty")]
    Empty,
    /// More than 200 characters.
    #[error("longer than 200 characters")]
    TooLong,
    /// It holds a line break, a tab, another control character, or one that turns the direction of writing.
    #[error("holds characters that cannot be seen")]
    Invisible,
}

/// One line of text, at most 200 characters, without line breaks, control characters and those that turn the direction
/// of writing. Its `Debug` is silent: it may be a person's name.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

impl Line {
    /// Reads a text; space around it is dropped.
    ///
    /// # Errors
    /// See [`LineError`].
    pub fn parse(text: &str) -> Result<Self, LineError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LineError::Empty);
        }
        if text.chars().any(is_invisible) {
            return Err(LineError::Invisible);
        }
        if text.chars().count() > LONGEST {
            return Err(LineError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

impl TryFrom<String> for Line {
    type Error = LineError;

    fn try_from(text: String) -> Result<Self, LineError> {
        Self::parse(&text)
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Line(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_was_typed_without_the_space_around_it() {
        assert_eq!(
            Line::parse(" Åse <b> \"Ø\", d.y. ").unwrap().as_str(),
            "Åse <b> \"Ø\", d.y."
        );
    }

    #[test]
    fn what_would_be_a_second_line_or_cannot_be_seen_is_refused() {
        for text in [
            "a\nb",
            "a\r\nBcc: x@y.dk",
            "a\tb",
            "a\0",
            "a\u{85}b",
            "a\u{2028}b",
            "a\u{202e}b",
        ] {
            assert_eq!(Line::parse(text), Err(LineError::Invisible), "{text:?}");
        }
        assert_eq!(Line::parse(" \n"), Err(LineError::Empty));
        assert!(Line::parse(&"æ".repeat(200)).is_ok());
        assert_eq!(Line::parse(&"æ".repeat(998)), Err(LineError::TooLong));
    }

    #[test]
    fn what_is_stored_is_checked_when_it_is_read() {
        assert!(serde_json::from_str::<Line>("\"a\\nb\"").is_err());
    }
}
