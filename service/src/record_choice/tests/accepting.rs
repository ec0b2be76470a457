//! Accepting: a record, once, of exactly what was shown.

use super::*;

#[tokio::test]
async fn an_acceptance_leaves_a_record_that_its_leaf_commits_to() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    let recorded = browser
        .decide(&bench.service, Surface::Settings, only(&["video"]))
        .await
        .unwrap();
    let ReceiptChange::Given(code) = recorded.receipt else {
        panic!("a receipt is given")
    };
    let receipt = bench.service.receipt(&code).await.unwrap();
    let choices: Vec<(&str, &str, bool)> = receipt
        .record
        .choices
        .iter()
        .flat_map(|(category, services)| {
            services
                .iter()
                .map(move |(service, yes)| (category.as_str(), service.as_str(), *yes))
        })
        .collect();
    let mut expected = [
        ("content", "feed", false),
        ("content", "video", true),
        ("statistics", "counter", false),
    ];
    expected.sort_unstable();
    let mut sorted = choices;
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    let leaves = bench.store.leaves().await.unwrap();
    assert_eq!(leaves.len(), 1);
    assert_eq!(leaves[0].leaf.kind, LeafKind::ConsentGiven);
    assert_eq!(leaves[0].leaf.record, receipt.record.id);
    assert_eq!(leaves[0].leaf.commitment, receipt.commitment);
    assert_eq!(bench.refusals().await, 0);
}

#[tokio::test]
async fn a_form_sent_twice_is_one_record_with_one_code() {
    let bench = Bench::open().await;
    let browser = Browser::default();
    let form = browser.form(&bench.service, Surface::Banner, Decision::AcceptAll);
    let first = bench.service.record_choice(form.clone()).await.unwrap();
    let again = bench.service.record_choice(form).await.unwrap();
    assert_eq!(first.receipt, again.receipt);
    assert_eq!(bench.store.leaves().await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_form_sent_with_other_choices_is_another_record() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    let form = browser.form(&bench.service, Surface::Settings, only(&["video"]));
    browser.send(&bench.service, form.clone()).await.unwrap();
    let first = browser.receipt.clone().unwrap();
    let back = RecordChoice {
        decision: only(&["counter"]),
        receipt: browser.receipt.clone(),
        standing: browser.standing(&bench.service),
        ..form
    };
    let again = browser.send(&bench.service, back.clone()).await.unwrap();
    let repeated = bench.service.record_choice(back).await.unwrap();
    assert_eq!(again.receipt, repeated.receipt);
    let second = browser.receipt.unwrap();
    assert_ne!(first, second);
    let ended = bench.service.receipt(&first).await.unwrap().ended.unwrap();
    assert_eq!(ended.reason, EndReason::Replaced);
    assert_eq!(bench.service.receipt(&second).await.unwrap().ended, None);
}

/// Going back in the browser after taking back, and accepting again, is a new consent.
#[tokio::test]
async fn a_form_sent_again_after_withdrawal_is_another_record() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    let form = browser.form(&bench.service, Surface::Banner, Decision::AcceptAll);
    for _round in 0..12 {
        browser.send(&bench.service, form.clone()).await.unwrap();
        let code = browser.receipt.clone().unwrap();
        assert_eq!(bench.service.receipt(&code).await.unwrap().ended, None);
        browser
            .decide(&bench.service, Surface::Settings, Decision::RefuseAll)
            .await
            .unwrap();
        assert!(bench.service.receipt(&code).await.unwrap().ended.is_some());
    }
}

#[tokio::test]
async fn a_new_choice_replaces_the_one_before() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    let before = browser.receipt.clone().unwrap();
    browser
        .decide(&bench.service, Surface::Settings, only(&["feed"]))
        .await
        .unwrap();
    let ended = bench.service.receipt(&before).await.unwrap().ended.unwrap();
    assert_eq!(ended.reason, EndReason::Replaced);
    let now = bench
        .service
        .receipt(&browser.receipt.unwrap())
        .await
        .unwrap();
    assert_eq!(now.record.granted().collect::<Vec<_>>(), ["feed"]);
    let kinds: Vec<LeafKind> = bench
        .store
        .leaves()
        .await
        .unwrap()
        .iter()
        .map(|leaf| leaf.leaf.kind)
        .collect();
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == LeafKind::ConsentGiven)
            .count(),
        2
    );
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == LeafKind::ConsentEnded)
            .count(),
        1
    );
}

#[tokio::test]
async fn nothing_new_is_accepted_under_another_text_or_without_the_form() {
    let bench = Bench::open().await;
    let browser = Browser::default();
    let form = || browser.form(&bench.service, Surface::Banner, Decision::AcceptAll);
    let refused = [
        (
            RecordChoice {
                notice: None,
                ..form()
            },
            Problem::NoticeChanged,
        ),
        (
            RecordChoice {
                notice: Some(Digest::of(b"other")),
                ..form()
            },
            Problem::NoticeChanged,
        ),
        (
            RecordChoice {
                language: Language::En,
                ..form()
            },
            Problem::NoticeChanged,
        ),
        (
            RecordChoice {
                attempt: None,
                ..form()
            },
            Problem::MissingAttempt,
        ),
        (
            RecordChoice {
                decision: only(&["unknown"]),
                ..form()
            },
            Problem::UnknownService,
        ),
        (
            RecordChoice {
                decision: only(&["session"]),
                ..form()
            },
            Problem::UnknownService,
        ),
    ];
    for (form, problem) in refused {
        assert_eq!(bench.service.record_choice(form).await, Err(problem));
    }
    assert!(bench.store.leaves().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_placeholder_accepts_its_own_service_only() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    let recorded = browser
        .decide(&bench.service, Surface::Placeholder, Decision::AcceptAll)
        .await
        .unwrap();
    assert_eq!(recorded.outcome.granted, set(&["video"]));
    for embed in [None, Some("session".to_owned()), Some("unknown".to_owned())] {
        let form = browser.form(&bench.service, Surface::Placeholder, Decision::AcceptAll);
        let refused = bench
            .service
            .record_choice(RecordChoice { embed, ..form })
            .await;
        assert_eq!(refused, Err(Problem::UnknownService));
    }
}
