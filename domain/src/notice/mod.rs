//! What a person is shown before choosing, in order and in full. The view renders a [`Notice`] and the
//! evidence stores it (once, by hash), so the two cannot differ.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::canonical::{self, Digest, NotCanonical};
use crate::country;
use crate::register::{Category, Key, Recipient, RecipientRole, ServedRegister, Service};
use crate::text::Language;

mod words;

use words::Words;

/// Where a choice is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// The banner, on any page.
    Banner,
    /// The settings page.
    Settings,
    /// The placeholder that stands where an embed would.
    Placeholder,
}

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// Every service that is a choice.
    Everything,
    /// Only these: they are new or materially changed; other answers stand.
    Changed(&'a BTreeSet<Key>),
    /// One service, where its embed would stand.
    Embed(&'a str),
}

/// The ordered strings of one surface in one language, labels included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The language it is written in.
    pub language: Language,
    /// Where it is shown.
    pub surface: Surface,
    /// The question.
    pub title: String,
    /// What for, in two or three lines.
    pub intro: String,
    /// Who is responsible, and for how long the answer is remembered.
    pub controller: String,
    /// The link to every cookie by name, where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<String>,
    /// The labels of the buttons.
    pub buttons: Buttons,
    /// What is chosen between, in the register's order; the necessary ones are told, not asked.
    pub categories: Vec<CategoryNotice>,
}

/// The labels of the buttons that the surface has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buttons {
    /// Refuses everything asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuse: Option<String>,
    /// Accepts everything asked; every surface has it.
    pub accept: String,
    /// Unfolds the single choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<String>,
    /// Stores the single choices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub save: Option<String>,
    /// Closes; while no choice exists this refuses, and says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<String>,
}

impl Buttons {
    fn of(surface: Surface, words: &Words) -> Self {
        let own = |word: &str, shown: bool| shown.then(|| word.to_owned());
        let in_banner = surface == Surface::Banner;
        let all_choices = surface != Surface::Placeholder;
        Self {
            refuse: own(words.refuse, all_choices),
            accept: if all_choices {
                words.accept
            } else {
                words.accept_embed
            }
            .to_owned(),
            choose: own(words.choose, in_banner),
            save: own(words.save, all_choices),
            close: own(words.close, in_banner),
        }
    }
}

/// One category as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryNotice {
    /// The register's key.
    pub key: Key,
    /// What it is called.
    pub title: String,
    /// What its services do.
    pub text: String,
    /// Told, not asked: the line that says it is always on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub always_on: Option<String>,
    /// Its services.
    pub services: Vec<ServiceNotice>,
}

/// One service as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceNotice {
    /// The register's key.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Who provides it and where; as what it handles the data.
    pub provider: String,
    /// The provider's own purposes and whether its retention is beyond our control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_purposes: Option<String>,
}

impl Notice {
    /// Composes what `surface` shows in `language`.
    #[must_use]
    pub fn compose(
        register: &ServedRegister,
        language: Language,
        surface: Surface,
        asked: Asked<'_>,
    ) -> Self {
        let words = words::of(language);
        let rules = &register.register().cookies;
        let controller = &register.register().controller.name;
        let categories = categories(register, language, asked);
        let (title, intro) = match asked {
            Asked::Everything => (
                rules.question.get(language).to_owned(),
                rules.intro.get(language).to_owned(),
            ),
            Asked::Changed(_) => (
                words.changed_title.to_owned(),
                words.changed_intro.to_owned(),
            ),
            Asked::Embed(key) => embed_words(register, language, key),
        };
        Self {
            language,
            surface,
            title,
            intro,
            controller: words.controller(controller, rules.accepted_for.in_words(language)),
            declaration: (surface != Surface::Placeholder).then(|| words.declaration.to_owned()),
            buttons: Buttons::of(surface, words),
            categories,
        }
    }

    /// The keys of the services asked about.
    #[must_use]
    pub fn asked(&self) -> BTreeSet<Key> {
        self.categories
            .iter()
            .filter(|category| category.always_on.is_none())
            .flat_map(|category| category.services.iter().map(|service| service.key.clone()))
            .collect()
    }

    /// The canonical bytes that are stored.
    ///
    /// # Errors
    /// Never in practice: a notice holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// Its name: the SHA-256 of its canonical bytes.
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::of(&self.to_bytes()?))
    }
}

fn categories(
    register: &ServedRegister,
    language: Language,
    asked: Asked<'_>,
) -> Vec<CategoryNotice> {
    register
        .categories()
        .filter_map(|(key, category)| category_notice(register, language, asked, key, category))
        .collect()
}

fn category_notice(
    register: &ServedRegister,
    language: Language,
    asked: Asked<'_>,
    key: &Key,
    category: &Category,
) -> Option<CategoryNotice> {
    let shown = |service: &Key| match asked {
        Asked::Everything => true,
        Asked::Changed(services) => services.contains(service),
        Asked::Embed(service_key) => service == service_key,
    };
    let services: Vec<ServiceNotice> = register
        .services(key)
        .filter(|(key, _)| shown(key))
        .map(|(key, service)| service_notice(register, language, key, service))
        .collect();
    (!services.is_empty()).then(|| CategoryNotice {
        key: key.clone(),
        title: category.title.get(language).to_owned(),
        text: category.description.get(language).to_owned(),
        always_on: category
            .necessary
            .then(|| words::of(language).always_on.to_owned()),
        services,
    })
}

fn service_notice(
    register: &ServedRegister,
    language: Language,
    key: &Key,
    service: &Service,
) -> ServiceNotice {
    let provider = register.provider(service);
    ServiceNotice {
        key: key.clone(),
        name: service.name.clone(),
        text: service.description.get(language).to_owned(),
        provider: provider_line(provider, language),
        own_purposes: provider.and_then(|provider| own_purposes(provider, language)),
    }
}

/// Who provides a service, where, and as what: "Filmrum Inc., USA, handler på vores vegne".
#[must_use]
pub fn provider_line(provider: Option<&Recipient>, language: Language) -> String {
    let words = words::of(language);
    let Some(provider) = provider else {
        return words.ourselves.to_owned();
    };
    let role = match provider.role {
        RecipientRole::Processor => words.processor,
        RecipientRole::Controller => words.own_controller,
        RecipientRole::Joint => words.joint_controller,
    };
    let country = country::name(&provider.country, language);
    format!("{}, {country}: {role}", provider.name)
}

fn own_purposes(provider: &Recipient, language: Language) -> Option<String> {
    let own = provider.own_purposes.as_ref()?.get(language);
    let beyond = words::of(language).retention_beyond_control;
    Some(if provider.retention_beyond_control {
        format!("{own} {beyond}")
    } else {
        own.to_owned()
    })
}

fn embed_words(register: &ServedRegister, language: Language, key: &str) -> (String, String) {
    let words = words::of(language);
    let Some(service) = register.register().service.get(key) else {
        return (words.embed_title.to_owned(), String::new());
    };
    let provider = register.provider(service);
    let name = provider.map_or(service.name.as_str(), |provider| &provider.name);
    let country = provider.map_or("", |provider| country::name(&provider.country, language));
    (words.embed_title.to_owned(), words.embed(name, country))
}
