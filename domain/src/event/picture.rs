//! What is said of an event's picture to those who do not see it.

use serde::{Deserialize, Serialize};

use crate::mail::Line;
use crate::problem::Problem;
use crate::text::Language;

/// The largest file that a picture may come in, in bytes.
pub const LARGEST_PICTURE: usize = 5 * 1024 * 1024;

/// The words of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureWords {
    /// In Danish.
    pub danish: Line,
    /// In English.
    pub english: Line,
}

impl PictureWords {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Problem::UnusablePictureWords`], [`Problem::UnusableEnglishPictureWords`].
    pub fn read(danish: &str, english: &str) -> Result<Self, Problem> {
        Ok(Self {
            danish: Line::parse(danish).map_err(|_| Problem::UnusablePictureWords)?,
            english: Line::parse(english).map_err(|_| Problem::UnusableEnglishPictureWords)?,
        })
    }

    /// The words in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Da => self.danish.as_str(),
            Language::En => self.english.as_str(),
        }
    }
}
