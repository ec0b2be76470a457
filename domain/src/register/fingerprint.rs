//! What a visitor's answer to a service depends on. When it changes, that service is asked about again;
//! when only words change, nobody is.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::{
    Cookie, Key, LegalBasis, Party, Purpose, RecipientRole, Register, Service, StorageKind,
    TransferBasis,
};
use crate::canonical::{self, Digest, NotCanonical};
use crate::retention::Length;

/// The first four bytes of a SHA-256 over a service's material facts. It tells versions of one service
/// apart in a cookie; it proves nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 4]);

#[derive(Serialize)]
struct Material<'a> {
    category: &'a str,
    purpose: &'a str,
    basis: &'static str,
    recipients: Vec<MaterialRecipient<'a>>,
    data: BTreeSet<&'a str>,
    cookies: Vec<MaterialCookie<'a>>,
}

#[derive(Serialize)]
struct MaterialRecipient<'a> {
    name: &'a str,
    role: RecipientRole,
    country: &'a str,
    transfer: Option<TransferBasis>,
    own_purposes: bool,
}

#[derive(Serialize)]
struct MaterialCookie<'a> {
    name: &'a str,
    storage: StorageKind,
    party: Party,
    duration: Option<Length>,
    session: bool,
}

impl Fingerprint {
    /// Reads eight lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits =
            text.len() == 8 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let value = digits.then(|| u32::from_str_radix(text, 16).ok())??;
        Some(Self(value.to_be_bytes()))
    }

    /// The fingerprint of the service `key`: purpose, recipients, countries, data categories, cookies,
    /// durations and legal basis; no text that a person reads.
    pub(super) fn of(register: &Register, key: &Key) -> Result<Self, NotCanonical> {
        let digest = Digest::of(&canonical::to_bytes(&material(register, key))?);
        let [a, b, c, d, ..] = digest.0;
        Ok(Self([a, b, c, d]))
    }
}

fn material<'a>(register: &'a Register, key: &Key) -> Option<Material<'a>> {
    let service = register.service.get(key)?;
    let category = register.category.get(&service.category)?;
    let purpose = register.purpose.get(&category.purpose)?;
    let recipients = recipients_of(register, service, &category.purpose, purpose);
    let data: BTreeSet<&str> = service.data.iter().map(String::as_str).collect();
    let mut cookies: Vec<MaterialCookie<'_>> = service.cookie.iter().map(material_cookie).collect();
    cookies.sort_by_key(|cookie| (cookie.name, cookie.storage as u8, cookie.party as u8));
    Some(Material {
        category: &service.category,
        purpose: &category.purpose,
        basis: basis_name(&purpose.basis),
        recipients: recipients
            .into_iter()
            .filter_map(|key| material_recipient(register, key))
            .collect(),
        data,
        cookies,
    })
}

/// Who gets a service's data: its own provider, and whoever else the purpose names. The provider of another
/// service under the same purpose belongs to that service alone, so that its change, or a further service,
/// asks nobody again about this one.
fn recipients_of<'a>(
    register: &'a Register,
    service: &'a Service,
    purpose_key: &Key,
    purpose: &'a Purpose,
) -> BTreeSet<&'a Key> {
    let provides_another = |recipient: &Key| {
        register.service.values().any(|other| {
            other.recipient.as_ref() == Some(recipient)
                && register
                    .category
                    .get(&other.category)
                    .is_some_and(|category| category.purpose == *purpose_key)
        })
    };
    purpose
        .recipients
        .iter()
        .filter(|recipient| !provides_another(recipient))
        .chain(&service.recipient)
        .collect()
}

fn material_recipient<'a>(register: &'a Register, key: &Key) -> Option<MaterialRecipient<'a>> {
    let recipient = register.recipient.get(key)?;
    Some(MaterialRecipient {
        name: &recipient.name,
        role: recipient.role,
        country: &recipient.country,
        transfer: recipient.transfer.as_ref().map(|transfer| transfer.basis),
        own_purposes: recipient.own_purposes.is_some(),
    })
}

fn material_cookie(cookie: &Cookie) -> MaterialCookie<'_> {
    MaterialCookie {
        name: &cookie.name,
        storage: cookie.storage,
        party: cookie.party,
        duration: cookie.duration.map(Length::from),
        session: cookie.session,
    }
}

const fn basis_name(basis: &LegalBasis) -> &'static str {
    match basis {
        LegalBasis::Consent => "consent",
        LegalBasis::Contract { .. } => "contract",
        LegalBasis::LegalObligation { .. } => "legal_obligation",
        LegalBasis::VitalInterests => "vital_interests",
        LegalBasis::PublicTask { .. } => "public_task",
        LegalBasis::LegitimateInterest { .. } => "legitimate_interest",
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
