//! What time ends: sessions, accounts of people who left, invitations that nobody accepted, the access log.

use storage::KeyState;

use super::*;

#[tokio::test]
async fn a_session_that_nobody_uses_is_over_after_an_hour() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    for _ in 0..3 {
        bench.wait(SignedDuration::from_mins(59));
        assert!(is_in(service, &person).await);
    }
    bench.wait(SignedDuration::from_mins(60));
    assert!(!is_in(service, &person).await);
}

#[tokio::test]
async fn a_session_is_over_after_twelve_hours_however_busy() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    for _ in 0..23 {
        bench.wait(SignedDuration::from_mins(30));
        assert!(is_in(service, &person).await);
    }
    bench.wait(SignedDuration::from_mins(30));
    assert!(!is_in(service, &person).await);
    service.sweep().await.unwrap();
    let id = service.staff_for_operator().await.unwrap()[0].id;
    assert!(bench.store.sessions_of(&id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_clock_that_is_put_back_does_not_lengthen_a_session() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(SignedDuration::from_hours(-1));
    assert!(!is_in(service, &person).await);
}

#[tokio::test]
async fn who_left_is_erased_by_the_register_s_rule_and_not_before() {
    let bench = Bench::open().await;
    let service = &bench.service;
    joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let person = joined(service, "bo@example.dk", &[Role::EventHost]).await;
    let id = actor(service, &person).await.id();
    bench.set_clock("2026-11-30T12:00:00Z");
    service.disable_as_operator(id).await.unwrap();
    bench.set_clock("2027-02-27T12:00:00Z");
    service.sweep().await.unwrap();
    assert!(bench.store.staff(&id).await.unwrap().is_some());
    bench.set_clock("2027-02-28T00:30:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.store.staff(&id).await.unwrap(), None);
    let keys = bench.store.keys().unwrap();
    assert!(matches!(keys.state(&id).await.unwrap(), KeyState::Erased));
    assert_eq!(service.staff_for_operator().await.unwrap().len(), 1);
    assert_eq!(bench.audit().await.findings.len(), 0);
    let back = service.invite_as_operator(invite("bo@example.dk", &[Role::EventHost]));
    assert_ne!(back.await.unwrap().staff, id);
}

#[tokio::test]
async fn an_account_that_nobody_accepted_goes_with_its_link() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let invited = service.invite_as_operator(invite("bo@example.dk", &[Role::EventHost]));
    let id = invited.await.unwrap().staff;
    bench.wait(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    service.sweep().await.unwrap();
    assert!(bench.store.staff(&id).await.unwrap().is_some());
    bench.wait(SignedDuration::from_secs(1));
    service.sweep().await.unwrap();
    assert_eq!(bench.store.staff(&id).await.unwrap(), None);
}

#[tokio::test]
async fn a_member_of_staff_s_key_is_not_taken_for_an_unused_one() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    bench.set_clock("2027-06-01T12:00:00Z");
    service.sweep().await.unwrap();
    person.sign_in(service).await.unwrap();
}

#[tokio::test]
async fn the_access_log_goes_after_a_year() {
    let bench = Bench::open().await;
    let service = &bench.service;
    joined(service, "aase@example.dk", &[Role::Administrator]).await;
    assert_eq!(bench.noted().await, 2);
    bench.set_clock("2027-11-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.noted().await, 2);
    bench.set_clock("2027-11-21T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.noted().await, 0);
}

#[tokio::test]
async fn nothing_readable_of_anybody_lies_in_the_database() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "kanariefugl@example.dk", &[Role::Administrator]).await;
    let copy = bench.copy_database().await;
    let bytes = std::fs::read(copy).unwrap();
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(holds(b"administrator"), "the copy holds what is stored");
    for text in [
        "kanariefugl".as_bytes(),
        "Lindqvist".as_bytes(),
        PASSWORD.as_bytes(),
        b"Firefox",
        person.secret.bytes(),
        person.session.to_text().as_bytes(),
        person.recovery_codes[0].as_bytes(),
    ] {
        assert!(!holds(text), "{}", String::from_utf8_lossy(text));
    }
}
