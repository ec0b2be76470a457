//! Who somebody outside is.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::OutsiderKind;
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
