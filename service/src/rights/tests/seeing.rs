use domain::held::{KeptFor, What, tell};
use domain::register::Assurance;
use domain::staff::Role;
use domain::text::Language;

use super::*;
use crate::contact::tests::marking;
use crate::log::LeafPlace;
use crate::newsletter::tests;

fn told(bench: &Bench, held: &Held) -> String {
    let service = &bench.service;
    let shown = tell(service.register(), held, Language::Da, &|at| {
        service.local(at)
    });
    serde_json::to_string(&shown).unwrap()
}

#[tokio::test]
async fn everything_under_the_mailbox_is_there_and_nothing_of_another() {
    let bench = Bench::open().await;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    known(&bench, event, BO).await;
    let anna = held(&bench.service, &reading(&bench, "Anna@Example.dk")).await;
    let bo = held(&bench.service, &reading(&bench, BO)).await;
    assert_eq!(
        kinds(&anna),
        [
            ThingKind::Subscription,
            ThingKind::Seat,
            ThingKind::Answers,
            ThingKind::Enquiry,
            ThingKind::Proof,
            ThingKind::Proof,
            ThingKind::Visit,
        ]
    );
    assert_eq!(kinds(&bo), kinds(&anna));
    let (of_anna, of_bo) = (told(&bench, &anna), told(&bench, &bo));
    assert!(of_anna.contains(ANNA) && !of_anna.contains(BO));
    assert!(of_bo.contains(BO) && !of_bo.contains(ANNA));
    for thing in &anna.things[..6] {
        assert!(!bo.things.iter().any(|other| other.id == thing.id));
    }
    for said in ["Om hunde", "Julecafé", "Kan I ringe til mig?", "Nyheder"] {
        assert!(of_anna.contains(said), "{said}");
    }
}

#[tokio::test]
async fn an_address_that_nothing_is_known_of_is_told_only_that_it_is_here() {
    let bench = Bench::open().await;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let nobody = held(&bench.service, &reading(&bench, "ingen@example.dk")).await;
    assert_eq!(kinds(&nobody), [ThingKind::Visit]);
    let shown = bench
        .service
        .held_shown(&reading(&bench, "ingen@example.dk"), Language::Da)
        .await
        .unwrap();
    assert!(!shown.is_any);
}

#[tokio::test]
async fn what_was_asked_for_and_not_confirmed_is_there_too() {
    let bench = Bench::open().await;
    tests::asked(&bench.service, ANNA, &["news"]).await;
    let anna = held(&bench.service, &reading(&bench, ANNA)).await;
    let thing = the(&anna, ThingKind::Subscription);
    assert!(
        matches!(thing.kept, KeptFor::Until(promise) if promise.last_day.to_string() == "2026-11-28")
    );
    assert_eq!(thing.link, None, "its links lie in the mailbox");
}

#[tokio::test]
async fn an_enquiry_that_keeps_something_sensitive_is_left_out_until_more_is_shown() {
    let bench = Bench::open().await;
    let (writer, passage) = marking::marked(&bench).await;
    marking::keep(&bench, &writer, passage).await.unwrap();
    let email = MailAddress::parse("a@b.dk").unwrap();
    let by_mail = held(&bench.service, &reading(&bench, "a@b.dk")).await;
    assert_eq!(
        kinds(&by_mail),
        [ThingKind::Visit],
        "nor is its proof shown"
    );
    let nothing = held(&bench.service, &reading(&bench, "ingen@b.dk")).await;
    assert_eq!(kinds(&by_mail), kinds(&nothing));
    let more = bench
        .service
        .held_under(&email, Assurance::SecondFactor)
        .await
        .unwrap();
    assert_eq!(kinds(&more), [ThingKind::Enquiry, ThingKind::Proof]);
    assert_eq!(more.things[0].purpose, "sensitive");
    assert!(told(&bench, &more).contains("canary-illness"));
}

#[tokio::test]
async fn who_looked_is_told_by_role_and_never_by_name() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, ANNA, "Hej").await;
    writer.staff_sees().await;
    writer.staff_sees().await;
    let anna = held(&bench.service, &reading(&bench, ANNA)).await;
    let looks = &the(&anna, ThingKind::Enquiry).looks;
    assert_eq!(looks.len(), 2, "each of the two who looked once");
    assert_eq!(looks[0].roles, [Role::CaseWorker]);
    assert!(!looks[0].in_a_list);
    let words = told(&bench, &anna);
    assert!(words.contains("Sagsbehandler så det (Svar)"), "{words}");
}

#[tokio::test]
async fn the_proof_of_a_yes_that_ended_is_there_with_the_day_it_goes_and_then_gone() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    let anna = reading(&bench, ANNA);
    assert!(service.stop_newsletter(&anna).await.unwrap());
    let after = held(service, &anna).await;
    assert_eq!(kinds(&after), [ThingKind::Proof, ThingKind::Visit]);
    let proof = the(&after, ThingKind::Proof);
    assert_eq!(proof.purpose, "consent-proof");
    assert!(matches!(&proof.what, What::Proof { to, ended: Some(_) } if to == "newsletter"));
    assert!(
        matches!(proof.kept, KeptFor::Until(promise) if promise.last_day.to_string() == "2027-02-21")
    );
    bench.set_clock("2027-02-21T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(kinds(&held(service, &anna).await), [ThingKind::Visit]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_receipt_is_given_to_whoever_it_is_of_and_to_nobody_else() {
    use domain::log::{LogKey, LogKeys, ReceiptFile};
    use domain::problem::Problem;

    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    let anna = reading(&bench, ANNA);
    let record = the(&held(service, &anna).await, ThingKind::Proof).receipt;
    let record = record.expect("a consent has a receipt");
    let keys = LogKeys::new(LogKey::from_seed("log", &[1; 32]).unwrap());
    service.number_leaves().await.unwrap();
    service.sign_head(&keys, None).await.unwrap();
    let file = service.own_receipt(&anna, &record, keys.public()).await;
    assert!(ReceiptFile::verify(&file.unwrap(), keys.public()).is_ok());
    let bo = service
        .own_receipt(&reading(&bench, BO), &record, keys.public())
        .await;
    assert_eq!(bo, Err(Problem::NotFound));
    let place: LeafPlace = service.leaf_place(&record).await.unwrap();
    assert!(place.index.is_some());
}
