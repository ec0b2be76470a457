//! Travelling to the day that was promised: gone then, and not before; and nothing of the person anywhere.

use domain::mail::Letter;
use domain::problem::Problem;
use domain::text::Language;

use super::{holds_together, host, published, signed_up, typed};
use crate::newsletter::tests::letters;
use crate::testing::{Bench, register};

const ANNA: &str = "Anna.Kanariefugl@example.dk";
const TABLES: [&str; 4] = ["seat", "record", "mail", "confirmation_pace"];

/// Nothing stands in clear in the main database, its write-ahead log or its journal.
fn assert_not_in_clear(bench: &Bench) {
    let folder = bench.database().parent().unwrap().to_owned();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for canary in [ANNA, "anna.kanariefugl", "Kanariefugl", "12 34 56 78"] {
            let canary = canary.as_bytes();
            let found = bytes.windows(canary.len()).any(|part| part == canary);
            assert!(!found, "{}", path.display());
        }
    }
}

#[tokio::test]
async fn participants_are_kept_until_14_days_after_the_event_and_gone_the_day_after() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = host(&bench).await;
    let event = published(service, &actor, &typed("1")).await;
    let anna = signed_up(service, event, ANNA).await;
    let bo = signed_up(service, event, "bo@example.dk").await;
    assert_not_in_clear(&bench);
    // The last second of 21 December in Denmark.
    bench.set_clock("2026-12-21T22:59:59Z");
    service.sweep().await.unwrap();
    service.erase_unconfirmed().await.unwrap();
    for page in [&anna, &bo] {
        assert!(
            service.seat_page(page, Language::Da).await.is_ok(),
            "not before its day"
        );
    }
    assert_eq!(bench.count_rows(&TABLES[..2]).await, [2, 2]);
    bench.set_clock("2026-12-21T23:00:00Z");
    service.sweep().await.unwrap();
    for page in [&anna, &bo] {
        assert_eq!(
            service.seat_page(page, Language::Da).await.map(|_| ()),
            Err(Problem::SpentLink)
        );
    }
    assert_eq!(bench.count_rows(&TABLES).await, [0, 0, 0, 0]);
    assert_not_in_clear(&bench);
    let shown = service.public_event(&event).await.unwrap();
    assert_eq!(shown.came, Some(1), "the number stays");
    holds_together(&bench).await;
}

#[tokio::test]
async fn leaving_leaves_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let anna = signed_up(service, event, ANNA).await;
    service.leave_seat(&anna).await.unwrap();
    assert_eq!(bench.count_rows(&TABLES).await, [0, 0, 0, 1]);
    assert_not_in_clear(&bench);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_shorter_rule_reaches_those_who_signed_up_and_a_longer_one_does_not() {
    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &typed("1")).await;
    let anna = signed_up(&bench.service, event, ANNA).await;
    let ruled = |days| {
        bench.serving(register(|register| {
            let rule = register.purpose["seat"].retention.as_mut();
            rule.unwrap().period.days = days;
        }))
    };
    let (shorter, longer) = (ruled(7), ruled(60));
    for service in [&shorter, &longer] {
        service.store_register().await.unwrap();
    }
    let promised = |service: &crate::Service| {
        let service = service.clone();
        async move { service.public_event(&event).await.unwrap().promise.kept }
    };
    assert_eq!(promised(&longer).await, promised(&bench.service).await);
    assert!(promised(&shorter).await.last_day < promised(&bench.service).await.last_day);
    bench.set_clock("2026-12-14T22:59:59Z");
    shorter.sweep().await.unwrap();
    assert!(shorter.seat_page(&anna, Language::Da).await.is_ok());
    bench.set_clock("2026-12-14T23:00:00Z");
    longer.sweep().await.unwrap();
    assert!(longer.seat_page(&anna, Language::Da).await.is_ok());
    shorter.sweep().await.unwrap();
    assert_eq!(
        shorter.seat_page(&anna, Language::Da).await.map(|_| ()),
        Err(Problem::SpentLink)
    );
}

#[tokio::test]
async fn a_longer_rule_keeps_nobody_longer() {
    let bench = Bench::open().await;
    let event = published(&bench.service, &host(&bench).await, &typed("1")).await;
    let anna = signed_up(&bench.service, event, ANNA).await;
    let longer = bench.serving(register(|register| {
        let rule = register.purpose["seat"].retention.as_mut();
        rule.unwrap().period.days = 60;
    }));
    longer.store_register().await.unwrap();
    bench.set_clock("2026-12-22T12:00:00Z");
    longer.sweep().await.unwrap();
    assert_eq!(
        longer.seat_page(&anna, Language::Da).await.map(|_| ()),
        Err(Problem::SpentLink)
    );
}

/// What is promised in the letter is what the page beside the form promised.
#[tokio::test]
async fn the_letter_promises_what_the_page_did() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let shown = service.public_event(&event).await.unwrap();
    let token = super::asked(service, event, ANNA).await;
    super::confirmed(service, &token).await;
    let letters = letters(service).await;
    let Letter::SeatConfirmed { about, seated, .. } = &letters[0].letter else {
        panic!("{}", letters[0].letter.kind());
    };
    assert!(seated);
    assert_eq!(about.kept, shown.promise);
    assert_eq!(about.title.as_str(), "Julecafé");
}

#[tokio::test]
async fn a_copy_from_before_is_erased_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = published(service, &host(&bench).await, &typed("1")).await;
    let anna = signed_up(service, event, ANNA).await;
    let copy = bench.copy_database().await;
    service.leave_seat(&anna).await.unwrap();
    let restored = bench.with_database(&copy).await;
    assert!(restored.replay_erasures().await.unwrap() > 0);
    assert_eq!(restored.leave_seat(&anna).await, Ok(false));
}
