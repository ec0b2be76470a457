//! Webinars: the link to the room is nowhere but behind the page of somebody who has a seat, while it is open; and going in
//! leaves a record of who was told what, which goes with the seat.

use domain::disclosure::GivenData;
use domain::event::{Event, TypedEvent};
use domain::problem::Problem;
use domain::text::Language;

use super::{holds_together, host, published, signed_up, typed};
use crate::event::RoomStands;
use crate::newsletter::tests::letters;
use crate::testing::Bench;

const ROOM: &str = "https://maplecast.example/room/hemmeligt-9381";

fn webinar() -> TypedEvent {
    TypedEvent {
        place: String::new(),
        company: "Maplecast".to_owned(),
        country: "Canada".to_owned(),
        privacy: "https://maplecast.example/privacy".to_owned(),
        room: ROOM.to_owned(),
        ..typed("1")
    }
}

#[tokio::test]
async fn whoever_has_a_seat_goes_in_from_shortly_before_until_the_end_and_nobody_else() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &webinar()).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let waits = signed_up(service, event, "bo@example.dk").await;
    let stands = async |page| service.seat_page(page, Language::Da).await.unwrap().room;
    let opens = "2026-12-07T18:45:00".parse().unwrap();
    bench.set_clock("2026-12-07T17:44:59Z");
    assert_eq!(stands(&anna).await, Some(RoomStands::Opens(opens)));
    let closed = Err(Problem::RoomClosed);
    assert_eq!(service.enter_room(&anna).await, closed);
    for instant in ["2026-12-07T17:45:00Z", "2026-12-07T20:29:59Z"] {
        bench.set_clock(instant);
        assert_eq!(stands(&anna).await, Some(RoomStands::Open));
        assert_eq!(service.enter_room(&anna).await.unwrap().as_str(), ROOM);
        assert_eq!(stands(&waits).await, Some(RoomStands::Closed));
        assert_eq!(service.enter_room(&waits).await, closed);
    }
    bench.set_clock("2026-12-07T20:30:00Z");
    assert_eq!(stands(&anna).await, Some(RoomStands::Closed));
    assert_eq!(service.enter_room(&anna).await, closed);
}

#[tokio::test]
async fn what_the_company_is_told_is_recorded_once_shown_and_erased_with_the_seat() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &webinar()).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    bench.set_clock("2026-12-07T18:00:00Z");
    for _ in 0..2 {
        service.enter_room(&anna).await.unwrap();
    }
    let given = service
        .seat_page(&anna, Language::Da)
        .await
        .unwrap()
        .disclosures;
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].recipient.as_str(), "Maplecast");
    assert_eq!(given[0].country, "CA");
    assert_eq!(
        given[0].data,
        [GivenData::IpAddress, GivenData::ShownInRoom]
    );
    assert_eq!(given[0].basis, "GDPR 6(1)(b)");
    assert_eq!(given[0].purpose.as_str(), "seat");
    assert_eq!(given[0].disclosed_at.to_string(), "2026-12-07T18:00:00Z");
    let seen = service.event(&actor, &event).await.unwrap();
    assert_eq!(seen.people[0].disclosures, given);
    // That they signed up, and that they went in.
    assert_eq!(bench.count_rows(&["record"]).await, [2]);
    holds_together(&bench).await;
    service.leave_seat(&anna).await.unwrap();
    assert_eq!(bench.count_rows(&["record", "seat"]).await, [0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn the_link_to_the_room_is_in_no_mail_no_calendar_and_nothing_that_everybody_sees() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &webinar()).await;
    let token = super::asked(service, event, "anna@example.dk").await;
    super::confirmed(service, &token).await;
    let mails = letters(service).await;
    let shown = service.public_event(&event).await.unwrap();
    let page = "https://www.example.dk/arrangementer/1";
    let file = service.event_calendar(&event, Language::Da, "www.example.dk", page);
    let file = file.await.unwrap();
    let stored = bench.store.event(&event).await.unwrap().unwrap();
    for said in [
        serde_json::to_string(&mails).unwrap(),
        serde_json::to_string(&shown.event).unwrap(),
        file.replace("\r\n ", ""),
        stored.draft.content,
    ] {
        assert!(said.contains("Maplecast"), "{said}");
        assert!(!said.contains("hemmeligt"), "{said}");
    }
    let seen = service.event(&actor, &event).await.unwrap();
    assert_eq!(seen.room.unwrap().as_str(), ROOM);
}

#[tokio::test]
async fn an_event_becomes_a_webinar_and_a_place_again_and_both_are_moves() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let refused = service.edit_event(&actor, &event, &webinar()).await;
    assert_eq!(refused, Err(Problem::EventHasPeople));
    service
        .move_event(&actor, &event, &webinar())
        .await
        .unwrap();
    assert_eq!(letters(service).await.len(), 1);
    // Another link to the same company's room is no news: nobody was told the first.
    let other = TypedEvent {
        room: "https://maplecast.example/room/2".to_owned(),
        ..webinar()
    };
    service.edit_event(&actor, &event, &other).await.unwrap();
    assert_eq!(letters(service).await.len(), 0);
    service
        .move_event(&actor, &event, &typed("1"))
        .await
        .unwrap();
    assert_eq!(letters(service).await.len(), 1);
    assert_eq!(bench.count_rows(&["event_room"]).await, [0]);
    bench.set_clock("2026-12-07T18:00:00Z");
    assert_eq!(service.enter_room(&anna).await, Err(Problem::NotFound));
    let both = TypedEvent {
        place: "Salen".to_owned(),
        ..webinar()
    };
    assert_eq!(Event::read(&both), Err(Problem::WebinarHasPlace));
}

#[tokio::test]
async fn a_draft_of_a_webinar_goes_with_its_room_and_what_is_shown_keeps_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let draft = service.write_event(&actor, &webinar()).await.unwrap();
    service.delete_event(&actor, &draft).await.unwrap();
    assert_eq!(bench.count_rows(&["event_room"]).await, [0]);
    let event = published(service, &actor, &webinar()).await;
    let refused = service.delete_event(&actor, &event).await;
    assert_eq!(refused, Err(Problem::EventClosed));
    assert_eq!(bench.count_rows(&["event_room"]).await, [1]);
}
