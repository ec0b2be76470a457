//! Keeping data without using it (Article 18).

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// Why the use is stopped (Article 18(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionGround {
    /// (a) its accuracy is contested, until it is checked.
    AccuracyContested,
    /// (b) the use is unlawful, and the person wants it kept rather than erased.
    Unlawful,
    /// (c) we need it no longer, but the person does, for a legal claim.
    NeededForClaim,
    /// (d) the person objected, until it is clear whose grounds weigh more.
    Objected,
}

impl RestrictionGround {
    /// Every ground.
    pub const ALL: [Self; 4] = [
        Self::AccuracyContested,
        Self::Unlawful,
        Self::NeededForClaim,
        Self::Objected,
    ];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccuracyContested => "accuracy-contested",
            Self::Unlawful => "unlawful",
            Self::NeededForClaim => "needed-for-claim",
            Self::Objected => "objected",
        }
    }

    /// The ground of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.name() == name)
    }

    /// What it says.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::AccuracyContested, Language::Da) => {
                "Personen mener, at oplysningerne er forkerte, og det bliver undersøgt"
            }
            (Self::AccuracyContested, Language::En) => {
                "The person says the data is wrong, and that is being checked"
            }
            (Self::Unlawful, Language::Da) => {
                "Brugen er ulovlig, og personen vil hellere have dem gemt end slettet"
            }
            (Self::Unlawful, Language::En) => {
                "The use is unlawful, and the person would rather have the data kept than erased"
            }
            (Self::NeededForClaim, Language::Da) => "Personen skal bruge dem til et retskrav",
            (Self::NeededForClaim, Language::En) => "The person needs them for a legal claim",
            (Self::Objected, Language::Da) => "Personen har sagt nej til brugen, og det vurderes",
            (Self::Objected, Language::En) => {
                "The person objected to the use, and that is being assessed"
            }
        }
    }
}

/// What lets restricted data be used all the same (Article 18(2)). Keeping it needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// The person said yes to this use.
    Consent,
    /// A legal claim.
    LegalClaim,
    /// To protect the rights of somebody else.
    RightsOfAnother,
    /// An important public interest.
    PublicInterest,
}

impl Door {
    /// Every door.
    pub const ALL: [Self; 4] = [
        Self::Consent,
        Self::LegalClaim,
        Self::RightsOfAnother,
        Self::PublicInterest,
    ];

    /// The name in forms and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::LegalClaim => "legal-claim",
            Self::RightsOfAnother => "rights-of-another",
            Self::PublicInterest => "public-interest",
        }
    }

    /// The door of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|door| door.name() == name)
    }

    /// What it says.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Consent, Language::Da) => "Personen har sagt ja til netop denne brug",
            (Self::Consent, Language::En) => "The person said yes to this very use",
            (Self::LegalClaim, Language::Da) => "Et retskrav skal afgøres",
            (Self::LegalClaim, Language::En) => "A legal claim has to be settled",
            (Self::RightsOfAnother, Language::Da) => "En andens rettigheder skal beskyttes",
            (Self::RightsOfAnother, Language::En) => "Somebody else’s rights must be protected",
            (Self::PublicInterest, Language::Da) => "Vigtige samfundsinteresser kræver det",
            (Self::PublicInterest, Language::En) => "Important public interests require it",
        }
    }
}
