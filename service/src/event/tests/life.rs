//! The way of somebody who signs up: held, confirmed, in line, offered, gone. A seat goes to whoever comes first, and
//! nobody who looks from outside learns who that is.

use domain::mail::Letter;
use domain::problem::Problem;
use domain::text::Language;

use super::{asked, confirmed, form, holds_together, host, published, signed_up, typed};
use crate::event::{SeatQuestion, SeatStands, SignUpStands};
use crate::newsletter::tests::letters;
use crate::testing::Bench;
use crate::{SeatConfirmation, Service};
use domain::mail::LinkToken;

async fn stands(service: &Service, page: &LinkToken) -> Result<SeatStands, Problem> {
    service
        .seat_page(page, Language::Da)
        .await
        .map(|page| page.stands)
}

#[tokio::test]
async fn a_seat_is_kept_for_half_an_hour_and_looking_confirms_nobody() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let anna = asked(service, event, "anna@example.dk").await;
    let bo = asked(service, event, "bo@example.dk").await;
    bench.set_clock("2026-11-21T12:29:59Z");
    for _ in 0..2 {
        let question = service.seat_question(&anna).await.unwrap();
        assert!(matches!(
            question,
            SeatQuestion::Asked { is_held: true, .. }
        ));
        let question = service.seat_question(&bo).await.unwrap();
        assert!(matches!(
            question,
            SeatQuestion::Asked { is_held: false, .. }
        ));
    }
    service.tend_events().await.unwrap();
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Full);
    bench.set_clock("2026-11-21T12:30:00Z");
    assert_eq!(service.confirm_seat(&anna).await, Err(Problem::SpentLink));
    service.tend_events().await.unwrap();
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Free(Some(1)));
    assert_eq!(bench.count_rows(&["seat", "record"]).await, [0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn signing_up_begins_and_ends_when_it_is_said() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let typed = domain::event::TypedEvent {
        opens: "2026-11-22T10:00".to_owned(),
        closes: "2026-12-01T20:00".to_owned(),
        ..typed("1")
    };
    let event = published(service, &host(&bench).await, &typed).await;
    let opens = jiff::civil::date(2026, 11, 22).at(10, 0, 0, 0);
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::NotYet(opens));
    let anna = form(event, "anna@example.dk");
    assert_eq!(service.take_seat(&anna).await, Err(Problem::SignUpClosed));
    bench.set_clock("2026-11-22T09:00:00Z");
    let page = signed_up(service, event, "anna@example.dk").await;
    let bo = signed_up(service, event, "bo@example.dk").await;
    bench.set_clock("2026-12-01T19:00:00Z");
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Closed);
    let carl = form(event, "carl@example.dk");
    assert_eq!(service.take_seat(&carl).await, Err(Problem::SignUpClosed));
    // Those who are in line still get what becomes free.
    assert_eq!(service.leave_seat(&page).await, Ok(true));
    letters(service).await;
    service.accept_seat(&bo).await.unwrap();
    assert_eq!(stands(service, &bo).await, Ok(SeatStands::Seated));
}

#[tokio::test]
async fn whoever_comes_too_late_waits_in_order_and_is_offered_what_becomes_free() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let anna = signed_up(service, event, "anna@example.dk").await;
    let bo = signed_up(service, event, "bo@example.dk").await;
    let carl = signed_up(service, event, "carl@example.dk").await;
    assert_eq!(stands(service, &anna).await, Ok(SeatStands::Seated));
    assert_eq!(
        stands(service, &bo).await,
        Ok(SeatStands::Waiting { before: 0 })
    );
    assert_eq!(
        stands(service, &carl).await,
        Ok(SeatStands::Waiting { before: 1 })
    );
    assert_eq!(service.leave_seat(&anna).await, Ok(true));
    assert_eq!(service.leave_seat(&anna).await, Ok(false));
    assert_eq!(stands(service, &anna).await, Err(Problem::SpentLink));
    let offered = letters(service).await;
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].to.as_str(), "bo@example.dk");
    assert!(matches!(&offered[0].letter, Letter::SeatOffered { token, .. } if *token == bo));
    // Somebody new does not pass those who wait.
    let dora = signed_up(service, event, "dora@example.dk").await;
    assert_eq!(
        stands(service, &dora).await,
        Ok(SeatStands::Waiting { before: 1 })
    );
    // Bo lets it run out; it goes on to Carl, who takes it.
    bench.set_clock("2026-11-22T11:59:59Z");
    service.tend_events().await.unwrap();
    assert!(matches!(
        stands(service, &bo).await,
        Ok(SeatStands::Offered { .. })
    ));
    bench.set_clock("2026-11-22T12:00:00Z");
    assert_eq!(service.accept_seat(&bo).await, Err(Problem::OfferOver));
    service.tend_events().await.unwrap();
    assert_eq!(stands(service, &bo).await, Err(Problem::SpentLink));
    assert_eq!(letters(service).await[0].to.as_str(), "carl@example.dk");
    for _ in 0..2 {
        assert_eq!(service.accept_seat(&carl).await, Ok(()));
    }
    assert_eq!(stands(service, &carl).await, Ok(SeatStands::Seated));
    assert_eq!(
        stands(service, &dora).await,
        Ok(SeatStands::Waiting { before: 0 })
    );
    holds_together(&bench).await;
}

#[tokio::test]
async fn signing_up_twice_is_one_seat_and_one_page() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("2")).await;
    let first = asked(service, event, "anna@example.dk").await;
    // Too soon for another letter, and told to nobody.
    service
        .take_seat(&form(event, "ANNA@example.dk"))
        .await
        .unwrap();
    assert_eq!(letters(service).await.len(), 0);
    bench.set_clock("2026-11-21T12:10:00Z");
    let third = asked(service, event, "anna@example.dk").await;
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Free(Some(1)));
    let page = confirmed(service, &third).await;
    assert_eq!(stands(service, &page).await, Ok(SeatStands::Seated));
    // The first letter leads to the same page, and its own sign-up is gone.
    assert_eq!(confirmed(service, &first).await, page);
    assert_eq!(
        service.confirm_seat(&third).await,
        Ok(SeatConfirmation::Before)
    );
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Free(Some(1)));
    assert!(bench.service.leave_seat(&page).await.unwrap());
    holds_together(&bench).await;
}

/// A known address and an unknown one leave the same rows.
#[tokio::test]
async fn an_answer_does_not_tell_who_is_known() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("9")).await;
    signed_up(service, event, "anna@example.dk").await;
    const TABLES: [&str; 4] = ["seat", "mail", "record", "erasure"];
    let mut grown = Vec::new();
    for email in ["anna@example.dk", "unknown@example.dk"] {
        let before = bench.count_rows(&TABLES).await;
        assert_eq!(service.take_seat(&form(event, email)).await, Ok(()));
        let after = bench.count_rows(&TABLES).await;
        let more = after
            .iter()
            .zip(before)
            .map(|(after, before)| after - before);
        grown.push(more.collect::<Vec<i64>>());
    }
    assert_eq!(grown[0], grown[1]);
}

#[tokio::test]
async fn nobody_signs_up_for_what_is_hidden_cancelled_or_begun() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let draft = service.write_event(&actor, &typed("9")).await.unwrap();
    let take = async |event| service.take_seat(&form(event, "anna@example.dk")).await;
    assert_eq!(take(draft).await, Err(Problem::NotFound));
    assert_eq!(
        service.public_event(&draft).await.map(|_| ()),
        Err(Problem::NotFound)
    );
    let event = published(service, &actor, &typed("9")).await;
    let token = asked(service, event, "bo@example.dk").await;
    service.cancel_event(&actor, &event).await.unwrap();
    assert_eq!(take(event).await, Err(Problem::SignUpClosed));
    assert_eq!(
        service.confirm_seat(&token).await,
        Err(Problem::SignUpClosed)
    );
    let event = published(service, &actor, &typed("9")).await;
    bench.set_clock("2026-12-07T18:00:00Z");
    assert_eq!(take(event).await, Err(Problem::SignUpClosed));
}

#[tokio::test]
async fn everybody_is_told_once_that_it_is_cancelled() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    signed_up(service, event, "anna@example.dk").await;
    signed_up(service, event, "bo@example.dk").await;
    let dora = asked(service, event, "dora@example.dk").await;
    service.cancel_event(&actor, &event).await.unwrap();
    service.tend_events().await.unwrap();
    assert_eq!(
        service.cancel_event(&actor, &event).await,
        Err(Problem::EventClosed)
    );
    let told = letters(service).await;
    let mut to: Vec<&str> = told.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["anna@example.dk", "bo@example.dk"]);
    for letter in &told {
        assert_eq!(letter.letter.kind(), "event_cancelled");
    }
    assert!(service.seat_question(&dora).await.is_ok());
}
