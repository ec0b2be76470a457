//! Saying no, or later. A refusal without ground, reason, complaint route and court cannot be written down (Article 12(4)).

use serde::{Deserialize, Serialize};

use super::reason::Reason;
use super::remedies::Remedies;
use super::right::Right;
use crate::text::Language;

/// Why an answer takes more than a month (Article 12(3)). There is no third cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelayCause {
    /// The request is complex.
    Complexity,
    /// There are many requests.
    Number,
}

impl DelayCause {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Complexity, Self::Number];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complexity => "complexity",
            Self::Number => "number",
        }
    }

    /// The cause of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }

    /// What it says.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Complexity, Language::Da) => "Sagen er svær",
            (Self::Complexity, Language::En) => "The case is complex",
            (Self::Number, Language::Da) => "Der er mange anmodninger",
            (Self::Number, Language::En) => "There are many requests",
        }
    }
}

/// A ground on which the law lets us say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalGround {
    /// Article 12(5)(b): manifestly unfounded or excessive. The burden of showing it is ours.
    Excessive,
    /// databeskyttelsesloven § 22: decisive interests of others or of the public outweigh seeing it.
    DecisiveInterests,
    /// Articles 15(4) and 20(4): it would harm the rights of others, whatever is redacted.
    RightsOfOthers,
    /// Article 16: the data is accurate.
    Accurate,
    /// Article 17(1): none of its grounds applies; the data is still needed and lawfully used.
    StillNeeded,
    /// Article 17(3)(a): freedom of expression and information.
    Expression,
    /// Article 17(3)(b): a legal obligation keeps it.
    LegalObligation,
    /// Articles 17(3)(e) and 21(1): legal claims.
    LegalClaims,
    /// Article 18(1): none of its conditions is met.
    NoCondition,
    /// Article 20(1): neither consent nor agreement, or not held by automated means.
    NotPortable,
    /// Article 21(1): compelling grounds that outweigh the person's.
    CompellingGrounds,
    /// Article 21(1): the use rests neither on an interest nor on a public task.
    NotObjectionable,
}

impl RefusalGround {
    /// Every ground.
    pub const ALL: [Self; 12] = [
        Self::Excessive,
        Self::DecisiveInterests,
        Self::RightsOfOthers,
        Self::Accurate,
        Self::StillNeeded,
        Self::Expression,
        Self::LegalObligation,
        Self::LegalClaims,
        Self::NoCondition,
        Self::NotPortable,
        Self::CompellingGrounds,
        Self::NotObjectionable,
    ];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Excessive => "excessive",
            Self::DecisiveInterests => "decisive-interests",
            Self::RightsOfOthers => "rights-of-others",
            Self::Accurate => "accurate",
            Self::StillNeeded => "still-needed",
            Self::Expression => "expression",
            Self::LegalObligation => "legal-obligation",
            Self::LegalClaims => "legal-claims",
            Self::NoCondition => "no-condition",
            Self::NotPortable => "not-portable",
            Self::CompellingGrounds => "compelling-grounds",
            Self::NotObjectionable => "not-objectionable",
        }
    }

    /// The ground of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.name() == name)
    }

    /// Whether `right` can be refused on it. Taking back a consent can be refused on none, and a complaint is answered.
    #[must_use]
    pub const fn is_for(self, right: Right) -> bool {
        match right {
            Right::Access => matches!(
                self,
                Self::Excessive | Self::DecisiveInterests | Self::RightsOfOthers
            ),
            Right::Rectification => matches!(self, Self::Excessive | Self::Accurate),
            Right::Erasure => matches!(
                self,
                Self::Excessive
                    | Self::StillNeeded
                    | Self::Expression
                    | Self::LegalObligation
                    | Self::LegalClaims
            ),
            Right::Restriction => matches!(self, Self::Excessive | Self::NoCondition),
            Right::Portability => matches!(
                self,
                Self::Excessive | Self::NotPortable | Self::RightsOfOthers
            ),
            Right::Objection => matches!(
                self,
                Self::Excessive
                    | Self::CompellingGrounds
                    | Self::LegalClaims
                    | Self::NotObjectionable
            ),
            Right::PostRemoval => matches!(
                self,
                Self::Excessive | Self::Expression | Self::CompellingGrounds | Self::LegalClaims
            ),
            Right::Withdrawal | Right::Complaint => false,
        }
    }

    /// Whether one person alone may not use it.
    #[must_use]
    pub const fn needs_second_person(self) -> bool {
        matches!(self, Self::Excessive | Self::DecisiveInterests)
    }

    /// Where it stands.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::Excessive => "GDPR 12(5)(b)",
            Self::DecisiveInterests => "databeskyttelsesloven § 22",
            Self::RightsOfOthers => "GDPR 15(4), 20(4)",
            Self::Accurate => "GDPR 16",
            Self::StillNeeded => "GDPR 17(1)",
            Self::Expression => "GDPR 17(3)(a)",
            Self::LegalObligation => "GDPR 17(3)(b)",
            Self::LegalClaims => "GDPR 17(3)(e), 21(1)",
            Self::NoCondition => "GDPR 18(1)",
            Self::NotPortable => "GDPR 20(1)",
            Self::CompellingGrounds | Self::NotObjectionable => "GDPR 21(1)",
        }
    }

    /// What it says to the person.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Excessive, Language::Da) => {
                "Ønsket er åbenbart grundløst eller går langt over, hvad reglerne giver ret til."
            }
            (Self::Excessive, Language::En) => {
                "The request is manifestly unfounded or goes far beyond what the rules give a right to."
            }
            (Self::DecisiveInterests, Language::Da) => {
                "Afgørende hensyn til andre eller til samfundet vejer tungere end at vise dig oplysningerne."
            }
            (Self::DecisiveInterests, Language::En) => {
                "Decisive interests of others or of the public outweigh showing you the data."
            }
            (Self::RightsOfOthers, Language::Da) => {
                "Det ville krænke andre menneskers rettigheder, også når vi streger ud."
            }
            (Self::RightsOfOthers, Language::En) => {
                "It would harm the rights of other people, even with parts blacked out."
            }
            (Self::Accurate, Language::Da) => "Oplysningerne er rigtige.",
            (Self::Accurate, Language::En) => "The data is accurate.",
            (Self::StillNeeded, Language::Da) => {
                "Vi skal stadig bruge oplysningerne, og vi må bruge dem."
            }
            (Self::StillNeeded, Language::En) => {
                "We still need the data, and are allowed to use it."
            }
            (Self::Expression, Language::Da) => {
                "Ytrings- og informationsfriheden vejer tungere her."
            }
            (Self::Expression, Language::En) => {
                "Freedom of expression and information weighs more here."
            }
            (Self::LegalObligation, Language::Da) => "Loven kræver, at vi gemmer oplysningerne.",
            (Self::LegalObligation, Language::En) => "The law requires us to keep the data.",
            (Self::LegalClaims, Language::Da) => {
                "Oplysningerne skal bruges til at afgøre et retskrav."
            }
            (Self::LegalClaims, Language::En) => "The data is needed to settle a legal claim.",
            (Self::NoCondition, Language::Da) => {
                "Ingen af lovens betingelser for at stoppe brugen er opfyldt."
            }
            (Self::NoCondition, Language::En) => {
                "None of the law’s conditions for stopping the use is met."
            }
            (Self::NotPortable, Language::Da) => {
                "Retten til at få oplysninger med gælder kun det, du selv har givet os efter et ja eller en aftale, og som ligger på en computer."
            }
            (Self::NotPortable, Language::En) => {
                "The right to take data along only covers what you gave us by consent or under an agreement, held on a computer."
            }
            (Self::CompellingGrounds, Language::Da) => {
                "Vi har vægtige grunde, som går forud for dine."
            }
            (Self::CompellingGrounds, Language::En) => {
                "We have compelling grounds that override yours."
            }
            (Self::NotObjectionable, Language::Da) => {
                "Brugen bygger ikke på en afvejning, som man kan gøre indsigelse mod."
            }
            (Self::NotObjectionable, Language::En) => {
                "The use does not rest on a balancing that can be objected to."
            }
        }
    }
}

/// A no, with everything that Article 12(4) asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The ground.
    pub ground: RefusalGround,
    /// Why it applies to this request, for the person.
    pub reason: Reason,
    /// Where they can complain and go to court.
    pub remedies: Remedies,
}
