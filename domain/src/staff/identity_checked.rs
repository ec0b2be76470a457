//! How a member of staff made sure of a person before they changed something for them.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// How the person was made sure of (Article 12(6)). None of these asks for a copy of an identity card, and none goes by the
/// address that is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityChecked {
    /// They met.
    Met,
    /// They were called back on the telephone number that is on file.
    CalledBack,
    /// They answered a letter to the postal address that is on file.
    AnsweredLetter,
}

impl IdentityChecked {
    /// Each, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Met, Self::CalledBack, Self::AnsweredLetter];

    /// The name in forms. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::CalledBack => "called-back",
            Self::AnsweredLetter => "answered-letter",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|checked| checked.name() == name)
    }

    /// What the member of staff says they did.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Met, Language::Da) => "Vi mødtes, og jeg kender personen",
            (Self::Met, Language::En) => "We met, and I know the person",
            (Self::CalledBack, Language::Da) => {
                "Jeg har ringet tilbage på det nummer, vi har i forvejen"
            }
            (Self::CalledBack, Language::En) => "I called back on the number that we already have",
            (Self::AnsweredLetter, Language::Da) => {
                "Personen har svaret på et brev til den postadresse, vi har i forvejen"
            }
            (Self::AnsweredLetter, Language::En) => {
                "The person answered a letter to the postal address that we already have"
            }
        }
    }

    /// What was done, for the person.
    #[must_use]
    pub const fn for_person(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Met, Language::Da) => "Vi mødte dig.",
            (Self::Met, Language::En) => "We met you.",
            (Self::CalledBack, Language::Da) => "Vi ringede til dig på det nummer, vi havde.",
            (Self::CalledBack, Language::En) => "We called you on the number that we had.",
            (Self::AnsweredLetter, Language::Da) => {
                "Du svarede på et brev til den postadresse, vi havde."
            }
            (Self::AnsweredLetter, Language::En) => {
                "You answered a letter to the postal address that we had."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_of_its_own() {
        for checked in IdentityChecked::ALL {
            assert_eq!(IdentityChecked::of_name(checked.name()), Some(checked));
        }
        assert_eq!(IdentityChecked::of_name("passport"), None);
    }
}
