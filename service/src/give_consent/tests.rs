//! Each rule of a consent that another program brings.

use domain::consent::EndReason;

use super::*;
use crate::testing::{Bench, register};

const KEY: &str = "0123456789abcdef";

fn set(services: &[&str]) -> BTreeSet<Key> {
    services
        .iter()
        .map(|service| (*service).to_owned())
        .collect()
}

fn shown(service: &Service, surface: Surface, embed: Option<&str>) -> Digest {
    let nothing = service.standing(None, false);
    let notice = service.notice(Language::Da, surface, &nothing, embed);
    notice.unwrap().1
}

/// A consent to `accepted` under the banner, under `key`.
fn consent(service: &Service, key: &str, accepted: &[&str]) -> GiveConsent {
    let request = Digest::of(format!("{accepted:?}").as_bytes());
    GiveConsent {
        site: "www".to_owned(),
        language: Language::Da,
        surface: Surface::Banner,
        embed: None,
        accepted: set(accepted),
        cookie: None,
        notice: shown(service, Surface::Banner, None),
        replaces: None,
        key: RequestKey::new(key, request).unwrap(),
    }
}

#[tokio::test]
async fn a_consent_is_recorded_once_however_often_its_request_arrives() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = service
        .give_consent(consent(service, KEY, &["video"]))
        .await
        .unwrap();
    bench.set_clock("2026-11-23T12:00:00Z");
    let second = service
        .give_consent(consent(service, KEY, &["video"]))
        .await
        .unwrap();
    assert_eq!(first, second);
    assert_eq!(bench.store.leaves().await.unwrap().len(), 1);
    assert_eq!(first.record.method, Method::Api);
    assert_eq!(first.record.granted().collect::<Vec<_>>(), ["video"]);
    let standing = service.standing(Some(&first.cookie.to_value()), false);
    assert_eq!(standing.granted, set(&["video"]));
    let receipt = service.receipt(&first.code).await.unwrap();
    assert_eq!(receipt.record, first.record);
}

#[tokio::test]
async fn copies_that_arrive_at_once_are_one_consent() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let copies: Vec<_> = (0..20)
        .map(|_| {
            let service = service.clone();
            let given = consent(&service, KEY, &["video"]);
            tokio::spawn(async move { service.give_consent(given).await })
        })
        .collect();
    let mut codes = BTreeSet::new();
    for copy in copies {
        codes.insert(copy.await.unwrap().unwrap().code.to_groups());
    }
    assert_eq!(codes.len(), 1);
    assert_eq!(bench.store.leaves().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_used_for_another_request_records_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    service
        .give_consent(consent(service, KEY, &["video"]))
        .await
        .unwrap();
    let reused = service
        .give_consent(consent(service, KEY, &["counter"]))
        .await;
    assert_eq!(reused, Err(Problem::KeyReused));
    assert_eq!(bench.store.leaves().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_late_copy_does_not_bring_back_what_was_taken_back() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let given = service
        .give_consent(consent(service, KEY, &["video"]))
        .await
        .unwrap();
    service.withdraw(&given.code).await.unwrap();
    let late = service
        .give_consent(consent(service, KEY, &["video"]))
        .await;
    assert_eq!(late, Err(Problem::ConsentEnded));
    assert_eq!(bench.store.leaves().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_retry_is_answered_after_the_notice_changed_and_a_new_request_is_not() {
    let bench = Bench::open().await;
    let request = consent(&bench.service, KEY, &["video"]);
    let first = bench.service.give_consent(request.clone()).await.unwrap();
    let later = bench.serving(register(|register| {
        register.cookies.question.da.push('?');
        register.service["video"].recipient = None;
    }));
    later.store_register().await.unwrap();
    assert_eq!(later.give_consent(request.clone()).await.unwrap(), first);
    let fresh = GiveConsent {
        key: RequestKey::new("fedcba9876543210", Digest::of(b"")).unwrap(),
        ..request
    };
    assert_eq!(later.give_consent(fresh).await, Err(Problem::NoticeChanged));
}

#[tokio::test]
async fn a_change_ends_the_record_before_and_begins_a_new_one() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = service
        .give_consent(consent(service, KEY, &["video"]))
        .await
        .unwrap();
    let change = GiveConsent {
        replaces: Some(first.code.clone()),
        ..consent(service, "fedcba9876543210", &["counter", "feed"])
    };
    let second = service.give_consent(change.clone()).await.unwrap();
    let before = service.receipt(&first.code).await.unwrap();
    assert_eq!(before.ended.unwrap().reason, EndReason::Replaced);
    assert_eq!(service.receipt(&second.code).await.unwrap().ended, None);
    assert_eq!(service.give_consent(change).await.unwrap(), second);
    assert_eq!(bench.store.leaves().await.unwrap().len(), 3);
}

#[tokio::test]
async fn an_unknown_code_replaces_nothing_and_records_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let change = GiveConsent {
        replaces: Some(ReceiptCode::from_bytes(&[9; 32])),
        ..consent(service, KEY, &["video"])
    };
    let refused = service.give_consent(change).await;
    assert_eq!(refused, Err(Problem::UnknownReceipt));
    assert!(bench.store.leaves().await.unwrap().is_empty());
}

#[tokio::test]
async fn only_what_was_asked_about_can_be_accepted() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let placeholder = |accepted: &[&str]| GiveConsent {
        surface: Surface::Placeholder,
        embed: Some("video".to_owned()),
        notice: shown(service, Surface::Placeholder, Some("video")),
        ..consent(service, KEY, accepted)
    };
    for given in [
        consent(service, KEY, &[]),
        consent(service, KEY, &["unknown"]),
        consent(service, KEY, &["session", "video"]),
        placeholder(&["counter"]),
    ] {
        let refused = service.give_consent(given).await;
        assert_eq!(refused, Err(Problem::UnknownService));
    }
    let stale = GiveConsent {
        notice: Digest::of(b"another text"),
        ..consent(service, KEY, &["video"])
    };
    assert_eq!(
        service.give_consent(stale).await,
        Err(Problem::NoticeChanged)
    );
    let elsewhere = GiveConsent {
        site: "other".to_owned(),
        ..consent(service, KEY, &["video"])
    };
    assert_eq!(
        service.give_consent(elsewhere).await,
        Err(Problem::UnknownSite)
    );
    assert!(bench.store.leaves().await.unwrap().is_empty());
    assert!(service.give_consent(placeholder(&["video"])).await.is_ok());
}

#[tokio::test]
async fn what_stood_stays_only_with_the_receipt_that_proves_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = service
        .give_consent(consent(service, KEY, &["counter"]))
        .await
        .unwrap();
    let placeholder = |key: &str, replaces: Option<&ReceiptCode>| GiveConsent {
        surface: Surface::Placeholder,
        embed: Some("video".to_owned()),
        notice: shown(service, Surface::Placeholder, Some("video")),
        cookie: Some(first.cookie.to_value()),
        replaces: replaces.cloned(),
        ..consent(service, key, &["video"])
    };
    let granted =
        |given: GivenConsent| -> BTreeSet<Key> { given.record.granted().cloned().collect() };
    let alone = service
        .give_consent(placeholder("aaaaaaaaaaaaaaaa", None))
        .await;
    assert_eq!(granted(alone.unwrap()), set(&["video"]));
    let proven = placeholder("bbbbbbbbbbbbbbbb", Some(&first.code));
    let proven = service.give_consent(proven).await.unwrap();
    assert_eq!(granted(proven.clone()), set(&["counter", "video"]));
    let claimed = first.cookie.to_value().replace(":n", ":y");
    let forged = GiveConsent {
        cookie: Some(claimed),
        ..placeholder("dddddddddddddddd", Some(&proven.code))
    };
    assert_eq!(
        service.give_consent(forged).await,
        Err(Problem::ConsentEnded)
    );
    let ended = placeholder("cccccccccccccccc", Some(&first.code));
    assert_eq!(
        service.give_consent(ended).await,
        Err(Problem::ConsentEnded)
    );
}

#[tokio::test]
async fn a_banner_may_ask_about_everything_when_one_service_changed() {
    let bench = Bench::open().await;
    let first = bench
        .service
        .give_consent(consent(&bench.service, KEY, &["counter"]))
        .await
        .unwrap();
    let later = bench.serving(register(|register| {
        register.service["video"].recipient = None;
    }));
    later.store_register().await.unwrap();
    let cookie = first.cookie.to_value();
    let (_, changed) = later
        .notice(
            Language::Da,
            Surface::Banner,
            &later.standing(Some(&cookie), false),
            None,
        )
        .unwrap();
    let everything = shown(&later, Surface::Banner, None);
    assert_ne!(changed, everything);
    let mut code = first.code;
    for (key, notice, allowed) in [
        ("aaaaaaaaaaaaaaaa", changed, &["counter", "video"][..]),
        ("bbbbbbbbbbbbbbbb", everything, &["video"][..]),
    ] {
        let given = GiveConsent {
            notice,
            cookie: Some(cookie.clone()),
            replaces: Some(code),
            ..consent(&later, key, &["video"])
        };
        let given = later.give_consent(given).await.unwrap();
        assert_eq!(
            given.record.granted().cloned().collect::<BTreeSet<_>>(),
            set(allowed)
        );
        code = given.code;
    }
}
