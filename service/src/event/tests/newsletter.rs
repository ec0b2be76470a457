//! The newsletter's box beside a sign-up: a consent of its own, asked for by a letter of its own.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::mail::Letter;
use domain::problem::Problem;
use domain::subscription::Surface;
use domain::text::Language;

use super::{confirm_token, confirmed, form, holds_together, host, published, typed};
use crate::event::TakeSeat;
use crate::newsletter::tests::letters;
use crate::newsletter::{Confirmation, SignUp};
use crate::testing::Bench;

fn ticked(bench: &Bench, form: TakeSeat, topics: &[&str]) -> TakeSeat {
    let (_, wording) = bench.service.wording_beside_event(Language::Da).unwrap();
    let address = form.participant.email.as_ref().unwrap();
    let newsletter = SignUp {
        language: Language::Da,
        method: Method::Form,
        email: address.as_str().to_owned(),
        name: form.participant.name.as_str().to_owned(),
        topics: topics.iter().map(ToString::to_string).collect(),
        wording: Some(wording),
    };
    TakeSeat {
        newsletter: Some(newsletter),
        ..form
    }
}

#[tokio::test]
async fn a_tick_asks_for_the_newsletter_by_a_letter_of_its_own() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let (wording, _) = service.wording_beside_event(Language::Da).unwrap();
    let topic = wording.topics[0].key.clone();
    let seat = ticked(&bench, form(event, "anna@example.dk"), &[&topic]);
    service.take_seat(&seat).await.unwrap();
    let asked = letters(service).await;
    assert_eq!(asked.len(), 2);
    let seat = asked
        .iter()
        .find(|letter| letter.letter.kind() == "confirm_seat");
    confirmed(service, &confirm_token(seat.unwrap())).await;
    // The seat stands; the newsletter waits for its own answer.
    letters(service).await;
    let token = asked.iter().find_map(|letter| match &letter.letter {
        Letter::ConfirmSubscription { token } => Some(token.clone()),
        _ => None,
    });
    let Confirmation::Now { links } = service.confirm(&token.unwrap()).await.unwrap() else {
        panic!("it was confirmed before");
    };
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses[0].given.surface, Surface::Event);
    assert_eq!(why.yeses[0].wording, wording);
    holds_together(&bench).await;
}

#[tokio::test]
async fn words_that_are_not_in_force_keep_both_from_being_stored() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let mut seat = ticked(&bench, form(event, "anna@example.dk"), &["unheard-of"]);
    assert_eq!(service.take_seat(&seat).await, Err(Problem::UnknownTopic));
    let (wording, _) = service.wording_beside_event(Language::Da).unwrap();
    if let Some(newsletter) = &mut seat.newsletter {
        newsletter.topics = vec![wording.topics[0].key.clone()];
        newsletter.wording = Some(Digest::of(b"other words"));
    }
    assert_eq!(service.take_seat(&seat).await, Err(Problem::NoticeChanged));
    assert_eq!(
        bench
            .count_rows(&["seat", "subscription", "proof", "mail"])
            .await,
        [0, 0, 0, 0]
    );
}
