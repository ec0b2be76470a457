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

/// Where `quoted` first stands in `text`, counted in characters. White space is as good as other white space: what is
/// copied from a page has other line breaks than what was written.
#[must_use]
pub fn find_quoted(text: &str, quoted: &str) -> Option<Range<usize>> {
    let words: Vec<&str> = quoted.split_whitespace().collect();
    let quoted: Vec<char> = words.join(" ").chars().collect();
    let text: Vec<char> = text.chars().collect();
    if quoted.is_empty() {
        return None;
    }
    (0..text.len()).find_map(|start| {
        let length = length_of(&text[start..], &quoted)?;
        Some(start..start + length)
    })
}

/// How many characters at the beginning of `text` are `quoted`, whose one space stands for any white space.
fn length_of(text: &[char], quoted: &[char]) -> Option<usize> {
    let mut at = 0;
    for expected in quoted {
        if *expected == ' ' {
            let spaces = text[at..].iter().take_while(|c| c.is_whitespace()).count();
            at += (spaces > 0).then_some(spaces)?;
        } else {
            at += (text.get(at) == Some(expected)).then_some(1)?;
        }
    }
    Some(at)
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

    #[test]
    fn what_is_quoted_is_found_whatever_its_white_space() {
        let text = "Hej.\n\nJeg har  æøå.\nJeg har æøå.";
        for (quoted, found) in [
            ("Jeg har æøå.", Some(6..19)),
            (" Jeg\r\nhar\tæøå. \n", Some(6..19)),
            ("Hej. Jeg", Some(0..9)),
            ("æøå", Some(15..18)),
            ("æøå. Jeg har æøå.", Some(15..32)),
            ("Jeghar", None),
            ("jeg har", None),
            ("æøå. Jeg har æøå. Og", None),
            (" \n", None),
            ("", None),
        ] {
            assert_eq!(find_quoted(text, quoted), found, "{quoted}");
        }
    }

    proptest! {
        #[test]
        fn what_is_cut_out_is_found_again(text in "[ab æ\n]{1,30}", start in 0..30_usize, length in 1..30_usize) {
            if let Ok(whole) = cut(&text, start..start + length) {
                let range = find_quoted(&text, &whole.marked).unwrap();
                let again = cut(&text, range).unwrap();
                let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert_eq!(plain(&again.marked), plain(&whole.marked));
            }
        }

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
