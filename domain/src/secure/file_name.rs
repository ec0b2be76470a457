//! What a file is called. Names come from strangers' computers, and go to others'.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// How many characters a name has at most, its ending included.
const LONGEST: usize = 100;
/// How many the ending has, behind its dot.
const LONGEST_ENDING: usize = 10;
/// What a file is called that has no name left.
const NAMELESS: &str = "fil";

/// A name that is safe to show and to save under: one line, no folder, nothing that turns the direction of reading or
/// cannot be seen, and none of those that some systems take for a device. It never names another kind of file than the
/// one that was handed in: the ending stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct FileName(String);

impl FileName {
    /// Makes the name that a browser sent safe.
    #[must_use]
    pub fn of(sent: &str) -> Self {
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = last
            .chars()
            .filter(|letter| !is_unseen(*letter))
            .map(|letter| if is_special(letter) { '_' } else { letter })
            .collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches(['.', ' ']);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if ending.chars().count() <= LONGEST_ENDING => {
                (stem.trim_end_matches(['.', ' ']), format!(".{ending}"))
            }
            _ => (name, String::new()),
        };
        let stem = if stem.is_empty() { NAMELESS } else { stem };
        let stem = if is_device(stem) {
            format!("_{stem}")
        } else {
            stem.to_owned()
        };
        let room = LONGEST - ending.chars().count();
        let stem: String = stem.chars().take(room).collect();
        Self(format!("{}{ending}", stem.trim_end_matches(['.', ' '])))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `Content-Disposition` that makes browsers save the file and never show it (RFC 6266).
    #[must_use]
    pub fn content_disposition(&self) -> String {
        let plain: String = self
            .0
            .chars()
            .map(|letter| match letter {
                '"' | '\\' | '%' => '_',
                letter if letter.is_ascii() => letter,
                _ => '_',
            })
            .collect();
        let mut header = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                header.push(char::from(byte));
            } else {
                // Writing to a text cannot fail.
                let _ = write!(header, "%{byte:02X}");
            }
        }
        header
    }
}

impl From<String> for FileName {
    fn from(stored: String) -> Self {
        Self::of(&stored)
    }
}

/// Control characters, and those that show nothing or turn the direction of reading.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// What some system cannot have in a name, or takes for a command.
const fn is_special(letter: char) -> bool {
    matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%')
}

/// Names that some systems keep for devices, whatever stands behind a dot.
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    let name = first.to_ascii_uppercase();
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_names_become_harmless_ones() {
        let long = format!("{}.pdf", "æ".repeat(300));
        let cut = format!("{}.pdf", "æ".repeat(96));
        for (sent, safe) in [
            ("Lægeerklæring 2.pdf", "Lægeerklæring 2.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\Åse\\løn.xlsx", "løn.xlsx"),
            ("brev\r\nSet-Cookie: a.txt", "brevSet-Cookie_ a.txt"),
            ("regning\u{202e}fdp.exe", "regningfdp.exe"),
            ("a\u{200b}b\0.pdf", "ab.pdf"),
            (".htaccess", "htaccess"),
            ("a.pdf. .", "a.pdf"),
            ("nul.txt", "_nul.txt"),
            ("COM1.tar.gz", "_COM1.tar.gz"),
            ("computer.txt", "computer.txt"),
            ("a\"b;c.pdf", "a_b;c.pdf"),
            ("%2e%2e%2fa.pdf", "_2e_2e_2fa.pdf"),
            ("", "fil"),
            ("...", "fil"),
            ("\u{202e}", "fil"),
            (&long, &cut),
        ] {
            assert_eq!(FileName::of(sent).as_str(), safe, "{sent:?}");
        }
    }

    #[test]
    fn browsers_are_told_to_save_it() {
        let header = |name| FileName::of(name).content_disposition();
        assert_eq!(
            header("løn 1.pdf"),
            "attachment; filename=\"l_n 1.pdf\"; filename*=UTF-8''l%C3%B8n%201.pdf"
        );
        assert!(header("a\"\r\n\u{2028}\\b").is_ascii());
    }

    proptest! {
        #[test]
        fn any_name_becomes_a_safe_one_and_stays_so(sent in "\\PC{0,300}|.{0,300}") {
            let name = FileName::of(&sent);
            let text = name.as_str();
            prop_assert!(!text.is_empty() && text.chars().count() <= LONGEST);
            prop_assert!(!text.contains(['/', '\\', '"', '\n']) && !text.starts_with('.'));
            prop_assert!(!text.chars().any(|letter| is_unseen(letter) || is_special(letter)));
            prop_assert_eq!(&FileName::of(text), &name);
            let header = name.content_disposition();
            prop_assert!(header.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            prop_assert_eq!(header.matches('"').count(), 2);
        }
    }
}
