//! Nobody learns from us whether an address is known: the same statements, the same rows, the same answer.

use domain::text::Language;

use super::{ANNA, asked, form, keys, letters, subscribed};
use crate::newsletter::SignUp;
use crate::testing::{Bench, Statements};

const TABLES: [&str; 8] = [
    "subscription",
    "proof",
    "record",
    "proof_link",
    "mail",
    "confirmation_pace",
    "leaf",
    "notice",
];

/// What a sign-up of `email` does: its statements, and the rows it adds.
async fn done(bench: &Bench, email: &str) -> (Vec<String>, Vec<i64>) {
    let before = bench.count_rows(&TABLES).await;
    let sign_up = form(&bench.service, email, &["news"]);
    let (answer, statements) = Statements::of(bench.service.sign_up(sign_up)).await;
    assert_eq!(answer, Ok(()));
    let after = bench.count_rows(&TABLES).await;
    let added = after
        .iter()
        .zip(before)
        .map(|(after, before)| after - before);
    (statements, added.collect())
}

#[tokio::test]
async fn a_sign_up_does_the_same_whether_the_address_is_known_or_not() {
    let bench = Bench::open().await;
    let service = &bench.service;
    // The words are stored already, as on any day but its first sign-up.
    asked(service, "first@example.dk", &["news"]).await;
    let unknown = done(&bench, "nobody@example.dk").await;
    assert!(unknown.0.len() >= 8, "{:?}", unknown.0);
    letters(service).await;
    let subscriber = subscribed(service, "long-ago@example.dk", &["news"]).await;
    bench.set_clock("2026-11-21T18:00:00Z");
    let leaver = subscribed(service, "left@example.dk", &["news"]).await;
    service.leave(&leaver.leave, Language::Da).await.unwrap();
    bench.set_clock("2026-11-23T12:00:00Z");
    service.erase_unconfirmed().await.unwrap();
    asked(service, "day@example.dk", &["news"]).await;
    for known in ["long-ago@example.dk", "left@example.dk"] {
        assert_eq!(done(&bench, known).await, unknown, "{known}");
    }
    assert_eq!(
        super::topics(service, &subscriber).await,
        Some(keys(&["news"]))
    );
}

#[tokio::test]
async fn a_mailbox_that_had_its_letters_is_answered_alike_and_gets_none() {
    let bench = Bench::open().await;
    let service = &bench.service;
    asked(service, "first@example.dk", &["news"]).await;
    let (statements, mut rows) = done(&bench, ANNA).await;
    assert!(statements.len() >= 8, "{statements:?}");
    assert_eq!(letters(service).await.len(), 1);
    let again = done(&bench, &ANNA.to_uppercase()).await;
    // Its pace is known since; everything else is the same.
    rows[5] = 0;
    assert_eq!(again, (statements, rows));
    assert_eq!(letters(service).await.len(), 0);
    for (minute, letters_sent) in [(11, 1), (12, 0), (22, 1), (33, 0)] {
        bench.set_clock(&format!("2026-11-21T12:{minute}:00Z"));
        assert_eq!(
            service.sign_up(form(service, ANNA, &["news"])).await,
            Ok(())
        );
        assert_eq!(letters(service).await.len(), letters_sent, "{minute}");
    }
    bench.set_clock("2026-11-22T12:00:00Z");
    assert_eq!(
        service.sign_up(form(service, ANNA, &["news"])).await,
        Ok(())
    );
    assert_eq!(letters(service).await.len(), 1, "a day later");
}

#[tokio::test]
async fn names_and_topics_do_not_show_in_the_statements() {
    let bench = Bench::open().await;
    let sign_up = SignUp {
        name: "Kanariefugl".to_owned(),
        ..form(&bench.service, ANNA, &["news"])
    };
    let (_, statements) = Statements::of(bench.service.sign_up(sign_up)).await;
    assert!(!statements.is_empty());
    assert!(
        statements
            .iter()
            .all(|sql| !sql.contains("Kanariefugl") && !sql.contains(ANNA))
    );
}
