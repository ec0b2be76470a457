//! What the script knows of one service: what it is called, and what a withdrawal removes.

use serde::Serialize;

use crate::register::{Cookie, Fingerprint, Key, Party, ServedRegister, Service, StorageKind};

/// A service that is a choice.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceData {
    /// The group it is chosen with.
    pub category: Key,
    /// What an answer depends on, as the choice cookie holds it.
    pub fingerprint: String,
    /// What it is called.
    pub name: String,
    /// What a withdrawal removes from the site.
    #[serde(flatten)]
    pub clear: Clear,
    /// The origins of its frames, by which the script's guard knows it where it stands unmarked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<String>,
    /// What lies on other companies' domains and cannot be removed from here, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign: Vec<String>,
}

/// What a service stores on the site itself. A name that ends in `*` stands for all that begin so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Clear {
    /// Cookies, each with its place where that is not the usual one, as in `Set-Cookie`: `id;Path=/shop`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<String>,
    /// Keys in `localStorage`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local: Vec<String>,
    /// Keys in `sessionStorage`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub session: Vec<String>,
    /// Databases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub indexed_db: Vec<String>,
    /// Caches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caches: Vec<String>,
    /// Service workers, by their script or scope.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub workers: Vec<String>,
}

impl ServiceData {
    pub(super) fn of(register: &ServedRegister, key: &Key, service: &Service) -> Option<Self> {
        let fingerprint: Fingerprint = register.fingerprint(key)?;
        Some(Self {
            category: service.category.clone(),
            fingerprint: fingerprint.to_string(),
            name: service.name.clone(),
            clear: Clear::of(&service.cookie),
            origins: service.frame_origins.clone(),
            foreign: names(&service.cookie, Party::Third, |kind| {
                kind != StorageKind::Pixel
            }),
        })
    }
}

impl Clear {
    fn of(stored: &[Cookie]) -> Self {
        let ours = |kind| names(stored, Party::First, |other| other == kind);
        let cookies = stored
            .iter()
            .filter(|one| one.party == Party::First && one.storage == StorageKind::Cookie);
        Self {
            cookies: cookies.map(with_place).collect(),
            local: ours(StorageKind::LocalStorage),
            session: ours(StorageKind::SessionStorage),
            indexed_db: ours(StorageKind::IndexedDb),
            caches: ours(StorageKind::CacheStorage),
            workers: ours(StorageKind::ServiceWorker),
        }
    }
}

/// A cookie's name, and where it lies if that is not the usual place.
fn with_place(cookie: &Cookie) -> String {
    let mut named = cookie.name.clone();
    for (attribute, value) in [("Path", &cookie.path), ("Domain", &cookie.domain)] {
        if let Some(value) = value {
            named.extend([";", attribute, "=", value.as_str()]);
        }
    }
    named
}

fn names(stored: &[Cookie], party: Party, is_meant: impl Fn(StorageKind) -> bool) -> Vec<String> {
    stored
        .iter()
        .filter(|one| one.party == party && is_meant(one.storage))
        .map(|one| one.name.clone())
        .collect()
}
