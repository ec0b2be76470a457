//! Where knowing of a seat may reveal something sensitive: no mail and no calendar says what it is for.

use domain::mail::{Envelope, Letter, LinkToken};
use domain::problem::Problem;
use domain::text::Language;

use super::{asked, confirmed, host, published, typed};
use crate::Service;
use crate::newsletter::tests::letters;
use crate::testing::{Bench, register};

/// What nobody may read in a mail or a calendar.
const WORDS: [&str; 3] = ["Julecafé", "Salen", "gerne"];

fn is_silent(letter: &Envelope) {
    let written = serde_json::to_string(&letter.letter).unwrap();
    for word in WORDS {
        assert!(!written.contains(word), "{word} in {written}");
    }
    assert!(letter.letter.invites().is_none());
}

/// The page's link, from the one letter that came.
async fn news(service: &Service) -> LinkToken {
    let letters = letters(service).await;
    assert_eq!(letters.len(), 1);
    is_silent(&letters[0]);
    match &letters[0].letter {
        Letter::SeatNews { token, .. } => token.clone(),
        other => panic!("{}", other.kind()),
    }
}

#[tokio::test]
async fn every_letter_says_only_that_there_is_news() {
    let bench = Bench::open().await;
    let service = bench.serving(register(|register| {
        register.purpose["seat"].may_reveal = true;
    }));
    let service = &service;
    service.store_register().await.unwrap();
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let token = asked(service, event, "anna@example.dk").await;
    let anna = confirmed(service, &token).await;
    assert_eq!(news(service).await, anna);
    let token = asked(service, event, "bo@example.dk").await;
    let bo = confirmed(service, &token).await;
    assert_eq!(news(service).await, bo);
    service.leave_seat(&anna).await.unwrap();
    let offered = letters(service).await;
    assert!(matches!(
        &offered[0].letter,
        Letter::SeatNews { until: Some(_), .. }
    ));
    is_silent(&offered[0]);
    service.accept_seat(&bo).await.unwrap();
    let moved = domain::event::TypedEvent {
        ends: "2026-12-07T22:00".to_owned(),
        ..typed("1")
    };
    service.move_event(&actor, &event, &moved).await.unwrap();
    assert_eq!(news(service).await, bo);
    bench.set_clock("2026-12-06T09:00:00Z");
    service.tend_events().await.unwrap();
    assert_eq!(news(service).await, bo);
    service.cancel_event(&actor, &event).await.unwrap();
    assert_eq!(news(service).await, bo);
}

#[tokio::test]
async fn the_file_for_calendars_says_when_and_nothing_more() {
    let bench = Bench::open().await;
    let silent = bench.serving(register(|register| {
        register.purpose["seat"].may_reveal = true;
    }));
    silent.store_register().await.unwrap();
    let event = published(&silent, &host(&bench).await, &typed("1")).await;
    let token = asked(&silent, event, "anna@example.dk").await;
    let anna = confirmed(&silent, &token).await;
    let calendar = async |service: &Service| {
        let file = service.seat_calendar(&anna, Language::Da, "www.example.dk");
        file.await
    };
    let file = calendar(&silent).await.unwrap();
    assert!(file.contains("SUMMARY:Aftale\r\n"), "{file}");
    assert!(file.contains("DTSTART;TZID=Europe/Copenhagen:20261207T190000\r\n"));
    let event = event.to_string();
    for word in WORDS.into_iter().chain([event.as_str(), "https"]) {
        assert!(!file.contains(word), "{word} in {file}");
    }
    let open = calendar(&bench.service).await;
    assert_eq!(open, Err(Problem::NotFound), "the event's own file is open");
}
