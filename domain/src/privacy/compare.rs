//! What differs between two versions of the privacy page, word by word, under the headings it stands in.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::PrivacyPage;

/// Whether a run of words is in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// In both.
    Same,
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
}

/// A run of words with one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// In which version.
    pub mark: Mark,
    /// The words.
    pub text: String,
}

/// One text that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The headings it stands under, section first.
    pub place: String,
    /// The text, old and new words marked.
    pub runs: Vec<Run>,
}

/// Everything that differs between `older` and `newer`, in the newer's order.
#[must_use]
pub fn compare(older: &PrivacyPage, newer: &PrivacyPage) -> Vec<Change> {
    let older: Vec<Line> = lines(older);
    let newer: Vec<Line> = lines(newer);
    capture_diff_slices(Algorithm::Myers, &older, &newer)
        .into_iter()
        .flat_map(|op| changes(&op, &older, &newer))
        .collect()
}

/// A text with the headings above it; equal when both are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Line {
    place: String,
    text: String,
}

fn lines(page: &PrivacyPage) -> Vec<Line> {
    let mut section = page.title.clone();
    let mut purpose = None::<String>;
    let mut lines = Vec::new();
    for (depth, text) in page.lines() {
        match depth {
            1 => {
                section = text;
                purpose = None;
            }
            2 => purpose = Some(text),
            _ => {
                let place = [Some(section.clone()), purpose.clone()];
                let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                lines.push(Line { place, text });
            }
        }
    }
    lines
}

fn changes(op: &DiffOp, older: &[Line], newer: &[Line]) -> Vec<Change> {
    let (old, new) = (&older[op.old_range()], &newer[op.new_range()]);
    match op {
        DiffOp::Equal { .. } => Vec::new(),
        DiffOp::Delete { .. } => old.iter().map(|line| whole(line, Mark::Removed)).collect(),
        DiffOp::Insert { .. } => new.iter().map(|line| whole(line, Mark::Added)).collect(),
        DiffOp::Replace { .. } => replaced(old, new),
    }
}

fn replaced(old: &[Line], new: &[Line]) -> Vec<Change> {
    let paired = old.len().min(new.len());
    let both = old.iter().zip(new).map(|(old, new)| Change {
        place: new.place.clone(),
        runs: runs(&old.text, &new.text),
    });
    let gone = old[paired..].iter().map(|line| whole(line, Mark::Removed));
    let come = new[paired..].iter().map(|line| whole(line, Mark::Added));
    both.chain(gone).chain(come).collect()
}

fn whole(line: &Line, mark: Mark) -> Change {
    Change {
        place: line.place.clone(),
        runs: vec![Run {
            mark,
            text: line.text.clone(),
        }],
    }
}

fn runs(old: &str, new: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => Mark::Same,
            ChangeTag::Insert => Mark::Added,
            ChangeTag::Delete => Mark::Removed,
        };
        match runs.last_mut().filter(|last| last.mark == mark) {
            Some(last) => last.text.push_str(change.value()),
            None => runs.push(Run {
                mark,
                text: change.value().to_owned(),
            }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_marked_and_the_others_stand() {
        let marked: Vec<(Mark, String)> =
            runs("kept for 12 months here", "kept for 24 months here")
                .into_iter()
                .map(|run| (run.mark, run.text))
                .collect();
        assert_eq!(
            marked,
            [
                (Mark::Same, "kept for ".to_owned()),
                (Mark::Removed, "12".to_owned()),
                (Mark::Added, "24".to_owned()),
                (Mark::Same, " months here".to_owned()),
            ]
        );
    }
}
