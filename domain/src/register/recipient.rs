//! Recipients: who gets data, as what, in which country, and what permits the transfer.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// As what a recipient handles the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecipientRole {
    /// On our instruction only (Article 28).
    Processor,
    /// For its own purposes.
    Controller,
    /// Jointly with us (Article 26).
    Joint,
}

/// Chapter V: what permits a transfer to a third country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferBasis {
    /// An adequacy decision for the whole country (Article 45).
    Adequacy,
    /// Canada's decision 2002/2/EC, which covers organisations under the federal private-sector act only.
    CanadaCommercial,
    /// The EU-US Data Privacy Framework (decision 2023/1795), for certified companies only.
    DataPrivacyFramework,
    /// Privacy Shield: invalid since 16 July 2020 (C-311/18). Representable so that the check can say so.
    PrivacyShield,
    /// Standard contractual clauses (Article 46(2)(c)).
    StandardClauses,
    /// Binding corporate rules (Article 47).
    BindingRules,
    /// Explicit consent to the single transfer (Article 49(1)(a)).
    ExplicitConsent,
}

/// A transfer out of the EEA.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// What permits it.
    pub basis: TransferBasis,
    /// The day its status was last looked up (certified, in force).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<jiff::civil::Date>,
    /// For the Data Privacy Framework: found certified. For Canada: falls under the act.
    #[serde(default)]
    pub confirmed: bool,
    /// Where to get a copy of the safeguards (Article 13(1)(f)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_at: Option<Text>,
}

/// Which agreement stands between us and a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// Article 28(3).
    Processor,
    /// Article 26(1).
    Joint,
    /// Any other, such as a customer agreement.
    Other,
}

/// An agreement with a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Its kind.
    pub kind: AgreementKind,
    /// The day it was signed.
    pub date: jiff::civil::Date,
}

/// Somebody who receives data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Legal name.
    pub name: String,
    /// What it does, in plain words.
    pub description: Text,
    /// As what.
    pub role: RecipientRole,
    /// ISO 3166-1 alpha-2 code of the country where data is handled.
    pub country: String,
    /// What permits the transfer; demanded outside the EEA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// The agreement; demanded for processors and joint controllers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// Its own purposes, such as profiling, where it acts for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_purposes: Option<Text>,
    /// How long it keeps data is beyond our control.
    #[serde(default)]
    pub retention_beyond_control: bool,
    /// Its own privacy policy, `https://`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy_url: Option<String>,
}
