use super::*;

#[tokio::test]
async fn a_network_causes_three_mails_in_ten_minutes_and_ten_a_day() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mut went = Vec::new();
    for clock in [
        "12:00", "12:01", "12:02", "12:03", "12:11", "12:12", "12:13", "12:14", "13:30", "14:30",
        "15:30", "16:30", "17:30",
    ] {
        bench.set_clock(&format!("2026-11-21T{clock}:00Z"));
        anna.asks(ANNA).await;
        went.push(mails(&bench.service).await.len());
    }
    assert_eq!(went, [1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0]);
    bench.set_clock("2026-11-22T12:00:00Z");
    anna.asks(ANNA).await;
    assert_eq!(mails(&bench.service).await.len(), 1, "the next day");
    anna.asks("berta@example.dk").await;
    assert_eq!(mails(&bench.service).await.len(), 1, "another mailbox");
}

#[tokio::test]
async fn a_mail_that_is_held_back_ends_none_that_was_sent_and_lets_nobody_in() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let first = anna.gets_mail(ANNA).await;
    for _ in 0..20 {
        anna.asks(ANNA).await;
    }
    assert_eq!(mails(&bench.service).await.len(), 2);
    anna.types(&first.code.to_halves()).await.unwrap();
}

#[tokio::test]
async fn ten_thousand_askings_for_one_address_slow_mails_and_the_rightful_person_gets_in() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    // She asked before it began, and the code she was sent lets her in afterwards.
    let early = anna.gets_mail(ANNA).await;
    let service = &bench.service;
    for hundred in 0..100_u32 {
        let askings = (0..100_u32).map(|one| async move {
            let ask = AskToComeIn {
                language: Language::Da,
                email: ANNA.to_owned(),
                network: "198.51.100.7".to_owned(),
                browser: None,
            };
            service.ask_to_come_in(ask).await.unwrap();
            (hundred, one)
        });
        futures_util::future::join_all(askings).await;
    }
    assert_eq!(mails(service).await.len(), 3, "slowed");
    let came_in = anna.types(&early.code.to_halves()).await.unwrap();
    assert!(subject(service, &came_in.session).await.is_some());
    // Who begins only now, from elsewhere, gets in too.
    let mut elsewhere = Visitor::at(service, "203.0.113.9");
    let came_in = elsewhere.comes_in(ANNA).await;
    assert!(subject(service, &came_in.session).await.is_some());
}

#[tokio::test]
async fn strangers_from_everywhere_are_slowed_together_and_not_a_browser_that_came_in_before() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    anna.comes_in(ANNA).await;
    bench.set_clock("2026-11-22T13:00:00Z");
    for network in 0..200 {
        let ask = AskToComeIn {
            language: Language::Da,
            email: ANNA.to_owned(),
            network: format!("198.51.100.{network}"),
            browser: None,
        };
        bench.service.ask_to_come_in(ask).await.unwrap();
    }
    assert_eq!(mails(&bench.service).await.len(), 10);
    let mut elsewhere = Visitor::at(&bench.service, "203.0.113.9");
    elsewhere.asks(ANNA).await;
    assert!(
        mails(&bench.service).await.is_empty(),
        "no longer told from strangers"
    );
    let came_in = anna.comes_in(ANNA).await;
    assert!(subject(&bench.service, &came_in.session).await.is_some());
    // For another mailbox that browser is a stranger.
    let other = anna.gets_mail("berta@example.dk").await;
    assert_eq!(other.to, "berta@example.dk");
}
