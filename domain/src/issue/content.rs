//! What an issue holds.

use serde::{Deserialize, Serialize};

use super::Words;
use crate::mail::Line;
use crate::subscription::Topics;
use crate::text::Language;

/// What an issue says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The mail's subject, and the title in the archive.
    pub subject: Line,
    /// What it says.
    pub words: Words,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// What it says in Danish.
    pub danish: Edition,
    /// What it says in English, to those who chose that language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Edition>,
    /// What it is about: whoever asked for one of them gets it.
    pub topics: Topics,
}

impl Issue {
    /// The edition for a reader of `language`, and the language it is written in: the Danish one where there is no
    /// other.
    #[must_use]
    pub fn edition(&self, language: Language) -> (&Edition, Language) {
        match (language, &self.english) {
            (Language::En, Some(english)) => (english, Language::En),
            _ => (&self.danish, Language::Da),
        }
    }

    /// Whether somebody who asked for `topics` gets it.
    #[must_use]
    pub fn is_for(&self, topics: &Topics) -> bool {
        self.topics.keys().iter().any(|topic| topics.holds(topic))
    }
}
