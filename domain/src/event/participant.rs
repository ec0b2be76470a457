//! Who signs up: what was typed, and what of it is somebody a seat can be held for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::mail::{Line, MailAddress};
use crate::problem::Problem;
use crate::text::Language;
use crate::thread::{name, phone};

/// The fields of the form, as they arrived.
#[derive(Clone, Copy, Debug)]
pub struct TypedParticipant<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The e-mail address.
    pub email: &'a str,
    /// A telephone number, or nothing.
    pub phone: &'a str,
    /// The names of those who come along. What is empty is nobody.
    pub companions: &'a [String],
}

/// Somebody who signed up. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The person's name.
    pub name: Line,
    /// Where to write to them; none for somebody who has no mailbox and was entered by staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<MailAddress>,
    /// A telephone number, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Who comes along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companions: Vec<Line>,
    /// The language they signed up in.
    pub language: Language,
}

impl Participant {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that cannot be used, in the form's order: [`Problem::MissingName`], [`Problem::NameTooLong`],
    /// [`Problem::NameUnreadable`]; those of [`MailAddress::parse`]; [`Problem::MalformedPhone`];
    /// [`Problem::CompanionUnreadable`].
    pub fn read(typed: TypedParticipant<'_>, language: Language) -> Result<Self, Vec<Problem>> {
        let email = MailAddress::parse(typed.email).map_err(Problem::from);
        Self::with_email(email.map(Some), typed, language)
    }

    /// Reads what staff typed for somebody they speak with, who need not have a mailbox.
    ///
    /// # Errors
    /// As [`Self::read`], where an address was typed; [`Problem::MissingContact`] when there is neither an address nor a
    /// telephone number to tell them by.
    pub fn read_spoken(
        typed: TypedParticipant<'_>,
        language: Language,
    ) -> Result<Self, Vec<Problem>> {
        let email = match (typed.email.trim(), typed.phone.trim()) {
            ("", "") => Err(Problem::MissingContact),
            ("", _) => Ok(None),
            (email, _) => MailAddress::parse(email).map(Some).map_err(Problem::from),
        };
        Self::with_email(email, typed, language)
    }

    /// Reads what was typed to put somebody right whose address is known.
    ///
    /// # Errors
    /// As [`Self::read`], for all but the address.
    pub fn read_known(
        email: Option<MailAddress>,
        typed: TypedParticipant<'_>,
        language: Language,
    ) -> Result<Self, Vec<Problem>> {
        Self::with_email(Ok(email), typed, language)
    }

    fn with_email(
        email: Result<Option<MailAddress>, Problem>,
        typed: TypedParticipant<'_>,
        language: Language,
    ) -> Result<Self, Vec<Problem>> {
        let name = name(typed.name);
        let phone = phone(typed.phone);
        let companions = companions(typed.companions);
        match (name, email, phone, companions) {
            (Ok(name), Ok(email), Ok(phone), Ok(companions)) => Ok(Self {
                name,
                email,
                phone,
                companions,
                language,
            }),
            (name, email, phone, companions) => {
                Err([name.err(), email.err(), phone.err(), companions.err()]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }

    /// The names of those who come along.
    #[must_use]
    pub fn companion_names(&self) -> Vec<String> {
        let names = self.companions.iter();
        names.map(|name| name.as_str().to_owned()).collect()
    }

    /// How many seats they need: their own, and one for each who comes along.
    #[must_use]
    pub fn seats(&self) -> u32 {
        // Nobody brings billions.
        u32::try_from(self.companions.len()).map_or(u32::MAX, |companions| companions + 1)
    }
}

fn companions(typed: &[String]) -> Result<Vec<Line>, Problem> {
    typed
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| Line::parse(name).map_err(|_| Problem::CompanionUnreadable))
        .collect()
}

impl fmt::Debug for Participant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Participant(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_cannot_be_used_is_named_and_the_person_is_not_logged() {
        let some = [" ".to_owned(), "Bo".to_owned(), String::new()];
        let hostile = ["\u{202e}".to_owned()];
        let typed = |name, email, phone| TypedParticipant {
            name,
            email,
            phone,
            companions: &some,
        };
        let wrong = TypedParticipant {
            companions: &hostile,
            ..typed("\u{202e}", "a", "ring")
        };
        let wrong = Participant::read(wrong, Language::Da);
        assert_eq!(
            wrong.unwrap_err(),
            [
                Problem::NameUnreadable,
                Problem::MalformedAddress,
                Problem::MalformedPhone,
                Problem::CompanionUnreadable
            ]
        );
        let anna = Participant::read(typed(" Anna ", "anna@example.dk", ""), Language::Da).unwrap();
        assert_eq!(anna.name.as_str(), "Anna");
        assert_eq!(anna.phone, None);
        assert_eq!(anna.seats(), 2);
        assert!(!format!("{anna:?}").contains("nna@"));
    }

    #[test]
    fn whoever_is_spoken_with_needs_a_mailbox_or_a_telephone() {
        let typed = |email, phone| TypedParticipant {
            name: "Anna",
            email,
            phone,
            companions: &[],
        };
        let read = |email, phone| Participant::read_spoken(typed(email, phone), Language::Da);
        assert_eq!(read(" ", "").unwrap_err(), [Problem::MissingContact]);
        assert_eq!(read("", "12 34 56 78").unwrap().email, None);
        assert_eq!(
            read("a", "12 34 56 78").unwrap_err(),
            [Problem::MalformedAddress]
        );
        assert!(read("anna@example.dk", "").unwrap().email.is_some());
    }
}
