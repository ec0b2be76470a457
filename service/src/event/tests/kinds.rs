//! Kinds of events, what is shown of a month, and what those learn who follow events.

use domain::event::{EventState, Month, TypedEvent};
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;

use super::{host, published, typed};
use crate::event::EventKind;
use crate::staff::tests::signed_in;
use crate::testing::Bench;

fn on(starts: &str, ends: &str, kind: &str) -> TypedEvent {
    TypedEvent {
        title: starts.to_owned(),
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        kind: kind.to_owned(),
        ..typed("")
    }
}

async fn only_kind(bench: &Bench) -> EventKind {
    bench.service.event_kinds().await.unwrap().remove(0)
}

#[tokio::test]
async fn hosts_keep_kinds_and_none_that_is_used_goes() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let add = async |danish, english| service.add_event_kind(&actor, danish, english).await;
    assert_eq!(add("Foredrag", "Talk").await, Ok(()));
    assert_eq!(add(" foredrag ", "Talks").await, Err(Problem::KnownKind));
    assert_eq!(add("", "Talks").await, Err(Problem::UnusableKindName));
    let kind = only_kind(&bench).await;
    assert_eq!(
        (kind.slug.as_str(), kind.name.get(Language::En)),
        ("foredrag", "Talk")
    );
    let renamed = service.rename_event_kind(&actor, &kind.id, "Oplæg", "Talk");
    assert_eq!(renamed.await, Ok(()));
    let kind = only_kind(&bench).await;
    assert_eq!(
        (kind.slug.as_str(), kind.name.get(Language::Da)),
        ("foredrag", "Oplæg")
    );
    let unknown = on("2026-12-07T19:00", "2026-12-07T20:00", "x");
    let written = service.write_event(&actor, &unknown).await;
    assert_eq!(written, Err(Problem::UnknownKind));
    let event = on("2026-12-07T19:00", "2026-12-07T20:00", "foredrag");
    let event = service.write_event(&actor, &event).await.unwrap();
    let removed = async || service.remove_event_kind(&actor, &kind.id).await;
    assert_eq!(removed().await, Err(Problem::KindInUse));
    service.delete_event(&actor, &event).await.unwrap();
    assert_eq!(removed().await, Ok(()));
    assert_eq!(removed().await, Err(Problem::NotFound));
    let other = signed_in(service, &[Role::Communications, Role::Administrator]).await;
    let forbidden = Err(Problem::Forbidden);
    assert_eq!(
        service.add_event_kind(&other, "Foredrag", "Talk").await,
        forbidden
    );
    assert_eq!(service.remove_event_kind(&other, &kind.id).await, forbidden);
}

#[tokio::test]
async fn there_are_never_more_than_forty_kinds() {
    let bench = Bench::open().await;
    let actor = host(&bench).await;
    for number in 0..40 {
        let name = format!("Type {number}");
        let added = bench.service.add_event_kind(&actor, &name, &name).await;
        assert_eq!(added, Ok(()));
    }
    let more = bench.service.add_event_kind(&actor, "En til", "One more");
    assert_eq!(more.await, Err(Problem::TooManyKinds));
}

#[tokio::test]
async fn a_month_shows_what_touches_its_weeks_over_new_year_too() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    service
        .add_event_kind(&actor, "Koncert", "Concert")
        .await
        .unwrap();
    for (starts, ends, kind) in [
        ("2026-12-31T22:00", "2027-01-01T01:00", "koncert"),
        // Ends as the first week that December shows begins.
        ("2026-11-29T19:00", "2026-11-30T00:00", ""),
        ("2027-01-03T23:00", "2027-01-04T01:00", ""),
        // Begins as the last one is over.
        ("2027-01-04T00:00", "2027-01-04T01:00", ""),
    ] {
        published(service, &actor, &on(starts, ends, kind)).await;
    }
    service.write_event(&actor, &typed("")).await.unwrap();
    let shown = async |month, kind: Option<&EventKind>| {
        let events = service.events_of_month(Month::parse(month).unwrap(), kind);
        let events = events.await.unwrap();
        let titles = events
            .iter()
            .map(|event| event.event.danish.title.as_str().to_owned());
        titles.collect::<Vec<String>>()
    };
    let december = ["2026-12-31T22:00", "2027-01-03T23:00"];
    assert_eq!(shown("2026-12", None).await, december);
    assert_eq!(shown("2027-01", None).await.len(), 3);
    let kind = only_kind(&bench).await;
    assert_eq!(shown("2026-12", Some(&kind)).await, december[..1]);
    assert_eq!(service.coming_events(Some(&kind)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_follows_events_learns_of_those_that_were_cancelled_and_for_ninety_days_of_those_that_are_over()
 {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    service
        .add_event_kind(&actor, "Koncert", "Concert")
        .await
        .unwrap();
    let event = published(
        service,
        &actor,
        &on("2026-12-07T19:00", "2026-12-07T21:00", "koncert"),
    )
    .await;
    published(
        service,
        &actor,
        &on("2026-12-08T19:00", "2026-12-08T21:00", ""),
    )
    .await;
    service.write_event(&actor, &typed("")).await.unwrap();
    service.cancel_event(&actor, &event).await.unwrap();
    let feed = service.event_feed(None).await.unwrap();
    let states: Vec<EventState> = feed.events.iter().map(|event| event.state).collect();
    assert_eq!(states, [EventState::Cancelled, EventState::Published]);
    assert_eq!(feed.events[0].sequence, 1);
    assert_eq!(feed.changed_at, service.now());
    let count = async |kind| service.event_feed(kind).await.map(|feed| feed.events.len());
    assert_eq!(count(Some("koncert")).await, Ok(1));
    assert_eq!(count(Some("x")).await, Err(Problem::NotFound));
    bench.set_clock("2027-03-07T19:59:59Z");
    assert_eq!(count(None).await, Ok(2), "89 days and 23 hours after");
    bench.set_clock("2027-03-07T20:00:00Z");
    assert_eq!(count(None).await, Ok(1));
}
