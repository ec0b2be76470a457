//! Travelling to each date that was promised: gone then, and not before; and nothing of the person anywhere.

use domain::consent::Method;
use domain::problem::Problem;
use domain::text::Language;

use super::{ANNA, asked, form, holds_together, letters, subscribed};
use crate::newsletter::{KeepOut, Waiting};
use crate::testing::Bench;

/// Nothing stands in clear in the main database, its write-ahead log or its journal.
fn assert_not_in_clear(bench: &Bench) {
    let folder = bench.database().parent().unwrap().to_owned();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for canary in [
            ANNA.as_bytes(),
            ANNA.to_lowercase().as_bytes(),
            b"Kanariefugl",
        ] {
            let found = bytes.windows(canary.len()).any(|part| part == canary);
            assert!(!found, "{}", path.display());
        }
    }
}

#[tokio::test]
async fn what_is_not_confirmed_waits_seven_days_and_is_gone_then() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let token = asked(service, ANNA, &["news"]).await;
    bench.set_clock("2026-11-28T11:59:59Z");
    assert_eq!(service.erase_unconfirmed().await.unwrap(), 0);
    assert!(matches!(
        service.waiting(&token).await,
        Ok(Waiting::Asked { .. })
    ));
    bench.set_clock("2026-11-28T12:00:00Z");
    // It opens nothing from this moment on, swept or not.
    assert_eq!(service.waiting(&token).await, Err(Problem::SpentLink));
    assert_eq!(service.confirm(&token).await, Err(Problem::SpentLink));
    assert_eq!(service.erase_unconfirmed().await.unwrap(), 1);
    assert_eq!(service.erase_unconfirmed().await.unwrap(), 0);
    assert_eq!(rows(&bench).await, [""; 0]);
    assert_not_in_clear(&bench);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_form_from_yesterday_counts_and_keeps_yesterday_s_promise() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let yesterday = form(service, ANNA, &["news"]);
    bench.set_clock("2026-11-22T20:00:00Z");
    assert_eq!(service.sign_up(yesterday.clone()).await, Ok(()));
    assert_eq!(letters(service).await.len(), 1);
    // "Deleted by 28 November" was on the screen.
    bench.set_clock("2026-11-28T22:59:59Z");
    assert_eq!(service.erase_unconfirmed().await.unwrap(), 0);
    bench.set_clock("2026-11-28T23:00:00Z");
    assert_eq!(service.erase_unconfirmed().await.unwrap(), 1);
    let sign_up = service.sign_up(yesterday).await;
    assert_eq!(
        sign_up,
        Err(Problem::NoticeChanged),
        "a week old is too old"
    );
}

#[tokio::test]
async fn after_leaving_only_the_sealed_proof_is_left_and_nothing_after_its_time() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    service.leave(&links.leave, Language::Da).await.unwrap();
    assert_eq!(
        rows(&bench).await,
        [
            "1 of proof",
            "3 of record",
            "1 of proof_link",
            "1 of confirmation_pace"
        ]
    );
    assert_not_in_clear(&bench);
    assert!(service.why(&links.why).await.is_ok());
    // Three months after 21 November, "gone by".
    bench.set_clock("2027-02-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert!(service.why(&links.why).await.is_ok(), "not before its day");
    bench.set_clock("2027-02-21T00:00:00Z");
    service.erase_unconfirmed().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(service.why(&links.why).await, Err(Problem::SpentLink));
    assert_eq!(rows(&bench).await, [""; 0]);
    assert_not_in_clear(&bench);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_fingerprint_goes_on_the_day_that_was_promised_and_its_proof_later() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let left = service
        .leave(&links.leave, Language::Da)
        .await
        .unwrap()
        .unwrap();
    let keep_out = KeepOut {
        language: Language::Da,
        method: Method::Form,
        token: left.token,
        wording: Some(left.keep_out.unwrap().1),
    };
    let code = service.keep_out(keep_out).await.unwrap();
    let address = domain::mail::MailAddress::parse(ANNA).unwrap();
    let is_kept_out = async || {
        let fingerprint = service.fingerprint(&address);
        bench.store.is_kept_out(&fingerprint).await.unwrap()
    };
    assert_not_in_clear(&bench);
    bench.set_clock("2028-11-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert!(is_kept_out().await, "kept for as long as was promised");
    bench.set_clock("2028-11-21T01:00:00Z");
    service.sweep().await.unwrap();
    assert!(!is_kept_out().await);
    assert_eq!(service.let_in(&code).await, Err(Problem::UnknownReceipt));
    bench.set_clock("2029-02-21T01:00:00Z");
    service.erase_unconfirmed().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(rows(&bench).await, [""; 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_copy_from_before_is_erased_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let copy = bench.copy_database().await;
    service.leave(&links.leave, Language::Da).await.unwrap();
    let restored = bench.with_database(&copy).await;
    assert!(restored.replay_erasures().await.unwrap() > 0);
    assert_eq!(restored.leave(&links.leave, Language::Da).await, Ok(None));
    assert_eq!(super::topics(&restored, &links).await, None);
}

/// The tables that hold anything of anyone, and how much.
async fn rows(bench: &Bench) -> Vec<String> {
    const TABLES: [&str; 7] = [
        "proof",
        "record",
        "subscription",
        "proof_link",
        "mail",
        "kept_out",
        "confirmation_pace",
    ];
    let counts = bench.count_rows(&TABLES).await;
    TABLES
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(table, count)| format!("{count} of {table}"))
        .collect()
}
