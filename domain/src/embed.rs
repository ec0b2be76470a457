//! What the script for other people's websites is made with: everything it must know about one site in one language,
//! so that it asks the service nothing before a choice is made, and works when the service is away.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

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

/// What is shown, each string once: the client makes the other surfaces' notices from these.
#[derive(Clone, Debug, Serialize)]
pub struct Notices {
    /// The banner's, in its canonical form (RFC 8785), so that its bytes in the browser are those that its name is the
    /// hash of. The settings' notice is the same with another surface and without the buttons `choose` and `close`.
    pub banner: Value,
    /// What the place of an embed says in words of its own; none when there is nothing to choose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embed: Option<EmbedWords>,
}

/// What the notice in the place of an embed says that the banner's does not. Its controller is the banner's, and its
/// category is the banner's with the one service.
#[derive(Clone, Debug, Serialize)]
pub struct EmbedWords {
    /// The title.
    pub title: String,
    /// The button.
    pub accept: String,
    /// Who would get what, by service.
    pub intros: IndexMap<Key, String>,
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
        let banner = Notice::compose(register, language, Surface::Banner, Asked::Everything);
        let places = register.optional_services().map(|(key, _)| {
            let asked = Asked::Embed(key);
            (
                key,
                Notice::compose(register, language, Surface::Placeholder, asked),
            )
        });
        Ok(Self {
            banner: serde_json::from_slice(&banner.to_bytes()?)?,
            embed: EmbedWords::of(places),
        })
    }
}

impl EmbedWords {
    fn of<'a>(places: impl Iterator<Item = (&'a Key, Notice)>) -> Option<Self> {
        let mut words: Option<Self> = None;
        for (key, notice) in places {
            let words = words.get_or_insert_with(|| Self {
                title: notice.title,
                accept: notice.buttons.accept,
                intros: IndexMap::new(),
            });
            words.intros.insert(key.clone(), notice.intro);
        }
        words
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
    use crate::notice::Buttons;
    use crate::register::RegisterSource;

    const ASSOCIATION: &str = include_str!("../../registers/association.toml");

    const ADVISER: &str = include_str!("../../registers/adviser.toml");

    fn served(text: &str) -> ServedRegister {
        let source = RegisterSource::parse("register.toml", text).unwrap();
        ServedRegister::new(source).unwrap()
    }

    fn data(text: &str, at: &str) -> Data {
        let register = served(text);
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
        let keys: Vec<&Key> = data.services.iter().map(|service| &service.key).collect();
        assert!(!keys.contains(&&"choice".to_owned()) && keys.contains(&&"talrig".to_owned()));
        let places = data.notices.embed.unwrap();
        assert_eq!(places.intros.keys().collect::<Vec<_>>(), keys);
    }

    /// As the client makes them of the banner.
    fn settings_of(banner: &Notice) -> Notice {
        let mut notice = banner.clone();
        notice.surface = Surface::Settings;
        (notice.buttons.choose, notice.buttons.close) = (None, None);
        notice
    }

    fn place_of(banner: &Notice, words: &EmbedWords, key: &Key) -> Notice {
        let mut notice = banner.clone();
        notice.surface = Surface::Placeholder;
        notice.title = words.title.clone();
        notice.intro = words.intros[key].clone();
        notice.declaration = None;
        notice.buttons = Buttons {
            refuse: None,
            accept: words.accept.clone(),
            choose: None,
            save: None,
            close: None,
        };
        for category in &mut notice.categories {
            category.services.retain(|service| service.key == *key);
        }
        notice
            .categories
            .retain(|category| !category.services.is_empty());
        notice
    }

    #[test]
    fn the_client_can_make_every_notice_of_what_it_is_given() {
        for text in [ASSOCIATION, ADVISER] {
            let register = served(text);
            for language in Language::ALL {
                let shown = |surface, asked| Notice::compose(&register, language, surface, asked);
                let notices = Notices::in_force(&register, language).unwrap();
                let banner: Notice = serde_json::from_value(notices.banner.clone()).unwrap();
                assert_eq!(banner, shown(Surface::Banner, Asked::Everything));
                let bytes = serde_json::to_vec(&notices.banner).unwrap();
                assert_eq!(bytes, banner.to_bytes().unwrap(), "its bytes are canonical");
                assert_eq!(
                    settings_of(&banner),
                    shown(Surface::Settings, Asked::Everything)
                );
                let words = notices.embed.unwrap();
                for key in words.intros.keys() {
                    let expected = shown(Surface::Placeholder, Asked::Embed(key));
                    assert_eq!(place_of(&banner, &words, key), expected);
                }
            }
        }
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
    }
}
