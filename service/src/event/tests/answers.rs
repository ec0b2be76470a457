//! Answers to voluntary questions: a yes by the words that were shown, taken back without losing the seat, and gone with
//! it; only the proof of the yes outlives them, and that no longer than was said.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::event::{AnswersWording, TypedEvent};
use domain::evidence::LeafKind;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use uuid::Uuid;

use super::{asked, confirm_token, confirmed, form, holds_together, host, published, typed};
use crate::event::{AnswersPage, TakeSeat, TypedAnswers};
use crate::newsletter::tests::letters;
use crate::testing::Bench;

const ANNA: &str = "anna@example.dk";
const TABLES: [&str; 3] = ["seat", "seat_answers", "proof"];

pub(crate) fn with_questions() -> TypedEvent {
    TypedEvent {
        questions: "Hvad vil du høre om?\nHvor hørte du om os?".to_owned(),
        english_questions: "What about?\nWhere from?".to_owned(),
        ..typed("2")
    }
}

async fn wording(bench: &Bench, event: Uuid) -> (AnswersWording, Digest) {
    let asked = bench.service.event_questions(&event, Language::Da).await;
    asked.unwrap().expect("something is asked")
}

fn answers(wording: Digest, typed: &[&str]) -> TypedAnswers {
    TypedAnswers {
        answers: typed.iter().map(ToString::to_string).collect(),
        wording: Some(wording),
        language: Language::Da,
        method: Method::Form,
    }
}

async fn answering(bench: &Bench, event: Uuid, email: &str, typed: &[&str]) -> TakeSeat {
    let (_, hash) = wording(bench, event).await;
    TakeSeat {
        answers: Some(answers(hash, typed)),
        ..form(event, email)
    }
}

/// Somebody with a seat, who answered.
pub(crate) async fn answered(bench: &Bench, event: Uuid, email: &str, typed: &[&str]) -> LinkToken {
    let seat = answering(bench, event, email, typed).await;
    bench.service.take_seat(&seat).await.unwrap();
    let token = confirm_token(&letters(&bench.service).await[0]);
    let page = confirmed(&bench.service, &token).await;
    letters(&bench.service).await;
    page
}

async fn own(bench: &Bench, page: &LinkToken) -> AnswersPage {
    let page = bench.service.seat_page(page, Language::Da).await.unwrap();
    page.answers.expect("something is asked")
}

/// The kinds of the leaves of consents.
async fn consents(bench: &Bench) -> Vec<LeafKind> {
    let leaves = bench.store.leaves().await.unwrap();
    let kinds = leaves.iter().map(|leaf| leaf.leaf.kind);
    kinds
        .filter(|kind| matches!(kind, LeafKind::ConsentGiven | LeafKind::ConsentEnded))
        .collect()
}

#[tokio::test]
async fn an_answer_is_a_yes_once_the_mailbox_confirms_it() {
    let bench = Bench::open().await;
    let host = host(&bench).await;
    let event = published(&bench.service, &host, &with_questions()).await;
    let (words, _) = wording(&bench, event).await;
    assert_eq!(
        words.questions,
        ["Hvad vil du høre om?", "Hvor hørte du om os?"]
    );
    assert!(words.promise.contains("pladsen er din alligevel"));
    assert!(
        words
            .terms
            .iter()
            .any(|term| term.text.contains("10. december 2026"))
    );
    let seat = answering(&bench, event, ANNA, &["", "Af en ven"]).await;
    bench.service.take_seat(&seat).await.unwrap();
    assert_eq!(bench.count_rows(&TABLES).await, [1, 1, 0]);
    assert!(consents(&bench).await.is_empty());
    let token = confirm_token(&letters(&bench.service).await[0]);
    let page = confirmed(&bench.service, &token).await;
    assert_eq!(bench.count_rows(&TABLES).await, [1, 1, 1]);
    assert_eq!(consents(&bench).await, [LeafKind::ConsentGiven]);
    assert_eq!(own(&bench, &page).await.given, ["", "Af en ven"]);
    let seen = bench.service.event(&host, &event).await.unwrap().answers;
    assert_eq!(
        seen,
        [(
            "Hvor hørte du om os?".to_owned(),
            vec!["Af en ven".to_owned()]
        )]
    );
    holds_together(&bench).await;
}

#[tokio::test]
async fn nothing_answered_is_nothing_stored() {
    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &with_questions()).await;
    let page = answered(&bench, event, ANNA, &["  ", ""]).await;
    assert_eq!(bench.count_rows(&TABLES).await, [1, 0, 0]);
    assert_eq!(own(&bench, &page).await.given, ["", ""]);
    assert_eq!(bench.service.take_answers_back(&page).await, Ok(false));
}

#[tokio::test]
async fn other_words_than_are_in_force_are_no_yes() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_questions()).await;
    let mut seat = answering(&bench, event, ANNA, &["a", "b"]).await;
    seat.answers.as_mut().unwrap().wording = Some(Digest::of(b"other words"));
    assert_eq!(service.take_seat(&seat).await, Err(Problem::NoticeChanged));
    let seat = answering(&bench, event, ANNA, &["a", "b", "c"]).await;
    assert_eq!(service.take_seat(&seat).await, Err(Problem::UnusableAnswer));
    assert_eq!(bench.count_rows(&TABLES).await, [0, 0, 0]);
}

#[tokio::test]
async fn answers_are_changed_and_taken_back_and_the_seat_stays() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_questions()).await;
    let page = answered(&bench, event, ANNA, &["Jul", "Radio"]).await;
    let (_, hash) = wording(&bench, event).await;
    let anew = answers(hash, &["Påske", ""]);
    service.answer_anew(&page, &anew).await.unwrap();
    assert_eq!(own(&bench, &page).await.given, ["Påske", ""]);
    assert_eq!(bench.count_rows(&TABLES).await, [1, 1, 2]);
    let long = "ø".repeat(201);
    let refused = service.answer_anew(&page, &answers(hash, &[&long])).await;
    assert_eq!(refused, Err(Problem::UnusableAnswer));
    assert_eq!(own(&bench, &page).await.given, ["Påske", ""]);
    assert_eq!(service.take_answers_back(&page).await, Ok(true));
    assert_eq!(service.take_answers_back(&page).await, Ok(false));
    assert_eq!(bench.count_rows(&TABLES).await, [1, 0, 2]);
    assert_eq!(own(&bench, &page).await.given, ["", ""]);
    // Emptying the fields takes back, too.
    service
        .answer_anew(&page, &answers(hash, &["Sommer"]))
        .await
        .unwrap();
    service
        .answer_anew(&page, &answers(hash, &["", " "]))
        .await
        .unwrap();
    assert_eq!(bench.count_rows(&TABLES).await, [1, 0, 3]);
    let consents = consents(&bench).await;
    let given = consents
        .iter()
        .filter(|kind| **kind == LeafKind::ConsentGiven);
    assert_eq!(
        (given.count(), consents.len()),
        (3, 6),
        "each was given, and ended"
    );
    holds_together(&bench).await;
}

#[tokio::test]
async fn an_answer_to_a_question_that_is_not_asked_any_more_is_still_shown() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &with_questions()).await;
    let page = answered(&bench, event, ANNA, &["Jul", "Radio"]).await;
    let other = TypedEvent {
        questions: "Hvor hørte du om os?".to_owned(),
        english_questions: String::new(),
        ..with_questions()
    };
    service.edit_event(&host, &event, &other).await.unwrap();
    let own = own(&bench, &page).await;
    assert_eq!(own.given, ["Radio"]);
    assert_eq!(own.before[0].answer.as_str(), "Jul");
    // Even where nothing is asked any more: what is held is seen, and can be taken back.
    service
        .edit_event(&host, &event, &typed("2"))
        .await
        .unwrap();
    let own = self::own(&bench, &page).await;
    assert_eq!((own.asked, own.before.len()), (None, 2));
    assert_eq!(service.take_answers_back(&page).await, Ok(true));
    let page = service.seat_page(&page, Language::Da).await.unwrap();
    assert_eq!(page.answers, None);
}

#[tokio::test]
async fn whoever_does_not_confirm_leaves_no_answers_and_no_proof() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_questions()).await;
    let seat = answering(&bench, event, ANNA, &["Jul"]).await;
    service.take_seat(&seat).await.unwrap();
    bench.set_clock("2026-11-21T12:30:00Z");
    service.tend_events().await.unwrap();
    assert_eq!(bench.count_rows(&TABLES).await, [0, 0, 0]);
    assert!(consents(&bench).await.is_empty());
    holds_together(&bench).await;
}

#[tokio::test]
async fn the_second_sign_up_of_a_mailbox_leaves_the_answers_of_the_first() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_questions()).await;
    let page = answered(&bench, event, ANNA, &["Jul"]).await;
    bench.set_clock("2026-11-21T12:20:00Z");
    let seat = answering(&bench, event, ANNA, &["Påske"]).await;
    service.take_seat(&seat).await.unwrap();
    let token = confirm_token(&letters(service).await[0]);
    service.confirm_seat(&token).await.unwrap();
    assert_eq!(own(&bench, &page).await.given, ["Jul", ""]);
    assert_eq!(bench.count_rows(&TABLES).await, [1, 1, 1]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn answers_go_when_their_own_time_is_up_and_with_the_seat_and_the_proof_after_its_own() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &with_questions()).await;
    let anna = answered(&bench, event, ANNA, &["Jul"]).await;
    let bo = answered(&bench, event, "bo@example.dk", &["Radio"]).await;
    assert_eq!(service.leave_seat(&bo).await, Ok(true));
    assert_eq!(bench.count_rows(&TABLES).await, [1, 1, 2]);
    // Kept until three days after the event, which ends on 7 December.
    bench.set_clock("2026-12-10T22:59:59Z");
    service.sweep().await.unwrap();
    assert_eq!(own(&bench, &anna).await.given, ["Jul", ""]);
    bench.set_clock("2026-12-10T23:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(own(&bench, &anna).await.given, ["", ""]);
    assert_eq!(bench.count_rows(&TABLES).await, [1, 0, 2]);
    bench.set_clock("2026-12-22T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&TABLES).await, [0, 0, 2]);
    bench.set_clock("2027-03-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["proof", "record"]).await, [0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn an_event_without_questions_asks_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    assert_eq!(
        service.event_questions(&event, Language::Da).await,
        Ok(None)
    );
    let seat = TakeSeat {
        answers: Some(answers(Digest::of(b"x"), &["a"])),
        ..form(event, ANNA)
    };
    assert_eq!(service.take_seat(&seat).await, Err(Problem::NoticeChanged));
    asked(service, event, ANNA).await;
}
