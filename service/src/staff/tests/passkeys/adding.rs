//! Adding passkeys: what it takes, how many there may be, and what of a device's answer counts.

use domain::staff::{AccessAction, MOST_PASSKEYS};
use serde_json::Value;

use super::*;

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
