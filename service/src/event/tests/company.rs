//! Companies that come together, people whom staff sign up, and the list for the door.

use domain::event::{Participant, SeatState, TypedEvent, TypedParticipant};
use domain::mail::Letter;
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use super::{confirm_token, confirmed, form, holds_together, host, published, signed_up, typed};
use crate::event::{SeatStands, SignUpStands, TakeSeat};
use crate::newsletter::tests::letters;
use crate::staff::tests::signed_in;
use crate::testing::Bench;

fn company(event: Uuid, email: &str, companions: &[&str]) -> TakeSeat {
    let companions: Vec<String> = companions.iter().map(ToString::to_string).collect();
    let typed = TypedParticipant {
        name: "Anna Kanariefugl",
        email,
        phone: "",
        companions: &companions,
    };
    TakeSeat {
        event,
        participant: Participant::read(typed, Language::Da).unwrap(),
        answers: None,
        newsletter: None,
    }
}

fn caller(name: &str, email: &str, phone: &str) -> Participant {
    let typed = TypedParticipant {
        name,
        email,
        phone,
        companions: &[],
    };
    Participant::read_spoken(typed, Language::Da).unwrap()
}

fn with_companions(capacity: &str) -> TypedEvent {
    TypedEvent {
        companions: "2".to_owned(),
        ..typed(capacity)
    }
}

#[tokio::test]
async fn a_company_takes_a_seat_each_and_never_one_too_many() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_companions("3")).await;
    let four = company(event, "anna@example.dk", &["Bo", "Carl", "Dora"]);
    assert_eq!(
        service.take_seat(&four).await,
        Err(Problem::TooManyCompanions)
    );
    let two = company(event, "anna@example.dk", &["Bo"]);
    service.take_seat(&two).await.unwrap();
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.stands, SignUpStands::Free(Some(1)));
    let token = confirm_token(&letters(service).await[0]);
    let anna = confirmed(service, &token).await;
    letters(service).await;
    assert_eq!(
        service
            .seat_page(&anna, Language::Da)
            .await
            .unwrap()
            .companions,
        ["Bo"]
    );
    // Two more do not fit, and wait; one alone does not pass them, but gets the seat that is too small for them.
    service
        .take_seat(&company(event, "eva@example.dk", &["Finn"]))
        .await
        .unwrap();
    let token = confirm_token(&letters(service).await[0]);
    let eva = confirmed(service, &token).await;
    letters(service).await;
    assert_eq!(
        service.seat_page(&eva, Language::Da).await.unwrap().stands,
        SeatStands::Waiting { before: 0 }
    );
    let gerd = signed_up(service, event, "gerd@example.dk").await;
    service.tend_events().await.unwrap();
    let offers = letters(service).await;
    assert_eq!(offers.len(), 1);
    assert!(matches!(&offers[0].letter, Letter::SeatOffered { token, .. } if *token == gerd));
    service.accept_seat(&gerd).await.unwrap();
    // Both seats of the company become free at once, and go to the next two together.
    assert_eq!(service.leave_seat(&anna).await, Ok(true));
    let offers = letters(service).await;
    assert_eq!(offers.len(), 1);
    assert!(matches!(&offers[0].letter, Letter::SeatOffered { token, .. } if *token == eva));
    let room = bench.store.event(&event).await.unwrap().unwrap();
    let room = bench.store.room(&room).await.unwrap();
    assert_eq!((room.taken, room.waiting), (3, 0));
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_company_larger_than_the_room_is_told_so_at_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_companions("1")).await;
    let two = company(event, "anna@example.dk", &["Bo"]);
    assert_eq!(
        service.take_seat(&two).await,
        Err(Problem::TooManyCompanions)
    );
    assert_eq!(bench.count_rows(&["seat", "mail"]).await, [0, 0]);
}

#[tokio::test]
async fn whoever_calls_is_signed_up_at_once_with_a_mailbox_or_without() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &typed("2")).await;
    let anna = caller("Anna Bech", "anna@example.dk", "");
    service.enter_seat(&host, &event, &anna).await.unwrap();
    let told = letters(service).await;
    assert!(matches!(
        &told[0].letter,
        Letter::SeatConfirmed { seated: true, .. }
    ));
    let again = service.enter_seat(&host, &event, &anna).await;
    assert_eq!(again, Err(Problem::AlreadySignedUp));
    for number in ["12 34 56 78", "87 65 43 21"] {
        let bo = caller("Bo", "", number);
        service.enter_seat(&host, &event, &bo).await.unwrap();
    }
    assert!(letters(service).await.is_empty());
    let people = service.event(&host, &event).await.unwrap().people;
    let stands: Vec<SeatState> = people.iter().map(|person| person.state).collect();
    assert_eq!(
        stands,
        [SeatState::Seated, SeatState::Seated, SeatState::Waiting]
    );
    // Anna gives up her seat on the telephone, and it is the next one's, who can only be called.
    let released = service.release_seat(&host, &event, &people[0].seat).await;
    assert_eq!(released, Ok(true));
    let released = service.release_seat(&host, &event, &people[0].seat).await;
    assert_eq!(released, Err(Problem::NotFound));
    let people = service.event(&host, &event).await.unwrap().people;
    let stands: Vec<SeatState> = people.iter().map(|person| person.state).collect();
    assert_eq!(stands, [SeatState::Seated, SeatState::Seated]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn whoever_can_only_be_called_was_told_of_no_move_and_is_promised_no_more() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &typed("2")).await;
    let bo = caller("Bo", "", "12 34 56 78");
    service.enter_seat(&host, &event, &bo).await.unwrap();
    let later = TypedEvent {
        starts: "2027-01-06T19:00".to_owned(),
        ends: "2027-01-06T21:30".to_owned(),
        ..typed("2")
    };
    service.move_event(&host, &event, &later).await.unwrap();
    service.tend_events().await.unwrap();
    assert!(letters(service).await.is_empty());
    // Nobody is forgotten before what they come to is over; then he is, as he was promised.
    bench.set_clock("2027-01-06T20:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["seat"]).await, [1]);
    bench.set_clock("2027-01-06T21:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["seat", "seat_move"]).await, [0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn nobody_is_entered_or_released_by_somebody_who_holds_no_events() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &typed("2")).await;
    let anna = caller("Anna", "anna@example.dk", "");
    service.enter_seat(&host, &event, &anna).await.unwrap();
    let seat = service.event(&host, &event).await.unwrap().people[0].seat;
    let other = signed_in(service, &[Role::Communications]).await;
    let bo = caller("Bo", "bo@example.dk", "");
    assert_eq!(
        service.enter_seat(&other, &event, &bo).await,
        Err(Problem::Forbidden)
    );
    let released = service.release_seat(&other, &event, &seat).await;
    assert_eq!(released, Err(Problem::Forbidden));
    assert_eq!(
        service.check_in(&other, &event).await.unwrap_err(),
        Problem::Forbidden
    );
    // A seat is released at its own event and at no other.
    let elsewhere = published(service, &host, &typed("2")).await;
    let released = service.release_seat(&host, &elsewhere, &seat).await;
    assert_eq!(released, Err(Problem::NotFound));
    assert_eq!(bench.count_rows(&["seat"]).await, [1]);
}

#[tokio::test]
async fn the_list_for_the_door_holds_first_names_and_codes_of_those_with_a_seat() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &with_companions("3")).await;
    service
        .take_seat(&company(event, "anna@example.dk", &["Zoe Lund"]))
        .await
        .unwrap();
    let anna = confirmed(service, &confirm_token(&letters(service).await[0])).await;
    letters(service).await;
    let aage = caller("Aage", "", "12 34 56 78");
    service.enter_seat(&host, &event, &aage).await.unwrap();
    signed_up(service, event, "waits@example.dk").await;
    service
        .take_seat(&form(event, "unconfirmed@example.dk"))
        .await
        .unwrap();
    let looks = bench.count_rows(&["access_log"]).await;
    let list = service.check_in(&host, &event).await.unwrap();
    assert_ne!(
        bench.count_rows(&["access_log"]).await,
        looks,
        "the look is noted"
    );
    let names: Vec<&str> = list
        .expected
        .iter()
        .map(|one| one.first_name.as_str())
        .collect();
    assert_eq!(names, ["Aage", "Anna"]);
    assert_eq!(list.expected[1].companions, ["Zoe"]);
    assert_eq!(
        list.expected[1].code,
        service.seat_page(&anna, Language::Da).await.unwrap().code
    );
    assert!(!format!("{:?}", list.expected).contains("Kanariefugl"));
}
