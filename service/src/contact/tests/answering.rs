use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::thread::{MovedRecord, State};
use jiff::civil::date;

use super::*;
use crate::ListedSender;
use crate::act::open_act;
use crate::{Ending, MoveThread};

fn answer(writer: &Writer<'_>, way: Way) -> Answer {
    Answer {
        thread: writer.thread,
        words: "canary-answer".to_owned(),
        way,
        attempt: writer.bench.service.new_attempt(),
    }
}

#[tokio::test]
async fn an_answer_goes_by_mail_and_stands_on_the_page_once() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    bench.set_clock("2026-11-24T12:00:00Z");
    let answer = answer(&writer, Way::Mail);
    bench.service.answer(&staff, answer.clone()).await.unwrap();
    bench.service.answer(&staff, answer).await.unwrap();
    let letters = writer.letters().await;
    let [_, Letter::ContactReply { words, kept, .. }] = letters.as_slice() else {
        panic!("one answer");
    };
    assert_eq!(words, "canary-answer");
    assert_eq!(kept.last_day, date(2027, 2, 24));
    assert_eq!(writer.page().await.promise, *kept);
    assert_eq!(super::words(&writer.page().await), ["Hej", "canary-answer"]);
}

#[tokio::test]
async fn a_sensitive_enquiry_is_answered_by_phone_or_letter_and_nothing_of_it_is_shown_or_mailed() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "canary-enquiry").await;
    let mark = bench
        .service
        .mark_thread_sensitive(&staff, &writer.thread, true);
    mark.await.unwrap();
    let by_mail = bench
        .service
        .answer(&staff, answer(&writer, Way::Mail))
        .await;
    assert_eq!(by_mail, Err(Problem::AnswerByPhoneOrLetter));
    for way in [Way::Phone, Way::Letter] {
        bench
            .service
            .answer(&staff, answer(&writer, way))
            .await
            .unwrap();
    }
    let letters = writer.letters().await;
    let said = serde_json::to_string(&letters[1..]).unwrap();
    assert_eq!(said.matches("contact_answered").count(), 2);
    assert!(!said.contains("canary"));
    let page = writer.page().await;
    assert!(page.sensitive && super::words(&page).is_empty());
    assert!(!format!("{page:?}").contains("canary"));
    let seen = format!("{:?}", writer.staff_sees().await);
    assert_eq!(
        seen.matches("canary-answer").count(),
        2,
        "staff see their notes"
    );
    let undo = bench
        .service
        .mark_thread_sensitive(&staff, &writer.thread, false);
    undo.await.unwrap();
    assert_eq!(super::words(&writer.page().await).len(), 3);
}

#[tokio::test]
async fn only_ways_that_we_answer_by_are_taken_and_only_words() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    for way in [Way::Form, Way::Api, Way::Page] {
        let refused = bench.service.answer(&staff, answer(&writer, way)).await;
        assert_eq!(refused, Err(Problem::UnreadableForm));
    }
    let empty = Answer {
        words: " ".to_owned(),
        ..answer(&writer, Way::Mail)
    };
    let refused = bench.service.answer(&staff, empty).await;
    assert_eq!(refused, Err(Problem::MissingMessage));
    let nobody = Answer {
        thread: Uuid::from_u128(1),
        ..answer(&writer, Way::Mail)
    };
    let refused = bench.service.answer(&staff, nobody).await;
    assert_eq!(refused, Err(Problem::NotFound));
    assert_eq!(writer.letters().await.len(), 1);
}

#[tokio::test]
async fn moving_takes_a_reason_is_recorded_and_told() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let moving = |to: &str, reason: &str| MoveThread {
        thread: writer.thread,
        to: to.to_owned(),
        reason: reason.to_owned(),
    };
    let service = &bench.service;
    for (to, reason, problem) in [
        ("complaint", " ", Problem::MissingReason),
        ("complaint", "æ".repeat(501).as_str(), Problem::TooLarge),
        ("unknown", "fordi", Problem::PurposeUnfit),
        ("visit", "fordi", Problem::PurposeUnfit),
        ("sensitive", "fordi", Problem::PurposeUnfit),
        ("contact", "fordi", Problem::PurposeUnfit),
    ] {
        let refused = service.move_thread(&staff, moving(to, reason)).await;
        assert_eq!(refused, Err(problem), "{to}");
    }
    assert!(
        bench
            .store
            .records_of(&writer.thread)
            .await
            .unwrap()
            .is_empty()
    );
    bench.set_clock("2026-11-24T12:00:00Z");
    let moved = moving("complaint", "Det er en klage.");
    service.move_thread(&staff, moved.clone()).await.unwrap();
    let stored = writer.stored().await;
    assert_eq!(stored.purpose, "complaint");
    assert_eq!(
        stored.promise.last_day,
        date(2026, 12, 21),
        "from the last message"
    );
    let letters = writer.letters().await;
    let Some(Letter::ContactMoved { purpose, .. }) = letters.last() else {
        panic!("its sender is told");
    };
    assert_eq!(purpose.as_deref(), Some("Klager"));
    let records = bench.store.records_of(&writer.thread).await.unwrap();
    let key = service.owner_key(&writer.thread).await.unwrap().unwrap();
    let opened = open_act(&key, &records[0]).unwrap();
    let record: MovedRecord = serde_json::from_slice(&opened.bytes).unwrap();
    assert_eq!(
        (record.from.as_str(), record.to.as_str()),
        ("contact", "complaint")
    );
    assert_eq!(record.moved_by, staff.id());
    assert_eq!(records[0].kind, LeafKind::PurposeChanged);
    assert_eq!(bench.audit().await.findings, []);
    writer.writes_again("Hvornår?").await;
    assert_eq!(writer.stored().await.promise.last_day, date(2026, 12, 24));
}

#[tokio::test]
async fn staff_see_who_waits_the_latest_first_page_by_page() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let list = |state, before| bench.service.threads(&staff, state, before);
    let empty = list(State::Open, None).await.unwrap();
    assert!(empty.threads.is_empty() && empty.next.is_none() && empty.counts.is_empty());
    let mut written = Vec::new();
    for minute in 0..27 {
        bench.set_clock(&format!("2026-11-21T12:{minute:02}:00Z"));
        written.push(Writer::writes(&bench, "a@b.dk", "Hej").await);
    }
    written[0].is_answered("Svar").await;
    let end = |thread, ending| bench.service.end_thread(&staff, thread, ending);
    end(&written[1].thread, Ending::Closed).await.unwrap();
    let first = list(State::Open, None).await.unwrap();
    assert_eq!(first.threads.len(), 25);
    assert_eq!(first.threads[0].id, written[26].thread);
    let named = ListedSender::Named("Åse Test".to_owned());
    assert_eq!(first.threads[0].sender, named);
    let rest = list(State::Open, first.next).await.unwrap();
    assert!(rest.threads.is_empty() && rest.next.is_none());
    let mut counts = first.counts;
    counts.sort_by_key(|(_, count)| *count);
    assert_eq!(counts.last(), Some(&(State::Open, 25)));
    assert_eq!(counts.len(), 3);
}
