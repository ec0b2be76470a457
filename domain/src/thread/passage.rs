//! Cutting a passage out of a message, so that it can be hidden and deleted alone.

use std::ops::Range;

/// What stands before, in and after the cut. Nothing of the text is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What stands before.
    pub before: String,
    /// What is cut out.
    pub marked: String,
    /// What stands after.
    pub after: String,
}

/// The range names nothing in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such passage in the message")]
pub struct NothingToCut;

/// Cuts the characters of `range` out of `text`.
///
/// # Errors
/// When the range is empty, holds only white space, or ends beyond the text.
pub fn cut(text: &str, range: Range<usize>) -> Result<Cut, NothingToCut> {
    let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    ends.push(text.len());
    let (Some(&from), Some(&to)) = (ends.get(range.start), ends.get(range.end)) else {
        return Err(NothingToCut);
    };
    let marked = text.get(from..to).unwrap_or_default();
    if marked.trim().is_empty() {
        return Err(NothingToCut);
    }
    Ok(Cut {
        before: text[..from].to_owned(),
        marked: marked.to_owned(),
        after: text[to..].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_passage_is_counted_in_characters() {
        let cut = cut("Hej. Jeg har æøå. Tak.", 5..17).unwrap();
        assert_eq!(
            (cut.before.as_str(), cut.marked.as_str(), cut.after.as_str()),
            ("Hej. ", "Jeg har æøå.", " Tak.")
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_else_is_cut(text in ".{0,40}", start in 0..50_usize, length in 0..50_usize) {
            let count = text.chars().count();
            match cut(&text, start..start + length) {
                Ok(cut) => {
                    prop_assert_eq!(format!("{}{}{}", cut.before, cut.marked, cut.after), text);
                    prop_assert_eq!(cut.marked.chars().count(), length);
                    prop_assert_eq!(cut.before.chars().count(), start);
                }
                Err(NothingToCut) => {
                    let inside: String = text.chars().skip(start).take(length).collect();
                    prop_assert!(inside.trim().is_empty() || start + length > count);
                }
            }
        }
    }
}
