//! Kinds of events, such as concerts and talks: what each is called, and how its address names it.

use serde::{Deserialize, Serialize};

use crate::mail::Line;
use crate::problem::Problem;
use crate::text::Language;

/// The most kinds that an organisation has.
pub const MOST_KINDS: usize = 40;

/// The longest name of a kind, in characters.
const LONGEST_NAME: usize = 60;

/// What a kind of events is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindName {
    /// In Danish.
    pub danish: Line,
    /// In English.
    pub english: Line,
}

impl KindName {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Problem::UnusableKindName`], [`Problem::UnusableEnglishKindName`].
    pub fn read(danish: &str, english: &str) -> Result<Self, Problem> {
        Ok(Self {
            danish: name(danish).ok_or(Problem::UnusableKindName)?,
            english: name(english).ok_or(Problem::UnusableEnglishKindName)?,
        })
    }

    /// The name in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Da => self.danish.as_str(),
            Language::En => self.english.as_str(),
        }
    }

    /// What addresses call the kind: the Danish name in the letters of addresses. Renaming keeps it, so that links and
    /// calendars that follow the kind go on.
    ///
    /// # Errors
    /// [`Problem::UnusableKindName`] when the name has none of those letters.
    pub fn slug(&self) -> Result<String, Problem> {
        let mut slug = String::new();
        for character in self.danish.as_str().chars().flat_map(char::to_lowercase) {
            match character {
                'æ' => slug.push_str("ae"),
                'ø' => slug.push_str("oe"),
                'å' => slug.push_str("aa"),
                'é' => slug.push('e'),
                'a'..='z' | '0'..='9' => slug.push(character),
                _ if slug.is_empty() || slug.ends_with('-') => {}
                _ => slug.push('-'),
            }
        }
        let slug = slug.trim_end_matches('-');
        if slug.is_empty() {
            return Err(Problem::UnusableKindName);
        }
        Ok(slug.to_owned())
    }
}

fn name(typed: &str) -> Option<Line> {
    let name = Line::parse(typed).ok()?;
    (name.as_str().chars().count() <= LONGEST_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_in_both_languages_and_in_the_letters_of_addresses() {
        let slug = |danish| KindName::read(danish, "Talk").and_then(|name| name.slug());
        assert_eq!(slug("Foredrag & debat").unwrap(), "foredrag-debat");
        assert_eq!(slug(" Årsmøde (ÆLDRE) ").unwrap(), "aarsmoede-aeldre");
        assert_eq!(slug("Café 2"), Ok("cafe-2".to_owned()));
        assert_eq!(slug("🎉"), Err(Problem::UnusableKindName));
        assert_eq!(slug("../x").unwrap(), "x");
    }

    #[test]
    fn a_name_that_cannot_be_used_is_told_with_its_language() {
        let read = |danish: &str, english: &str| KindName::read(danish, english).map(|_| ());
        assert_eq!(read(" ", "Talk"), Err(Problem::UnusableKindName));
        assert_eq!(read("a\r\nb", "Talk"), Err(Problem::UnusableKindName));
        assert_eq!(read("Foredrag", ""), Err(Problem::UnusableEnglishKindName));
        let long = "a".repeat(61);
        assert_eq!(read(&long, "Talk"), Err(Problem::UnusableKindName));
        assert_eq!(read(&long[1..], "Talk"), Ok(()));
    }
}
