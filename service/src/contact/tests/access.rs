//! Who of staff reaches enquiries, and that no look and no act of theirs goes unnoted.

use domain::problem::Problem;
use domain::staff::AccessReason;
use domain::thread::State;

use super::*;
use crate::{Ending, MoveThread};

/// What the access log says of enquiries by `staff`: what was done, to which, for which purpose. Those of one instant
/// stand in no order.
async fn noted(bench: &Bench, staff: &StaffActor) -> Vec<(&'static str, Uuid, String)> {
    let entries = bench.store.accesses(&Uuid::max(), 1_000).await.unwrap();
    let theirs = entries.into_iter();
    let theirs = theirs.filter(|entry| entry.staff == staff.id() && entry.purpose != "staff");
    let mut noted: Vec<_> = theirs
        .map(|entry| {
            assert_eq!(entry.reason, AccessReason::Task);
            (entry.action.name(), entry.thing, entry.purpose)
        })
        .collect();
    noted.sort();
    noted
}

fn answer(writer: &Writer<'_>) -> Answer {
    Answer {
        thread: writer.thread,
        words: "Ja.".to_owned(),
        way: Way::Mail,
        attempt: writer.bench.service.new_attempt(),
    }
}

fn moving(writer: &Writer<'_>, to: &str) -> MoveThread {
    MoveThread {
        thread: writer.thread,
        to: to.to_owned(),
        reason: "Det er en klage.".to_owned(),
    }
}

/// Everything that staff can do with an enquiry, and how it ended.
async fn everything(
    staff: &StaffActor,
    writer: &Writer<'_>,
    held: &Uuid,
    passage: &Uuid,
) -> Vec<Result<(), Problem>> {
    let service = &writer.bench.service;
    let thread = &writer.thread;
    vec![
        service.threads(staff, State::Open, None).await.map(|_| ()),
        service.staff_thread(staff, thread).await.map(|_| ()),
        service.answer(staff, answer(writer)).await,
        service.admit(staff, thread, held).await,
        service.mark_passage(staff, passage, Some(0..3)).await,
        service.mark_quoted(staff, thread, "Tak").await,
        service.mark_thread_sensitive(staff, thread, true).await,
        service.end_thread(staff, thread, Ending::Closed).await,
        service
            .move_thread(staff, moving(writer, "complaint"))
            .await,
        service.end_thread(staff, thread, Ending::Spam).await,
    ]
}

/// An enquiry with a held mail; the mail's message, and the passage of the first message.
async fn with_held(bench: &Bench) -> (Writer<'_>, Uuid, Uuid) {
    let writer = Writer::writes(bench, "a@b.dk", "Hej. Tak for sidst.").await;
    let mail = writer.replies("c@d.dk", "Jeg er Åse.").await;
    bench.service.take_in_reply(&mail).await.unwrap();
    let seen = writer.staff_sees().await;
    let (passage, _) = writer.first_words().await;
    (writer, seen.messages[1].id, passage)
}

#[tokio::test]
async fn each_look_and_each_act_is_noted_with_the_purpose_it_fell_under() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let (writer, held, passage) = with_held(&bench).await;
    let done = everything(&staff, &writer, &held, &passage).await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    let mut expected = vec![
        ("listed", Uuid::nil(), "contact".to_owned()),
        ("changed", writer.thread, "complaint".to_owned()),
    ];
    let of_contact = |action| (action, writer.thread, "contact".to_owned());
    // One by opening it, one by looking for the words that were quoted.
    expected.extend([of_contact("looked"), of_contact("looked")]);
    expected.extend(std::iter::repeat_n(of_contact("changed"), 7));
    expected.sort();
    assert_eq!(noted(&bench, &staff).await, expected);
    assert_eq!(bench.audit().await.findings, []);
}

#[tokio::test]
async fn only_the_roles_that_answer_enquiries_reach_them() {
    let bench = Bench::open().await;
    let (writer, held, passage) = with_held(&bench).await;
    let before = writer.stored().await;
    for role in Role::ALL {
        let staff = signed_in(&bench.service, &[role]).await;
        if matches!(role, Role::CaseWorker | Role::DataProtectionLead) {
            let list = bench.service.threads(&staff, State::Open, None).await;
            assert_eq!(list.unwrap().threads.len(), 1, "{role:?}");
            continue;
        }
        for done in everything(&staff, &writer, &held, &passage).await {
            assert_eq!(done, Err(Problem::Forbidden), "{role:?}");
        }
        assert_eq!(noted(&bench, &staff).await, [], "{role:?}");
    }
    assert_eq!(writer.stored().await, before);
    assert_eq!(writer.letters().await.len(), 1);
}

#[tokio::test]
async fn looking_for_words_that_are_not_there_is_noted_as_a_look() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej. Tak for sidst.").await;
    let mark = bench
        .service
        .mark_quoted(&staff, &writer.thread, "diagnose");
    assert_eq!(mark.await, Err(Problem::NothingMarked));
    let expected = [("looked", writer.thread, "contact".to_owned())];
    assert_eq!(noted(&bench, &staff).await, expected);
}

#[tokio::test]
async fn quoted_words_are_hidden_and_nothing_else_is_whoever_wrote_them() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej.\nJeg har canary.\nTak.").await;
    writer.is_answered("Er canary alvorligt?").await;
    let cases: [(&str, &[&str]); 2] = [
        (
            "Jeg har\r\ncanary.",
            &["Hej.\n", "\nTak.", "Er canary alvorligt?"],
        ),
        ("canary", &["Hej.\n", "\nTak.", "Er ", " alvorligt?"]),
    ];
    for (quoted, left) in cases {
        let mark = bench.service.mark_quoted(&staff, &writer.thread, quoted);
        mark.await.unwrap();
        assert_eq!(words(&writer.page().await), left);
    }
    let again = bench.service.mark_quoted(&staff, &writer.thread, "canary");
    assert_eq!(
        again.await,
        Err(Problem::NothingMarked),
        "what is hidden is not found"
    );
    let (part, _) = writer.first_words().await;
    bench
        .service
        .mark_passage(&staff, &part, None)
        .await
        .unwrap();
    assert_eq!(words(&writer.page().await).len(), 3, "a whole part at once");
}
