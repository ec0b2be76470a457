//! Passkeys: added, signed in with, shown again, removed; and every answer that lets nobody in.

use domain::erasure::ErasureRule;
use domain::staff::{AccessAction, MOST_PASSKEYS};
use serde_json::Value;

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
async fn adding_needs_a_recent_code_and_a_name_and_is_noted() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let me = actor(service, &person).await;
    assert!(!me.has_passkey());
    let long = "x".repeat(41);
    for (name, problem) in [
        (" ", Problem::MissingName),
        (&*long, Problem::PasskeyNameTooLong),
        ("a\u{202e}b", Problem::NameUnreadable),
    ] {
        let refused = service.ask_for_new_passkey(&me, name).await;
        assert_eq!(refused.unwrap_err(), problem);
    }
    add(service, &me, 1, " Min telefon ").await.unwrap();
    assert!(is_noted(&bench, AccessAction::PasskeyAdded).await);
    let own = service.own_passkeys(&me).await.unwrap();
    assert_eq!((&*own[0].name, own[0].used), ("Min telefon", None));
    bench.wait(SignedDuration::from_mins(5));
    let me = actor(service, &person).await;
    let refused = service.ask_for_new_passkey(&me, "Min pc").await;
    assert_eq!(refused.unwrap_err(), Problem::CodeNeeded);
}

#[tokio::test]
async fn a_device_adds_its_key_once_and_to_one_account() {
    let Owner { bench, person, .. } = owner().await;
    let service = &bench.service;
    let me = actor(service, &person).await;
    let again = add(service, &me, 1, "Den samme").await.map(|_| ());
    assert_eq!(again, Err(Problem::NewPasskeyRefused));
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let other = actor(service, &other).await;
    let taken = add(service, &other, 1, "En andens").await.map(|_| ());
    assert_eq!(taken, Err(Problem::NewPasskeyRefused));
    assert_eq!(service.own_passkeys(&me).await.unwrap().len(), 1);
    assert!(service.own_passkeys(&other).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_account_has_ten_at_most_however_they_come() {
    let Owner { bench, person, .. } = owner().await;
    let service = &bench.service;
    let me = actor(service, &person).await;
    let waiting = service.ask_for_new_passkey(&me, "Sent").await.unwrap();
    for seed in 2..=u8::try_from(MOST_PASSKEYS).unwrap() {
        add(service, &me, seed, "En til").await.unwrap();
    }
    let refused = service.ask_for_new_passkey(&me, "For meget").await;
    assert_eq!(refused.unwrap_err(), Problem::TooManyPasskeys);
    let (_, made) = Authenticator::make(99, ORIGIN, &waiting.question.options);
    let late = PasskeyAnswer {
        challenge: waiting.question.challenge,
        answer: made,
    };
    let late = service.add_passkey(&me, &late).await;
    assert_eq!(late, Err(Problem::TooManyPasskeys));
    assert_eq!(
        service.own_passkeys(&me).await.unwrap().len(),
        MOST_PASSKEYS
    );
}

#[tokio::test]
async fn a_new_key_counts_once_in_time_in_its_session_and_only_if_the_device_checked_its_owner() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let me = actor(service, &person).await;
    bench.wait(HALF_A_MINUTE);
    person.sign_in(service).await.unwrap();
    let elsewhere = actor(service, &person).await;
    let asked = service
        .ask_for_new_passkey(&me, "Min telefon")
        .await
        .unwrap();
    let options = &asked.question.options;
    let (device, made) = Authenticator::make(1, ORIGIN, options);
    let with = |answer: &str| PasskeyAnswer {
        challenge: asked.question.challenge.clone(),
        answer: answer.to_owned(),
    };
    let of = |device: &Authenticator| {
        let options: Value = serde_json::from_str(options).unwrap();
        with(&device.attest(&options))
    };
    let mut unverified = device.clone();
    unverified.verifies = false;
    let mut foreign = device.clone();
    "https://evil.example".clone_into(&mut foreign.origin);
    for wrong in [with("{}"), with(""), of(&unverified), of(&foreign)] {
        let refused = service.add_passkey(&me, &wrong).await;
        assert_eq!(refused, Err(Problem::NewPasskeyRefused));
    }
    let refused = service.add_passkey(&elsewhere, &with(&made)).await;
    assert_eq!(refused, Err(Problem::NewPasskeyRefused), "another session");
    bench.wait(SignedDuration::from_mins(5));
    let refused = service.add_passkey(&me, &with(&made)).await;
    assert_eq!(refused, Err(Problem::NewPasskeyRefused), "too late");
    bench.wait(-SignedDuration::from_secs(1));
    service.add_passkey(&me, &with(&made)).await.unwrap();
    let own = service.own_passkeys(&me).await.unwrap();
    service.remove_passkey(&elsewhere, own[0].id).await.unwrap();
    let again = service.add_passkey(&me, &with(&made)).await;
    assert_eq!(again, Err(Problem::NewPasskeyRefused), "answered before");
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
async fn whoever_was_shut_out_has_no_passkey_when_they_are_let_in_again() {
    let Owner {
        bench,
        mut device,
        person,
        id,
    } = owner().await;
    let service = &bench.service;
    let administrator = signed_in(service, &[Role::Administrator]).await;
    service.disable_staff(&administrator, id).await.unwrap();
    service.enable_staff(&administrator, id).await.unwrap();
    let refused = sign_in(service, &mut device).await;
    assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    let mut person = person;
    bench.wait(HALF_A_MINUTE);
    person.sign_in(service).await.unwrap();
    let me = actor(service, &person).await;
    assert!(service.own_passkeys(&me).await.unwrap().is_empty());
}

#[tokio::test]
async fn whoever_makes_the_account_theirs_anew_ends_its_passkeys() {
    let Owner {
        bench, mut device, ..
    } = owner().await;
    let service = &bench.service;
    let invited = service.invite_as_operator(invite("aase@example.dk", &[Role::CaseWorker]));
    let token = invited.await.unwrap().token;
    sign_in(service, &mut device).await.unwrap();
    accept(service, token).await;
    let refused = sign_in(service, &mut device).await;
    assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn an_erased_account_leaves_no_passkey() {
    let Owner {
        bench,
        mut device,
        id,
        ..
    } = owner().await;
    let service = &bench.service;
    let before = answer(service, None, &mut device).await;
    let erased = service.erase(&[id], ErasureRule::StaffLeft).await;
    assert_eq!(erased.unwrap(), 1);
    let refused = enter(service, before).await;
    assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    let left = bench.store.passkeys_of(&id).await.unwrap();
    assert!(left.is_empty());
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
async fn a_passkey_is_shown_in_the_place_of_a_code() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let other = signed_in(service, &[Role::CaseWorker]).await;
    let other = add(service, &other, 2, "En andens").await.unwrap();
    bench.wait(SignedDuration::from_mins(6));
    let me = actor(service, &person).await;
    assert!(!me.has_recent_code());
    let question = service.ask_for_passkey(Some(&me)).await.unwrap();
    assert!(device.is_asked(&question.options));
    assert!(!other.is_asked(&question.options));
    let shown = PasskeyAnswer {
        answer: device.answer(&question.options),
        challenge: question.challenge,
    };
    let (me, token) = service.step_up_with_passkey(me, &shown).await.unwrap();
    assert!(me.has_recent_code());
    assert!(!is_in(service, &person).await, "the token before is gone");
    let now = service.staff_actor(&token).await.unwrap().unwrap();
    let again = service.step_up_with_passkey(now, &shown).await;
    assert_eq!(again.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn nobody_shows_another_s_passkey_or_one_in_another_session() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let mut elsewhere = person.clone();
    bench.wait(HALF_A_MINUTE);
    elsewhere.sign_in(service).await.unwrap();
    let (me, elsewhere) = (
        actor(service, &person).await,
        actor(service, &elsewhere).await,
    );
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let other = actor(service, &other).await;
    let of_mine = answer(service, Some(&me), &mut device).await;
    let to_sign_in = answer(service, None, &mut device).await;
    let of_other = answer(service, Some(&other), &mut device).await;
    let mut taken = device.of_another(other.id().as_bytes());
    let as_of_other = answer(service, Some(&me), &mut taken).await;
    for (actor, shown) in [
        (&elsewhere, &of_mine),
        (&other, &of_mine),
        (&me, &to_sign_in),
        (&other, &of_other),
        (&me, &as_of_other),
    ] {
        let refused = service.step_up_with_passkey(actor.clone(), shown).await;
        assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    }
    service.step_up_with_passkey(me, &of_mine).await.unwrap();
}

#[tokio::test]
async fn a_removed_passkey_opens_nothing_and_the_other_sessions_end() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let elsewhere = sign_in(service, &mut device).await.unwrap();
    let me = actor(service, &person).await;
    let own = service.own_passkeys(&me).await.unwrap()[0].id;
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let other = actor(service, &other).await;
    let refused = service.remove_passkey(&other, own).await;
    assert_eq!(refused, Err(Problem::NotFound));
    service.remove_passkey(&me, own).await.unwrap();
    assert!(is_noted(&bench, AccessAction::PasskeyRemoved).await);
    let ended = service.staff_actor(&elsewhere.session).await.unwrap();
    assert!(ended.is_none());
    let refused = sign_in(service, &mut device).await;
    assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    let again = service.remove_passkey(&me, own).await;
    assert_eq!(again, Err(Problem::NotFound));
    bench.wait(SignedDuration::from_mins(5));
    let me = actor(service, &person).await;
    let refused = service.remove_passkey(&me, own).await;
    assert_eq!(refused, Err(Problem::CodeNeeded));
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
async fn nothing_readable_of_a_passkey_lies_in_the_database() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let me = signed_in(service, &[Role::CaseWorker]).await;
    add(service, &me, 0xc7, "Kanarietelefon").await.unwrap();
    let bytes = std::fs::read(bench.copy_database().await).unwrap();
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(holds(b"passkey_added"), "the copy holds what is stored");
    for text in [&b"Kanarietelefon"[..], &[0xc7; 16], b"cred_id", b"ES256"] {
        assert!(!holds(text), "{}", String::from_utf8_lossy(text));
    }
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
