//! What the script for other people's websites is made with: everything it must know about one site in one language,
//! so that it asks the service nothing before a choice is made, and works when the service is away. What only opened
//! settings and the places of embeds show comes apart, so that the script stays small however many services there are.

mod service;

pub use service::{Clear, ServiceData};

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Serialize;

use crate::canonical::NotCanonical;
use crate::notice::{Asked, Buttons, Notice, Surface};
use crate::register::{CookieRules, Key, ServedRegister, Signal, Site};
use crate::retention::Length;
use crate::text::Language;

/// The format of [`Data`]: a script that does not know it denies.
pub const FORMAT: u8 = 1;

/// For which site a script is, in which language, and by whom. It is all that the script of the forms holds, which asks
/// for the rest: it changes with the day.
#[derive(Clone, Debug, Serialize)]
pub struct ForSite {
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
}

/// What the banner's script holds of one site in one language.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// For whom it is.
    #[serde(flatten)]
    pub is_for: ForSite,
    /// The domain the choice cookie is set for.
    pub domain: String,
    /// The service's host is `domain` or below it, so that its own cookie can keep the receipt's code.
    pub same_site: bool,
    /// The first 16 hexadecimal digits of the SHA-256 of the script with this field empty, and its [`Texts`] after it.
    pub hash: String,
    /// The day the register was first served: a browser's clock before it is wrong.
    pub today: Date,
    /// How long a choice is remembered.
    pub kept: Kept,
    /// The service's own pages in this language.
    pub pages: Pages,
    /// What is shown before a choice.
    pub banner: Banner,
    /// The services that are a choice, in the register's order.
    pub services: IndexMap<Key, ServiceData>,
    /// What other companies' tags are told, by category, where one tells anything.
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

/// The banner's notice without its single choices, which whoever unfolds them asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Banner {
    /// The hash of the whole notice.
    pub hash: String,
    /// The question.
    pub title: String,
    /// What for.
    pub intro: String,
    /// Who is responsible, and for how long the answer is remembered.
    pub controller: String,
    /// The link to every cookie by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declaration: Option<String>,
    /// The labels of its buttons, but for the one that stores single choices.
    pub buttons: Buttons,
}

/// What only opened settings and the places of embeds show: text alone, nothing that runs.
#[derive(Clone, Debug, Serialize)]
pub struct Texts {
    /// [`FORMAT`].
    pub v: u8,
    /// The settings' notice.
    pub settings: Shown,
    /// The notice in the place of an embed, by service.
    pub places: IndexMap<Key, Shown>,
    /// Every other text, by its place in the script.
    pub words: BTreeMap<&'static str, String>,
}

/// A whole notice with its hash, under which the service keeps it.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// The hash of [`Self::notice`].
    pub hash: String,
    /// What is shown.
    #[serde(flatten)]
    pub notice: Notice,
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
            same_site: site.holds(&circumstances.at),
            is_for: ForSite::new(key, site, language, circumstances.at),
            domain: site.domain.clone(),
            hash: String::new(),
            today: circumstances.since,
            kept: Kept::from(&register.register().cookies),
            pages: circumstances.pages,
            banner: Banner::of(register, language)?,
            services: services
                .filter_map(|(key, service)| {
                    Some((key.clone(), ServiceData::of(register, key, service)?))
                })
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
        to_script(self)
    }
}

impl ForSite {
    /// The `site` named `key`, for a service at the origin `at`.
    #[must_use]
    pub fn new(key: &Key, site: &Site, language: Language, at: String) -> Self {
        Self {
            v: FORMAT,
            site: key.clone(),
            lang: language,
            at,
            origins: site.all_origins().map(str::to_owned).collect(),
        }
    }

    /// As [`Data::to_script`].
    ///
    /// # Errors
    /// As [`Data::to_script`].
    pub fn to_script(&self) -> Result<String, NotCanonical> {
        to_script(self)
    }
}

fn to_script(data: &impl Serialize) -> Result<String, NotCanonical> {
    let json = serde_json::to_string(data)?;
    Ok(json
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}

impl Banner {
    fn of(register: &ServedRegister, language: Language) -> Result<Self, NotCanonical> {
        let notice = Notice::compose(register, language, Surface::Banner, Asked::Everything);
        Ok(Self {
            hash: notice.hash()?.to_string(),
            title: notice.title,
            intro: notice.intro,
            controller: notice.controller,
            declaration: notice.declaration,
            buttons: Buttons {
                save: None,
                ..notice.buttons
            },
        })
    }
}

impl Texts {
    /// The notices in `language`, with `words` beside them.
    ///
    /// # Errors
    /// Never in practice: notices hold only text.
    pub fn compose(
        register: &ServedRegister,
        language: Language,
        words: BTreeMap<&'static str, String>,
    ) -> Result<Self, NotCanonical> {
        let shown = |surface, asked| Shown::of(Notice::compose(register, language, surface, asked));
        let mut places = IndexMap::new();
        for (key, _) in register.optional_services() {
            let place = shown(Surface::Placeholder, Asked::Embed(key))?;
            places.insert(key.clone(), place);
        }
        Ok(Self {
            v: FORMAT,
            settings: shown(Surface::Settings, Asked::Everything)?,
            places,
            words,
        })
    }

    /// The texts as they are served.
    ///
    /// # Errors
    /// Never in practice: they hold only text.
    pub fn to_json(&self) -> Result<Vec<u8>, NotCanonical> {
        Ok(serde_json::to_vec(self)?)
    }
}

impl Shown {
    fn of(notice: Notice) -> Result<Self, NotCanonical> {
        let hash = notice.hash()?.to_string();
        Ok(Self { hash, notice })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::register::RegisterSource;

    const ASSOCIATION: &str = include_str!("../../../registers/association.toml");

    const ADVISER: &str = include_str!("../../../registers/adviser.toml");

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
        &data.services[key]
    }

    fn texts(register: &ServedRegister, language: Language) -> Texts {
        Texts::compose(register, language, BTreeMap::new()).unwrap()
    }

    #[test]
    fn only_choices_are_in_it_each_with_its_placeholder() {
        let data = data(ASSOCIATION, "https://samtykke.example.dk");
        let keys: Vec<&Key> = data.services.keys().collect();
        assert!(!keys.contains(&&"choice".to_owned()) && keys.contains(&&"talrig".to_owned()));
        let texts = texts(&served(ASSOCIATION), Language::Da);
        assert_eq!(texts.places.keys().collect::<Vec<_>>(), keys);
    }

    #[test]
    fn every_notice_stands_under_the_hash_that_its_own_bytes_have() {
        for text in [ASSOCIATION, ADVISER] {
            let register = served(text);
            for language in Language::ALL {
                let banner =
                    Notice::compose(&register, language, Surface::Banner, Asked::Everything);
                let held = Banner::of(&register, language).unwrap();
                assert_eq!(held.hash, banner.hash().unwrap().to_string());
                assert_eq!((held.title, held.intro), (banner.title, banner.intro));
                let json = texts(&register, language).to_json().unwrap();
                let texts: serde_json::Value = serde_json::from_slice(&json).unwrap();
                let places = texts["places"].as_object().unwrap().values();
                for shown in places.chain([&texts["settings"]]) {
                    let notice: Notice = serde_json::from_value(shown.clone()).unwrap();
                    assert_eq!(shown["hash"], notice.hash().unwrap().to_string());
                }
                assert_eq!(texts["settings"]["surface"], "settings");
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
        assert_eq!(
            talrig.clear.cookies,
            [
                "talrig_id;Path=/forside;Domain=www.example.dk",
                "talrig_visit"
            ]
        );
        assert_eq!(talrig.clear.local, ["talrig.queue"]);
        assert_eq!(
            service(&data, "brightlane").foreign,
            ["bl_profile"],
            "a pixel stores nothing"
        );
        let video = service(&data, "video-player");
        assert_eq!(video.clear, Clear::default());
        assert_eq!(video.foreign, ["lr_viewer", "lr.player"]);
        assert_eq!(video.origins, ["https://video.example.com"]);
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
