//! Writing events: who may, which times there are, and what stands once people have signed up.

use domain::event::TypedEvent;
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;

use super::{host, published, signed_up, typed};
use crate::event::SignUpStands;
use crate::staff::tests::signed_in;
use crate::testing::{Bench, register};

fn at(starts: &str, ends: &str) -> TypedEvent {
    TypedEvent {
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        ..typed("")
    }
}

#[tokio::test]
async fn only_whoever_holds_events_writes_and_sees_who_comes() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("2")).await;
    signed_up(service, event, "anna@example.dk").await;
    let seen = service.event(&actor, &event).await.unwrap();
    assert_eq!(seen.people.len(), 1);
    assert_eq!(seen.people[0].name, "Anna Kanariefugl");
    assert_eq!(seen.people[0].phone.as_deref(), Some("+45 12 34 56 78"));
    let others = [
        Role::Administrator,
        Role::Communications,
        Role::CaseWorker,
        Role::DataProtectionLead,
        Role::Auditor,
    ];
    let other = signed_in(service, &others).await;
    let forbidden = Err(Problem::Forbidden);
    assert_eq!(service.event(&other, &event).await.map(|_| ()), forbidden);
    assert_eq!(service.events(&other, None).await.map(|_| ()), forbidden);
    assert_eq!(service.cancel_event(&other, &event).await, forbidden);
    let written = service.write_event(&other, &typed("2")).await;
    assert_eq!(written.map(|_| ()), forbidden);
    // The look at people is in the log, and the one at an event without any is not.
    let log = service.accesses(&other, None).await.unwrap();
    let looks = log.entries.iter().filter(|entry| entry.purpose == "seat");
    assert_eq!(looks.map(|entry| entry.thing).collect::<Vec<_>>(), [event]);
}

#[tokio::test]
async fn an_organisation_whose_register_has_none_holds_no_events() {
    let bench = Bench::open().await;
    let actor = host(&bench).await;
    let service = bench.serving(register(|register| {
        register.purpose.shift_remove("seat");
    }));
    let none = Err(Problem::NotFound);
    assert_eq!(service.coming_events(None).await.map(|_| ()), none);
    assert_eq!(service.events(&actor, None).await.map(|_| ()), none);
    assert_eq!(service.tend_events().await, Ok(()));
}

#[tokio::test]
async fn a_time_that_never_is_is_refused_and_one_that_is_twice_takes_the_first() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    for (starts, ends, problem) in [
        (
            "2027-03-28T02:30",
            "2027-03-28T05:00",
            Problem::UnusableStart,
        ),
        ("2027-03-28T01:30", "2027-03-28T02:30", Problem::UnusableEnd),
        ("2027-05-01T20:00", "2027-05-01T19:00", Problem::UnusableEnd),
        ("2027-05-01T20:00", "2027-05-01T20:00", Problem::UnusableEnd),
        (
            "2026-11-21T13:00",
            "2026-11-21T15:00",
            Problem::UnusableStart,
        ),
    ] {
        let written = service.write_event(&actor, &at(starts, ends)).await;
        assert_eq!(written, Err(problem), "{starts}");
    }
    for (starts, ends, begins, over) in [
        // The night clocks go forward: one hour of time, two on the clock.
        (
            "2027-03-28T01:30",
            "2027-03-28T03:30",
            "2027-03-28T00:30:00Z",
            "2027-03-28T01:30:00Z",
        ),
        // The night they go back: 02:30 is twice.
        (
            "2027-10-31T02:30",
            "2027-10-31T03:00",
            "2027-10-31T00:30:00Z",
            "2027-10-31T02:00:00Z",
        ),
        (
            "2026-12-31T22:00",
            "2027-01-01T01:00",
            "2026-12-31T21:00:00Z",
            "2027-01-01T00:00:00Z",
        ),
        (
            "2028-02-29T19:00",
            "2028-03-01T00:00",
            "2028-02-29T18:00:00Z",
            "2028-02-29T23:00:00Z",
        ),
    ] {
        let event = published(service, &actor, &at(starts, ends)).await;
        let stored = bench.store.event(&event).await.unwrap().unwrap();
        assert_eq!(stored.draft.starts_at.to_string(), begins);
        assert_eq!(stored.draft.ends_at.to_string(), over);
    }
    let coming = service.coming_events(None).await.unwrap();
    let starts: Vec<String> = coming
        .iter()
        .map(|event| event.event.starts.to_string())
        .collect();
    assert!(starts.is_sorted(), "{starts:?}");
}

#[tokio::test]
async fn nobody_is_told_wrong_once_people_have_signed_up() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("2")).await;
    let edit = async |typed: TypedEvent| service.edit_event(&actor, &event, &typed).await;
    // Before anybody comes, everything may change.
    assert_eq!(
        edit(at("2026-12-08T19:00", "2026-12-08T21:00")).await,
        Ok(())
    );
    assert_eq!(edit(typed("2")).await, Ok(()));
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "bo@example.dk").await;
    signed_up(service, event, "carl@example.dk").await;
    assert_eq!(edit(typed("1")).await, Err(Problem::CapacityBelowSeats));
    let moved = TypedEvent {
        starts: "2026-12-07T18:00".to_owned(),
        ..typed("2")
    };
    assert_eq!(edit(moved).await, Err(Problem::EventHasPeople));
    let elsewhere = TypedEvent {
        place: "Gården".to_owned(),
        ..typed("2")
    };
    assert_eq!(edit(elsewhere).await, Err(Problem::EventHasPeople));
    let reworded = TypedEvent {
        words: "Husk varmt tøj.".to_owned(),
        ..typed("3")
    };
    assert_eq!(edit(reworded).await, Ok(()));
    // The seat that was added is offered to whoever waits.
    service.tend_events().await.unwrap();
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Full);
    let people = service.event(&actor, &event).await.unwrap().people;
    assert_eq!(people[2].state, domain::event::SeatState::Offered);
}

#[tokio::test]
async fn calendars_learn_of_each_change() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("2")).await;
    let calendar = async || {
        let page = "https://www.example.dk/arrangementer/1";
        let text = service.event_calendar(&event, Language::Da, "www.example.dk", page);
        text.await.unwrap()
    };
    let first = calendar().await;
    assert!(first.contains("SEQUENCE:0\r\n") && first.contains("STATUS:CONFIRMED\r\n"));
    service
        .edit_event(&actor, &event, &typed("3"))
        .await
        .unwrap();
    assert!(calendar().await.contains("SEQUENCE:1\r\n"));
    service.cancel_event(&actor, &event).await.unwrap();
    let last = calendar().await;
    assert!(last.contains("SEQUENCE:2\r\n") && last.contains("STATUS:CANCELLED\r\n"));
}

#[tokio::test]
async fn a_draft_can_be_deleted_and_what_everybody_saw_cannot() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let draft = service.write_event(&actor, &typed("2")).await.unwrap();
    assert_eq!(service.delete_event(&actor, &draft).await, Ok(()));
    assert_eq!(
        service.delete_event(&actor, &draft).await,
        Err(Problem::NotFound)
    );
    let event = published(service, &actor, &typed("2")).await;
    assert_eq!(
        service.delete_event(&actor, &event).await,
        Err(Problem::EventClosed)
    );
}
