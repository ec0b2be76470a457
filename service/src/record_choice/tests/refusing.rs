//! Refusing and taking back: always possible, and nothing stays of a no but a count.

use super::*;

#[tokio::test]
async fn a_refusal_raises_a_count_and_leaves_nothing_else() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    let recorded = browser
        .decide(&bench.service, Surface::Banner, Decision::RefuseAll)
        .await
        .unwrap();
    assert_eq!(recorded.receipt, ReceiptChange::None);
    assert!(recorded.outcome.granted.is_empty());
    assert!(bench.store.leaves().await.unwrap().is_empty());
    let counts = bench.store.refusals(date(2026, 11, 21)).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!(counts[0].count, 1);
    assert_eq!(counts[0].refusal.site, "www");
    assert_eq!(counts[0].refusal.surface, Surface::Banner);
    assert_eq!(
        counts[0].refusal.register,
        bench.service.register().version()
    );
}

#[tokio::test]
async fn a_refusal_repeated_is_counted_once() {
    let bench = Bench::open().await;
    let mut browser = Browser::default();
    for surface in [Surface::Banner, Surface::Settings] {
        browser
            .decide(&bench.service, surface, Decision::RefuseAll)
            .await
            .unwrap();
    }
    assert_eq!(bench.refusals().await, 1);
}

#[tokio::test]
async fn refusing_everything_withdraws_and_is_no_refusal_in_the_statistics() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    let code = browser.receipt.clone().unwrap();
    let bare = browser.bare(&bench.service, Surface::Settings, Decision::RefuseAll);
    let recorded = browser.send(&bench.service, bare).await.unwrap();
    assert_eq!(recorded.receipt, ReceiptChange::Withdrawn(code.clone()));
    assert_eq!(
        recorded.outcome.withdrawn,
        set(&["counter", "feed", "video"])
    );
    let ended = bench.service.receipt(&code).await.unwrap().ended.unwrap();
    assert_eq!(ended.reason, EndReason::Withdrawn);
    assert_eq!(bench.refusals().await, 0);
}

#[tokio::test]
async fn refusing_works_with_a_receipt_that_is_missing_or_unknown() {
    let bench = Bench::open().await;
    let browser = Browser::accepted(&bench.service).await;
    for receipt in [None, Some(ReceiptCode::from_bytes(&[9; 32]))] {
        let mut lost = Browser {
            receipt,
            ..browser.clone()
        };
        let recorded = lost
            .decide(&bench.service, Surface::Settings, Decision::RefuseAll)
            .await
            .unwrap();
        assert_eq!(recorded.receipt, ReceiptChange::None);
        assert!(recorded.outcome.granted.is_empty());
    }
}

#[tokio::test]
async fn narrowing_needs_neither_notice_nor_mark() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    let before = browser.receipt.clone().unwrap();
    let bare = browser.bare(&bench.service, Surface::Settings, only(&["video", "feed"]));
    let recorded = browser.send(&bench.service, bare.clone()).await.unwrap();
    let repeated = bench.service.record_choice(bare).await.unwrap();
    assert_eq!(recorded.receipt, repeated.receipt);
    assert_eq!(recorded.outcome.withdrawn, set(&["counter"]));
    assert!(
        bench
            .service
            .receipt(&before)
            .await
            .unwrap()
            .ended
            .is_some()
    );
    let now = bench
        .service
        .receipt(&browser.receipt.unwrap())
        .await
        .unwrap();
    assert_eq!(
        now.record.granted().cloned().collect::<BTreeSet<_>>(),
        set(&["video", "feed"])
    );
}

#[tokio::test]
async fn only_the_changed_service_is_asked_again_and_a_no_to_it_takes_it_back() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    let before = browser.receipt.clone().unwrap();
    let later = bench.serving(register(|register| {
        register.recipient["film"].country = "CA".to_owned();
    }));
    later.store_register().await.unwrap();
    assert_eq!(
        browser.standing(&later).ask,
        Ask::Changed(set(&["feed", "video"]))
    );
    let recorded = browser
        .decide(&later, Surface::Banner, Decision::RefuseAll)
        .await
        .unwrap();
    assert_eq!(recorded.outcome.granted, set(&["counter"]));
    assert!(later.receipt(&before).await.unwrap().ended.is_some());
    let now = later.receipt(&browser.receipt.unwrap()).await.unwrap();
    assert_eq!(now.record.granted().collect::<Vec<_>>(), ["counter"]);
    assert_eq!(now.record.register, later.register().version());
}

#[tokio::test]
async fn a_new_service_refused_leaves_the_record_alone() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    let later = bench.serving(register(|register| {
        let map = register.service["counter"].clone();
        register.service.insert("map".to_owned(), map);
    }));
    later.store_register().await.unwrap();
    let recorded = browser
        .decide(&later, Surface::Banner, Decision::RefuseAll)
        .await
        .unwrap();
    assert_eq!(recorded.receipt, ReceiptChange::None);
    assert_eq!(recorded.outcome.granted, set(&["counter", "feed", "video"]));
    assert_eq!(
        later
            .receipt(&browser.receipt.unwrap())
            .await
            .unwrap()
            .ended,
        None
    );
}

#[tokio::test]
async fn without_the_database_a_refusal_goes_through_and_nothing_else() {
    let bench = Bench::open().await;
    let mut browser = Browser::accepted(&bench.service).await;
    bench.store.close().await;
    let mut other = Browser::default();
    let refused = other
        .decide(&bench.service, Surface::Banner, Decision::RefuseAll)
        .await;
    assert!(refused.unwrap().outcome.granted.is_empty());
    let accepted = other
        .decide(&bench.service, Surface::Settings, Decision::AcceptAll)
        .await;
    assert_eq!(accepted, Err(Problem::Unavailable));
    let withdrawn = browser
        .decide(&bench.service, Surface::Settings, Decision::RefuseAll)
        .await;
    assert_eq!(withdrawn, Err(Problem::Unavailable));
}
