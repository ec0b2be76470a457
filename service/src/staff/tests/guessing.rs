//! Guessing is slowed, and tells nobody who has an account.

use std::collections::BTreeMap;

use super::*;

fn guess(email: &str, known_browser: Option<&str>) -> SignIn {
    SignIn {
        email: email.to_owned(),
        password: password("et forkert kodeord"),
        known_browser: known_browser.map(str::to_owned),
    }
}

/// What each of some wrong passwords in a row was answered.
async fn answers(bench: &Bench, email: &str) -> Vec<Problem> {
    let mut answers = Vec::new();
    for _ in 0..9 {
        let answer = bench.service.sign_in(guess(email, None)).await;
        answers.push(answer.unwrap_err());
    }
    answers
}

#[tokio::test]
async fn an_address_with_an_account_and_one_without_are_answered_alike() {
    let bench = Bench::open().await;
    let service = &bench.service;
    joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let shut_out = joined(service, "ude@example.dk", &[Role::CaseWorker]).await;
    let id = actor(service, &shut_out).await.id();
    service.disable_as_operator(id).await.unwrap();
    let waiting = invite("venter@example.dk", &[Role::CaseWorker]);
    service.invite_as_operator(waiting).await.unwrap();
    let known = answers(&bench, "aase@example.dk").await;
    assert!(known.contains(&Problem::SignInRefused) && known.contains(&Problem::TooManyRequests));
    for other in [
        "ukendt@example.dk",
        "ude@example.dk",
        "venter@example.dk",
        "ikke en adresse",
        "",
    ] {
        assert_eq!(answers(&bench, other).await, known, "{other}");
    }
}

#[tokio::test]
async fn the_right_password_of_somebody_who_was_shut_out_is_answered_like_a_wrong_one() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let id = actor(service, &person).await.id();
    service.disable_as_operator(id).await.unwrap();
    let refused = service.sign_in(person.first_step()).await;
    assert_eq!(refused, Err(Problem::SignInRefused));
}

#[tokio::test]
async fn guessing_a_password_is_slowed_and_never_for_longer_than_a_minute() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    for _ in 0..50 {
        let _refused = service.sign_in(guess("aase@example.dk", None)).await;
    }
    let early = service.sign_in(person.first_step()).await;
    assert_eq!(early, Err(Problem::TooManyRequests));
    bench.wait(SignedDuration::from_mins(1));
    person.sign_in(service).await.unwrap();
}

#[tokio::test]
async fn others_guesses_do_not_slow_a_browser_that_signed_in_before() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    for _ in 0..20 {
        let _refused = service.sign_in(guess("aase@example.dk", None)).await;
    }
    let from = |known_browser: &str| SignIn {
        known_browser: Some(known_browser.to_owned()),
        ..person.first_step()
    };
    for foreign in ["", "x", &other.known_browser] {
        let slowed = service.sign_in(from(foreign)).await;
        assert_eq!(slowed, Err(Problem::TooManyRequests), "{foreign}");
    }
    service.sign_in(from(&person.known_browser)).await.unwrap();
    for _ in 0..20 {
        let known = Some(&*person.known_browser);
        let _refused = service.sign_in(guess("aase@example.dk", known)).await;
    }
    let slowed = service.sign_in(from(&person.known_browser)).await;
    assert_eq!(slowed, Err(Problem::TooManyRequests));
}

#[tokio::test]
async fn wrong_codes_count_on_when_somebody_signs_in_anew() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let mut looked_at = 0;
    for _ in 0..40 {
        let first = service.sign_in(person.first_step()).await.unwrap();
        let wrong = person.second_step(first, "000000".to_owned());
        match service.confirm_sign_in(wrong).await.unwrap_err() {
            Problem::CodeRefused => looked_at += 1,
            problem => assert_eq!(problem, Problem::TooManyRequests),
        }
        bench.wait(SignedDuration::from_secs(2));
    }
    // Five are free, and the next waits a minute: within 80 seconds there is room for one more or two.
    assert!(looked_at <= 7, "{looked_at}");
}

#[tokio::test]
async fn many_guesses_at_once_are_as_many_guesses() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let first = service.sign_in(person.first_step()).await.unwrap();
    let sent: Vec<_> = (0..40)
        .map(|number| {
            let service = service.clone();
            let confirm = person.second_step(first.clone(), format!("{number:06}"));
            tokio::spawn(async move { service.confirm_sign_in(confirm).await.unwrap_err() })
        })
        .collect();
    let mut answers = BTreeMap::new();
    for one in sent {
        *answers.entry(one.await.unwrap().code()).or_insert(0) += 1;
    }
    assert_eq!(answers["code-refused"], 5);
}
