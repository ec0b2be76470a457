//! Passkeys: signing in with one, and every answer that lets nobody in.

mod adding;
mod ending;
mod showing;

use domain::staff::AccessAction;

use super::authenticator::Authenticator;
use super::*;
use crate::staff::{PasskeyAnswer, PasskeySignIn, SignedIn};
use crate::testing::ORIGIN;

/// Somebody signed in, with a passkey.
struct Owner {
    bench: Bench,
    person: Person,
    id: Uuid,
    device: Authenticator,
}

async fn owner() -> Owner {
    let bench = Bench::open().await;
    let person = joined(&bench.service, "aase@example.dk", &[Role::CaseWorker]).await;
    let me = actor(&bench.service, &person).await;
    let device = add(&bench.service, &me, 1, "Min telefon").await.unwrap();
    Owner {
        bench,
        person,
        id: me.id(),
        device,
    }
}

async fn add(
    service: &Service,
    me: &StaffActor,
    seed: u8,
    name: &str,
) -> Result<Authenticator, Problem> {
    let asked = service.ask_for_new_passkey(me, name).await?;
    let (device, answer) = Authenticator::make(seed, ORIGIN, &asked.question.options);
    let answer = PasskeyAnswer {
        challenge: asked.question.challenge,
        answer,
    };
    service.add_passkey(me, &answer).await.map(|()| device)
}

/// The device's answer to a question for `actor`, or for anybody.
async fn answer(
    service: &Service,
    actor: Option<&StaffActor>,
    device: &mut Authenticator,
) -> PasskeyAnswer {
    let question = service.ask_for_passkey(actor).await.unwrap();
    PasskeyAnswer {
        answer: device.answer(&question.options),
        challenge: question.challenge,
    }
}

async fn enter(service: &Service, answer: PasskeyAnswer) -> Result<SignedIn, Problem> {
    let sign_in = PasskeySignIn {
        answer,
        browser: browser(),
        known_browser: None,
        before: None,
    };
    service.sign_in_with_passkey(sign_in).await
}

/// Signs in with the device.
async fn sign_in(service: &Service, device: &mut Authenticator) -> Result<SignedIn, Problem> {
    enter(service, answer(service, None, device).await).await
}

async fn is_noted(bench: &Bench, action: AccessAction) -> bool {
    let noted = bench.store.accesses(&Uuid::max(), 100).await.unwrap();
    noted.iter().any(|access| access.action == action)
}

#[tokio::test]
async fn a_passkey_signs_in_without_address_password_or_code() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let service = &bench.service;
    bench.wait(SignedDuration::from_hours(1));
    let signed_in = sign_in(service, &mut device).await.unwrap();
    let me = service.staff_actor(&signed_in.session).await.unwrap();
    let me = me.unwrap();
    assert_eq!(me.email(), "aase@example.dk");
    assert!(me.has_recent_code() && me.has_passkey());
    assert!(is_noted(&bench, AccessAction::SignedIn).await);
    let own = service.own_passkeys(&me).await.unwrap();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].name, "Min telefon");
    assert_eq!(own[0].used, Some(service.now()));
}

#[tokio::test]
async fn the_session_that_a_browser_held_ends_when_it_signs_in_with_a_passkey() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let sign_in = PasskeySignIn {
        answer: answer(service, None, &mut device).await,
        browser: browser(),
        known_browser: Some(person.known_browser.clone()),
        before: Some(person.session.clone()),
    };
    let signed_in = service.sign_in_with_passkey(sign_in).await.unwrap();
    assert_eq!(signed_in.known_browser, person.known_browser);
    assert!(!is_in(service, &person).await);
}

#[tokio::test]
async fn an_answer_lets_in_once_however_often_it_is_sent() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let service = &bench.service;
    let answer = answer(service, None, &mut device).await;
    let sent: Vec<_> = (0..20)
        .map(|_| {
            let (service, answer) = (service.clone(), answer.clone());
            tokio::spawn(async move { enter(&service, answer).await.is_ok() })
        })
        .collect();
    let mut let_in = 0;
    for one in sent {
        let_in += usize::from(one.await.unwrap());
    }
    assert_eq!(let_in, 1);
}

#[tokio::test]
async fn a_question_waits_five_minutes_and_any_node_takes_the_answer() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let other = bench.serving(crate::testing::register(|_| {}));
    let (early, late) = (
        answer(&bench.service, None, &mut device).await,
        answer(&bench.service, None, &mut device).await,
    );
    bench.wait(SignedDuration::from_mins(5) - SignedDuration::from_secs(1));
    enter(&other, early).await.unwrap();
    bench.wait(SignedDuration::from_secs(1));
    let refused = enter(&other, late).await;
    assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn every_answer_that_lets_nobody_in_is_answered_alike() {
    let Owner {
        bench,
        mut device,
        person,
        id,
    } = owner().await;
    let service = &bench.service;
    let me = actor(service, &person).await;
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let other = actor(service, &other).await;
    let question = service.ask_for_passkey(None).await.unwrap();
    let mut foreign = device.clone();
    "https://evil.example".clone_into(&mut foreign.origin);
    let mut unverified = device.clone();
    unverified.verifies = false;
    let (mut unknown, _) = {
        let asked = service.ask_for_new_passkey(&me, "Aldrig").await.unwrap();
        Authenticator::make(7, ORIGIN, &asked.question.options)
    };
    let mut answers = vec![String::new(), "{}".to_owned(), "x".repeat(100_000)];
    for wrong in [
        &mut foreign,
        &mut unverified,
        &mut unknown,
        &mut device.of_another(other.id().as_bytes()),
        &mut device.of_another(&[9; 16]),
        &mut device.of_another(b"kort"),
    ] {
        answers.push(wrong.answer(&question.options));
    }
    let right = device.answer(&question.options);
    let another = service.ask_for_passkey(None).await.unwrap();
    answers.push(device.answer(&another.options));
    let with = |challenge: &str, answer: &str| PasskeyAnswer {
        challenge: challenge.to_owned(),
        answer: answer.to_owned(),
    };
    for answer in &answers {
        let refused = enter(service, with(&question.challenge, answer)).await;
        assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused, "{answer}");
    }
    let mut changed = question.challenge.clone().into_bytes();
    changed[50] = if changed[50] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    let again = service.ask_for_passkey(Some(&me)).await.unwrap();
    let of_a_session = device.answer(&again.options);
    for wrong in [
        with("", &right),
        with("x", &right),
        with(&changed, &right),
        with(&again.challenge, &of_a_session),
    ] {
        let refused = enter(service, wrong).await;
        assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    }
    service.disable_as_operator(id).await.unwrap();
    let shut_out = enter(service, with(&question.challenge, &right)).await;
    assert_eq!(shut_out.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn a_counter_that_went_back_is_refused() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let service = &bench.service;
    device.counter = 41;
    sign_in(service, &mut device).await.unwrap();
    let mut copied = device.clone();
    for counter in [0, 40, 41] {
        copied.counter = counter;
        let refused = sign_in(service, &mut copied).await;
        assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused, "{counter}");
    }
    copied.counter = 42;
    sign_in(service, &mut copied).await.unwrap();
    let late = sign_in(service, &mut device).await;
    assert_eq!(late.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_copies_that_answer_at_once_one_is_let_in() {
    let Owner { bench, device, .. } = owner().await;
    let service = &bench.service;
    let mut answers = Vec::new();
    for _ in 0..8 {
        // Each counts to one: a counter that stands still is as bad as one that goes back.
        answers.push(answer(service, None, &mut device.clone()).await);
    }
    let sent: Vec<_> = answers
        .into_iter()
        .map(|answer| {
            let service = service.clone();
            tokio::spawn(async move { enter(&service, answer).await.is_ok() })
        })
        .collect();
    let mut let_in = 0;
    for one in sent {
        let_in += usize::from(one.await.unwrap());
    }
    assert_eq!(let_in, 1);
}

#[tokio::test]
async fn an_answered_question_is_remembered_as_long_as_it_could_be_answered() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let service = &bench.service;
    let answer = answer(service, None, &mut device).await;
    enter(service, answer.clone()).await.unwrap();
    bench.wait(SignedDuration::from_mins(4));
    service.sweep_staff().await.unwrap();
    let again = enter(service, answer).await;
    assert_eq!(again.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn nothing_that_is_asked_or_answered_shows_itself() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let answer = answer(&bench.service, None, &mut device).await;
    assert_eq!(format!("{answer:?}"), "PasskeyAnswer(…)");
    let question = bench.service.ask_for_passkey(None).await.unwrap();
    assert_eq!(format!("{question:?}"), "PasskeyQuestion(…)");
}
