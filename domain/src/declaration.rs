//! The cookie declaration: every cookie and other storage by name, who places it, where, and for how long.

use serde::{Deserialize, Serialize};

use crate::notice::provider_line;
use crate::register::{Cookie, Key, Party, ServedRegister, Service, StorageKind};
use crate::text::Language;

/// One thing stored or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CookiePart {
    /// Its name.
    pub name: String,
    /// The kind of storage, in words.
    pub storage: String,
    /// Whose domain it lies on, in words.
    pub party: String,
    /// How long, in words.
    pub duration: String,
    /// What it is for.
    pub purpose: String,
    /// It lies on our own domain, where we can remove it.
    pub ours: bool,
}

/// One service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePart {
    /// The register's key.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Who provides it, where, and as what.
    pub provider: String,
    /// The provider's own privacy policy.
    pub policy_url: Option<String>,
    /// Why it is necessary, in a necessary category.
    pub necessary_because: Option<String>,
    /// What it stores or reads.
    pub cookies: Vec<CookiePart>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryPart {
    /// The register's key.
    pub key: Key,
    /// What it is called.
    pub title: String,
    /// What its services do.
    pub text: String,
    /// It is not a choice.
    pub necessary: bool,
    /// Its services.
    pub services: Vec<ServicePart>,
}

/// The whole declaration in `language`, in the register's order.
#[must_use]
pub fn compose(served: &ServedRegister, language: Language) -> Vec<CategoryPart> {
    served
        .categories()
        .map(|(key, category)| CategoryPart {
            key: key.clone(),
            title: category.title.get(language).to_owned(),
            text: category.description.get(language).to_owned(),
            necessary: category.necessary,
            services: served
                .services(key)
                .map(|(key, service)| service_part(served, language, key, service))
                .collect(),
        })
        .collect()
}

/// One service of the declaration.
#[must_use]
pub fn service_part(
    served: &ServedRegister,
    language: Language,
    key: &Key,
    service: &Service,
) -> ServicePart {
    let provider = served.provider(service);
    ServicePart {
        key: key.clone(),
        name: service.name.clone(),
        text: service.description.get(language).to_owned(),
        provider: provider_line(provider, language),
        policy_url: provider.and_then(|provider| provider.policy_url.clone()),
        necessary_because: service
            .necessary_because
            .as_ref()
            .map(|text| text.get(language).to_owned()),
        cookies: service
            .cookie
            .iter()
            .map(|cookie| cookie_part(cookie, language))
            .collect(),
    }
}

fn cookie_part(cookie: &Cookie, language: Language) -> CookiePart {
    CookiePart {
        name: cookie.name.clone(),
        storage: storage_in_words(cookie.storage, language).to_owned(),
        party: party_in_words(cookie.party, language).to_owned(),
        duration: duration_in_words(cookie, language),
        purpose: cookie.purpose.get(language).to_owned(),
        ours: cookie.party == Party::First,
    }
}

const fn storage_in_words(storage: StorageKind, language: Language) -> &'static str {
    match (storage, language) {
        (StorageKind::Cookie, _) => "Cookie",
        (StorageKind::LocalStorage, _) => "localStorage",
        (StorageKind::SessionStorage, _) => "sessionStorage",
        (StorageKind::IndexedDb, _) => "IndexedDB",
        (StorageKind::CacheStorage, _) => "Cache",
        (StorageKind::ServiceWorker, _) => "Service worker",
        (StorageKind::Pixel, Language::Da) => "Sporingspixel",
        (StorageKind::Pixel, Language::En) => "Tracking pixel",
    }
}

const fn party_in_words(party: Party, language: Language) -> &'static str {
    match (party, language) {
        (Party::First, Language::Da) => "Vores domæne",
        (Party::First, Language::En) => "Our domain",
        (Party::Third, Language::Da) => "Firmaets domæne",
        (Party::Third, Language::En) => "The company's domain",
    }
}

fn duration_in_words(cookie: &Cookie, language: Language) -> String {
    match (cookie.session, cookie.duration, language) {
        (true, _, Language::Da) => "Til du lukker browseren".to_owned(),
        (true, _, Language::En) => "Until you close the browser".to_owned(),
        (false, Some(duration), _) => duration.in_words(language),
        (false, None, Language::Da) => "Ikke oplyst".to_owned(),
        (false, None, Language::En) => "Not stated".to_owned(),
    }
}
