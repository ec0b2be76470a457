//! Who somebody outside is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::mail::{Line, MailAddress};
use crate::problem::Problem;
use crate::text::Language;
use crate::thread::name;

/// Whom mails about a secure thread go to. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correspondent {
    /// Their name, where we know it.
    pub name: Option<Line>,
    /// Their mailbox; whoever has none is reached by post.
    pub email: Option<MailAddress>,
    /// The language they read.
    pub language: Language,
}

/// Somebody outside who may read what is addressed to them, and answer. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outsider {
    /// What they have to do with the person.
    pub kind: OutsiderKind,
    /// Their name or their organisation's.
    pub name: Line,
    /// Their mailbox.
    pub email: MailAddress,
    /// The language they read.
    pub language: Language,
}

impl Outsider {
    /// Reads what staff typed.
    ///
    /// # Errors
    /// [`Problem::MissingName`], [`Problem::NameTooLong`], [`Problem::NameUnreadable`]; those of [`MailAddress::parse`].
    pub fn read(
        kind: OutsiderKind,
        typed_name: &str,
        email: &str,
        language: Language,
    ) -> Result<Self, Problem> {
        Ok(Self {
            kind,
            name: name(typed_name)?,
            email: MailAddress::parse(email)?,
            language,
        })
    }
}

impl fmt::Debug for Correspondent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Correspondent(…)")
    }
}

impl fmt::Debug for Outsider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outsider(…)")
    }
}

/// What somebody outside has to do with the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutsiderKind {
    /// An insurer.
    Insurer,
    /// A municipality or another authority.
    Municipality,
    /// The employer.
    Employer,
    /// A doctor or a hospital.
    Doctor,
    /// Somebody else.
    Other,
}

impl OutsiderKind {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Insurer,
        Self::Municipality,
        Self::Employer,
        Self::Doctor,
        Self::Other,
    ];

    /// What forms call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insurer => "insurer",
            Self::Municipality => "municipality",
            Self::Employer => "employer",
            Self::Doctor => "doctor",
            Self::Other => "other",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Insurer, Language::Da) => "Forsikringsselskab",
            (Self::Insurer, Language::En) => "Insurer",
            (Self::Municipality, Language::Da) => "Kommune eller anden myndighed",
            (Self::Municipality, Language::En) => "Municipality or another authority",
            (Self::Employer, Language::Da) => "Arbejdsgiver",
            (Self::Employer, Language::En) => "Employer",
            (Self::Doctor, Language::Da) => "Læge eller hospital",
            (Self::Doctor, Language::En) => "Doctor or hospital",
            (Self::Other, Language::Da) => "En anden",
            (Self::Other, Language::En) => "Somebody else",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_found_by_its_name() {
        for kind in OutsiderKind::ALL {
            assert_eq!(OutsiderKind::of_name(kind.name()), Some(kind));
            assert_ne!(kind.title(Language::Da), kind.title(Language::En));
        }
        assert_eq!(OutsiderKind::of_name(""), None);
    }
}
