//! From TOML to types. The reader's own messages name Rust types; here they become remedies.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error, ValueDeserializer};

use super::{Lines, ParseProblem};
use crate::register::{
    Category, DataCategory, Purpose, Recipient, Register, Section, Service, Site,
};

/// How much of the file's own words a message repeats, in characters.
const MAX_MESSAGE: usize = 600;

/// Reads the register, or says what is wrong with it: one problem per table that does not fit.
pub(super) fn register(
    root: Spanned<DeTable<'_>>,
    lines: &Lines,
) -> Result<Register, Vec<ParseProblem>> {
    let tables = root.get_ref().clone();
    Register::deserialize(Deserializer::from(root)).map_err(|first| {
        let mut problems: Vec<ParseProblem> = table_errors(&tables)
            .iter()
            .map(|error| explain(error, lines))
            .collect();
        let first = explain(&first, lines);
        if !problems.contains(&first) {
            problems.push(first);
        }
        problems.sort();
        problems
    })
}

type Probe = fn(Spanned<DeValue<'_>>) -> Option<Error>;

/// The tables of many entries; each entry is tried by itself so that one mistake does not hide the next.
const TABLES: &[(&str, Probe)] = &[
    ("site", probe::<Site>),
    ("section", probe::<Section>),
    ("data", probe::<DataCategory>),
    ("purpose", probe::<Purpose>),
    ("recipient", probe::<Recipient>),
    ("category", probe::<Category>),
    ("service", probe::<Service>),
];

fn probe<T: DeserializeOwned>(value: Spanned<DeValue<'_>>) -> Option<Error> {
    T::deserialize(ValueDeserializer::from(value)).err()
}

fn table_errors(root: &DeTable<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    for (name, probe) in TABLES {
        let Some(table) = root.get(*name).and_then(|table| table.get_ref().as_table()) else {
            continue;
        };
        errors.extend(table.values().filter_map(|entry| probe(entry.clone())));
    }
    errors
}

fn explain(error: &Error, lines: &Lines) -> ParseProblem {
    let path = error.span().map_or("", |span| lines.path_at(&span));
    let (key, message) = explanation(path, error.message());
    lines.problem(&key, message.chars().take(MAX_MESSAGE).collect())
}

/// The key a reader's message is about, and the message with its remedy.
fn explanation(path: &str, message: &str) -> (String, String) {
    let quoted = quoted(message);
    let first = quoted.first().copied().unwrap_or_default();
    let choices = quoted.get(1..).unwrap_or_default().join(", ");
    if message.starts_with("unknown field") {
        let key = beneath(path, first);
        return (key, format!("unknown key; known here are {choices}"));
    }
    if message.starts_with("missing field") {
        return (
            beneath(path, first),
            "this key is missing; add it".to_owned(),
        );
    }
    if message.starts_with("unknown variant") {
        let what = last_name(path);
        let what = if what == "basis" { "kind" } else { what };
        let message = format!("unknown {what} \"{first}\"; write one of {choices}");
        return (path.to_owned(), message);
    }
    if let Some((found, expected)) = wrong_type(message) {
        let message = format!("this is {found}; write {}", in_toml(expected));
        return (path.to_owned(), message);
    }
    if last_name(path) == "date" || last_name(path) == "checked" {
        let message = format!("no such date ({message}); write one such as \"2026-11-21\"");
        return (path.to_owned(), message);
    }
    (path.to_owned(), format!("{message}; correct it"))
}

/// The words between backticks.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

fn last_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// `key` under `path`, unless the path already ends with it.
fn beneath(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else if last_name(path) == key {
        path.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn wrong_type(message: &str) -> Option<(&str, &str)> {
    let rest = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

/// What the reader expected, as one writes it.
fn in_toml(expected: &str) -> &str {
    match expected {
        "a string" => "words in quotes",
        "a boolean" => "true or false",
        "a sequence" => "a list in [ ]",
        "a map" => "a table",
        "u16" | "u32" => "a whole number, 0 or more",
        "a date string" => "a date such as \"2026-11-21\"",
        "struct Text" => "both languages, as { da = \"…\", en = \"…\" }",
        "struct Period" => "a period such as { months = 3 }",
        _ if expected.starts_with("struct ") => "a table of keys",
        _ if expected.contains("LegalBasis") => "a table such as { kind = \"consent\" }",
        other => other,
    }
}
