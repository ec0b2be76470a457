use domain::held::What;
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use domain::text::Language;

use super::*;
use crate::AddressConfirmed::{Done, WaitsForOther};
use crate::event::tests;

const NEW: &str = "anna@andet.dk";

/// Asks, and gives the two links: to the mailbox before, and to the new one.
async fn asked(bench: &Bench, from: &str, to: &str) -> (LinkToken, LinkToken) {
    let subject = reading(bench, from);
    let asked = bench
        .service
        .ask_for_address(&subject, to, Language::Da)
        .await;
    asked.unwrap();
    let (mut before, mut after) = (None, None);
    for letter in letters(&bench.service).await {
        match letter.letter {
            Letter::AddressBefore { token, .. } => {
                assert_eq!(letter.to.as_str(), from);
                before = Some(token);
            }
            Letter::AddressAfter { token, .. } => {
                assert_eq!(letter.to.as_str(), to);
                after = Some(token);
            }
            other => panic!("{}", other.kind()),
        }
    }
    (before.unwrap(), after.unwrap())
}

#[tokio::test]
async fn both_mailboxes_say_yes_before_anything_stands_under_the_new_one() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let case = case_of(&bench, ANNA).await;
    let (before, after) = asked(&bench, ANNA, NEW).await;
    let question = service.address_question(&before).await.unwrap();
    assert_eq!(question.to.as_deref(), Some(NEW));
    let question = service.address_question(&after).await.unwrap();
    assert_eq!(question.to, None, "the new mailbox is told nothing");
    let waits = held(service, &reading(&bench, ANNA)).await;
    let waits = the(&waits, ThingKind::AddressChange);
    assert!(matches!(
        waits.what,
        What::AddressChange {
            before: false,
            after: false,
            ..
        }
    ));

    assert_eq!(service.confirm_address(&after).await, Ok(WaitsForOther));
    let again = service.confirm_address(&after).await;
    assert_eq!(again, Err(Problem::SpentLink), "each is used once");
    assert_eq!(
        kinds(&held(service, &reading(&bench, NEW)).await),
        [ThingKind::Visit]
    );

    assert_eq!(service.confirm_address(&before).await, Ok(Done));
    let old = held(service, &reading(&bench, ANNA)).await;
    assert_eq!(kinds(&old), [ThingKind::Visit]);
    let new = held(service, &reading(&bench, NEW)).await;
    assert_eq!(
        kinds(&new),
        [
            ThingKind::Subscription,
            ThingKind::Seat,
            ThingKind::Answers,
            ThingKind::Enquiry,
            ThingKind::Case,
            ThingKind::Proof,
            ThingKind::Proof,
            ThingKind::Visit
        ]
    );
    let seat = the(&new, ThingKind::Seat);
    assert!(matches!(&seat.what, What::Seat { participant, .. }
        if participant.email.as_ref().unwrap().as_str() == NEW));
    assert_eq!(seat.corrected_at.len(), 1);
    let old = service.own_case(&reading(&bench, ANNA), &case).await;
    assert_eq!(old.unwrap_err(), Problem::NotFound);
    let own = service
        .own_case(&reading(&bench, NEW), &case)
        .await
        .unwrap();
    assert_eq!(own.case.asker.email.unwrap().as_str(), NEW);
    let mut happened = own.happened.iter().map(|happened| &happened.what.what);
    assert!(happened.any(|what| *what == domain::rights::What::AddressChanged));
    for used in [before, after] {
        let spent = service.address_question(&used).await;
        assert_eq!(spent.unwrap_err(), Problem::SpentLink);
    }
    assert_eq!(bench.count_rows(&["address_change"]).await, [0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_nobody_says_yes_to_runs_out() {
    let bench = Bench::open().await;
    let service = &bench.service;
    tests_subscribed(&bench).await;
    let (before, after) = asked(&bench, ANNA, NEW).await;
    service.confirm_address(&after).await.unwrap();
    bench.set_clock("2026-11-28T12:00:00Z");
    assert_eq!(
        service.confirm_address(&before).await,
        Err(Problem::SpentLink)
    );
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["address_change"]).await, [0]);
    let anna = held(service, &reading(&bench, ANNA)).await;
    assert!(kinds(&anna).contains(&ThingKind::Subscription));
    holds_together(&bench).await;
}

async fn tests_subscribed(bench: &Bench) {
    subscribed(&bench.service, ANNA, &["news"]).await;
}

#[tokio::test]
async fn a_mailbox_that_has_its_own_keeps_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    subscribed(service, NEW, &["events"]).await;
    tests::signed_up(service, event, NEW).await;
    // The new mailbox has just had a confirmation, and gets the next after ten minutes.
    bench.set_clock("2026-11-21T13:00:00Z");
    let (before, after) = asked(&bench, ANNA, NEW).await;
    service.confirm_address(&before).await.unwrap();
    assert_eq!(service.confirm_address(&after).await, Ok(Done));
    let new = held(service, &reading(&bench, NEW)).await;
    let subscription = the(&new, ThingKind::Subscription);
    assert!(
        matches!(&subscription.what, What::Subscription { topics, .. } if topics.holds("events"))
    );
    the(&new, ThingKind::Seat);
    let old = kinds(&held(service, &reading(&bench, ANNA)).await);
    assert!(old.contains(&ThingKind::Seat), "two seats stay two");
    assert!(!old.contains(&ThingKind::Subscription));
    holds_together(&bench).await;
}

#[tokio::test]
async fn nobody_floods_a_mailbox_and_what_is_no_new_address_is_refused() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    let ask = async |to: &str| service.ask_for_address(&anna, to, Language::Da).await;
    assert_eq!(ask("Anna@EXAMPLE.dk").await, Err(Problem::SameAddress));
    assert_eq!(ask("anna").await, Err(Problem::MalformedAddress));
    for _ in 0..3 {
        assert_eq!(ask(NEW).await, Ok(()));
    }
    assert_eq!(ask(NEW).await, Err(Problem::TooManyRequests));
    let sent = letters(service).await;
    let to_new = sent.iter().filter(|mail| mail.to.as_str() == NEW).count();
    assert_eq!((to_new, sent.len()), (1, 4));
    let foreign = LinkToken::from_bytes([9; 32]);
    assert_eq!(
        service.confirm_address(&foreign).await,
        Err(Problem::SpentLink)
    );
}
