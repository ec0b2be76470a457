//! What the script for other people's websites is made with: everything it must know about one site in one language,
//! so that it asks the service nothing before a choice is made, and works when the service is away.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

use crate::canonical::NotCanonical;
use crate::notice::{Asked, Notice, Surface};
use crate::register::{
    Cookie, CookieRules, Fingerprint, Key, Party, ServedRegister, Service, Signal, Site,
    StorageKind,
};
use crate::retention::Period;
use crate::text::Language;

/// The format of [`Data`]: a script that does not know it denies.
pub const FORMAT: u8 = 1;

/// What a script holds of one site in one language.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// [`FORMAT`].
    pub v: u8,
    /// The site, by its key in the register.
    pub site: Key,
    /// The language of every text in it.
    pub lang: Language,
    /// The service's own origin.
    pub at: String,
    /// The exact origins whose pages it is for.
    pub origins: Vec<String>,
    /// The domain the choice cookie is set for.
    pub domain: String,
    /// The service's host is `domain` or below it, so that its own cookie can keep the receipt's code.
    pub same_site: bool,
    /// The first 16 hexadecimal digits of the SHA-256 of the script with this field empty.
    pub hash: String,
    /// The day the register was first served: a browser's clock before it is wrong.
    pub today: Date,
    /// How long a choice is remembered.
    pub kept: Kept,
    /// The service's own pages in this language.
    pub pages: Pages,
    /// What is shown before a choice.
    pub notices: Notices,
    /// The services that are a choice, in the register's order.
    pub services: Vec<ServiceData>,
    /// What other companies' tags are told, by category, where one tells anything.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub signals: IndexMap<Key, Vec<Signal>>,
    /// Every other text, by its place in the script.
    pub words: BTreeMap<&'static str, String>,
}

/// How long a choice is remembered.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Kept {
    /// With anything accepted.
    pub yes: Length,
    /// With everything refused.
    pub no: Length,
}

/// A calendar period: months first, to the month's last day where it lacks the day, then days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Length {
    months: u32,
    days: u16,
}

impl From<Period> for Length {
    fn from(period: Period) -> Self {
        Self {
            months: 12 * u32::from(period.years) + u32::from(period.months),
            days: period.days,
        }
    }
}

impl From<&CookieRules> for Kept {
    fn from(rules: &CookieRules) -> Self {
        Self {
            yes: rules.accepted_for.into(),
            no: rules.refused_for.into(),
        }
    }
}

/// Addresses of the service's own pages, whole.
#[derive(Clone, Debug, Serialize)]
pub struct Pages {
    /// Where one chooses without script.
    pub settings: String,
    /// The receipt.
    pub receipt: String,
    /// Every cookie by name.
    pub declaration: String,
}

/// The notices in force.
#[derive(Clone, Debug, Serialize)]
pub struct Notices {
    /// The banner's.
    pub banner: NoticeData,
    /// The settings'.
    pub settings: NoticeData,
    /// What stands in the place of each service's embeds.
    pub placeholder: IndexMap<Key, NoticeData>,
}

/// A notice with its name.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeData {
    /// What is shown, in full.
    #[serde(flatten)]
    pub notice: Notice,
    /// The SHA-256 of its canonical bytes, sent with an acceptance.
    pub hash: String,
}

/// A service that is a choice.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceData {
    /// The register's key.
    pub key: Key,
    /// The group it is chosen with.
    pub category: Key,
    /// What an answer depends on, as the choice cookie holds it.
    pub fingerprint: String,
    /// What it is called.
    pub name: String,
    /// What a withdrawal removes from the site.
    pub clear: Clear,
    /// What lies on other companies' domains and cannot be removed from here, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub foreign: Vec<String>,
    /// The hosts that its scripts, pictures and frames come from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
}

/// What a service stores on the site itself. A name that ends in `*` stands for all that begin so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Clear {
    /// Cookies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<CookiePlace>,
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

/// A cookie, and where it lies if that is not the usual place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CookiePlace {
    /// Its name.
    pub name: String,
    /// The domain it is set for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The path it is set for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// What the register does not say.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The service's own origin.
    pub at: String,
    /// The day the register was first served.
    pub since: Date,
    /// The service's own pages.
    pub pages: Pages,
    /// Every text that is neither the register's nor the notice's.
    pub words: BTreeMap<&'static str, String>,
}

impl Data {
    /// The data of `site`, named `key`, in `language`; its hash is still empty.
    ///
    /// # Errors
    /// Never in practice: notices hold only text.
    pub fn compose(
        register: &ServedRegister,
        key: &Key,
        site: &Site,
        language: Language,
        circumstances: Circumstances,
    ) -> Result<Self, NotCanonical> {
        let services = register.optional_services();
        Ok(Self {
            v: FORMAT,
            site: key.clone(),
            lang: language,
            same_site: site.holds(&circumstances.at),
            at: circumstances.at,
            origins: site.all_origins().map(str::to_owned).collect(),
            domain: site.domain.clone(),
            hash: String::new(),
            today: circumstances.since,
            kept: Kept::from(&register.register().cookies),
            pages: circumstances.pages,
            notices: Notices::in_force(register, language)?,
            services: services
                .filter_map(|(key, service)| ServiceData::of(register, key, service))
                .collect(),
            signals: register
                .categories()
                .filter(|(_, category)| !category.signals.is_empty())
                .map(|(key, category)| (key.clone(), category.signals.clone()))
                .collect(),
            words: circumstances.words,
        })
    }

    /// The data as an expression of a script, which may also stand inside an HTML page.
    ///
    /// # Errors
    /// Never in practice: it holds only text and numbers.
    pub fn to_script(&self) -> Result<String, NotCanonical> {
        let json = serde_json::to_string(self)?;
        Ok(json
            .replace('<', "\\u003c")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029"))
    }
}

impl Notices {
    fn in_force(register: &ServedRegister, language: Language) -> Result<Self, NotCanonical> {
        let shown =
            |surface, asked| NoticeData::of(Notice::compose(register, language, surface, asked));
        Ok(Self {
            banner: shown(Surface::Banner, Asked::Everything)?,
            settings: shown(Surface::Settings, Asked::Everything)?,
            placeholder: register
                .optional_services()
                .map(|(key, _)| Ok((key.clone(), shown(Surface::Placeholder, Asked::Embed(key))?)))
                .collect::<Result<_, NotCanonical>>()?,
        })
    }
}

impl NoticeData {
    fn of(notice: Notice) -> Result<Self, NotCanonical> {
        let hash = notice.hash()?.to_string();
        Ok(Self { notice, hash })
    }
}

impl ServiceData {
    fn of(register: &ServedRegister, key: &Key, service: &Service) -> Option<Self> {
        let fingerprint: Fingerprint = register.fingerprint(key)?;
        Some(Self {
            key: key.clone(),
            category: service.category.clone(),
            fingerprint: fingerprint.to_string(),
            name: service.name.clone(),
            clear: Clear::of(&service.cookie),
            foreign: names(&service.cookie, Party::Third, |kind| {
                kind != StorageKind::Pixel
            }),
            hosts: service.all_hosts().map(str::to_owned).collect(),
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
            cookies: cookies
                .map(|cookie| CookiePlace {
                    name: cookie.name.clone(),
                    domain: cookie.domain.clone(),
                    path: cookie.path.clone(),
                })
                .collect(),
            local: ours(StorageKind::LocalStorage),
            session: ours(StorageKind::SessionStorage),
            indexed_db: ours(StorageKind::IndexedDb),
            caches: ours(StorageKind::CacheStorage),
            workers: ours(StorageKind::ServiceWorker),
        }
    }
}

fn names(stored: &[Cookie], party: Party, is_meant: impl Fn(StorageKind) -> bool) -> Vec<String> {
    stored
        .iter()
        .filter(|one| one.party == party && is_meant(one.storage))
        .map(|one| one.name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::register::RegisterSource;

    const ASSOCIATION: &str = include_str!("../../registers/association.toml");

    fn data(text: &str, at: &str) -> Data {
        let source = RegisterSource::parse("association.toml", text).unwrap();
        let register = ServedRegister::new(source).unwrap();
        let page = |name: &str| format!("{at}/{name}");
        let circumstances = Circumstances {
            at: at.to_owned(),
            since: date(2026, 11, 21),
            pages: Pages {
                settings: page("settings"),
                receipt: page("receipt"),
                declaration: page("declaration"),
            },
            words: BTreeMap::from([("open", "</script>\u{2028}".to_owned())]),
        };
        let site = register.site("www").unwrap().clone();
        Data::compose(
            &register,
            &"www".to_owned(),
            &site,
            Language::Da,
            circumstances,
        )
        .unwrap()
    }

    fn service<'a>(data: &'a Data, key: &str) -> &'a ServiceData {
        data.services
            .iter()
            .find(|service| service.key == key)
            .unwrap()
    }

    #[test]
    fn only_choices_are_in_it_each_with_its_placeholder() {
        let data = data(ASSOCIATION, "https://samtykke.example.dk");
        let keys: Vec<&str> = data.services.iter().map(|s| s.key.as_str()).collect();
        assert!(
            !keys.contains(&"choice") && keys.contains(&"talrig"),
            "{keys:?}"
        );
        let placeholders: Vec<&String> = data.notices.placeholder.keys().collect();
        assert_eq!(placeholders, keys);
        for key in keys {
            let asked = data.notices.placeholder[key].notice.asked();
            assert!(asked.len() == 1 && asked.contains(key));
        }
        assert_eq!(
            data.notices.banner.notice.asked().len(),
            data.services.len()
        );
    }

    #[test]
    fn what_is_ours_is_cleared_by_kind_and_what_is_not_is_told() {
        let text = ASSOCIATION.replacen(
            "name = \"talrig_id\"\n",
            "name = \"talrig_id\"\ndomain = \"www.example.dk\"\npath = \"/forside\"\n",
            1,
        );
        let data = data(&text, "https://samtykke.example.dk");
        let talrig = service(&data, "talrig");
        let expected = CookiePlace {
            name: "talrig_id".to_owned(),
            domain: Some("www.example.dk".to_owned()),
            path: Some("/forside".to_owned()),
        };
        assert_eq!(talrig.clear.cookies[0], expected);
        assert_eq!(talrig.clear.local, ["talrig.queue"]);
        assert_eq!(
            service(&data, "brightlane").foreign,
            ["bl_profile"],
            "a pixel stores nothing"
        );
        let video = service(&data, "video-player");
        assert_eq!(video.clear, Clear::default());
        assert_eq!(video.foreign, ["lr_viewer", "lr.player"]);
        assert_eq!(video.hosts, ["video.example.com"]);
    }

    #[test]
    fn the_service_is_of_the_same_site_at_the_domain_or_below_it_only() {
        for (at, same) in [
            ("https://samtykke.example.dk", true),
            ("https://example.dk", true),
            ("https://samtykke.example.dk:8443", true),
            ("https://notexample.dk", false),
            ("https://example.dk.evil.example", false),
            ("https://samtykke.example.com", false),
        ] {
            assert_eq!(data(ASSOCIATION, at).same_site, same, "{at}");
        }
    }

    #[test]
    fn as_a_script_it_ends_no_script_and_no_line() {
        let script = data(ASSOCIATION, "https://samtykke.example.dk")
            .to_script()
            .unwrap();
        assert!(!script.contains(['<', '\u{2028}', '\u{2029}']));
        let read: serde_json::Value = serde_json::from_str(&script).unwrap();
        assert_eq!(read["words"]["open"], "</script>\u{2028}");
        assert_eq!(
            read["kept"]["yes"],
            serde_json::json!({"months": 6, "days": 0})
        );
        assert_eq!(read["signals"]["marketing"][0], "ad_storage");
        assert_eq!(
            read["notices"]["banner"]["hash"].as_str().map(str::len),
            Some(64)
        );
    }
}
