//! What an issue says, as it is typed: Markdown, which reads well as it stands, and so is the mail's text form too.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The most characters of an issue. Two editions of this length fit into one form.
const LONGEST: usize = 8_000;

/// Why a text cannot be an issue's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Nothing was written.
    #[error("no words")]
    Missing,
    /// More than 8,000 characters.
    #[error("more than 8,000 characters")]
    TooLong,
    /// It holds control characters.
    #[error("characters that cannot be seen")]
    Invisible,
}

impl From<WordsError> for Problem {
    fn from(error: WordsError) -> Self {
        match error {
            WordsError::Missing => Self::MissingIssueWords,
            WordsError::TooLong => Self::IssueWordsTooLong,
            WordsError::Invisible => Self::IssueWordsUnreadable,
        }
    }
}

/// Markdown of 1 to 8,000 characters, lines ended by a line feed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words(String);

impl Words {
    /// Reads what was typed; space around it is dropped.
    ///
    /// # Errors
    /// See [`WordsError`].
    pub fn parse(typed: &str) -> Result<Self, WordsError> {
        // Forms send line breaks as two characters.
        let words = typed.replace("\r\n", "\n");
        let words = words.trim();
        if words.is_empty() {
            return Err(WordsError::Missing);
        }
        if words
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            return Err(WordsError::Invisible);
        }
        if words.chars().count() > LONGEST {
            return Err(WordsError::TooLong);
        }
        Ok(Self(words.to_owned()))
    }

    /// The Markdown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Words {
    type Error = WordsError;

    fn try_from(text: String) -> Result<Self, WordsError> {
        Self::parse(&text)
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_lines_and_lose_the_space_around_them() {
        let words = Words::parse("  # Nyt\r\n\r\n\tTekst ÆØÅ 🎉\n ").unwrap();
        assert_eq!(words.as_str(), "# Nyt\n\n\tTekst ÆØÅ 🎉");
    }

    #[test]
    fn nothing_too_much_and_what_cannot_be_seen_are_refused() {
        for (typed, error) in [
            (" \r\n ".to_owned(), WordsError::Missing),
            ("ø".repeat(8_001), WordsError::TooLong),
            ("a\u{0}b".to_owned(), WordsError::Invisible),
            ("a\rb".to_owned(), WordsError::Invisible),
        ] {
            assert_eq!(Words::parse(&typed), Err(error));
        }
        assert!(Words::parse(&"ø".repeat(8_000)).is_ok());
    }
}
