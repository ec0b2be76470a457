//! What is only kept: neither read nor answered nor mailed nor swept, but through a door that the person sees.

use domain::rights::{Door, RestrictionGround, What};

use super::*;
use crate::Answer;
use crate::contact::tests::Writer;
use crate::newsletter::tests::{letters, subscribed};

async fn stopped(bench: &Bench) -> (DataSubject, Uuid, StaffActor) {
    subscribed(&bench.service, ANNA, &["news"]).await;
    let writer = Writer::writes(bench, ANNA, "Kan I ringe?").await;
    letters(&bench.service).await;
    let anna = reading(bench, ANNA);
    let case = asked(bench, &anna, &[Right::Restriction]).await;
    let lead = lead(bench).await;
    let restrict = TakenAction::Restrict(RestrictionGround::AccuracyContested);
    step(bench, &lead, &case, restrict).await.unwrap();
    letters(&bench.service).await;
    (anna, writer.thread, lead)
}

#[tokio::test]
async fn it_is_read_only_through_a_door_that_the_person_sees() {
    let bench = Bench::open().await;
    let (anna, thread, lead) = stopped(&bench).await;
    let service = &bench.service;
    let read = service.staff_thread(&lead, &thread).await;
    assert_eq!(read.unwrap_err(), Problem::UseStopped);
    let answer = Answer {
        thread,
        words: "Vi ringer".to_owned(),
        way: domain::thread::Way::Mail,
        attempt: service.new_attempt(),
    };
    assert_eq!(
        service.answer(&lead, answer).await,
        Err(Problem::UseStopped)
    );
    let door = (Door::LegalClaim, reason("Retssag 12"));
    let read = service
        .read_through_door(&lead, &thread, door)
        .await
        .unwrap();
    assert_eq!(read.messages.len(), 1);
    let case = service.own_cases(&anna).await.unwrap()[0].id;
    let view = service.own_case(&anna, &case).await.unwrap();
    let used = view.happened.iter();
    let used = used.filter(|one| one.what.what == What::UsedThrough(Door::LegalClaim));
    assert_eq!(used.count(), 1);
    // Through the door once is not through it always.
    let again = service.staff_thread(&lead, &thread).await;
    assert_eq!(again.unwrap_err(), Problem::UseStopped);
}

#[tokio::test]
async fn it_is_not_swept_until_the_restriction_is_lifted() {
    let bench = Bench::open().await;
    let (anna, ..) = stopped(&bench).await;
    let service = &bench.service;
    bench.set_clock("2027-06-01T12:00:00Z");
    assert_eq!(service.erase_due_threads().await.unwrap(), 0);
    let case = service.own_cases(&anna).await.unwrap()[0].id;
    let notice = TakenAction::NotifyLift(reason("Det er rettet"));
    let actor = lead(&bench).await;
    step(&bench, &actor, &case, notice).await.unwrap();
    bench.set_clock("2027-06-02T12:00:01Z");
    let actor = lead(&bench).await;
    step(&bench, &actor, &case, TakenAction::Lift)
        .await
        .unwrap();
    assert_eq!(service.erase_due_threads().await.unwrap(), 1);
}

#[tokio::test]
async fn an_objection_stops_only_what_can_be_objected_to() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, ANNA, "Kan I ringe?").await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Objection]).await;
    let service = &bench.service;
    let purpose = &service.register().register().purpose["contact"];
    let is_balanced = matches!(
        purpose.basis,
        domain::register::LegalBasis::LegitimateInterest { .. }
    );
    let stopped = service
        .store()
        .is_use_stopped(&writer.thread)
        .await
        .unwrap();
    assert_eq!(stopped, is_balanced);
    let view = service.own_case(&anna, &case).await.unwrap();
    let request = view.requests[0].request.id();
    service
        .withdraw_request(&anna, &case, &request)
        .await
        .unwrap();
    assert!(
        !service
            .store()
            .is_use_stopped(&writer.thread)
            .await
            .unwrap()
    );
}
