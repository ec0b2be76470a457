//! A reason in somebody's own words. The law asks for one in many places; an empty one is none.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::thread;

/// Why, in the words of whoever decided or asked. Never empty. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reason(String);

impl Reason {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Problem::MissingReason`]; [`Problem::MessageTooLong`]; [`Problem::CprInMessage`].
    pub fn read(typed: &str) -> Result<Self, Problem> {
        match thread::message(typed) {
            Ok(words) => Ok(Self(words)),
            Err(Problem::MissingMessage) => Err(Problem::MissingReason),
            Err(problem) => Err(problem),
        }
    }

    /// Reads what may be left empty.
    ///
    /// # Errors
    /// As [`Self::read`], but for nothing typed.
    pub fn read_optional(typed: &str) -> Result<Option<Self>, Problem> {
        match Self::read(typed) {
            Err(Problem::MissingReason) => Ok(None),
            read => read.map(Some),
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reason(…)")
    }
}
