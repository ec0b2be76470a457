//! The register (Danish: fortegnelse): one file per organisation, and the source of everything that is
//! shown, asked, kept and deleted. Article 30 GDPR asks for it on paper; here it is the program.
//!
//! The types mirror the file (`registers/*.toml`). They can hold what is incomplete, so that [`check`]
//! can say what is missing; only a [`ServedRegister`], which no error was found in, is ever shown.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::text::Text;

pub mod check;
mod contact;
mod controller;
mod cookies;
mod events;
mod fingerprint;
mod mail_log;
mod newsletter;
mod parse;
mod proof;
mod purpose;
mod recipient;
mod rights;
mod served;

pub use contact::Contact;
pub use controller::{Address, Authority, Controller, Dpo, OwnRole, PrivacyContact, Site};
pub use cookies::{Category, Cookie, CookieRules, Party, Service, Signal, StorageKind};
pub use events::SeatPurpose;
pub use fingerprint::Fingerprint;
pub use newsletter::{Newsletter, ServedNewsletter};
pub use parse::{MAX_BYTES, ParseError, ParseProblem, RegisterSource};
pub use purpose::{
    Article9Ground, Assurance, AutomatedDecision, CprGround, DataCategory, DataItem, DataSource,
    LegalBasis, MustBeGiven, ProofAfterEnd, Purpose, Section, Sensitivity,
};
pub use recipient::{Agreement, AgreementKind, Recipient, RecipientRole, Transfer, TransferBasis};
pub use rights::{Rights, RightsPurpose};
pub use served::{NotServable, RegisterVersion, ServedRegister};

/// The schema of the register file; goes into the canonical form, so that a later schema is another version.
pub const SCHEMA: u32 = 1;

/// Names a table of the register: lower-case letters, digits and hyphens, as in `[purpose.newsletter]`.
pub type Key = String;

/// A register file in types. Order of tables is the order in the file, and the order people see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// The schema the file is written in; [`SCHEMA`] is the only one read.
    pub schema: u32,
    /// The date printed on the privacy page: the day this version took effect.
    pub date: jiff::civil::Date,
    /// Who decides why and how personal data is used (Article 4(7)).
    pub controller: Controller,
    /// Whom people write to about their data.
    pub privacy_contact: PrivacyContact,
    /// The data protection officer, or why there is none (Article 37).
    pub dpo: Dpo,
    /// The supervisory authority for complaints (Article 77).
    pub authority: Authority,
    /// The recipient that answers rights requests and complaints on the controller's behalf, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator: Option<Key>,
    /// The service offers itself to children under 15 (databeskyttelsesloven § 6(2)); only then is age asked.
    #[serde(default)]
    pub for_children: bool,
    /// The websites whose visitors are asked.
    #[serde(default)]
    pub site: IndexMap<Key, Site>,
    /// Texts of the privacy page that belong to no one purpose.
    pub texts: Texts,
    /// The fold-out sections of the privacy page: one per way of meeting the organisation.
    #[serde(default)]
    pub section: IndexMap<Key, Section>,
    /// Kinds of personal data.
    #[serde(default)]
    pub data: IndexMap<Key, DataCategory>,
    /// Why data is used.
    #[serde(default)]
    pub purpose: IndexMap<Key, Purpose>,
    /// Who receives data.
    #[serde(default)]
    pub recipient: IndexMap<Key, Recipient>,
    /// How the cookie choice is asked and remembered.
    pub cookies: CookieRules,
    /// Groups of services that are chosen together, the necessary group first.
    #[serde(default)]
    pub category: IndexMap<Key, Category>,
    /// What stores or reads on the visitor's device.
    #[serde(default)]
    pub service: IndexMap<Key, Service>,
    /// The newsletter, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newsletter: Option<Newsletter>,
    /// The contact form, where people can write in.
    pub contact: Option<Contact>,
    /// How requests to use rights are handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<Rights>,
}

/// Texts that frame the privacy page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// What the organisation is, in a sentence or two, for the start page.
    pub about: Text,
    /// The privacy page's opening.
    pub privacy_intro: Text,
    /// How a consent is withdrawn (Article 13(2)(c)).
    pub withdrawal: Text,
    /// The rights, and how to use them (Article 13(2)(b)).
    pub rights: Text,
    /// The way to complain (Article 13(2)(d)); must name the authority.
    pub complaint: Text,
    /// How data is guarded, in general words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<Text>,
    /// What is promised beyond the law, such as an answer within five working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Text>,
}
