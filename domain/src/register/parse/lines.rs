//! Where each key stands in the file, so that an error or a finding can name its line.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeArray, DeTable, DeValue};

use super::ParseProblem;

/// The line of every key path in a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    line_of: HashMap<String, usize>,
    places: Vec<Place>,
}

/// A key path and what stands there, in bytes of the file.
#[derive(Clone, Debug)]
struct Place {
    path: String,
    key: Option<Range<usize>>,
    value: Range<usize>,
}

impl Lines {
    /// Walks a parsed file; the caller has capped its depth.
    pub(super) fn of(text: &str, root: &DeTable<'_>) -> Self {
        let mut places = Vec::new();
        table_places(root, "", &mut places);
        let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let line = |at: usize| starts.partition_point(|start| *start <= at) + 1;
        let line_of = places
            .iter()
            .map(|place| {
                let at = place.key.as_ref().unwrap_or(&place.value).start;
                (place.path.clone(), line(at))
            })
            .collect();
        Self { line_of, places }
    }

    /// The line of `path`, or of the closest key above it; 1 for the file as a whole.
    pub(super) fn line_of(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some(line) = self.line_of.get(path) {
                return *line;
            }
            let Some(end) = path.rfind(['.', '[']) else {
                return 1;
            };
            path = &path[..end];
        }
    }

    /// The path that a reader's error points at: the key or value with exactly this span, else the
    /// smallest value around it, else the file as a whole (empty).
    pub(super) fn path_at(&self, span: &Range<usize>) -> &str {
        let exact = self
            .places
            .iter()
            .rfind(|place| place.key.as_ref() == Some(span) || place.value == *span);
        let around = || {
            self.places
                .iter()
                .filter(|place| place.value.start <= span.start && span.end <= place.value.end)
                .min_by_key(|place| place.value.len())
        };
        exact.or_else(around).map_or("", |place| &place.path)
    }

    /// A problem at `key`, with its line.
    pub(super) fn problem(&self, key: &str, message: String) -> ParseProblem {
        ParseProblem {
            line: self.line_of(key),
            key: key.to_owned(),
            message,
        }
    }
}

/// The 1-based line of a byte offset; the last line for an offset past the end.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    let before = &text.as_bytes()[..at.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

fn table_places(table: &DeTable<'_>, parent: &str, places: &mut Vec<Place>) {
    for (key, value) in table {
        let path = if parent.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{parent}.{}", key.get_ref())
        };
        places.push(Place {
            path: path.clone(),
            key: Some(key.span()),
            value: value.span(),
        });
        inner_places(value.get_ref(), &path, places);
    }
}

fn array_places(array: &DeArray<'_>, parent: &str, places: &mut Vec<Place>) {
    for (i, element) in array.iter().enumerate() {
        let path = format!("{parent}[{i}]");
        places.push(Place {
            path: path.clone(),
            key: None,
            value: element.span(),
        });
        inner_places(element.get_ref(), &path, places);
    }
}

fn inner_places(value: &DeValue<'_>, path: &str, places: &mut Vec<Place>) {
    match value {
        DeValue::Table(table) => table_places(table, path, places),
        DeValue::Array(array) => array_places(array, path, places),
        _ => {}
    }
}
