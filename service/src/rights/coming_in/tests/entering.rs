use super::*;

#[tokio::test]
async fn a_code_lets_in_the_browser_that_asked_and_shows_whose_mailbox_it_is() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail(" Anna@example.dk ").await;
    assert_eq!(mail.to, "Anna@example.dk");
    let typed = mail.code.to_halves().replace(' ', "-");
    let came_in = anna.types(&typed).await.unwrap();
    let subject = subject(&bench.service, &came_in.session).await.unwrap();
    assert_eq!(subject.email().as_str(), "Anna@example.dk");
    assert_eq!(subject.person(), None);
    assert_eq!(subject.since(), bench.service.now());
}

#[tokio::test]
async fn a_link_leads_on_only_in_the_browser_that_asked_and_looking_spends_nothing() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mut other = Visitor::at(&bench.service, "192.0.2.2");
    let nobody = Visitor::at(&bench.service, "192.0.2.3");
    let mail = anna.gets_mail(ANNA).await;
    other.asks(ANNA).await;
    for _ in 0..100 {
        assert!(!other.leads_on(&mail.token).await);
        assert!(!nobody.leads_on(&mail.token).await);
        assert!(anna.leads_on(&mail.token).await);
    }
    for stranger in [&other, &nobody] {
        let refused = stranger.presses(&mail.token).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryLinkRefused);
        let refused = stranger.types(&mail.code.to_halves()).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryCodeRefused);
    }
    let came_in = anna.presses(&mail.token).await.unwrap();
    assert!(subject(&bench.service, &came_in.session).await.is_some());
}

#[tokio::test]
async fn a_mail_lets_in_once_whichever_half_of_it_is_used() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let first = anna.gets_mail(ANNA).await;
    anna.presses(&first.token).await.unwrap();
    let second = anna.gets_mail(ANNA).await;
    anna.types(&second.code.to_halves()).await.unwrap();
    for spent in [&first, &second] {
        assert!(!anna.leads_on(&spent.token).await);
        let refused = anna.presses(&spent.token).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryLinkRefused);
        let refused = anna.types(&spent.code.to_halves()).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryCodeRefused);
    }
}

#[tokio::test]
async fn two_that_press_a_link_at_once_are_one() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail(ANNA).await;
    let anna = &anna;
    let presses = (0..8).map(|_| anna.presses(&mail.token));
    let pressed = futures_util::future::join_all(presses).await;
    assert_eq!(pressed.iter().filter(|came_in| came_in.is_ok()).count(), 1);
}

#[tokio::test]
async fn a_new_mail_does_not_end_those_before_and_three_work_at_once() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mut sent = Vec::new();
    for second in ["00", "01", "02"] {
        bench.set_clock(&format!("2026-11-21T12:00:{second}Z"));
        sent.push(anna.gets_mail(ANNA).await);
    }
    for mail in &sent {
        anna.types(&mail.code.to_halves()).await.unwrap();
    }
}

#[tokio::test]
async fn a_fifth_guess_may_be_right_and_a_sixth_may_not() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    for (guesses, lets_in) in [(4, true), (5, false)] {
        let mail = anna.gets_mail(ANNA).await;
        for _ in 0..guesses {
            let refused = anna.types(&wrong(mail.code)).await;
            assert_eq!(refused.unwrap_err(), Problem::EntryCodeRefused);
        }
        let right = anna.types(&mail.code.to_halves()).await;
        assert_eq!(right.is_ok(), lets_in, "after {guesses}");
    }
}

#[tokio::test]
async fn what_is_no_code_counts_as_a_guess() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail(ANNA).await;
    for typed in [
        "",
        "hej",
        "123",
        "1234567890",
        "'; DROP TABLE portal_attempt",
    ] {
        let refused = anna.types(typed).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryCodeRefused);
    }
    let right = anna.types(&mail.code.to_halves()).await;
    assert_eq!(right.unwrap_err(), Problem::EntryCodeRefused);
}

#[tokio::test]
async fn many_guesses_at_once_count_as_many() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail(ANNA).await;
    let anna = &anna;
    let wrong = wrong(mail.code);
    let guesses = futures_util::future::join_all((0..50).map(|_| anna.types(&wrong)));
    assert!(guesses.await.iter().all(Result::is_err));
    let right = anna.types(&mail.code.to_halves()).await;
    assert_eq!(right.unwrap_err(), Problem::EntryCodeRefused);
}

#[tokio::test]
async fn a_mail_works_for_ten_minutes_and_not_before_it_was_sent() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail(ANNA).await;
    for clock in [
        "2026-11-21T12:10:00Z",
        "2026-11-21T11:59:59Z",
        "2027-11-21T12:00:00Z",
    ] {
        bench.set_clock(clock);
        assert!(!anna.leads_on(&mail.token).await, "{clock}");
        let refused = anna.types(&mail.code.to_halves()).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryCodeRefused, "{clock}");
        let refused = anna.presses(&mail.token).await;
        assert_eq!(refused.unwrap_err(), Problem::EntryLinkRefused, "{clock}");
    }
    bench.set_clock("2026-11-21T12:09:59Z");
    anna.types(&mail.code.to_halves()).await.unwrap();
}

#[tokio::test]
async fn a_clock_that_jumped_ahead_and_back_keeps_nobody_out() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    bench.set_clock("2036-01-01T00:00:00Z");
    for _ in 0..4 {
        anna.asks(ANNA).await;
    }
    mails(&bench.service).await;
    bench.set_clock("2026-11-21T12:00:00Z");
    let came_in = anna.comes_in(ANNA).await;
    assert!(subject(&bench.service, &came_in.session).await.is_some());
}

#[tokio::test]
async fn coming_in_ends_the_session_that_the_browser_held_before() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let before = anna.comes_in(ANNA).await.session;
    let mail = anna.gets_mail("other@example.dk").await;
    let by = ByLink {
        token: mail.token,
        browser: anna.kept.clone(),
        named: Browser::of(AGENT),
        before: Some(before.clone()),
    };
    let after = bench.service.come_in_by_link(by).await.unwrap().session;
    assert!(subject(&bench.service, &before).await.is_none());
    let after = subject(&bench.service, &after).await.unwrap();
    assert_eq!(after.email().as_str(), "other@example.dk");
}

#[tokio::test]
async fn what_lets_in_does_not_lie_readable_anywhere() {
    let bench = bench().await;
    let mut anna = Visitor::at(&bench.service, "192.0.2.1");
    let mail = anna.gets_mail("kanariefugl@example.dk").await;
    let came_in = anna.types(&mail.code.to_halves()).await.unwrap();
    let copy = std::fs::read(bench.copy_database().await).unwrap();
    let digits = mail.code.to_halves().replace(' ', "");
    for secret in [
        "kanariefugl".to_owned(),
        "192.0.2.1".to_owned(),
        "Firefox".to_owned(),
        digits,
        mail.code.to_halves(),
        mail.token.to_text(),
        came_in.session.to_text(),
    ] {
        let found = copy
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{secret}");
    }
    // The search finds what is there.
    assert!(copy.windows(14).any(|window| window == b"portal_attempt"));
}
