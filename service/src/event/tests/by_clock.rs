//! Reminders and thanks: each once, at their time, also in the nights when clocks change, and none that nobody needs.

use domain::event::TypedEvent;
use uuid::Uuid;

use super::{host, published, signed_up, typed};
use crate::newsletter::tests::letters;
use crate::testing::Bench;
use crate::{Service, StaffActor};

/// Tends events at an instant, twice, and gives whom which letters reached.
async fn told(bench: &Bench, instant: &str) -> Vec<(String, &'static str)> {
    bench.set_clock(instant);
    for _ in 0..2 {
        bench.service.tend_events().await.unwrap();
    }
    let letters = letters(&bench.service).await;
    let mut told: Vec<_> = letters
        .iter()
        .map(|letter| (letter.to.as_str().to_owned(), letter.letter.kind()))
        .collect();
    told.sort_unstable();
    told
}

async fn held(service: &Service, actor: &StaffActor, starts: &str, ends: &str) -> Uuid {
    let typed = TypedEvent {
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        ..typed("1")
    };
    published(service, actor, &typed).await
}

fn to(email: &str, kind: &'static str) -> Vec<(String, &'static str)> {
    vec![(email.to_owned(), kind)]
}

#[tokio::test]
async fn whoever_has_a_seat_is_reminded_the_day_before_and_thanked_the_day_after_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "waits@example.dk").await;
    assert_eq!(told(&bench, "2026-12-06T08:59:59Z").await, []);
    let reminded = told(&bench, "2026-12-06T09:00:00Z").await;
    assert_eq!(reminded, to("anna@example.dk", "event_near"));
    assert_eq!(told(&bench, "2026-12-07T16:00:00Z").await, []);
    assert_eq!(told(&bench, "2026-12-08T08:59:59Z").await, []);
    let thanked = told(&bench, "2026-12-08T09:00:00Z").await;
    assert_eq!(thanked, to("anna@example.dk", "event_thanks"));
    assert_eq!(told(&bench, "2026-12-09T09:00:00Z").await, []);
}

#[tokio::test]
async fn whoever_signs_up_late_is_reminded_two_hours_before() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("2")).await;
    bench.set_clock("2026-12-06T09:00:01Z");
    signed_up(service, event, "anna@example.dk").await;
    assert_eq!(told(&bench, "2026-12-07T15:59:59Z").await, []);
    let reminded = told(&bench, "2026-12-07T16:00:00Z").await;
    assert_eq!(reminded, to("anna@example.dk", "event_near"));
    // Who signs up even later has just read when it is.
    signed_up(service, event, "bo@example.dk").await;
    assert_eq!(told(&bench, "2026-12-07T17:59:59Z").await, []);
}

#[tokio::test]
async fn what_was_missed_is_caught_up_and_never_when_it_is_too_late() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    let reminded = told(&bench, "2026-12-07T17:59:59Z").await;
    assert_eq!(reminded, to("anna@example.dk", "event_near"));
    let thanked = told(&bench, "2026-12-11T08:59:59Z").await;
    assert_eq!(thanked, to("anna@example.dk", "event_thanks"));

    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &typed("1")).await;
    signed_up(&bench.service, event, "anna@example.dk").await;
    assert_eq!(told(&bench, "2026-12-07T18:00:00Z").await, [], "begun");
    assert_eq!(told(&bench, "2026-12-11T09:00:00Z").await, [], "too late");
}

#[tokio::test]
async fn nobody_hears_of_what_is_cancelled_switched_off_or_forgotten() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let cancelled = published(service, &actor, &typed("1")).await;
    signed_up(service, cancelled, "anna@example.dk").await;
    service.cancel_event(&actor, &cancelled).await.unwrap();
    letters(service).await;
    let silent = TypedEvent {
        without_reminder: true,
        without_thanks: true,
        ..typed("1")
    };
    let silent = published(service, &actor, &silent).await;
    signed_up(service, silent, "bo@example.dk").await;
    assert_eq!(told(&bench, "2026-12-06T09:00:00Z").await, []);
    assert_eq!(told(&bench, "2026-12-08T09:00:00Z").await, []);

    // A rule by which they go the day after: the mail would come when they are to be forgotten.
    let bench = Bench::open().await;
    let short = bench.serving(crate::testing::register(|register| {
        let rule = register.purpose["seat"].retention.as_mut();
        rule.unwrap().period.days = 0;
    }));
    short.store_register().await.unwrap();
    let event = published(&short, &host(&bench).await, &typed("1")).await;
    signed_up(&short, event, "anna@example.dk").await;
    bench.set_clock("2026-12-08T09:00:00Z");
    short.tend_events().await.unwrap();
    assert_eq!(letters(&short).await.len(), 0);
}

#[tokio::test]
async fn ten_o_clock_is_ten_o_clock_when_clocks_change() {
    for (starts, ends, reminded, thanked) in [
        (
            "2027-03-28T12:00",
            "2027-03-28T14:00",
            "2027-03-27T09:00:00Z",
            "2027-03-29T08:00:00Z",
        ),
        (
            "2027-10-31T12:00",
            "2027-10-31T14:00",
            "2027-10-30T08:00:00Z",
            "2027-11-01T09:00:00Z",
        ),
    ] {
        let bench = Bench::open().await;
        let event = held(&bench.service, &host(&bench).await, starts, ends).await;
        signed_up(&bench.service, event, "anna@example.dk").await;
        for (due, kind) in [(reminded, "event_near"), (thanked, "event_thanks")] {
            let due_at: jiff::Timestamp = due.parse().unwrap();
            let before = (due_at - jiff::SignedDuration::from_secs(1)).to_string();
            assert_eq!(told(&bench, &before).await, [], "{due}");
            assert_eq!(told(&bench, due).await, to("anna@example.dk", kind));
        }
    }
}

#[tokio::test]
async fn a_moved_event_is_reminded_of_again_and_by_one_of_two_nodes() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    assert_eq!(told(&bench, "2026-12-06T09:00:00Z").await.len(), 1);
    let later = TypedEvent {
        starts: "2027-01-06T19:00".to_owned(),
        ends: "2027-01-06T21:30".to_owned(),
        ..typed("1")
    };
    service.move_event(&actor, &event, &later).await.unwrap();
    letters(service).await;
    bench.set_clock("2027-01-05T09:00:00Z");
    let other = bench.serving(crate::testing::register(|_| {}));
    let (one, two) = tokio::join!(service.tend_events(), other.tend_events());
    assert_eq!((one, two), (Ok(()), Ok(())));
    let reminded = letters(service).await;
    assert_eq!(reminded.len(), 1);
    assert_eq!(reminded[0].letter.kind(), "event_near");
}
