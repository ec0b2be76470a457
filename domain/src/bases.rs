//! What permits giving data away or fetching it: an Article 6 basis always, and an Article 9(2) ground where health or another
//! special category is among it. An agreement with whoever pays is neither.

use serde::{Deserialize, Serialize};

use crate::register::{Article9Ground, DataItem, LegalBasis, Purpose, Register, Sensitivity};

/// Article 6(1), by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Article6 {
    /// (a) consent.
    Consent,
    /// (b) an agreement with the person.
    Contract,
    /// (c) a legal obligation.
    LegalObligation,
    /// (d) vital interests.
    VitalInterests,
    /// (e) a task in the public interest.
    PublicTask,
    /// (f) a legitimate interest.
    LegitimateInterest,
}

/// Both bases of one use of data. Data of a special category without a ground of its own cannot be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Bases {
    /// No special category is among it.
    Ordinary {
        /// The basis.
        article6: Article6,
    },
    /// Health or another special category is among it (Article 9(1)).
    Special {
        /// The basis.
        article6: Article6,
        /// The ground.
        article9: Article9Ground,
    },
}

impl Bases {
    /// What permits the use under a purpose of the register; none where a special category has no ground there.
    #[must_use]
    pub fn of(register: &Register, purpose: &Purpose) -> Option<Self> {
        let article6 = Article6::of(&purpose.basis);
        let is_special = |item: &&DataItem| {
            let category = register.data.get(&item.category);
            category.is_some_and(|category| category.sensitivity == Sensitivity::Special)
        };
        let grounds = purpose.data.iter().filter(is_special);
        let grounds: Option<Vec<Article9Ground>> = grounds.map(|item| item.article9).collect();
        Some(match grounds?.first() {
            None => Self::Ordinary { article6 },
            Some(article9) => Self::Special {
                article6,
                article9: *article9,
            },
        })
    }

    /// Whether it is the person's consent: explicit where a special category is among it.
    #[must_use]
    pub const fn is_consent(self) -> bool {
        matches!(
            self,
            Self::Ordinary {
                article6: Article6::Consent
            } | Self::Special {
                article6: Article6::Consent,
                article9: Article9Ground::ExplicitConsent,
            }
        )
    }

    /// The Article 6 basis: `GDPR 6(1)(a)`.
    #[must_use]
    pub const fn article6(self) -> &'static str {
        match self {
            Self::Ordinary { article6 } | Self::Special { article6, .. } => article6.article(),
        }
    }

    /// The Article 9(2) ground, where one is needed: `GDPR 9(2)(a)`.
    #[must_use]
    pub const fn article9(self) -> Option<&'static str> {
        match self {
            Self::Ordinary { .. } => None,
            Self::Special { article9, .. } => Some(article9.article()),
        }
    }

    /// Both, in one line.
    #[must_use]
    pub fn articles(self) -> String {
        let both = [Some(self.article6()), self.article9()];
        both.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Article6 {
    const fn of(basis: &LegalBasis) -> Self {
        match basis {
            LegalBasis::Consent => Self::Consent,
            LegalBasis::Contract { .. } => Self::Contract,
            LegalBasis::LegalObligation { .. } => Self::LegalObligation,
            LegalBasis::VitalInterests => Self::VitalInterests,
            LegalBasis::PublicTask { .. } => Self::PublicTask,
            LegalBasis::LegitimateInterest { .. } => Self::LegitimateInterest,
        }
    }

    const fn article(self) -> &'static str {
        match self {
            Self::Consent => "GDPR 6(1)(a)",
            Self::Contract => "GDPR 6(1)(b)",
            Self::LegalObligation => "GDPR 6(1)(c)",
            Self::VitalInterests => "GDPR 6(1)(d)",
            Self::PublicTask => "GDPR 6(1)(e)",
            Self::LegitimateInterest => "GDPR 6(1)(f)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_special_category_needs_a_ground_and_consent_to_it_is_explicit() {
        let of = |article9| Bases::Special {
            article6: Article6::Consent,
            article9,
        };
        assert!(of(Article9Ground::ExplicitConsent).is_consent());
        assert!(!of(Article9Ground::HealthCare).is_consent());
        let contract = Bases::Special {
            article6: Article6::Contract,
            article9: Article9Ground::ExplicitConsent,
        };
        assert!(!contract.is_consent());
        assert_eq!(
            of(Article9Ground::ExplicitConsent).articles(),
            "GDPR 6(1)(a), GDPR 9(2)(a)"
        );
        let ordinary = Bases::Ordinary {
            article6: Article6::LegalObligation,
        };
        assert_eq!(ordinary.articles(), "GDPR 6(1)(c)");
        assert_eq!(ordinary.article9(), None);
    }

    #[test]
    fn a_stored_special_category_without_its_ground_is_not_read() {
        let without = r#"{"kind":"special","article6":"consent"}"#;
        assert!(serde_json::from_str::<Bases>(without).is_err());
    }
}
