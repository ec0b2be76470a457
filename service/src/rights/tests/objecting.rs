use domain::consent::Method;
use domain::evidence::LeafKind;
use domain::text::Language;

use super::*;
use crate::newsletter::tests;
use crate::testing::register;
use crate::{Objected, Objection};

const OBJECTION: Objection = Objection {
    language: Language::Da,
    method: Method::Form,
};

async fn objects(service: &Service, subject: &DataSubject) -> Objected {
    let objected = service.object_to_marketing(subject, OBJECTION).await;
    objected.unwrap()
}

#[tokio::test]
async fn an_objection_ends_the_newsletter_and_keeps_the_address_out() {
    let bench = Bench::open().await;
    let service = &bench.service;
    tests::subscribed(service, ANNA, &["news"]).await;
    let anna = reading(&bench, ANNA);
    let objected = objects(service, &anna).await;
    assert!(objected.ended);
    let kept = objected.kept.expect("the register has a purpose for it");
    assert_eq!(kept.last_day.to_string(), "2031-11-21");
    let shown = held(service, &anna).await;
    assert_eq!(
        kinds(&shown),
        [ThingKind::KeptOut, ThingKind::Proof, ThingKind::Visit]
    );
    let thing = the(&shown, ThingKind::KeptOut);
    assert_eq!(thing.purpose, "no-marketing");
    assert!(thing.receipt.is_some());
    tests::sign_up_again(service, ANNA).await;
    assert!(letters(service).await.is_empty(), "nothing is sent there");
    let leaves = bench.store.leaves().await.unwrap();
    let objections = leaves.iter().filter(|l| l.leaf.kind == LeafKind::Objected);
    assert_eq!(objections.count(), 1);
    holds_together(&bench).await;
}

#[tokio::test]
async fn objecting_again_changes_nothing_and_the_code_lets_the_address_in() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    let first = objects(service, &anna).await;
    assert!(!first.ended, "there was no subscription");
    let again = objects(service, &anna).await;
    assert_eq!(again.kept, first.kept);
    assert_eq!(again.code, None);
    service.let_in(&first.code.unwrap()).await.unwrap();
    assert_eq!(kinds(&held(service, &anna).await), [ThingKind::Visit]);
    tests::asked(service, ANNA, &["news"]).await;
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_was_kept_out_by_a_wish_is_kept_out_by_the_objection_from_then_on() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = tests::subscribed(service, ANNA, &["news"]).await;
    tests::kept_out(service, &links).await;
    let anna = reading(&bench, ANNA);
    let before = held(service, &anna).await;
    assert_eq!(the(&before, ThingKind::KeptOut).purpose, "no-return");
    assert!(objects(service, &anna).await.code.is_some());
    let after = held(service, &anna).await;
    assert_eq!(the(&after, ThingKind::KeptOut).purpose, "no-marketing");
    holds_together(&bench).await;
}

#[tokio::test]
async fn without_a_purpose_for_it_nothing_is_remembered() {
    let bench = Bench::open().await;
    let service = bench.serving(register(|register| {
        register.newsletter.as_mut().unwrap().no_marketing = None;
    }));
    service.store_register().await.unwrap();
    tests::subscribed(&service, ANNA, &["news"]).await;
    let objected = objects(&service, &reading(&bench, ANNA)).await;
    let expected = Objected {
        ended: true,
        kept: None,
        code: None,
    };
    assert_eq!(objected, expected);
    assert_eq!(bench.count_rows(&["kept_out"]).await, [0]);
}
