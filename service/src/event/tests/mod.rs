//! What the tests of events share: somebody who holds them, and people who sign up, read their mailbox and follow its
//! links.

pub(crate) mod answers;
mod by_clock;
mod company;
mod kinds;
mod life;
mod moving;
mod newsletter;
mod oversold;
mod promises;
mod series;
mod silent;
mod webinar;
mod writing;

use domain::event::{Participant, TypedEvent, TypedParticipant};
use domain::mail::{Envelope, Letter, LinkToken};
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use super::{SeatConfirmation, TakeSeat};
use crate::newsletter::tests::letters;
use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{Service, StaffActor};

pub(crate) async fn host(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::EventHost]).await
}

/// An event on the evening of 7 December.
pub(crate) fn typed(capacity: &str) -> TypedEvent {
    TypedEvent {
        title: "Julecafé".to_owned(),
        words: "Kom *gerne* forbi.".to_owned(),
        place: "Salen".to_owned(),
        starts: "2026-12-07T19:00".to_owned(),
        ends: "2026-12-07T21:30".to_owned(),
        capacity: capacity.to_owned(),
        ..TypedEvent::default()
    }
}

/// An event that everybody sees.
pub(crate) async fn published(service: &Service, actor: &StaffActor, typed: &TypedEvent) -> Uuid {
    let event = service.write_event(actor, typed).await.unwrap();
    service.publish_event(actor, &event).await.unwrap();
    event
}

pub(crate) fn form(event: Uuid, email: &str) -> TakeSeat {
    let typed = TypedParticipant {
        name: "Anna Kanariefugl",
        email,
        phone: "+45 12 34 56 78",
        companions: &[],
    };
    TakeSeat {
        event,
        participant: Participant::read(typed, Language::Da).unwrap(),
        answers: None,
        newsletter: None,
    }
}

fn confirm_token(letter: &Envelope) -> LinkToken {
    match &letter.letter {
        Letter::ConfirmSeat { token } => token.clone(),
        other => panic!("{}", other.kind()),
    }
}

/// Signs up, and gives the token of the one letter that comes.
async fn asked(service: &Service, event: Uuid, email: &str) -> LinkToken {
    service.take_seat(&form(event, email)).await.unwrap();
    let letters = letters(service).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.as_str(), email);
    confirm_token(&letters[0])
}

/// Confirms, and gives the link to the page, which is also in the letter that comes.
async fn confirmed(service: &Service, token: &LinkToken) -> LinkToken {
    match service.confirm_seat(token).await.unwrap() {
        SeatConfirmation::Now { page } => page,
        SeatConfirmation::Before => panic!("it was confirmed before"),
    }
}

/// Signs up and confirms.
pub(crate) async fn signed_up(service: &Service, event: Uuid, email: &str) -> LinkToken {
    let token = asked(service, event, email).await;
    let page = confirmed(service, &token).await;
    let letters = letters(service).await;
    assert_eq!(letters.len(), 1);
    assert!(
        matches!(&letters[0].letter, Letter::SeatConfirmed { token, .. } if *token == page),
        "{}",
        letters[0].letter.kind()
    );
    page
}

/// The log holds together, and nothing of it is missing or left over.
async fn holds_together(bench: &Bench) {
    let audited = bench.audit().await;
    assert!(audited.findings.is_empty(), "{:?}", audited.findings);
}
