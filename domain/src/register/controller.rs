//! Who is responsible, who is written to, who supervises, and the sites asked for.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
}

/// The organisation's own role for what the register describes (Articles 4(7), 4(8) and 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnRole {
    /// It decides purposes and means.
    Controller,
    /// It acts on another's instruction.
    Processor,
}

/// The organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Full name.
    pub name: String,
    /// The name used in running text.
    pub short_name: String,
    /// Central business register number, eight digits.
    pub cvr: String,
    /// Where it lives.
    pub address: Address,
    /// General e-mail address.
    pub email: String,
    /// Telephone number, international form.
    pub phone: String,
    /// Its own role.
    pub own_role: OwnRole,
}

/// Whom people write to about their data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyContact {
    /// A person's or a function's name.
    pub name: Text,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The data protection officer (Articles 37-39). Without one, the reason is written down; calling
/// somebody "DPO" who is not designated is a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dpo {
    /// Designated and told to the authority.
    pub designated: bool,
    /// Name, when designated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address, when designated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Why none is needed, when not designated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// The supervisory authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// Where it lives.
    pub address: Address,
    /// Telephone number.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Where a complaint starts, `https://`.
    pub url: String,
}

/// A website whose visitors are asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Shown in receipts and statistics.
    pub name: String,
    /// Scheme and host, such as `https://www.example.dk`.
    pub origin: String,
    /// Further origins whose pages belong to the site, such as `https://shop.example.dk`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<String>,
    /// The registrable domain the choice cookie is set for, such as `example.dk`.
    pub domain: String,
}

impl Site {
    /// Every origin whose pages belong to the site, the main one first.
    pub fn all_origins(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.origin)
            .chain(&self.origins)
            .map(String::as_str)
    }

    /// Whether pages of exactly this origin belong to the site.
    #[must_use]
    pub fn has_origin(&self, origin: &str) -> bool {
        self.all_origins().any(|own| own == origin)
    }

    /// Whether the host of `origin` is the site's domain or below it, so that browsers count it as the same site.
    #[must_use]
    pub fn holds(&self, origin: &str) -> bool {
        let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        };
        host.strip_suffix(&self.domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}
