use domain::consent::Method;
use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::thread::{KeepQuestion, KeptRecord};
use storage::KeyState;

use super::*;
use crate::KeepPassage;
use crate::act::open_act;

const MESSAGE: &str = "Hej. Jeg har canary-illness. Tak.";

/// An enquiry whose second sentence is marked, and the passage that is hidden.
pub(crate) async fn marked(bench: &Bench) -> (Writer<'_>, Uuid) {
    let staff = case_worker(bench).await;
    let writer = Writer::writes(bench, "a@b.dk", MESSAGE).await;
    let (passage, words) = writer.first_words().await;
    let start = words.find("Jeg").unwrap();
    let end = words.find(" Tak").unwrap();
    let mark = bench
        .service
        .mark_passage(&staff, &passage, Some(start..end));
    mark.await.unwrap();
    let hidden = hidden(&writer.page().await);
    (writer, hidden.unwrap())
}

fn hidden(page: &PrivatePage) -> Option<Uuid> {
    let mut passages = page.messages.iter().flat_map(|message| &message.passages);
    passages.find_map(|passage| match passage {
        ShownPassage::Hidden { id, .. } | ShownPassage::Kept { id, .. } => Some(*id),
        _ => None,
    })
}

pub(crate) async fn keep(bench: &Bench, writer: &Writer<'_>, passage: Uuid) -> Result<(), Problem> {
    let question = KeepQuestion::of(bench.service.register(), Language::Da).unwrap();
    let keep = KeepPassage {
        token: writer.link().await,
        passage,
        language: Language::Da,
        question: question.hash().unwrap(),
        method: Method::Form,
    };
    bench.service.keep_passage(keep).await
}

async fn key_state(bench: &Bench, id: &Uuid) -> &'static str {
    match bench.store.keys().unwrap().state(id).await.unwrap() {
        KeyState::Present(_) => "present",
        KeyState::Erased => "erased",
        KeyState::NeverExisted => "never",
    }
}

#[tokio::test]
async fn a_marked_passage_is_hidden_at_once_from_all_and_its_sender_is_told() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", MESSAGE).await;
    let (whole, _) = writer.first_words().await;
    bench
        .service
        .mark_passage(&staff, &whole, Some(5..28))
        .await
        .unwrap();
    let page = writer.page().await;
    assert_eq!(words(&page), ["Hej. ", " Tak."]);
    let seen = format!("{page:?}{:?}", writer.staff_sees().await);
    assert!(!seen.contains("canary"));
    assert_eq!(
        key_state(&bench, &whole).await,
        "erased",
        "what it was before opens in no copy"
    );
    let letters = writer.letters().await;
    let Some(Letter::ContactHidden { gone_at, .. }) = letters.last() else {
        panic!("its sender is told");
    };
    assert_eq!(gone_at.to_string(), "2026-11-22T13:00:00");
    assert!(!serde_json::to_string(&letters).unwrap().contains("canary"));
    let again = bench.service.mark_passage(&staff, &whole, Some(0..3)).await;
    assert_eq!(again, Err(Problem::PassageGone));
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn two_who_mark_at_once_hide_it_once() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", MESSAGE).await;
    let (whole, _) = writer.first_words().await;
    let (one, two) = tokio::join!(
        bench.service.mark_passage(&staff, &whole, Some(5..28)),
        bench.service.mark_passage(&staff, &whole, Some(0..10))
    );
    assert!(one.is_ok() != two.is_ok());
    let passages = bench.store.passages_of(&writer.thread).await.unwrap();
    assert!(passages.len() <= 3);
}

#[tokio::test]
async fn a_range_without_words_marks_nothing() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", MESSAGE).await;
    let (whole, _) = writer.first_words().await;
    for range in [0..0, 4..5, 0..500, 400..500] {
        let marked = bench
            .service
            .mark_passage(&staff, &whole, Some(range))
            .await;
        assert_eq!(marked, Err(Problem::NothingMarked));
    }
    assert_eq!(words(&writer.page().await), [MESSAGE]);
    bench
        .service
        .mark_passage(&staff, &whole, Some(0..33))
        .await
        .unwrap();
    assert!(words(&writer.page().await).is_empty(), "all of it may be");
}

#[tokio::test]
async fn parts_on_both_sides_of_a_mark_can_be_marked_and_stay_in_order() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "a b c d e").await;
    let (whole, _) = writer.first_words().await;
    bench
        .service
        .mark_passage(&staff, &whole, Some(4..5))
        .await
        .unwrap();
    let (before, text) = writer.first_words().await;
    assert_eq!(text, "a b ");
    bench
        .service
        .mark_passage(&staff, &before, Some(0..1))
        .await
        .unwrap();
    assert_eq!(words(&writer.page().await), [" b ", " d e"]);
    let (middle, _) = writer.first_words().await;
    bench
        .service
        .mark_passage(&staff, &middle, Some(1..2))
        .await
        .unwrap();
    assert_eq!(words(&writer.page().await).concat(), "   d e");
}

#[tokio::test]
async fn it_goes_after_24_hours_and_not_before_and_the_rest_stays() {
    let bench = Bench::open().await;
    let (writer, passage) = marked(&bench).await;
    bench.set_clock("2026-11-22T11:59:59Z");
    assert_eq!(bench.service.erase_due_passages().await.unwrap(), 0);
    bench.set_clock("2026-11-22T12:00:00Z");
    assert_eq!(
        keep(&bench, &writer, passage).await,
        Err(Problem::PassageGone),
        "its time is up"
    );
    assert_eq!(bench.service.erase_due_passages().await.unwrap(), 1);
    assert_eq!(key_state(&bench, &passage).await, "erased");
    let page = writer.page().await;
    assert_eq!(hidden(&page), None);
    assert_eq!(words(&page), ["Hej. ", " Tak."]);
    assert!(page.messages[0].removed_at.is_some() && !page.sensitive);
    writer.is_answered("Svar").await;
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn asked_to_keep_it_we_keep_it_with_proof_and_answer_by_phone_or_letter() {
    let bench = Bench::open().await;
    let (writer, passage) = marked(&bench).await;
    keep(&bench, &writer, passage).await.unwrap();
    assert_eq!(
        keep(&bench, &writer, passage).await,
        Err(Problem::PassageGone),
        "once"
    );
    bench.set_clock("2026-12-01T12:00:00Z");
    assert_eq!(bench.service.erase_due_passages().await.unwrap(), 0);
    let page = writer.page().await;
    assert!(page.sensitive && !format!("{page:?}").contains("canary"));
    assert!(format!("{:?}", writer.staff_sees().await).contains("canary-illness"));
    let kept = bench.store.passage(&passage).await.unwrap().unwrap();
    let proof = bench
        .store
        .proof(&kept.proof.unwrap())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((proof.purpose.as_str(), proof.ended), ("sensitive", None));
    let key = bench.service.owner_key(&proof.id).await.unwrap().unwrap();
    let records = bench.store.records_of(&proof.id).await.unwrap();
    let record: KeptRecord =
        serde_json::from_slice(&open_act(&key, &records[0]).unwrap().bytes).unwrap();
    assert_eq!((record.passage, record.email.as_str()), (passage, "a@b.dk"));
    let question = KeepQuestion::of(bench.service.register(), Language::Da).unwrap();
    assert_eq!(record.notice, question.hash().unwrap());
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn another_question_than_the_one_in_force_keeps_nothing() {
    let bench = Bench::open().await;
    let (writer, passage) = marked(&bench).await;
    let english = KeepQuestion::of(bench.service.register(), Language::En).unwrap();
    let other = KeepPassage {
        token: writer.link().await,
        passage,
        language: Language::Da,
        question: english.hash().unwrap(),
        method: Method::Form,
    };
    let refused = bench.service.keep_passage(other.clone()).await;
    assert_eq!(refused, Err(Problem::NoticeChanged));
    let nothing_kept = crate::testing::register(|register| {
        register.contact.as_mut().unwrap().kept_as = None;
    });
    let service = bench.serving(nothing_kept);
    assert_eq!(service.keep_passage(other).await, Err(Problem::PassageGone));
}

#[tokio::test]
async fn a_yes_taken_back_deletes_at_once_and_leaves_only_its_proof_for_its_time() {
    let bench = Bench::open().await;
    let (writer, passage) = marked(&bench).await;
    keep(&bench, &writer, passage).await.unwrap();
    let kept = bench.store.passage(&passage).await.unwrap().unwrap();
    let proof = kept.proof.unwrap();
    let link = writer.link().await;
    bench.set_clock("2026-11-21T12:00:01Z");
    bench.service.let_passage_go(&link, &passage).await.unwrap();
    assert_eq!(key_state(&bench, &passage).await, "erased");
    let again = bench.service.let_passage_go(&link, &passage).await;
    assert_eq!(again, Err(Problem::PassageGone));
    let ended = bench.store.proof(&proof).await.unwrap().unwrap().ended;
    assert!(ended.is_some());
    let kinds: Vec<LeafKind> = bench
        .store
        .records_of(&proof)
        .await
        .unwrap()
        .iter()
        .map(|r| r.kind)
        .collect();
    assert_eq!(kinds, [LeafKind::ConsentGiven, LeafKind::ConsentEnded]);
    bench.set_clock("2027-02-21T12:00:00Z");
    bench.service.sweep().await.unwrap();
    assert_eq!(bench.store.proof(&proof).await.unwrap(), None);
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn a_no_deletes_what_is_hidden_at_once() {
    let bench = Bench::open().await;
    let (writer, passage) = marked(&bench).await;
    let link = writer.link().await;
    let plain = writer.first_words().await.0;
    for other in [plain, Uuid::from_u128(5)] {
        let refused = bench.service.let_passage_go(&link, &other).await;
        assert_eq!(refused, Err(Problem::PassageGone));
    }
    let stranger = Writer::writes(&bench, "x@y.dk", "Hej").await;
    let theirs = stranger.link().await;
    let refused = bench.service.let_passage_go(&theirs, &passage).await;
    assert_eq!(
        refused,
        Err(Problem::PassageGone),
        "another's link decides nothing"
    );
    bench.service.let_passage_go(&link, &passage).await.unwrap();
    assert_eq!(key_state(&bench, &passage).await, "erased");
    assert_eq!(words(&writer.page().await), ["Hej. ", " Tak."]);
}
