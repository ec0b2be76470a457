//! What differs between two versions of the privacy page, word by word, under the headings it stands in.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

use super::{PrivacyPage, PurposePart, Row, SectionPart};

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
    capture_diff_slices(Algorithm::Myers, &facts(&older), &facts(&newer))
        .into_iter()
        .flat_map(|op| changes(&op, &older, &newer))
        .collect()
}

/// One text of the page.
struct Line {
    /// Where it belongs, whatever the headings above it say: anchors and label.
    slot: String,
    /// The headings above it.
    place: String,
    text: String,
}

impl Line {
    fn new(slot: &str, place: &str, text: &str) -> Self {
        Self {
            slot: slot.to_owned(),
            place: place.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// What two lines are equal by. A new heading alone does not make new text of what stands under it.
fn facts(lines: &[Line]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|line| (line.slot.as_str(), line.text.as_str()))
        .collect()
}

fn lines(page: &PrivacyPage) -> Vec<Line> {
    let title = &page.title;
    let contacts = page.contacts.iter().map(|row| row_line("", title, row));
    std::iter::once(Line::new("intro", title, &page.intro))
        .chain(contacts)
        .chain(page.sections.iter().flat_map(|part| section(title, part)))
        .collect()
}

fn section(page: &str, part: &SectionPart) -> Vec<Line> {
    let paragraphs = part.paragraphs.iter();
    std::iter::once(Line::new(&format!("{}#", part.id), page, &part.title))
        .chain(paragraphs.map(|text| Line::new(&part.id, &part.title, text)))
        .chain(part.purposes.iter().flat_map(|own| purpose(part, own)))
        .collect()
}

fn purpose(section: &SectionPart, part: &PurposePart) -> Vec<Line> {
    let slot = format!("{}/{}", section.id, part.id);
    let place = format!("{} · {}", section.title, part.title);
    let heads = [
        Line::new(&format!("{slot}#"), &section.title, &part.title),
        Line::new(&slot, &place, &part.description),
    ];
    let rows = part.rows.iter().map(|row| row_line(&slot, &place, row));
    heads.into_iter().chain(rows).collect()
}

fn row_line(slot: &str, place: &str, row: &Row) -> Line {
    let text = format!("{}: {}", row.label, row.paragraphs.join(" "));
    Line::new(&format!("{slot}:{}", row.label), place, &text)
}

fn changes(op: &DiffOp, older: &[Line], newer: &[Line]) -> Vec<Change> {
    let (old, new) = (&older[op.old_range()], &newer[op.new_range()]);
    match op {
        DiffOp::Equal { .. } => Vec::new(),
        DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
            replaced(old, new)
        }
    }
}

/// Word by word only what stood in the same slot; everything else came or went as a whole.
fn replaced(old: &[Line], new: &[Line]) -> Vec<Change> {
    let mut gone: Vec<&Line> = old.iter().collect();
    let mut changes = Vec::new();
    for line in new {
        let before = gone.iter().position(|before| before.slot == line.slot);
        changes.push(match before {
            Some(index) => Change {
                place: line.place.clone(),
                runs: runs(&gone.remove(index).text, &line.text),
            },
            None => whole(line, Mark::Added),
        });
    }
    changes.extend(gone.into_iter().map(|line| whole(line, Mark::Removed)));
    changes
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
