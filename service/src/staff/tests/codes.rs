//! Codes work once; stepping up; recovery codes; a new app.

use super::*;

#[tokio::test]
async fn a_code_works_once_however_often_it_is_sent() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let mut again = person.clone();
    // The code that the invitation was accepted with.
    assert_eq!(again.sign_in(service).await, Err(Problem::CodeRefused));
    bench.wait(HALF_A_MINUTE);
    let first = service.sign_in(person.first_step()).await.unwrap();
    let now = code(service, &person.secret);
    let sent: Vec<_> = (0..20)
        .map(|_| {
            let service = service.clone();
            let confirm = person.second_step(first.clone(), now.clone());
            tokio::spawn(async move { service.confirm_sign_in(confirm).await.is_ok() })
        })
        .collect();
    let mut let_in = 0;
    for one in sent {
        let_in += usize::from(one.await.unwrap());
    }
    assert_eq!(let_in, 1);
}

#[tokio::test]
async fn a_recovery_code_lets_in_once_even_while_codes_are_slowed() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let first = service.sign_in(person.first_step()).await.unwrap();
    for _ in 0..6 {
        let wrong = person.second_step(first.clone(), "000000".to_owned());
        service.confirm_sign_in(wrong).await.unwrap_err();
    }
    let slowed = person.second_step(first.clone(), code(service, &person.secret));
    let slowed = service.confirm_sign_in(slowed).await.unwrap_err();
    assert_eq!(slowed, Problem::TooManyRequests);
    let recovery = &person.recovery_codes[3];
    let typed = recovery.to_uppercase().replace('-', " ");
    let confirm = |code: String| person.second_step(first.clone(), code);
    service.confirm_sign_in(confirm(typed)).await.unwrap();
    let again = service.confirm_sign_in(confirm(recovery.clone())).await;
    assert_eq!(again.unwrap_err(), Problem::CodeRefused);
    let me = actor(service, &person).await;
    assert_eq!(service.recovery_codes_left(&me).await, Ok(9));
}

#[tokio::test]
async fn new_recovery_codes_take_the_place_of_the_old_and_need_a_recent_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(SignedDuration::from_mins(5));
    let me = actor(service, &person).await;
    let refused = service.new_recovery_codes(&me).await;
    assert_eq!(refused, Err(Problem::CodeNeeded));
    let wrong = service.step_up(me.clone(), "000000").await;
    assert_eq!(wrong.unwrap_err(), Problem::CodeRefused);
    let now = code(service, &person.secret);
    let (me, token) = service.step_up(me, &now).await.unwrap();
    assert!(!is_in(service, &person).await, "the token before is gone");
    assert!(service.staff_actor(&token).await.unwrap().is_some());
    let codes = service.new_recovery_codes(&me).await.unwrap();
    assert_eq!(codes.len(), 10);
    let first = service.sign_in(person.first_step()).await.unwrap();
    let old = person.second_step(first.clone(), person.recovery_codes[0].clone());
    let old = service.confirm_sign_in(old).await.unwrap_err();
    assert_eq!(old, Problem::CodeRefused);
    let new = person.second_step(first, codes[0].clone());
    service.confirm_sign_in(new).await.unwrap();
}

#[tokio::test]
async fn a_recovery_code_is_nobody_else_s() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let one = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let first = service.sign_in(one.first_step()).await.unwrap();
    let confirm = one.second_step(first, other.recovery_codes[0].clone());
    let refused = service.confirm_sign_in(confirm).await.unwrap_err();
    assert_eq!(refused, Problem::CodeRefused);
}

#[tokio::test]
async fn a_new_app_takes_the_place_of_the_old_once_it_shows_the_right_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let me = actor(service, &person).await;
    let next = scanned(&service.new_app(&me).await.unwrap().secret);
    assert_ne!(next.bytes(), person.secret.bytes());
    let of_the_old = code(service, &person.secret);
    let wrong = service.change_app(&me, &of_the_old).await;
    assert_eq!(wrong, Err(Problem::NewCodeRefused));
    service
        .change_app(&me, &code(service, &next))
        .await
        .unwrap();
    bench.wait(HALF_A_MINUTE);
    assert_eq!(person.sign_in(service).await, Err(Problem::CodeRefused));
    person.secret = next.clone();
    person.sign_in(service).await.unwrap();
    let again = scanned(&service.new_app(&me).await.unwrap().secret);
    assert_ne!(again.bytes(), next.bytes());
}
