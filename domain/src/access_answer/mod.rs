//! The answer to a request for access (Article 15): the whole letter, composed from the register and from what is held.
//! It is a document of text, the same on the page, in print, as a PDF and as JSON, and it knows itself what it lacks.

#[cfg(feature = "mail")]
mod blocks;
#[cfg(feature = "mail")]
mod compose;
#[cfg(feature = "mail")]
mod redact;
#[cfg(feature = "mail")]
mod words;

#[cfg(feature = "mail")]
pub use compose::{AnswerTo, compose};
#[cfg(feature = "mail")]
pub use redact::{Mark, NotMarked, redact};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};
use crate::privacy::Row;
use crate::register::{Key, RegisterVersion};
use crate::text::Language;

/// What Article 15 demands of an answer, in the order of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerItem {
    /// Whether personal data is used at all (paragraph 1).
    Confirmation,
    /// The copy of the data (paragraph 3).
    Copy,
    /// The purposes (1)(a).
    Purposes,
    /// The kinds of data (1)(b).
    Categories,
    /// The recipients (1)(c).
    Recipients,
    /// How long (1)(d).
    Periods,
    /// The rights (1)(e).
    Rights,
    /// The complaint (1)(f).
    Complaint,
    /// Where data comes from (1)(g).
    Source,
    /// Automated decisions (1)(h).
    Automated,
    /// The safeguards of transfers to third countries (paragraph 2).
    Transfers,
}

impl AnswerItem {
    /// Every item.
    pub const ALL: [Self; 11] = [
        Self::Confirmation,
        Self::Copy,
        Self::Purposes,
        Self::Categories,
        Self::Recipients,
        Self::Periods,
        Self::Rights,
        Self::Complaint,
        Self::Source,
        Self::Automated,
        Self::Transfers,
    ];

    /// Where it stands: `15(1)(a)`.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Confirmation => "15(1)",
            Self::Copy => "15(3)",
            Self::Purposes => "15(1)(a)",
            Self::Categories => "15(1)(b)",
            Self::Recipients => "15(1)(c)",
            Self::Periods => "15(1)(d)",
            Self::Rights => "15(1)(e)",
            Self::Complaint => "15(1)(f)",
            Self::Source => "15(1)(g)",
            Self::Automated => "15(1)(h)",
            Self::Transfers => "15(2)",
        }
    }

    /// Where it stands, as a reader would say it.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Confirmation, Language::Da) => "Artikel 15, stk. 1",
            (Self::Confirmation, Language::En) => "Article 15(1)",
            (Self::Copy, Language::Da) => "Artikel 15, stk. 3",
            (Self::Copy, Language::En) => "Article 15(3)",
            (Self::Purposes, Language::Da) => "Artikel 15, stk. 1, litra a",
            (Self::Purposes, Language::En) => "Article 15(1)(a)",
            (Self::Categories, Language::Da) => "Artikel 15, stk. 1, litra b",
            (Self::Categories, Language::En) => "Article 15(1)(b)",
            (Self::Recipients, Language::Da) => "Artikel 15, stk. 1, litra c",
            (Self::Recipients, Language::En) => "Article 15(1)(c)",
            (Self::Periods, Language::Da) => "Artikel 15, stk. 1, litra d",
            (Self::Periods, Language::En) => "Article 15(1)(d)",
            (Self::Rights, Language::Da) => "Artikel 15, stk. 1, litra e",
            (Self::Rights, Language::En) => "Article 15(1)(e)",
            (Self::Complaint, Language::Da) => "Artikel 15, stk. 1, litra f",
            (Self::Complaint, Language::En) => "Article 15(1)(f)",
            (Self::Source, Language::Da) => "Artikel 15, stk. 1, litra g",
            (Self::Source, Language::En) => "Article 15(1)(g)",
            (Self::Automated, Language::Da) => "Artikel 15, stk. 1, litra h",
            (Self::Automated, Language::En) => "Article 15(1)(h)",
            (Self::Transfers, Language::Da) => "Artikel 15, stk. 2",
            (Self::Transfers, Language::En) => "Article 15(2)",
        }
    }

    /// Whether each purpose that data is held for must be spoken of under it.
    #[must_use]
    pub const fn is_per_purpose(self) -> bool {
        matches!(
            self,
            Self::Copy
                | Self::Purposes
                | Self::Categories
                | Self::Recipients
                | Self::Periods
                | Self::Rights
                | Self::Source
                | Self::Automated
        )
    }
}

/// The letter. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessAnswer {
    /// The schema: `samtykke/access-answer/1`.
    pub schema: String,
    /// The language it is written in.
    pub language: Language,
    /// Its heading.
    pub title: String,
    /// Who writes: name, address, ways to reach them.
    pub from: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
    /// The day, in words.
    pub dated: String,
    /// What it is about, in a sentence or two.
    pub opening: Vec<String>,
    /// The purposes that data is held for, by their keys in the register.
    pub purposes: Vec<Key>,
    /// The items of Article 15.
    pub blocks: Vec<AnswerBlock>,
    /// What was left out of the copy for the sake of others (Article 15(4)).
    pub redactions: Vec<Redaction>,
    /// What closes it.
    pub closing: Vec<String>,
    /// The register it was composed from.
    pub register: RegisterVersion,
}

/// One item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerBlock {
    /// Which.
    pub item: AnswerItem,
    /// Its heading.
    pub heading: String,
    /// What it says of all purposes.
    pub paragraphs: Vec<String>,
    /// What it says of each.
    pub parts: Vec<AnswerPart>,
}

/// What an item says of one purpose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerPart {
    /// The purpose.
    pub purpose: Key,
    /// What it is called, or what of it.
    pub title: String,
    /// What is said.
    pub paragraphs: Vec<String>,
    /// The same as lines with labels: the copy of a thing.
    pub rows: Vec<Row>,
}

/// Something that was left out of the copy. It does not say what.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// What it was left out of: a seat, an enquiry.
    pub thing: Uuid,
    /// On what ground.
    pub ground: RedactionGround,
    /// How the person's right was weighed against it.
    pub why: String,
    /// In how many places.
    pub places: u32,
}

/// On what ground something is left out of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactionGround {
    /// It is about somebody else (Article 15(4)).
    OtherPerson,
    /// It is a business secret or protected work (Article 15(4), recital 63).
    Secret,
    /// Decisive private or public interests (databeskyttelsesloven § 22).
    Section22,
}

/// What a letter lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacks {
    /// Under which item.
    pub item: AnswerItem,
    /// Of which purpose; none when the item is missing altogether.
    pub purpose: Option<Key>,
}

impl AccessAnswer {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/access-answer/1";

    /// What it lacks of what Article 15 demands. It may be sent only when this is nothing.
    #[must_use]
    pub fn missing(&self) -> Vec<Lacks> {
        let items = AnswerItem::ALL.into_iter();
        items.flat_map(|item| self.missing_of(item)).collect()
    }

    fn missing_of(&self, item: AnswerItem) -> Vec<Lacks> {
        let block = self.blocks.iter().find(|block| block.item == item);
        let Some(block) = block.filter(|block| block.says_something()) else {
            return vec![Lacks {
                item,
                purpose: None,
            }];
        };
        if !item.is_per_purpose() {
            return Vec::new();
        }
        let unsaid = self
            .purposes
            .iter()
            .filter(|purpose| !block.speaks_of(purpose));
        unsaid
            .map(|purpose| Lacks {
                item,
                purpose: Some(purpose.clone()),
            })
            .collect()
    }

    /// The letter as JSON (RFC 8785).
    ///
    /// # Errors
    /// Never in practice: it holds only text.
    pub fn to_json(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

impl AnswerBlock {
    fn says_something(&self) -> bool {
        let is_said = |text: &String| !text.trim().is_empty();
        self.paragraphs.iter().any(is_said) || self.parts.iter().any(AnswerPart::says_something)
    }

    fn speaks_of(&self, purpose: &str) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| part.purpose == purpose && part.says_something())
    }
}

impl AnswerPart {
    fn says_something(&self) -> bool {
        let is_said = |text: &String| !text.trim().is_empty();
        self.paragraphs.iter().any(is_said)
            || self
                .rows
                .iter()
                .any(|row| row.paragraphs.iter().any(is_said))
    }
}

macro_rules! silent {
    ($($what:ident),*) => {$(
        impl std::fmt::Debug for $what {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($what), "(…)"))
            }
        }
    )*};
}

silent!(AccessAnswer, AnswerBlock, AnswerPart, Redaction);

#[cfg(feature = "mail")]
#[cfg(test)]
mod tests;
