//! Moving an event that people signed up for: each is told once, whatever ends in the middle, and nobody is kept longer
//! than they were told, nor forgotten before what they come to is over.

use domain::event::{SeatPromise, TypedEvent};
use domain::mail::{Envelope, Letter, LinkToken};
use domain::problem::Problem;
use domain::text::Language;

use super::super::write::Move;
use super::{host, published, signed_up, typed};
use crate::Service;
use crate::newsletter::tests::letters;
use crate::testing::{Bench, register};

fn at(starts: &str, ends: &str) -> TypedEvent {
    TypedEvent {
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        ..typed("1")
    }
}

/// A month later than everybody was told: kept until 20 January, and not 21 December.
fn later() -> TypedEvent {
    at("2027-01-06T19:00", "2027-01-06T21:30")
}

async fn promised(service: &Service, page: &LinkToken) -> (String, Option<String>) {
    let page = service.seat_page(page, Language::Da).await.unwrap();
    let day = |promise: SeatPromise| promise.kept.last_day.to_string();
    (day(page.promise), page.later.map(|(_, later)| day(later)))
}

fn moved(letter: &Envelope) -> (&str, String, String, Option<String>) {
    let Letter::EventMoved {
        about,
        before,
        holds_from,
        ..
    } = &letter.letter
    else {
        panic!("{}", letter.letter.kind());
    };
    let holds_from = holds_from.map(|from| from.to_string());
    let (was, is) = (before.starts.to_string(), about.starts.to_string());
    (letter.to.as_str(), was, is, holds_from)
}

#[tokio::test]
async fn everybody_who_confirmed_is_told_once_what_was_and_what_is() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "bo@example.dk").await;
    super::asked(service, event, "dora@example.dk").await;
    let refused = service.edit_event(&actor, &event, &later()).await;
    assert_eq!(refused, Err(Problem::EventHasPeople));
    assert_eq!(letters(service).await.len(), 0);
    service.move_event(&actor, &event, &later()).await.unwrap();
    service.tend_events().await.unwrap();
    let told = letters(service).await;
    let mut told: Vec<_> = told.iter().map(moved).collect();
    told.sort_unstable();
    let (was, is) = ("2026-12-07T19:00:00", "2027-01-06T19:00:00");
    let from = Some("2026-11-24T13:00:00".to_owned());
    let expected = ["anna@example.dk", "bo@example.dk"]
        .map(|to| (to, was.to_owned(), is.to_owned(), from.clone()));
    assert_eq!(told, expected);
    // Words alone are no news.
    let reworded = TypedEvent {
        words: "Husk varmt tøj.".to_owned(),
        ..later()
    };
    service.move_event(&actor, &event, &reworded).await.unwrap();
    assert_eq!(letters(service).await.len(), 0);
    // Another place is.
    let elsewhere = TypedEvent {
        place: "Gården".to_owned(),
        ..reworded
    };
    service
        .move_event(&actor, &event, &elsewhere)
        .await
        .unwrap();
    assert_eq!(letters(service).await.len(), 2);
}

#[tokio::test]
async fn a_calendar_hears_of_it_only_where_there_is_a_seat() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "bo@example.dk").await;
    service.move_event(&actor, &event, &later()).await.unwrap();
    let told = letters(service).await;
    let calendars = told.iter().map(|letter| {
        let invites = letter.letter.invites();
        let sequence = invites.map(|(_, calendar, _)| calendar.sequence);
        (letter.to.as_str(), sequence)
    });
    let mut calendars: Vec<_> = calendars.collect();
    calendars.sort_unstable();
    let expected = [("anna@example.dk", Some(1)), ("bo@example.dk", None)];
    assert_eq!(calendars, expected);
}

#[tokio::test]
async fn what_ended_between_moving_and_telling_is_told_by_whoever_comes_next_and_by_one_of_two() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("90")).await;
    for number in 0..70 {
        signed_up(service, event, &format!("person{number}@example.dk")).await;
    }
    // The process ends here.
    let roomy = TypedEvent {
        capacity: "90".to_owned(),
        ..later()
    };
    let edit = service.draw_edit(&event, &roomy, Move::Told).await;
    service.commit(edit.unwrap()).await.unwrap().unwrap();
    assert_eq!(letters(service).await.len(), 0);
    let others = [(), ()].map(|()| bench.serving(register(|_| {})));
    let (one, other) = tokio::join!(others[0].tend_events(), others[1].tend_events());
    assert_eq!((one, other), (Ok(()), Ok(())));
    service.tend_events().await.unwrap();
    let told = letters(service).await;
    let mut to: Vec<&str> = told.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!((told.len(), to.len()), (70, 70));
}

#[tokio::test]
async fn moved_twice_before_anybody_is_told_is_told_as_one_move_and_back_again_is_none() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let moves = async |typed: TypedEvent| {
        let edit = service.draw_edit(&event, &typed, Move::Told).await;
        service.commit(edit.unwrap()).await.unwrap().unwrap();
    };
    moves(at("2026-12-08T19:00", "2026-12-08T21:30")).await;
    moves(later()).await;
    service.tend_events().await.unwrap();
    let told = letters(service).await;
    assert_eq!(told.len(), 1);
    assert_eq!(moved(&told[0]).1, "2026-12-07T19:00:00");
    moves(typed("1")).await;
    moves(later()).await;
    service.tend_events().await.unwrap();
    assert_eq!(letters(service).await.len(), 0);
    let promised = promised(service, &anna).await;
    assert_eq!(promised.0, "2026-12-21", "what was promised first");
}

#[tokio::test]
async fn a_longer_promise_holds_once_people_were_told_and_could_leave() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let bo = signed_up(service, event, "bo@example.dk").await;
    let edit = service.draw_edit(&event, &later(), Move::Told).await;
    service.commit(edit.unwrap()).await.unwrap().unwrap();
    let old = || "2026-12-21".to_owned();
    let new = || "2027-01-20".to_owned();
    assert_eq!(promised(service, &anna).await, (old(), None), "not told");
    service.tend_events().await.unwrap();
    assert_eq!(promised(service, &anna).await, (old(), Some(new())));
    // Whoever signs up now is told the new one at once.
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.promise.kept.last_day.to_string(), new());
    assert_eq!(service.leave_seat(&bo).await, Ok(true), "gone at once");
    bench.set_clock("2026-11-24T12:00:00Z");
    assert_eq!(promised(service, &anna).await, (new(), None));
    bench.set_clock("2027-01-20T22:59:59Z");
    service.sweep().await.unwrap();
    assert!(service.seat_page(&anna, Language::Da).await.is_ok());
    bench.set_clock("2027-01-20T23:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["seat", "seat_move"]).await, [0, 0]);
}

#[tokio::test]
async fn nobody_is_forgotten_before_what_they_come_to_is_over_and_an_untold_one_right_after() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let edit = service.draw_edit(&event, &later(), Move::Told).await;
    service.commit(edit.unwrap()).await.unwrap().unwrap();
    // Nobody was told until the first promise had run out: the event is still to come.
    bench.set_clock("2027-01-06T20:29:59Z");
    service.sweep().await.unwrap();
    assert!(service.seat_page(&anna, Language::Da).await.is_ok());
    // It is over, and the first promise is the only one that was ever made.
    bench.set_clock("2027-01-06T20:30:00Z");
    service.tend_events().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["seat", "mail"]).await, [0, 0]);
}

#[tokio::test]
async fn an_earlier_event_shortens_the_promise_at_once_and_a_longer_rule_does_not_reach_in_by_a_move()
 {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let longer = bench.serving(register(|register| {
        let rule = register.purpose["seat"].retention.as_mut();
        rule.unwrap().period.days = 60;
    }));
    longer.store_register().await.unwrap();
    let earlier = at("2026-12-01T19:00", "2026-12-01T21:30");
    longer.move_event(&actor, &event, &earlier).await.unwrap();
    let expected = ("2026-12-15".to_owned(), None);
    assert_eq!(promised(&longer, &anna).await, expected);
    assert_eq!(moved(&letters(&longer).await[0]).3, None);
    bench.set_clock("2026-12-15T23:00:00Z");
    longer.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["seat"]).await, [0]);
}

#[tokio::test]
async fn a_full_event_stays_full_wherever_it_is_moved() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("2")).await;
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "bo@example.dk").await;
    let refused = service.move_event(&actor, &event, &later()).await;
    assert_eq!(refused, Err(Problem::CapacityBelowSeats));
    assert_eq!(letters(service).await.len(), 0);
}
