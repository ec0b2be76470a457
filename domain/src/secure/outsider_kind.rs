//! What somebody outside has to do with the person.

use serde::{Deserialize, Serialize};

use crate::text::Language;

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
