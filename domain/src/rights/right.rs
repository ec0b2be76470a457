//! The rights somebody can ask us to act on. What the law leaves no choice about happens at once elsewhere; as a request
//! it comes only when it arrives by letter, telephone or through somebody else.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// A right, under the name it has in addresses, forms and the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Article 15: to see what is held.
    Access,
    /// Article 16: to have what others wrote corrected, or completed by a statement.
    Rectification,
    /// Article 17: to have data erased.
    Erasure,
    /// Article 18: to have the use stopped while the data is kept.
    Restriction,
    /// Article 20: to take along what was given.
    Portability,
    /// Article 21(1): to object to a use that rests on an interest or a public task.
    Objection,
    /// Articles 17 and 21: to have a post about oneself removed from a page on a social medium.
    PostRemoval,
    /// Article 7(3): to take a consent back.
    Withdrawal,
    /// Articles 12 and 24: to complain to us. Complaining to the authority needs no complaint to us first (Article 77).
    Complaint,
}

impl Right {
    /// Every right, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Access,
        Self::Rectification,
        Self::Erasure,
        Self::Restriction,
        Self::Objection,
        Self::Portability,
        Self::Withdrawal,
        Self::PostRemoval,
        Self::Complaint,
    ];

    /// The name in forms and in the database. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
            Self::PostRemoval => "post-removal",
            Self::Withdrawal => "withdrawal",
            Self::Complaint => "complaint",
        }
    }

    /// The right of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }

    /// Its everyday name.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Access, Language::Da) => "Se, hvad vi har om dig",
            (Self::Access, Language::En) => "See what we hold about you",
            (Self::Rectification, Language::Da) => "Ret det, andre har skrevet",
            (Self::Rectification, Language::En) => "Correct what others wrote",
            (Self::Erasure, Language::Da) => "Slet",
            (Self::Erasure, Language::En) => "Delete",
            (Self::Restriction, Language::Da) => "Stop brugen, men gem dem",
            (Self::Restriction, Language::En) => "Stop using it, but keep it",
            (Self::Portability, Language::Da) => "Få dem med",
            (Self::Portability, Language::En) => "Take it with you",
            (Self::Objection, Language::Da) => "Sig nej til brugen",
            (Self::Objection, Language::En) => "Say no to a use",
            (Self::PostRemoval, Language::Da) => "Få et opslag fjernet",
            (Self::PostRemoval, Language::En) => "Have a post removed",
            (Self::Withdrawal, Language::Da) => "Træk dit ja tilbage",
            (Self::Withdrawal, Language::En) => "Take back your yes",
            (Self::Complaint, Language::Da) => "Klag til os",
            (Self::Complaint, Language::En) => "Complain to us",
        }
    }

    /// What staff call it.
    #[must_use]
    pub const fn short(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Access, Language::Da) => "Indsigt",
            (Self::Access, Language::En) => "Access",
            (Self::Rectification, Language::Da) => "Berigtigelse",
            (Self::Rectification, Language::En) => "Rectification",
            (Self::Erasure, Language::Da) => "Sletning",
            (Self::Erasure, Language::En) => "Erasure",
            (Self::Restriction, Language::Da) => "Begrænsning",
            (Self::Restriction, Language::En) => "Restriction",
            (Self::Portability, Language::Da) => "Dataportabilitet",
            (Self::Portability, Language::En) => "Portability",
            (Self::Objection, Language::Da) => "Indsigelse",
            (Self::Objection, Language::En) => "Objection",
            (Self::PostRemoval, Language::Da) => "Fjernelse af opslag",
            (Self::PostRemoval, Language::En) => "Removal of a post",
            (Self::Withdrawal, Language::Da) => "Tilbagetrækning af samtykke",
            (Self::Withdrawal, Language::En) => "Withdrawal of consent",
            (Self::Complaint, Language::Da) => "Klage",
            (Self::Complaint, Language::En) => "Complaint",
        }
    }

    /// Where it stands in the law.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Access => "GDPR 15",
            Self::Rectification => "GDPR 16",
            Self::Erasure => "GDPR 17",
            Self::Restriction => "GDPR 18",
            Self::Portability => "GDPR 20",
            Self::Objection => "GDPR 21(1)",
            Self::PostRemoval => "GDPR 17, 21",
            Self::Withdrawal => "GDPR 7(3)",
            Self::Complaint => "GDPR 12, 24",
        }
    }

    /// Whether recipients must be told of what was done (Article 19).
    #[must_use]
    pub const fn is_told_to_recipients(self) -> bool {
        matches!(
            self,
            Self::Rectification | Self::Erasure | Self::Restriction
        )
    }

    /// Whether the data is restricted while the request is assessed (Article 18(1)(a) and (d)).
    #[must_use]
    pub const fn restricts_meanwhile(self) -> bool {
        matches!(self, Self::Objection)
    }
}
