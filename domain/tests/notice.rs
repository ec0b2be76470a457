//! What a person is shown before choosing, and the declaration of every cookie: complete, equal on both
//! layers, and named by a hash that no shown word can change under.

#![expect(clippy::expect_used, reason = "a test may panic")]

mod material;

use std::collections::BTreeSet;

use domain::country;
use domain::declaration;
use domain::notice::{Asked, Buttons, Notice, Surface};
use domain::register::{Register, ServedRegister};
use domain::text::Language;
use material::{association, both, changed, serve};
use serde_json::Value;

const SURFACES: [Surface; 3] = [Surface::Banner, Surface::Settings, Surface::Placeholder];

fn everything(register: &ServedRegister, language: Language, surface: Surface) -> Notice {
    Notice::compose(register, language, surface, Asked::Everything)
}

fn in_both_languages(run: impl Fn(&ServedRegister, Language)) {
    for register in both().iter().map(serve) {
        for language in Language::ALL {
            run(&register, language);
        }
    }
}

fn strings<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        _ => {}
    }
}

#[test]
fn both_layers_show_every_category_and_service_in_the_registers_order() {
    in_both_languages(|register, language| {
        let banner = everything(register, language, Surface::Banner);
        let settings = everything(register, language, Surface::Settings);
        assert_eq!(banner.categories, settings.categories);
        let shown: Vec<&String> = banner
            .categories
            .iter()
            .map(|category| &category.key)
            .collect();
        assert_eq!(
            shown,
            register.register().category.keys().collect::<Vec<_>>()
        );
        for category in &banner.categories {
            let shown: Vec<&String> = category
                .services
                .iter()
                .map(|service| &service.key)
                .collect();
            let held: Vec<&String> = register
                .services(&category.key)
                .map(|(key, _)| key)
                .collect();
            assert_eq!(shown, held);
            let told = register.register().category[&category.key].necessary;
            assert_eq!(category.always_on.is_some(), told);
        }
        let asked: BTreeSet<String> = register
            .optional_services()
            .map(|(key, _)| key.clone())
            .collect();
        assert_eq!(banner.asked(), asked);
    });
}

#[test]
fn each_surface_has_its_buttons_and_no_others() {
    fn has(buttons: &Buttons) -> [bool; 4] {
        [
            &buttons.refuse,
            &buttons.choose,
            &buttons.save,
            &buttons.close,
        ]
        .map(Option::is_some)
    }
    in_both_languages(|register, language| {
        let notice = |surface| everything(register, language, surface);
        let banner = notice(Surface::Banner);
        assert_eq!(has(&banner.buttons), [true, true, true, true]);
        assert_eq!(
            has(&notice(Surface::Settings).buttons),
            [true, false, true, false]
        );
        let placeholder = notice(Surface::Placeholder);
        assert_eq!(has(&placeholder.buttons), [false, false, false, false]);
        assert!(banner.declaration.is_some() && placeholder.declaration.is_none());
    });
}

#[test]
fn nothing_shown_is_empty_and_the_languages_differ() {
    in_both_languages(|register, language| {
        for surface in SURFACES {
            let value = serde_json::to_value(everything(register, language, surface))
                .expect("it has a form");
            let mut shown = Vec::new();
            strings(&value, &mut shown);
            assert!(shown.len() > 10);
            assert!(
                shown.iter().all(|text| !text.trim().is_empty()),
                "{shown:?}"
            );
        }
    });
    let register = serve(&association());
    let [da, en] = Language::ALL.map(|language| everything(&register, language, Surface::Banner));
    assert_ne!(da.buttons, en.buttons);
    assert_ne!(da.title, en.title);
    assert_ne!(
        da.hash().expect("it has a form"),
        en.hash().expect("it has a form")
    );
}

#[test]
fn every_shown_word_is_in_the_hash_and_nothing_else_is() {
    type Change = (&'static str, fn(&mut Register));
    let shown: &[Change] = &[
        ("question", |r| r.cookies.question.da.push('!')),
        ("intro", |r| r.cookies.intro.da.push('!')),
        ("controller", |r| r.controller.name.push('!')),
        ("how long", |r| r.cookies.accepted_for.months += 1),
        ("category", |r| r.category["video"].title.da.push('!')),
        ("its text", |r| r.category["video"].description.da.push('!')),
        ("service", |r| r.service["talrig"].name.push('!')),
        ("its text", |r| r.service["talrig"].description.da.push('!')),
        ("provider", |r| r.recipient["talrig"].name.push('!')),
        ("country", |r| {
            r.recipient["talrig"].country = "NZ".to_owned()
        }),
        ("own purposes", |r| {
            r.recipient["metrivio"].own_purposes = None
        }),
        ("order", |r| r.category.reverse()),
    ];
    let hash = |register: &ServedRegister| {
        everything(register, Language::Da, Surface::Settings)
            .hash()
            .expect("it has a form")
    };
    let before = hash(&serve(&association()));
    assert_eq!(hash(&serve(&association())), before, "stable");
    for (what, change) in shown {
        assert_ne!(hash(&changed(change)), before, "{what}");
    }
    let not_shown: &[Change] = &[
        ("English", |r| r.cookies.question.en.push('!')),
        ("privacy page", |r| r.texts.rights.da.push('!')),
        ("date", |r| r.date = jiff::civil::date(2030, 1, 1)),
    ];
    for (what, change) in not_shown {
        assert_eq!(hash(&changed(change)), before, "{what}");
    }
}

#[test]
fn a_notice_read_back_from_its_bytes_has_the_same_name() {
    in_both_languages(|register, language| {
        for surface in SURFACES {
            let notice = everything(register, language, surface);
            let bytes = notice.to_bytes().expect("it has a form");
            let read: Notice = serde_json::from_slice(&bytes).expect("it is read");
            assert_eq!(read, notice);
            assert_eq!(
                read.hash().expect("it has a form"),
                notice.hash().expect("it has a form")
            );
        }
    });
}

#[test]
fn a_change_shows_only_what_changed() {
    let register = serve(&association());
    let services = BTreeSet::from(["metrivio".to_owned(), "larkfind".to_owned()]);
    for language in Language::ALL {
        let notice = Notice::compose(
            &register,
            language,
            Surface::Banner,
            Asked::Changed(&services),
        );
        assert_eq!(notice.asked(), services);
        let categories: Vec<&String> = notice
            .categories
            .iter()
            .map(|category| &category.key)
            .collect();
        assert_eq!(categories, ["statistics", "searches"]);
        assert_ne!(
            notice.title,
            everything(&register, language, Surface::Banner).title
        );
    }
}

#[test]
fn an_embed_names_its_company_and_country_and_asks_about_nothing_else() {
    let register = serve(&association());
    for language in Language::ALL {
        let notice = Notice::compose(
            &register,
            language,
            Surface::Placeholder,
            Asked::Embed("video-player"),
        );
        assert_eq!(notice.asked(), BTreeSet::from(["video-player".to_owned()]));
        let company = &register.register().recipient["lumenreel"];
        assert!(notice.intro.contains(&company.name), "{}", notice.intro);
        assert!(
            notice
                .intro
                .contains(country::name(&company.country, language)),
            "{}",
            notice.intro
        );
        let unknown = Notice::compose(
            &register,
            language,
            Surface::Placeholder,
            Asked::Embed("unknown"),
        );
        assert!(unknown.asked().is_empty());
    }
}

#[test]
fn who_acts_for_itself_says_so_before_the_choice() {
    let register = serve(&association());
    let mut told = 0;
    for language in Language::ALL {
        let notice = everything(&register, language, Surface::Banner);
        for service in notice
            .categories
            .iter()
            .flat_map(|category| &category.services)
        {
            let held = &register.register().service[&service.key];
            let Some(provider) = register.provider(held) else {
                assert_eq!(service.own_purposes, None);
                continue;
            };
            assert!(service.provider.contains(&provider.name));
            assert!(
                service
                    .provider
                    .contains(country::name(&provider.country, language))
            );
            let Some(own) = &provider.own_purposes else {
                continue;
            };
            let shown = service
                .own_purposes
                .as_ref()
                .expect("own purposes are told");
            assert!(shown.starts_with(own.get(language)));
            assert_eq!(
                shown.len() > own.get(language).len(),
                provider.retention_beyond_control
            );
            told += 1;
        }
    }
    assert!(
        told >= 4,
        "the association has companies that act for themselves"
    );
}

#[test]
fn the_declaration_holds_every_service_and_cookie_once() {
    in_both_languages(|register, language| {
        let parts = declaration::compose(register, language);
        let shown: Vec<(&String, &String)> = parts
            .iter()
            .flat_map(|category| {
                category
                    .services
                    .iter()
                    .map(|service| (&category.key, &service.key))
            })
            .collect();
        let held: Vec<(&String, &String)> = register
            .categories()
            .flat_map(|(category, _)| {
                register
                    .services(category)
                    .map(move |(key, _)| (category, key))
            })
            .collect();
        assert_eq!(shown, held);
        assert_eq!(shown.len(), register.register().service.len());
        for service in parts.iter().flat_map(|category| &category.services) {
            let held = &register.register().service[&service.key];
            assert_eq!(service.cookies.len(), held.cookie.len());
            for (shown, held) in service.cookies.iter().zip(&held.cookie) {
                assert_eq!(shown.name, held.name);
                assert_eq!(shown.purpose, held.purpose.get(language));
                assert!(!shown.storage.is_empty() && !shown.party.is_empty());
                match held.duration {
                    Some(duration) if !held.session => {
                        assert_eq!(shown.duration, duration.in_words(language))
                    }
                    _ => assert!(!shown.duration.is_empty()),
                }
            }
        }
    });
}
