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
}

/// Somebody who signed up. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The person's name.
    pub name: Line,
    /// Where to write to them.
    pub email: MailAddress,
    /// A telephone number, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The language they signed up in.
    pub language: Language,
}

impl Participant {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that cannot be used, in the form's order: [`Problem::MissingName`], [`Problem::NameTooLong`],
    /// [`Problem::NameUnreadable`]; those of [`MailAddress::parse`]; [`Problem::MalformedPhone`].
    pub fn read(typed: TypedParticipant<'_>, language: Language) -> Result<Self, Vec<Problem>> {
        let name = name(typed.name);
        let email = MailAddress::parse(typed.email).map_err(Problem::from);
        let phone = phone(typed.phone);
        match (name, email, phone) {
            (Ok(name), Ok(email), Ok(phone)) => Ok(Self {
                name,
                email,
                phone,
                language,
            }),
            (name, email, phone) => Err([name.err(), email.err(), phone.err()]
                .into_iter()
                .flatten()
                .collect()),
        }
    }
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
        let typed = |name, email, phone| TypedParticipant { name, email, phone };
        let wrong = Participant::read(typed("\u{202e}", "a", "ring"), Language::Da);
        assert_eq!(
            wrong.unwrap_err(),
            [
                Problem::NameUnreadable,
                Problem::MalformedAddress,
                Problem::MalformedPhone
            ]
        );
        let anna = Participant::read(typed(" Anna ", "anna@example.dk", ""), Language::Da).unwrap();
        assert_eq!(anna.name.as_str(), "Anna");
        assert_eq!(anna.phone, None);
        assert!(!format!("{anna:?}").contains("nna@"));
    }
}
