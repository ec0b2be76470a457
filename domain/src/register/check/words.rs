//! Looking for words in texts: all texts of a register with their places, and matching that knows where a
//! word begins and whether its sentence denies it.

use serde_json::Value;

use crate::register::Register;
use crate::text::{Language, Text};

/// A text and the key path it stands at.
pub(super) struct Placed {
    pub(super) place: String,
    pub(super) text: Text,
}

impl Placed {
    /// The words in each language, with the key path of the language.
    pub(super) fn languages(&self) -> impl Iterator<Item = (String, &str)> {
        Language::ALL.into_iter().map(|language| {
            (
                format!("{}.{}", self.place, language.tag()),
                self.text.get(language),
            )
        })
    }
}

/// Every text in both languages that a register holds, found by its shape, so that a text added to the
/// types is checked without being listed here.
pub(super) fn all_texts(register: &Register) -> Vec<Placed> {
    #[expect(
        clippy::expect_used,
        reason = "a register has string keys only and no fallible serialiser"
    )]
    let value = serde_json::to_value(register).expect("a register is JSON");
    let mut found = Vec::new();
    collect(&value, String::new(), &mut found);
    found
}

fn collect(value: &Value, place: String, found: &mut Vec<Placed>) {
    match value {
        Value::Object(members) => {
            if let Some(text) = as_text(members) {
                found.push(Placed { place, text });
                return;
            }
            for (key, member) in members {
                let dot = if place.is_empty() { "" } else { "." };
                collect(member, format!("{place}{dot}{key}"), found);
            }
        }
        Value::Array(elements) => {
            for (i, element) in elements.iter().enumerate() {
                collect(element, format!("{place}[{i}]"), found);
            }
        }
        _ => {}
    }
}

fn as_text(members: &serde_json::Map<String, Value>) -> Option<Text> {
    let da = members.get("da")?.as_str()?;
    let en = members.get("en")?.as_str()?;
    (members.len() == 2).then(|| Text {
        da: da.to_owned(),
        en: en.to_owned(),
    })
}

/// Neither language says anything.
pub(super) fn is_empty(text: &Text) -> bool {
    text.da.trim().is_empty() && text.en.trim().is_empty()
}

/// Missing, or empty in both languages.
pub(super) fn is_missing(text: Option<&Text>) -> bool {
    text.is_none_or(is_empty)
}

/// The first of `phrases` (lower case) that stands in either language of `text` at the start of a word,
/// in a sentence that does not deny it.
pub(super) fn find_in(text: &Text, phrases: &[&'static str]) -> Option<&'static str> {
    Language::ALL
        .into_iter()
        .find_map(|language| find_claimed(text.get(language), phrases))
}

/// As [`find`], but leaving out sentences that deny what they name ("we hold no health data").
pub(super) fn find_claimed(words: &str, phrases: &[&'static str]) -> Option<&'static str> {
    sentences(words)
        .filter(|sentence| !denies(sentence))
        .find_map(|sentence| find(sentence, phrases))
}

/// The first of `phrases` (lower case) that stands in `words` at the start of a word.
pub(super) fn find(words: &str, phrases: &[&'static str]) -> Option<&'static str> {
    let words = words.to_lowercase();
    phrases
        .iter()
        .find(|phrase| {
            words
                .match_indices(**phrase)
                .any(|(at, _)| starts_word(&words, at))
        })
        .copied()
}

fn starts_word(words: &str, at: usize) -> bool {
    words[..at]
        .chars()
        .next_back()
        .is_none_or(|before| !before.is_alphanumeric())
}

/// The words of `text`, lower case, without punctuation.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

const DENIALS: &[&str] = &[
    "ikke", "ingen", "intet", "aldrig", "uden", "no", "not", "never", "none", "without", "nor",
    "don", "needn", "doesn",
];

fn denies(sentence: &str) -> bool {
    tokens(sentence).any(|word| DENIALS.contains(&word.as_str()))
}

fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words
        .split_inclusive(['.', '!', '?', ';', '\n'])
        .filter(|sentence| !sentence.trim().is_empty())
}
