//! Erasing: decided about everything, gone with what belongs to it, and looked at again when a duty ends.

use domain::held::ThingKind;
use domain::rights::{KeepGround, RefusalGround};

use super::*;
use crate::DecideThing;
use crate::contact::tests::Writer;
use crate::newsletter::tests::{letters, subscribed};
use crate::staff::tests::{actor, joined_in};

/// Somebody who gets the newsletter and wrote in, and asks to be erased.
async fn asks(bench: &Bench) -> (DataSubject, Uuid) {
    subscribed(&bench.service, ANNA, &["news"]).await;
    Writer::writes(bench, ANNA, "Kan I ringe?").await;
    letters(&bench.service).await;
    let anna = reading(bench, ANNA);
    let case = asked(bench, &anna, &[Right::Erasure]).await;
    (anna, case)
}

async fn kinds(bench: &Bench, subject: &DataSubject) -> Vec<ThingKind> {
    let held = bench.service.held(subject).await.unwrap();
    held.things.iter().map(|thing| thing.what.kind()).collect()
}

async fn things(bench: &Bench, lead: &StaffActor, case: &Uuid) -> Vec<Uuid> {
    let things = bench.service.erasable_things(lead, case, Language::Da);
    things.await.unwrap().iter().map(|thing| thing.id).collect()
}

fn erase(things: &[Uuid]) -> Vec<DecideThing> {
    let things = things.iter();
    things
        .map(|thing| DecideThing {
            thing: *thing,
            keep: None,
        })
        .collect()
}

#[tokio::test]
async fn what_is_decided_goes_with_the_decision_and_its_yes_ends() {
    let bench = Bench::open().await;
    let (anna, case) = asks(&bench).await;
    let lead = lead(&bench).await;
    let things = things(&bench, &lead, &case).await;
    assert_eq!(things.len(), 2);
    let service = &bench.service;
    let half = service
        .decide_about(&lead, &case, erase(&things[..1]))
        .await;
    assert_eq!(half.unwrap_err(), Problem::MissingDecision);
    let decisions = service
        .decide_about(&lead, &case, erase(&things))
        .await
        .unwrap();
    step(&bench, &lead, &case, TakenAction::Erase(decisions))
        .await
        .unwrap();
    let left = kinds(&bench, &anna).await;
    assert!(!left.contains(&ThingKind::Subscription) && !left.contains(&ThingKind::Enquiry));
    let view = service.own_case(&anna, &case).await.unwrap();
    assert!(view.case.is_closed());
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_a_duty_keeps_is_named_and_taken_up_again_when_the_duty_ends() {
    let bench = Bench::open().await;
    let (anna, case) = asks(&bench).await;
    let lead = lead(&bench).await;
    let things = things(&bench, &lead, &case).await;
    let mut decided = erase(&things);
    decided[0].keep = Some(KeepGround {
        ground: RefusalGround::LegalObligation,
        reason: reason("Bogføringsloven"),
        until: Some("2026-12-31".parse().unwrap()),
    });
    let service = &bench.service;
    let decisions = service.decide_about(&lead, &case, decided).await.unwrap();
    step(&bench, &lead, &case, TakenAction::Erase(decisions))
        .await
        .unwrap();
    assert!(
        service
            .own_case(&anna, &case)
            .await
            .unwrap()
            .case
            .is_closed()
    );
    bench.set_clock("2026-12-31T12:00:00Z");
    service.go_on_with_cases().await.unwrap();
    assert!(
        service
            .own_case(&anna, &case)
            .await
            .unwrap()
            .case
            .is_closed()
    );
    bench.set_clock("2027-01-01T12:00:00Z");
    service.go_on_with_cases().await.unwrap();
    let lead = self::lead(&bench).await;
    assert_eq!(status(&bench, &lead, &case).await, Status::Open);
    service.go_on_with_cases().await.unwrap();
    assert_eq!(status(&bench, &lead, &case).await, Status::Open);
    holds_together(&bench).await;
}

#[tokio::test]
async fn erasing_asks_for_a_fresh_code() {
    let bench = Bench::open().await;
    let (_, case) = asks(&bench).await;
    let person = joined_in(&bench.service, &[Role::DataProtectionLead]).await;
    let lead = actor(&bench.service, &person).await;
    let things = things(&bench, &lead, &case).await;
    let decisions = bench.service.decide_about(&lead, &case, erase(&things));
    let decisions = decisions.await.unwrap();
    bench.set_clock("2026-11-21T12:06:00Z");
    let later = actor(&bench.service, &person).await;
    let erase = TakenAction::Erase(decisions);
    assert_eq!(
        step(&bench, &later, &case, erase).await,
        Err(Problem::CodeNeeded)
    );
}
