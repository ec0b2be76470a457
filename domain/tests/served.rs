//! A version of a register: named by its hash, read back as it was, and what of it asks visitors again.

#![expect(clippy::expect_used, reason = "a test may panic")]

mod material;

use std::collections::BTreeSet;

use domain::register::check::RULES;
use domain::register::{
    Agreement, AgreementKind, LegalBasis, Party, RecipientRole, Register, RegisterSource,
    ServedRegister, StorageKind, TransferBasis,
};
use domain::retention::Period;
use domain::text::Text;
use jiff::civil::date;
use material::{association, both, changed, serve};

const EVERY_STATISTIC: &[&str] = &["talrig", "metrivio"];

/// The services of the association whose answer no longer counts in `later`.
fn asked_again(later: &ServedRegister) -> BTreeSet<String> {
    let before = serve(&association());
    before
        .register()
        .service
        .keys()
        .filter(|key| before.fingerprint(key) != later.fingerprint(key))
        .cloned()
        .collect()
}

/// Turns every `{da, en}` into other words.
fn reword(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) if fields.contains_key("da") => {
            fields.insert("da".to_owned(), "Andre ord.".into());
            fields.insert("en".to_owned(), "Other words.".into());
        }
        serde_json::Value::Object(fields) => fields.values_mut().for_each(reword),
        serde_json::Value::Array(items) => items.iter_mut().for_each(reword),
        _ => {}
    }
}

fn months(months: u16) -> Option<Period> {
    Some(Period {
        months,
        ..Period::default()
    })
}

#[test]
fn each_material_change_asks_again_for_exactly_the_services_it_concerns() {
    type Change = (&'static str, fn(&mut Register), &'static [&'static str]);
    let changes: &[Change] = &[
        (
            "purpose of the category",
            |r| r.category["video"].purpose = "social".to_owned(),
            &["video-player"],
        ),
        (
            "legal basis",
            |r| r.purpose["statistics"].basis = LegalBasis::VitalInterests,
            EVERY_STATISTIC,
        ),
        (
            "provider's name",
            |r| r.recipient["metrivio"].name.push_str(" Ltd."),
            &["metrivio"],
        ),
        (
            "provider's role",
            |r| r.recipient["talrig"].role = RecipientRole::Joint,
            &["talrig"],
        ),
        (
            "provider's country",
            |r| r.recipient["brightlane"].country = "DK".to_owned(),
            &["brightlane"],
        ),
        (
            "transfer basis",
            |r| {
                if let Some(transfer) = &mut r.recipient["lumenreel"].transfer {
                    transfer.basis = TransferBasis::BindingRules;
                }
            },
            &["video-player"],
        ),
        (
            "transfer ended",
            |r| r.recipient["lumenreel"].transfer = None,
            &["video-player"],
        ),
        (
            "own purposes",
            |r| r.recipient["metrivio"].own_purposes = None,
            &["metrivio"],
        ),
        (
            "onward recipient's country",
            |r| r.recipient["plazanet-inc"].country = "CA".to_owned(),
            &["plazanet"],
        ),
        (
            "other provider",
            |r| r.service["talrig"].recipient = Some("letterwing".to_owned()),
            EVERY_STATISTIC,
        ),
        (
            "recipient of the purpose",
            |r| {
                r.purpose["statistics"]
                    .recipients
                    .push("letterwing".to_owned())
            },
            EVERY_STATISTIC,
        ),
        (
            "recipient gone",
            |r| {
                r.purpose["social"]
                    .recipients
                    .retain(|key| key != "plazanet-inc")
            },
            &["plazanet"],
        ),
        (
            "data category",
            |r| r.service["larkfind"].data.push("contact".to_owned()),
            &["larkfind"],
        ),
        (
            "cookie name",
            |r| r.service["metrivio"].cookie[0].name.push('2'),
            &["metrivio"],
        ),
        (
            "cookie storage",
            |r| r.service["brightlane"].cookie[0].storage = StorageKind::IndexedDb,
            &["brightlane"],
        ),
        (
            "cookie party",
            |r| r.service["brightlane"].cookie[0].party = Party::First,
            &["brightlane"],
        ),
        (
            "cookie duration",
            |r| r.service["talrig"].cookie[0].duration = months(13),
            &["talrig"],
        ),
        (
            "cookie for the session",
            |r| r.service["talrig"].cookie[1].session = false,
            &["talrig"],
        ),
        (
            "cookie added",
            |r| {
                let cookie = r.service["metrivio"].cookie[0].clone();
                r.service["letterwing"].cookie.push(cookie);
            },
            &["letterwing"],
        ),
        (
            "cookie removed",
            |r| {
                r.service["video-player"].cookie.remove(0);
            },
            &["video-player"],
        ),
    ];
    for (what, change, services) in changes {
        let expected: BTreeSet<String> = services.iter().map(|&key| key.to_owned()).collect();
        assert_eq!(asked_again(&changed(change)), expected, "{what}");
    }
}

#[test]
fn no_editorial_change_asks_anybody_again() {
    type Change = (&'static str, fn(&mut Register));
    let changes: &[Change] = &[
        ("name of a service", |r| {
            r.service["talrig"].name = "Tæller".to_owned()
        }),
        ("policy link", |r| {
            r.recipient["metrivio"].policy_url = Some("https://example.com/new".to_owned())
        }),
        ("date", |r| r.date = date(2030, 1, 1)),
        ("date of an agreement", |r| {
            r.recipient["talrig"].agreement = Some(Agreement {
                kind: AgreementKind::Processor,
                date: date(2020, 1, 1),
            });
        }),
        ("transfer looked up", |r| {
            for transfer in r
                .recipient
                .values_mut()
                .filter_map(|recipient| recipient.transfer.as_mut())
            {
                transfer.checked = Some(date(2026, 11, 20));
            }
        }),
        ("note on retention", |r| {
            for rule in r
                .purpose
                .values_mut()
                .filter_map(|purpose| purpose.retention.as_mut())
            {
                rule.note = Some(Text {
                    da: "Ny".to_owned(),
                    en: "New".to_owned(),
                });
            }
        }),
        ("order of tables", |r| {
            r.purpose.reverse();
            r.recipient.reverse();
            r.category.reverse();
            r.service.reverse();
            r.data.reverse();
        }),
        ("order in lists", |r| {
            r.purpose
                .values_mut()
                .for_each(|purpose| purpose.recipients.reverse());
            for service in r.service.values_mut() {
                service.data.reverse();
                service.cookie.reverse();
            }
        }),
        ("a year for twelve months", |r| {
            r.service["talrig"].cookie[0].duration = Some(Period {
                years: 1,
                ..Period::default()
            });
        }),
        ("name of the organisation", |r| {
            r.controller.name = "Ny".to_owned()
        }),
        ("an unrelated recipient", |r| {
            r.recipient["maplecast"].country = "US".to_owned()
        }),
    ];
    for (what, change) in changes {
        let later = changed(change);
        assert_eq!(asked_again(&later), BTreeSet::new(), "{what}");
        assert_ne!(later.version(), serve(&association()).version(), "{what}");
    }
}

#[test]
fn other_words_in_every_text_ask_nobody_again() {
    let mut value = serde_json::to_value(association()).expect("it has a form");
    reword(&mut value);
    let register: Register = serde_json::from_value(value).expect("it is still a register");
    assert_eq!(register.texts.about.en, "Other words.");
    assert_eq!(asked_again(&serve(&register)), BTreeSet::new());
}

#[test]
fn cookies_of_one_name_in_two_places_have_no_order() {
    let twice = |reversed: bool| {
        changed(|register| {
            let cookies = &mut register.service["talrig"].cookie;
            let mut copy = cookies[0].clone();
            copy.storage = StorageKind::LocalStorage;
            cookies.push(copy);
            if reversed {
                cookies.reverse();
            }
        })
    };
    assert_eq!(
        twice(false).fingerprint("talrig"),
        twice(true).fingerprint("talrig")
    );
}

#[test]
fn a_further_service_with_its_provider_asks_nobody_about_the_others() {
    let later = changed(|register| {
        let service = domain::register::Service {
            recipient: Some("letterwing".to_owned()),
            ..register.service["talrig"].clone()
        };
        register.service.insert("further".to_owned(), service);
        register.purpose["statistics"]
            .recipients
            .push("letterwing".to_owned());
    });
    assert!(later.fingerprint("further").is_some());
    assert_eq!(asked_again(&later), BTreeSet::new());
}

#[test]
fn the_stored_form_is_the_same_version_in_the_same_order() {
    for text in [
        include_str!("../../registers/association.toml"),
        include_str!("../../registers/adviser.toml"),
    ] {
        let source = RegisterSource::parse("x.toml", text).expect("it is read");
        let served = ServedRegister::new(source).expect("it earns no error");
        let read = ServedRegister::from_canonical(served.canonical().to_vec()).expect("it is read");
        assert_eq!(read.version(), served.version());
        assert_eq!(read.register(), served.register());
        // Equal maps may differ in order; their text in JSON may not.
        let in_order = |served: &ServedRegister| {
            serde_json::to_string(served.register()).expect("it has a form")
        };
        assert_eq!(in_order(&read), in_order(&served));
        for key in served.register().service.keys() {
            assert_eq!(read.fingerprint(key), served.fingerprint(key));
        }
        // What the other tests serve by is what is stored.
        assert_eq!(serve(served.register()).canonical(), served.canonical());
    }
}

#[test]
fn every_text_is_part_of_the_version() {
    for register in both() {
        let version = serve(&register).version();
        let mut value = serde_json::to_value(&register).expect("it has a form");
        reword(&mut value["service"]["choice"]["description"]);
        let reworded = serde_json::from_value(value).expect("it is still a register");
        assert_ne!(serve(&reworded).version(), version);
    }
}

#[test]
fn bytes_that_are_no_stored_form_are_refused() {
    let good = serve(&association()).canonical().to_vec();
    for bytes in [
        &b""[..],
        b"{}",
        b"null",
        &good[..good.len() - 1],
        &good[1..],
    ] {
        assert!(ServedRegister::from_canonical(bytes.to_vec()).is_err());
    }
}

#[test]
fn the_documentation_lists_exactly_the_rules() {
    let documented: Vec<&str> = include_str!("../../docs/register.md")
        .split("### All rules")
        .nth(1)
        .expect("there is a list of rules")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(rule, _)| rule)
        .collect();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(documented, rules);
}

/// One record speaks for all the services that were chosen together.
#[test]
fn the_longest_period_of_the_chosen_purposes_keeps_the_proof() {
    let (ended, three_months) = (date(2026, 11, 30), date(2027, 2, 28));
    assert_eq!(
        serve(&association()).proof_gone_by(ended).ok(),
        Some(three_months)
    );
    let cookie_purposes = |register: &Register| -> Vec<String> {
        let optional = register.category.values().filter(|c| !c.necessary);
        optional.map(|category| category.purpose.clone()).collect()
    };
    let with = |period: Option<Period>| {
        changed(|register| {
            let keys = cookie_purposes(register);
            let purpose = register.purpose.get_mut(&keys[0]).expect("it is there");
            match (period, purpose.proof_after_end.as_mut()) {
                (Some(period), Some(proof)) => proof.period = period,
                _ => purpose.proof_after_end = None,
            }
        })
    };
    let gone = |served: &ServedRegister| served.proof_gone_by(ended).ok();
    assert_eq!(gone(&with(months(5))), Some(date(2027, 4, 30)));
    assert_eq!(gone(&with(months(1))), Some(three_months));
    assert_eq!(
        gone(&with(None)),
        Some(three_months),
        "three months unstated"
    );
}
