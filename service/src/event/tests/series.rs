//! Events that come again: each date an event of its own, all stored or none, and what is done to one and those after.

use domain::event::{EventState, MissingDay, Recurrence, TypedEvent, TypedRecurrence};
use domain::problem::Problem;
use jiff::civil::date;
use uuid::Uuid;

use super::{host, signed_up, typed};
use crate::event::{SeriesDate, SeriesRefused};
use crate::testing::Bench;
use crate::{Service, StaffActor};

fn rule(every: &str, times: &str) -> Recurrence {
    let typed = TypedRecurrence {
        every: every.to_owned(),
        times: times.to_owned(),
        until: String::new(),
    };
    Recurrence::read(&typed).unwrap().unwrap()
}

fn at(starts: &str, ends: &str) -> TypedEvent {
    TypedEvent {
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        ..typed("2")
    }
}

/// Its dates, as those see them who hold it.
async fn dates(service: &Service, actor: &StaffActor, event: &Uuid) -> Vec<SeriesDate> {
    service.event(actor, event).await.unwrap().dates
}

fn states(dates: &[SeriesDate]) -> Vec<EventState> {
    dates.iter().map(|date| date.state).collect()
}

#[tokio::test]
async fn each_date_of_a_webinar_has_the_room() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let webinar = TypedEvent {
        place: String::new(),
        company: "Maplecast".to_owned(),
        country: "Canada".to_owned(),
        privacy: "https://maplecast.example/privacy".to_owned(),
        room: "https://maplecast.example/r/1".to_owned(),
        ..at("2027-03-21T19:00", "2027-03-21T21:00")
    };
    let first = service.write_series(&actor, &webinar, rule("week", "2"));
    let first = first.await.unwrap();
    for date in dates(service, &actor, &first).await {
        let room = service.event(&actor, &date.id).await.unwrap().room;
        assert_eq!(room.unwrap().as_str(), "https://maplecast.example/r/1");
    }
}

#[tokio::test]
async fn each_date_has_its_own_seats_and_promise_and_keeps_the_time_of_day() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let first = at("2027-03-21T19:00", "2027-03-21T21:00");
    let first = service.write_series(&actor, &first, rule("week", "3"));
    let first = first.await.unwrap();
    let all = dates(service, &actor, &first).await;
    let starts: Vec<String> = all.iter().map(|one| one.event.starts.to_string()).collect();
    let expected = [
        "2027-03-21T19:00:00",
        "2027-03-28T19:00:00",
        "2027-04-04T19:00:00",
    ];
    assert_eq!(starts, expected);
    let mut instants = Vec::new();
    for one in &all {
        let stored = bench.store.event(&one.id).await.unwrap().unwrap();
        instants.push(stored.draft.starts_at.to_string());
    }
    // Clocks are set forward in the night to 28 March.
    let expected = [
        "2027-03-21T18:00:00Z",
        "2027-03-28T17:00:00Z",
        "2027-04-04T17:00:00Z",
    ];
    assert_eq!(instants, expected);
    assert_eq!(
        service.publish_event_and_later(&actor, &first).await,
        Ok(())
    );
    signed_up(service, all[1].id, "anna@example.dk").await;
    let people = async |one: &SeriesDate| {
        let event = service.event(&actor, &one.id).await.unwrap();
        event.people.len()
    };
    assert_eq!((people(&all[0]).await, people(&all[1]).await), (0, 1));
    let last_day = async |one: &SeriesDate| {
        let shown = service.public_event(&one.id).await.unwrap();
        shown.promise.kept.last_day
    };
    assert_eq!(last_day(&all[0]).await, date(2027, 4, 4));
    assert_eq!(last_day(&all[1]).await, date(2027, 4, 11));
    let shown = service.public_event(&first).await.unwrap();
    let others = service.other_dates(&shown).await.unwrap();
    let others: Vec<Uuid> = others.iter().map(|other| other.id).collect();
    assert_eq!(others, [all[1].id, all[2].id]);
}

#[tokio::test]
async fn a_date_that_does_not_exist_is_named_and_nothing_is_stored() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    for (event, rule, missing) in [
        (
            at("2027-03-21T02:30", "2027-03-21T04:00"),
            rule("week", "3"),
            vec![MissingDay::SkippedHour(date(2027, 3, 28))],
        ),
        (
            at("2027-03-20T23:00", "2027-03-21T02:30"),
            rule("week", "2"),
            vec![MissingDay::SkippedHour(date(2027, 3, 28))],
        ),
        (
            at("2028-02-29T19:00", "2028-02-29T20:00"),
            rule("year", "3"),
            vec![MissingDay::LeapDay(2029), MissingDay::LeapDay(2030)],
        ),
    ] {
        let refused = service.write_series(&actor, &event, rule).await;
        let problem = Problem::MissingOccurrences;
        assert_eq!(refused, Err(SeriesRefused { problem, missing }));
    }
    let past = at("2026-11-20T19:00", "2026-11-20T20:00");
    let refused = service.write_series(&actor, &past, rule("week", "3")).await;
    assert_eq!(refused, Err(Problem::UnusableStart.into()));
    let list = service.events(&actor, None).await.unwrap();
    assert_eq!(list.events, [], "nothing is stored by halves");
}

#[tokio::test]
async fn what_is_done_to_one_date_is_done_to_those_after_it_only_when_asked() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let first = at("2026-12-07T19:00", "2026-12-07T21:30");
    let first = service.write_series(&actor, &first, rule("week", "4"));
    let first = first.await.unwrap();
    let ids: Vec<Uuid> = dates(service, &actor, &first)
        .await
        .iter()
        .map(|date| date.id)
        .collect();
    let look = async || states(&dates(service, &actor, &first).await);
    use EventState::{Cancelled, Draft, Published};
    assert_eq!(service.publish_event(&actor, &ids[0]).await, Ok(()));
    assert_eq!(look().await, [Published, Draft, Draft, Draft]);
    assert_eq!(
        service.publish_event_and_later(&actor, &ids[1]).await,
        Ok(())
    );
    assert_eq!(look().await, [Published; 4]);
    assert_eq!(
        service.publish_event_and_later(&actor, &ids[1]).await,
        Err(Problem::EventClosed)
    );

    service
        .add_event_kind(&actor, "Koncert", "Concert")
        .await
        .unwrap();
    let renamed = TypedEvent {
        title: "Nytårskoncert".to_owned(),
        kind: "koncert".to_owned(),
        place: "Gården".to_owned(),
        ..at("2026-12-21T18:00", "2026-12-21T20:00")
    };
    let edited = service.edit_event_and_later(&actor, &ids[2], &renamed);
    assert_eq!(edited.await, Ok(()));
    let all = dates(service, &actor, &first).await;
    let told = |date: &SeriesDate| {
        let title = date.event.danish.title.as_str().to_owned();
        let place = date.event.place.as_str().to_owned();
        (title, place, date.event.starts.hour())
    };
    let expected = |title: &str, place: &str, hour| (title.to_owned(), place.to_owned(), hour);
    assert_eq!(told(&all[1]), expected("Julecafé", "Salen", 19));
    assert_eq!(told(&all[2]), expected("Nytårskoncert", "Gården", 18));
    assert_eq!(told(&all[3]), expected("Nytårskoncert", "Salen", 19));
    let last = service.public_event(&ids[3]).await.unwrap();
    assert_eq!(last.kind.unwrap().slug, "koncert");

    signed_up(service, ids[3], "anna@example.dk").await;
    assert_eq!(service.cancel_event(&actor, &ids[0]).await, Ok(()));
    assert_eq!(
        service.cancel_event_and_later(&actor, &ids[2]).await,
        Ok(())
    );
    assert_eq!(look().await, [Cancelled, Published, Cancelled, Cancelled]);
    let letters = crate::newsletter::tests::letters(service).await;
    let kinds: Vec<&str> = letters.iter().map(|letter| letter.letter.kind()).collect();
    assert_eq!(kinds, ["event_cancelled"]);
}

#[tokio::test]
async fn drafts_are_deleted_from_one_date_on_and_one_that_does_not_come_again_has_none_after_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let monthly = typed("");
    let first = service.write_series(&actor, &monthly, rule("month", "3"));
    let first = first.await.unwrap();
    let all = dates(service, &actor, &first).await;
    let deleted = service.delete_event_and_later(&actor, &all[1].id).await;
    assert_eq!(deleted, Ok(()));
    assert_eq!(dates(service, &actor, &first).await.len(), 1);
    let single = service.write_event(&actor, &typed("")).await.unwrap();
    assert_eq!(
        service.publish_event_and_later(&actor, &single).await,
        Err(Problem::NotFound)
    );
}
