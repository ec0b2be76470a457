use domain::retention::Bound;
use domain::thread::State;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use storage::KeyState;

use super::*;
use crate::{Ending, Service};

async fn sweep(bench: &Bench, instant: &str) {
    bench.set_clock(instant);
    bench.service.sweep().await.unwrap();
}

/// Zammad #5832 took the date of a person's oldest ticket for all of them.
#[tokio::test]
async fn each_enquiry_of_one_person_counts_for_itself() {
    let bench = Bench::open().await;
    let old = Writer::writes(&bench, "a@b.dk", "Gammel").await;
    bench.set_clock("2026-12-10T12:00:00Z");
    let middle = Writer::writes(&bench, "a@b.dk", "Mellem").await;
    bench.set_clock("2027-01-15T12:00:00Z");
    let new = Writer::writes(&bench, "a@b.dk", "Ny").await;
    let expired = middle.link().await;
    bench.service.mail_new_link(&expired).await.unwrap();
    middle.writes_again("Stadig").await;
    sweep(&bench, "2027-02-21T12:00:00Z").await;
    let mut left = threads(&bench).await;
    left.sort();
    let mut expected = vec![middle.thread, new.thread];
    expected.sort();
    assert_eq!(left, expected, "the oldest goes, and takes nothing with it");
    assert!(bench.store.thread(&old.thread).await.unwrap().is_none());
    sweep(&bench, "2027-04-14T12:00:00Z").await;
    assert_eq!(threads(&bench).await.len(), 2);
    sweep(&bench, "2027-04-15T12:00:00Z").await;
    assert!(threads(&bench).await.is_empty());
}

/// Zammad #2511 does not count what comes in before an agent has answered.
#[tokio::test]
async fn what_comes_in_counts_though_nobody_of_us_has_answered() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    bench.set_clock("2027-01-31T12:00:00Z");
    let mail = writer.replies("a@b.dk", "Er I der?").await;
    bench.service.take_in_reply(&mail).await.unwrap();
    assert_eq!(writer.stored().await.promise.last_day, date(2027, 4, 30));
    sweep(&bench, "2027-04-29T21:59:59Z").await;
    assert_eq!(threads(&bench).await, [writer.thread]);
    // The day begins in Denmark.
    sweep(&bench, "2027-04-29T22:00:00Z").await;
    assert!(threads(&bench).await.is_empty());
}

#[tokio::test]
async fn kept_until_is_never_early_and_gone_by_never_late() {
    let bench = Bench::open().await;
    let until = bench.serving(crate::testing::register(|register| {
        let rule = register.purpose["contact"].retention.as_mut();
        rule.unwrap().bound = Bound::KeptUntil;
    }));
    let written = WriteIn {
        language: Language::Da,
        enquiry: enquiry("until@b.dk", "Hej"),
        origin: Origin::Form(until.new_attempt()),
    };
    until.write_in(written).await.unwrap();
    Writer::writes(&bench, "by@b.dk", "Hej").await;
    sweep(&bench, "2027-02-20T22:59:59Z").await;
    assert_eq!(threads(&bench).await.len(), 2);
    sweep(&bench, "2027-02-20T23:00:00Z").await;
    assert_eq!(
        threads(&bench).await.len(),
        1,
        "gone by the 21st is gone on the 21st"
    );
    sweep(&bench, "2027-02-21T22:59:59Z").await;
    assert_eq!(threads(&bench).await.len(), 1, "kept through the 21st");
    sweep(&bench, "2027-02-21T23:00:00Z").await;
    assert!(threads(&bench).await.is_empty());
}

#[tokio::test]
async fn nothing_of_an_enquiry_is_left_but_that_it_was_erased() {
    let mut bench = Bench::open().await;
    let thread = {
        let staff = case_worker(&bench).await;
        let writer = Writer::writes(&bench, "a@b.dk", "Hej. canary Tak.").await;
        let (passage, _) = writer.first_words().await;
        bench
            .service
            .mark_passage(&staff, &passage, Some(5..11))
            .await
            .unwrap();
        writer.is_answered("Svar").await;
        writer.thread
    };
    let before = bench.copy_database().await;
    sweep(&bench, "2027-02-21T12:00:00Z").await;
    let store = &bench.store;
    assert_eq!(store.messages_of(&thread).await.unwrap(), []);
    assert_eq!(store.passages_of(&thread).await.unwrap(), []);
    assert_eq!(store.mails_of(&thread).await.unwrap(), []);
    assert!(!store.is_held(&thread).await.unwrap());
    let state = store.keys().unwrap().state(&thread).await.unwrap();
    assert!(matches!(state, KeyState::Erased));
    assert_eq!(bench.audit().await.findings, []);
    // A copy from before brings rows back, and they go again.
    let restored: Service = bench.with_database(&before).await;
    assert!(restored.store().is_held(&thread).await.unwrap());
    restored.sweep().await.unwrap();
    assert!(!restored.store().is_held(&thread).await.unwrap());
    bench.reopen().await;
}

#[tokio::test]
async fn spam_goes_in_days_unless_its_sender_writes_again() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let spam = Writer::writes(&bench, "spam@b.dk", "Køb").await;
    let person = Writer::writes(&bench, "person@b.dk", "Hej").await;
    for writer in [&spam, &person] {
        let end = bench
            .service
            .end_thread(&staff, &writer.thread, Ending::Spam);
        end.await.unwrap();
        assert_eq!(writer.stored().await.promise.last_day, date(2026, 11, 28));
        assert_eq!(writer.page().await.state, State::Closed, "nobody is told");
    }
    bench.set_clock("2026-11-27T12:00:00Z");
    person.writes_again("Det er altså mig.").await;
    assert_eq!(person.stored().await.state, State::Open);
    sweep(&bench, "2026-11-28T12:00:00Z").await;
    assert_eq!(threads(&bench).await, [person.thread]);
}

#[tokio::test]
async fn closing_shortens_nothing() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let promise = writer.stored().await.promise;
    let end = bench
        .service
        .end_thread(&staff, &writer.thread, Ending::Closed);
    end.await.unwrap();
    assert_eq!(writer.stored().await.promise, promise);
    assert_eq!(writer.page().await.state, State::Closed);
    let nobody = Uuid::from_u128(1);
    let ended = bench.service.end_thread(&staff, &nobody, Ending::Spam);
    assert!(ended.await.is_err());
}

/// Where a purpose is no longer in the register, what was promised last stands.
#[tokio::test]
async fn a_promise_outlives_its_rule() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let promise = writer.stored().await.promise;
    let other = bench.serving(crate::testing::register(|register| {
        register.purpose.shift_remove("contact");
        register.contact.as_mut().unwrap().purpose = "complaint".to_owned();
    }));
    bench.set_clock("2026-12-01T12:00:00Z");
    let again = WriteAgain {
        token: writer.link().await,
        words: "Hej".to_owned(),
        attempt: other.new_attempt(),
    };
    other.write_again(again).await.unwrap();
    assert_eq!(writer.stored().await.promise, promise);
}

#[derive(Clone, Debug)]
enum Step {
    Again,
    Answer,
    Mail,
    Wait(u8),
}

/// Whatever is written in whatever order, the promise is three months from the last message, and a sweep on any day
/// takes exactly what was promised to be gone by then.
#[test]
fn whatever_happens_the_last_message_decides() {
    let steps = prop::collection::vec(
        prop_oneof![
            Just(Step::Again),
            Just(Step::Answer),
            Just(Step::Mail),
            (1_u8..60).prop_map(Step::Wait),
        ],
        0..8,
    );
    let mut runner = TestRunner::new(Config::with_cases(12));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let outcome = runner.run(&steps, |steps| {
        runtime.block_on(follow(&steps));
        Ok(())
    });
    outcome.unwrap();
}

async fn follow(steps: &[Step]) {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let mut last = bench.service.today();
    for step in steps {
        let now = bench.service.now();
        bench.service.sweep().await.unwrap();
        let promised = jiff::Span::new().months(3);
        let gone = last.checked_add(promised).unwrap();
        let exists = !threads(&bench).await.is_empty();
        assert_eq!(exists, bench.service.today() < gone);
        if !exists {
            return;
        }
        match step {
            Step::Again => {
                // The link may have expired meanwhile.
                bench
                    .service
                    .mail_new_link(&writer.link().await)
                    .await
                    .unwrap();
                writer.writes_again("Igen").await;
            }
            Step::Answer => writer.is_answered("Svar").await,
            Step::Mail => {
                let mail = writer.replies("a@b.dk", "Svar").await;
                bench.service.take_in_reply(&mail).await.unwrap();
            }
            Step::Wait(days) => {
                let later = now + jiff::SignedDuration::from_hours(24 * i64::from(*days));
                bench.set_clock(&later.to_string());
                continue;
            }
        }
        last = bench.service.today();
        let promise = writer.stored().await.promise;
        assert_eq!(promise.last_day, last.checked_add(promised).unwrap());
    }
}
