//! What stores or reads on the visitor's device, and how the choice is asked and remembered.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::retention::Period;
use crate::text::Text;

/// How the choice is asked and remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CookieRules {
    /// The banner's question.
    pub question: Text,
    /// Two or three lines under the question: what for, and by whom.
    pub intro: Text,
    /// How long an acceptance is remembered, at most 12 months.
    pub accepted_for: Period,
    /// How long a refusal is remembered: never shorter than an acceptance.
    pub refused_for: Period,
}

/// A group of services with one overall purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// What it is called.
    pub title: Text,
    /// What its services do, in plain words.
    pub description: Text,
    /// The purpose in the register that its data belongs to, a key of `[purpose]`.
    pub purpose: Key,
    /// Needed for what the visitor asked for; not a choice (cookiebekendtgørelsen § 4).
    #[serde(default)]
    pub necessary: bool,
    /// What other companies' tags on the site's pages are told when every service of it is allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
}

/// What a tag of another company may do: the seven types of Google's Consent Mode, which the other receivers'
/// (Microsoft, Matomo, the WP Consent API) are derived from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Store for advertising.
    AdStorage,
    /// Send data about the visitor for advertising.
    AdUserData,
    /// Pick adverts for the visitor.
    AdPersonalization,
    /// Store for statistics.
    AnalyticsStorage,
    /// Store what the site's functions need, such as a language.
    FunctionalityStorage,
    /// Store what the visitor is recommended.
    PersonalizationStorage,
    /// Store what protects the site and its visitors.
    SecurityStorage,
}

impl Signal {
    /// Whether it may be told without a choice: what the visitor asked for can need it.
    #[must_use]
    pub const fn can_be_necessary(self) -> bool {
        matches!(self, Self::FunctionalityStorage | Self::SecurityStorage)
    }
}

/// What storage a service uses on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StorageKind {
    /// An HTTP cookie.
    Cookie,
    /// `localStorage`.
    LocalStorage,
    /// `sessionStorage`.
    SessionStorage,
    /// IndexedDB.
    IndexedDb,
    /// The Cache API.
    CacheStorage,
    /// A service worker.
    ServiceWorker,
    /// A tracking pixel or another reading of the device without storing.
    Pixel,
}

/// On whose domain it lies: only what is ours can be removed by us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// On the site's own domain.
    First,
    /// On the provider's domain.
    Third,
}

/// One thing stored on, or read from, the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// Its name, exactly; a trailing `*` stands for any ending.
    pub name: String,
    /// Which storage.
    #[serde(default = "Cookie::default_storage")]
    pub storage: StorageKind,
    /// On whose domain.
    pub party: Party,
    /// What it is for.
    pub purpose: Text,
    /// How long it stays; missing is an error unless `session`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Period>,
    /// Gone when the browser closes.
    #[serde(default)]
    pub session: bool,
    /// The domain it is set for, where that is neither the site's nor the page's own host: a cookie is removed only
    /// under the domain it was set for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The path it is set for, where that is not `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Cookie {
    const fn default_storage() -> StorageKind {
        StorageKind::Cookie
    }
}

/// A service a site uses that stores or reads on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The group it is chosen with, a key of `[category]`.
    pub category: Key,
    /// What it is called.
    pub name: String,
    /// What it does, in plain words.
    pub description: Text,
    /// Who provides it, a key of `[recipient]`; none when it is our own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Key>,
    /// The kinds of data it handles, keys of `[data]`.
    #[serde(default)]
    pub data: Vec<Key>,
    /// Why it is necessary; demanded in a necessary category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub necessary_because: Option<Text>,
    /// Origins that its embeds are framed from; only these enter the content security policy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frame_origins: Vec<String>,
    /// What it stores or reads.
    #[serde(default)]
    pub cookie: Vec<Cookie>,
}

/// The services of `category`, in the register's order.
pub(super) fn services_of<'a>(
    services: &'a IndexMap<Key, Service>,
    category: &'a str,
) -> impl Iterator<Item = (&'a Key, &'a Service)> {
    services
        .iter()
        .filter(move |(_, service)| service.category == category)
}
