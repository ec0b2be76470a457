//! The fields that requests are made of, each within its limits from the moment it is read.

use std::collections::BTreeSet;

use domain::canonical::Digest;
use domain::consent::ReceiptCode;
use domain::notice::Surface;
use domain::register::Key;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::{Object, ObjectBuilder, Type};

/// The most services of one request.
const MOST_SERVICES: usize = 100;
/// The longest name in a register that can be spoken of.
const LONGEST_NAME: usize = 200;
/// The longest choice cookie.
const LONGEST_COOKIE: usize = 3072;
/// A receipt code as printed has 30 characters; what a person types may have spaces between.
const LONGEST_CODE: usize = 104;

/// A field that is not within its limits. It names the limit and repeats nothing.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct OutOfLimits(pub(super) &'static str);

/// The name of a site or a service in the register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(
    value_type = String,
    min_length = 1,
    max_length = 200,
    pattern = "^[a-z0-9-]+$",
    example = "www"
)]
pub(super) struct Name(Key);

impl TryFrom<String> for Name {
    type Error = OutOfLimits;

    fn try_from(text: String) -> Result<Self, OutOfLimits> {
        let is_name = (1..=LONGEST_NAME).contains(&text.len())
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        is_name
            .then_some(Self(text))
            .ok_or(OutOfLimits("expected 1 to 200 of a-z, 0-9 and hyphen"))
    }
}

impl Name {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn into_key(self) -> Key {
        self.0
    }
}

/// What was chosen by name, each once, 1 to 100 of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Name>")]
pub(super) struct Accepted(BTreeSet<Name>);

impl TryFrom<Vec<Name>> for Accepted {
    type Error = OutOfLimits;

    fn try_from(names: Vec<Name>) -> Result<Self, OutOfLimits> {
        let count = names.len();
        let set: BTreeSet<Name> = names.into_iter().collect();
        if (1..=MOST_SERVICES).contains(&count) && set.len() == count {
            Ok(Self(set))
        } else {
            Err(OutOfLimits("expected 1 to 100 names, none twice"))
        }
    }
}

impl Accepted {
    pub(super) fn into_keys(self) -> BTreeSet<Key> {
        self.0.into_iter().map(Name::into_key).collect()
    }
}

/// A SHA-256 in lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(
    value_type = String,
    min_length = 64,
    max_length = 64,
    pattern = "^[0-9a-f]{64}$",
    example = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
)]
pub(super) struct Hash(pub(super) Digest);

/// A receipt code: 26 letters and digits, with or without hyphens and spaces between. What is no code at all is
/// answered like a code that opens nothing.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(
    value_type = String,
    min_length = 1,
    max_length = 104,
    example = "01234-56789-ABCDE-FGHJK-MNPQRS"
)]
pub(super) struct Code(String);

impl TryFrom<String> for Code {
    type Error = OutOfLimits;

    fn try_from(text: String) -> Result<Self, OutOfLimits> {
        let length = text.chars().count();
        (1..=LONGEST_CODE)
            .contains(&length)
            .then_some(Self(text))
            .ok_or(OutOfLimits("expected 1 to 104 characters"))
    }
}

impl Code {
    pub(super) fn read(&self) -> Option<ReceiptCode> {
        ReceiptCode::parse(&self.0)
    }
}

/// The value of the choice cookie `samtykke`. One that is not exactly what the service writes stands for nothing.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(
    value_type = String,
    min_length = 1,
    max_length = 3072,
    example = "1.20261121.video-player:99aabbcc:y"
)]
pub(super) struct Cookie(String);

impl TryFrom<String> for Cookie {
    type Error = OutOfLimits;

    fn try_from(text: String) -> Result<Self, OutOfLimits> {
        let length = text.chars().count();
        (1..=LONGEST_COOKIE)
            .contains(&length)
            .then_some(Self(text))
            .ok_or(OutOfLimits("expected 1 to 3072 characters"))
    }
}

impl Cookie {
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// The schema of a language: one of those the register is written in.
pub(super) fn language() -> Object {
    let tags = Language::ALL.map(Language::tag);
    words("The language the notice is in.", &tags)
}

/// The schema of a surface.
pub(super) fn surface() -> Object {
    let surfaces = [Surface::Banner, Surface::Settings, Surface::Placeholder];
    let names: Vec<String> = surfaces
        .iter()
        .filter_map(|surface| {
            serde_json::to_value(surface)
                .ok()?
                .as_str()
                .map(str::to_owned)
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    words(
        "Where it was asked: in the banner, on the settings page, or in the place of one embed.",
        &names,
    )
}

fn words(description: &str, words: &[&str]) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words.iter().copied()))
        .examples(words.first().copied().map(serde_json::Value::from))
        .build()
}

/// The schema of [`Accepted`], as services.
pub(super) fn accepted() -> utoipa::openapi::Schema {
    names(
        "Of what the notice asks about, the services accepted; the others are refused.",
        "video-player",
    )
}

/// The schema of [`Accepted`], as topics.
pub(super) fn topics() -> utoipa::openapi::Schema {
    names("The topics chosen, by their keys in the wording.", "news")
}

fn names(description: &str, example: &str) -> utoipa::openapi::Schema {
    utoipa::openapi::ArrayBuilder::new()
        .items(utoipa::openapi::Ref::from_schema_name("Name"))
        .description(Some(description))
        .min_items(Some(1))
        .max_items(Some(MOST_SERVICES))
        .unique_items(true)
        .examples([serde_json::json!([example])])
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reads<T: serde::de::DeserializeOwned>(value: &serde_json::Value) -> bool {
        serde_json::from_value::<T>(value.clone()).is_ok()
    }

    #[test]
    fn each_field_ends_at_its_limit() {
        let text = |length: usize| serde_json::Value::from("a".repeat(length));
        for (length, fits) in [(0, false), (1, true), (200, true), (201, false)] {
            assert_eq!(reads::<Name>(&text(length)), fits, "{length}");
        }
        assert!(reads::<Code>(&text(104)) && !reads::<Code>(&text(105)));
        assert!(reads::<Cookie>(&text(3072)) && !reads::<Cookie>(&text(3073)));
        assert!(reads::<Hash>(&text(64)) && !reads::<Hash>(&text(63)));
        let names = |count: usize| {
            let names: Vec<String> = (0..count).map(|n| format!("s{n}")).collect();
            serde_json::Value::from(names)
        };
        assert!(reads::<Accepted>(&names(1)) && reads::<Accepted>(&names(100)));
        assert!(!reads::<Accepted>(&names(0)) && !reads::<Accepted>(&names(101)));
        assert!(!reads::<Accepted>(&serde_json::json!(["a", "a"])));
    }

    proptest! {
        #[test]
        fn a_name_holds_only_what_its_pattern_says(text in ".{0,30}") {
            let pattern = !text.is_empty()
                && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            prop_assert_eq!(Name::try_from(text).is_ok(), pattern);
        }
    }
}
