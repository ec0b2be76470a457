//! Reading a register file. What a typing mistake can break is found here, with file, line, key and
//! remedy: syntax, keys, types, names and references. Later code relies on every reference resolving.
//! Whether the content is lawful is the matter of [`super::check`].

mod lines;
mod references;
mod shape;

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Register, SCHEMA};
use lines::Lines;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Tables nested deeper than this are not a register; the deepest key of one lies at six.
const MAX_DEPTH: usize = 12;

/// The longest name of a table, in bytes: it becomes part of form fields and stored records.
const MAX_KEY: usize = 64;

/// A register together with the file it was read from, so that findings can name the line.
#[derive(Clone, Debug)]
pub struct RegisterSource {
    file: String,
    text: String,
    register: Register,
    lines: Lines,
}

impl RegisterSource {
    /// Reads `text`, the content of the file called `file`.
    ///
    /// # Errors
    /// When the text is no register: every problem that could be told apart, by line.
    pub fn parse(file: &str, text: &str) -> Result<Self, ParseError> {
        match read(text) {
            Ok((register, lines)) => Ok(Self {
                file: file.to_owned(),
                text: text.to_owned(),
                register,
                lines,
            }),
            Err(problems) => Err(ParseError {
                file: file.to_owned(),
                problems,
            }),
        }
    }

    /// The file's name, as given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The file's content, exactly.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the file says.
    #[must_use]
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// What the file says, without the file.
    #[must_use]
    pub fn into_register(self) -> Register {
        self.register
    }

    /// The 1-based line of a key path such as `service.tube.cookie[0].duration` (places in lists count
    /// from 0), or of the closest key above it that the file holds.
    #[must_use]
    pub fn line_of(&self, path: &str) -> usize {
        self.lines.line_of(path)
    }
}

/// One thing that keeps a file from being a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParseProblem {
    /// The 1-based line.
    pub line: usize,
    /// The key path, such as `purpose.newsletter.basis`; empty for the file as a whole.
    pub key: String,
    /// What is wrong, and what to write instead.
    pub message: String,
}

/// Why a file is no register.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ParseError {
    file: String,
    problems: Vec<ParseProblem>,
}

impl ParseError {
    /// The file's name, as given to [`RegisterSource::parse`].
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The problems by line; at least one.
    #[must_use]
    pub fn problems(&self) -> &[ParseProblem] {
        &self.problems
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            let separator = if i == 0 { "" } else { "\n" };
            write!(f, "{separator}{}:{}: ", self.file, problem.line)?;
            if !problem.key.is_empty() {
                write!(f, "{}: ", problem.key)?;
            }
            f.write_str(&problem.message)?;
        }
        Ok(())
    }
}

fn read(text: &str) -> Result<(Register, Lines), Vec<ParseProblem>> {
    if text.len() > MAX_BYTES {
        return Err(vec![whole_file(format!(
            "the file is {} bytes long; a register has at most {MAX_BYTES}",
            text.len()
        ))]);
    }
    let mut root = DeTable::parse(text).map_err(|error| vec![not_toml(text, &error)])?;
    if deeper_than(root.get_ref(), MAX_DEPTH) {
        return Err(vec![whole_file(format!(
            "tables are nested deeper than {MAX_DEPTH} levels; a register has at most six"
        ))]);
    }
    let lines = Lines::of(text, root.get_ref());
    none(bad_schema(root.get_ref(), &lines).into_iter().collect())?;
    none(bad_names(root.get_ref(), &lines))?;
    dates_as_strings(root.get_mut());
    let register = shape::register(root, &lines)?;
    none(references::dangling(&register, &lines))?;
    Ok((register, lines))
}

fn none(problems: Vec<ParseProblem>) -> Result<(), Vec<ParseProblem>> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

const fn whole_file(message: String) -> ParseProblem {
    ParseProblem {
        line: 1,
        key: String::new(),
        message,
    }
}

fn not_toml(text: &str, error: &toml::de::Error) -> ParseProblem {
    let at = error.span().map_or(0, |span| span.start);
    let remedy = match error.message() {
        "duplicate key" => "; keep one of the two",
        _ => "; correct this line",
    };
    ParseProblem {
        line: lines::line_at(text, at),
        key: String::new(),
        message: format!("this is not TOML: {}{remedy}", error.message()),
    }
}

fn deeper_than(table: &DeTable<'_>, levels: usize) -> bool {
    table
        .values()
        .any(|value| value_deeper_than(value.get_ref(), levels))
}

fn value_deeper_than(value: &DeValue<'_>, levels: usize) -> bool {
    match value {
        DeValue::Table(_) | DeValue::Array(_) if levels == 0 => true,
        DeValue::Table(table) => deeper_than(table, levels - 1),
        DeValue::Array(array) => array
            .iter()
            .any(|element| value_deeper_than(element.get_ref(), levels - 1)),
        _ => false,
    }
}

/// Another schema may mean other things by the same keys, so it is refused before anything else is read.
fn bad_schema(root: &DeTable<'_>, lines: &Lines) -> Option<ParseProblem> {
    let found = root.get("schema")?.get_ref().as_integer()?;
    if found.as_str() == SCHEMA.to_string() {
        return None;
    }
    Some(lines.problem(
        "schema",
        format!("schema {found} is not read by this version; write schema = {SCHEMA}"),
    ))
}

/// The tables whose entries the author names.
const NAMED: &[&str] = &[
    "site",
    "section",
    "data",
    "purpose",
    "recipient",
    "category",
    "service",
];

fn bad_names(root: &DeTable<'_>, lines: &Lines) -> Vec<ParseProblem> {
    let mut problems = Vec::new();
    for table_name in NAMED {
        let Some(table) = root.get(*table_name).and_then(|t| t.get_ref().as_table()) else {
            continue;
        };
        name_problems(table, table_name, lines, &mut problems);
    }
    for (purpose, topics) in topics(root) {
        let path = format!("purpose.{purpose}.topic");
        name_problems(topics, &path, lines, &mut problems);
    }
    problems.sort();
    problems
}

fn topics<'a, 'i>(root: &'a DeTable<'i>) -> impl Iterator<Item = (&'a str, &'a DeTable<'i>)> {
    root.get("purpose")
        .and_then(|purposes| purposes.get_ref().as_table())
        .into_iter()
        .flat_map(DeTable::iter)
        .filter_map(|(name, purpose)| {
            let topics = purpose.get_ref().as_table()?.get("topic")?;
            Some((name.get_ref().as_ref(), topics.get_ref().as_table()?))
        })
}

fn name_problems(table: &DeTable<'_>, path: &str, lines: &Lines, problems: &mut Vec<ParseProblem>) {
    for name in table.keys().map(|key| key.get_ref()) {
        if is_name(name) {
            continue;
        }
        problems.push(lines.problem(
            &format!("{path}.{name}"),
            format!("a name has only a-z, 0-9 and -, and at most {MAX_KEY} of them; rename it"),
        ));
    }
}

fn is_name(name: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !name.is_empty() && name.len() <= MAX_KEY && name.bytes().all(allowed)
}

/// TOML has dates of its own; the types read them from strings. Both spellings are taken.
fn dates_as_strings(table: &mut DeTable<'_>) {
    for (_, value) in table.iter_mut() {
        date_as_string(value);
    }
}

fn date_as_string(value: &mut Spanned<DeValue<'_>>) {
    match value.get_mut() {
        DeValue::Table(table) => dates_as_strings(table),
        DeValue::Array(array) => array.iter_mut().for_each(date_as_string),
        DeValue::Datetime(date) => {
            let text = date.to_string();
            *value.get_mut() = DeValue::String(text.into());
        }
        _ => {}
    }
}
