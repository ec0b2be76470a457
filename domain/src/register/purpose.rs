//! Purposes: why data is used, on what basis, which data, from whom, to whom, and for how long.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{Key, RecipientRole, Register};
use crate::retention::RetentionRule;
use crate::text::Text;

/// A fold-out section of the privacy page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: Text,
    /// What opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Text>,
    /// The essence of the arrangement with a joint controller (Article 26(2)), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_arrangement: Option<Text>,
}

/// How carefully a kind of data must be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Ordinary personal data.
    Ordinary,
    /// Confidential by its nature: finances, housing, marital status.
    Confidential,
    /// The civil registration number (databeskyttelsesloven § 11).
    Cpr,
    /// Criminal offences (Article 10; databeskyttelsesloven § 8).
    Criminal,
    /// A special category (Article 9(1)), or data that reveals one.
    Special,
}

/// A kind of personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// What it is called.
    pub title: Text,
    /// How carefully it is treated.
    pub sensitivity: Sensitivity,
    /// It concerns others than the person who gives it (relatives).
    #[serde(default)]
    pub third_party: bool,
}

/// Article 9(2): what permits a special category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Article9Ground {
    /// (a) explicit consent.
    ExplicitConsent,
    /// (b) employment, social security and social protection law.
    EmploymentLaw,
    /// (c) vital interests.
    VitalInterests,
    /// (d) a not-for-profit body's own members.
    NonProfitMembers,
    /// (e) manifestly made public by the person.
    MadePublic,
    /// (f) legal claims.
    LegalClaims,
    /// (g) substantial public interest.
    PublicInterest,
    /// (h) health or social care.
    HealthCare,
    /// (i) public health.
    PublicHealth,
    /// (j) archiving, research, statistics.
    Research,
}

impl Article9Ground {
    /// Where it stands: `GDPR 9(2)(a)`.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::ExplicitConsent => "GDPR 9(2)(a)",
            Self::EmploymentLaw => "GDPR 9(2)(b)",
            Self::VitalInterests => "GDPR 9(2)(c)",
            Self::NonProfitMembers => "GDPR 9(2)(d)",
            Self::MadePublic => "GDPR 9(2)(e)",
            Self::LegalClaims => "GDPR 9(2)(f)",
            Self::PublicInterest => "GDPR 9(2)(g)",
            Self::HealthCare => "GDPR 9(2)(h)",
            Self::PublicHealth => "GDPR 9(2)(i)",
            Self::Research => "GDPR 9(2)(j)",
        }
    }
}

/// databeskyttelsesloven § 11(2): what permits a private body to use the civil registration number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CprGround {
    /// No. 1: it follows from the law.
    Law,
    /// No. 2: the person consented.
    Consent,
    /// No. 3: scientific or statistical purposes only.
    Research,
    /// No. 4: the conditions of § 7 (special categories) are met.
    Section7,
}

/// One kind of data used for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataItem {
    /// The kind, a key of `[data]`.
    pub category: Key,
    /// Which data exactly.
    pub items: Text,
    /// The Article 9(2) ground; demanded for special categories.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article9: Option<Article9Ground>,
    /// The § 11(2) ground; demanded for the civil registration number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpr: Option<CprGround>,
}

/// Article 6(1): what permits the use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum LegalBasis {
    /// (a) consent.
    Consent,
    /// (b) an agreement with the person, or steps towards it.
    Contract {
        /// Which agreement.
        agreement: Text,
    },
    /// (c) a legal obligation.
    LegalObligation {
        /// The statute, with section.
        statute: String,
    },
    /// (d) vital interests.
    VitalInterests,
    /// (e) a task in the public interest.
    PublicTask {
        /// The statute, with section.
        statute: String,
    },
    /// (f) a legitimate interest that the person's own do not outweigh.
    LegitimateInterest {
        /// The interest (Article 13(1)(d)).
        interest: Text,
        /// Why the person's interests do not outweigh it.
        balancing: Text,
    },
}

impl LegalBasis {
    /// Where it stands: `GDPR 6(1)(b)`.
    #[must_use]
    pub const fn article(&self) -> &'static str {
        match self {
            Self::Consent => "GDPR 6(1)(a)",
            Self::Contract { .. } => "GDPR 6(1)(b)",
            Self::LegalObligation { .. } => "GDPR 6(1)(c)",
            Self::VitalInterests => "GDPR 6(1)(d)",
            Self::PublicTask { .. } => "GDPR 6(1)(e)",
            Self::LegitimateInterest { .. } => "GDPR 6(1)(f)",
        }
    }
}

/// Where data comes from (Articles 13 and 14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataSource {
    /// The person gives it.
    pub from_person: bool,
    /// Others it comes from (Article 14(2)(f)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Text>,
}

/// Whether data must be given, and what follows if it is not (Article 13(2)(e)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MustBeGiven {
    /// It must.
    pub required: bool,
    /// What follows if it is not given.
    pub consequence: Text,
}

/// Article 22 and 13(2)(f).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutomatedDecision {
    /// Decisions are made, or people profiled, without a human.
    pub takes_place: bool,
    /// The logic and the consequences; demanded when it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Text>,
}

/// How sure we must be of who asks before this purpose is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Nothing personal is held by name; the receipt code opens it.
    ReceiptCode,
    /// A link to a confirmed mailbox.
    MailLink,
    /// A second factor: national eID, or a code handed over by staff.
    SecondFactor,
}

/// Why data is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// The section of the privacy page it stands in.
    pub section: Key,
    /// What it is called.
    pub title: Text,
    /// What the data is used for, in plain words.
    pub description: Text,
    /// Whom it concerns: visitors, subscribers, staff.
    pub subjects: Text,
    /// Article 6 basis.
    pub basis: LegalBasis,
    /// Which data.
    #[serde(default)]
    pub data: Vec<DataItem>,
    /// Where it comes from.
    pub source: DataSource,
    /// Whether it must be given.
    pub must_be_given: MustBeGiven,
    /// Who receives it: keys of `[recipient]`.
    #[serde(default)]
    pub recipients: Vec<Key>,
    /// When it goes; missing is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<RetentionRule>,
    /// How long the personal part of a consent's proof is kept after the consent ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_after_end: Option<ProofAfterEnd>,
    /// What opens it in the rights portal.
    pub assurance: Assurance,
    /// Its mere presence may say something about a person's health or another special category.
    #[serde(default)]
    pub may_reveal: bool,
    /// Automated decisions.
    pub automated: AutomatedDecision,
    /// The channels a marketing consent covers, such as e-mail. Each is named to the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Text>,
    /// The topics a marketing consent covers, each chosen by itself.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub topic: IndexMap<Key, Text>,
    /// One of the service's own purposes (consent proof, logs, staff), not the organisation's offer.
    #[serde(default)]
    pub own_service: bool,
}

impl Purpose {
    /// Whether others than those who work for us have to do with it, and people are known by more than a receipt's code:
    /// only then is there somebody to give data to, or to fetch it from, about a person.
    #[must_use]
    pub fn is_shared(&self, register: &Register) -> bool {
        let named = self.recipients.iter();
        let mut named = named.filter_map(|key| register.recipient.get(key));
        self.assurance > Assurance::ReceiptCode
            && named.any(|recipient| recipient.role != RecipientRole::Processor)
    }
}

/// How long the personal part of a proof outlives its consent, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofAfterEnd {
    /// How long.
    pub period: crate::retention::Period,
    /// Why so long; a limitation period is not a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}
