//! Invitations, passwords, codes and sessions.

use domain::staff::AccessAction;

use super::*;

#[tokio::test]
async fn whoever_accepts_an_invitation_is_in_and_the_link_works_no_more() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let invited = service.invite_as_operator(invite("aase@example.dk", &[Role::CaseWorker]));
    let token = invited.await.unwrap().token;
    let person = accept(service, token.clone()).await;
    let actor = actor(service, &person).await;
    assert_eq!(
        (actor.name(), actor.email()),
        ("Åse Lindqvist", "aase@example.dk")
    );
    assert_eq!(actor.roles(), [Role::CaseWorker]);
    let again = service.invitation(&token).await;
    assert_eq!(again.unwrap_err(), Problem::InvitationEnded);
    let unknown = LinkToken::from_bytes([9; 32]);
    let unknown = service.invitation(&unknown).await;
    assert_eq!(unknown.unwrap_err(), Problem::InvitationEnded);
}

#[tokio::test]
async fn an_invitation_ends_after_seven_days_and_shows_the_same_secret_until_then() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let invited = service.invite_as_operator(invite("aase@example.dk", &[Role::CaseWorker]));
    let token = invited.await.unwrap().token;
    let first = service.invitation(&token).await.unwrap().secret;
    bench.wait(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    let last = service.invitation(&token).await.unwrap().secret;
    assert_eq!(first, last);
    bench.wait(SignedDuration::from_secs(1));
    let ended = service.invitation(&token).await;
    assert_eq!(ended.unwrap_err(), Problem::InvitationEnded);
}

#[tokio::test]
async fn an_invitation_is_not_accepted_with_a_poor_password_or_a_wrong_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let invited = service.invite_as_operator(invite("aase@example.dk", &[Role::CaseWorker]));
    let token = invited.await.unwrap().token;
    let secret = scanned(&service.invitation(&token).await.unwrap().secret);
    let now = code(service, &secret);
    for (chosen, code, problem) in [
        ("kort", &*now, Problem::ShortPassword),
        ("lindqvist 2026", &now, Problem::GuessablePassword),
        ("testforeningen", &now, Problem::GuessablePassword),
        (PASSWORD, "000000", Problem::CodeRefused),
        (PASSWORD, "", Problem::CodeRefused),
    ] {
        let accept = AcceptInvitation {
            token: token.clone(),
            password: password(chosen),
            code: code.to_owned(),
            browser: browser(),
        };
        let refused = service.accept_invitation(accept).await.unwrap_err();
        assert_eq!(refused, problem, "{chosen}");
    }
    accept(service, token).await;
}

#[tokio::test]
async fn signing_in_takes_the_password_and_then_the_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(HALF_A_MINUTE);
    person.email = "AASE@Example.DK".to_owned();
    person.sign_in(service).await.unwrap();
    assert!(is_in(service, &person).await);
    let noted = bench.store.accesses(&Uuid::max(), 1).await.unwrap();
    assert_eq!(noted[0].action, AccessAction::SignedIn);
}

#[tokio::test]
async fn a_code_is_worth_nothing_without_the_password_and_does_not_outlast_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(HALF_A_MINUTE);
    let now = code(service, &person.secret);
    let forged = data_encoding::BASE64URL_NOPAD.encode(&[0; 56]);
    for first in [String::new(), "x".to_owned(), forged] {
        let confirm = person.second_step(first, now.clone());
        let refused = service.confirm_sign_in(confirm).await.unwrap_err();
        assert_eq!(refused, Problem::SignInNeeded);
    }
    let first = service.sign_in(person.first_step()).await.unwrap();
    let mut changed = first.clone().into_bytes();
    changed[30] ^= 1;
    let changed = String::from_utf8(changed).unwrap();
    let refused = service.confirm_sign_in(person.second_step(changed, now.clone()));
    assert_eq!(refused.await.unwrap_err(), Problem::SignInNeeded);
    bench.wait(SignedDuration::from_mins(10));
    let late = code(service, &person.secret);
    let refused = service.confirm_sign_in(person.second_step(first, late));
    assert_eq!(refused.await.unwrap_err(), Problem::SignInNeeded);
}

#[tokio::test]
async fn a_first_step_does_not_outlast_a_change_of_the_password() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(HALF_A_MINUTE);
    let first = service.sign_in(person.first_step()).await.unwrap();
    let me = actor(service, &person).await;
    let next = password("helt andre ord i dag");
    service
        .change_password(&me, &password(PASSWORD), &next)
        .await
        .unwrap();
    let now = code(service, &person.secret);
    let refused = service.confirm_sign_in(person.second_step(first, now));
    assert_eq!(refused.await.unwrap_err(), Problem::SignInNeeded);
}

#[tokio::test]
async fn the_session_that_a_browser_held_ends_when_it_signs_in_anew() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    bench.wait(HALF_A_MINUTE);
    let first = service.sign_in(person.first_step()).await.unwrap();
    let confirm = ConfirmSignIn {
        before: Some(person.session.clone()),
        ..person.second_step(first, code(service, &person.secret))
    };
    let signed_in = service.confirm_sign_in(confirm).await.unwrap();
    assert!(!is_in(service, &person).await);
    assert!(
        service
            .staff_actor(&signed_in.session)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_on_our_side() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    service.sign_out(&person.session).await.unwrap();
    assert!(!is_in(service, &person).await);
    service.sign_out(&person.session).await.unwrap();
}

#[tokio::test]
async fn sessions_are_listed_by_browser_and_ended_one_by_one_or_together() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let mut second = first.clone();
    bench.wait(HALF_A_MINUTE);
    second.sign_in(service).await.unwrap();
    let mut third = first.clone();
    bench.wait(HALF_A_MINUTE);
    third.sign_in(service).await.unwrap();
    let me = actor(service, &first).await;
    let sessions = service.own_sessions(&me).await.unwrap();
    assert_eq!(sessions.len(), 3);
    assert!(
        sessions
            .iter()
            .all(|session| session.browser == "Firefox, Linux")
    );
    let ours: Vec<_> = sessions.iter().filter(|session| session.is_this).collect();
    assert_eq!(ours.len(), 1);
    assert_eq!(ours[0].id, me.session());
    let other = actor(service, &second).await.session();
    let stranger = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let stranger_actor = actor(service, &stranger).await;
    service.end_session(&stranger_actor, other).await.unwrap();
    assert!(
        is_in(service, &second).await,
        "nobody ends another's session"
    );
    service.end_session(&me, other).await.unwrap();
    assert!(!is_in(service, &second).await && is_in(service, &third).await);
    service.end_other_sessions(&me).await.unwrap();
    assert!(!is_in(service, &third).await && is_in(service, &first).await);
    assert!(is_in(service, &stranger).await);
}

#[tokio::test]
async fn changing_the_password_takes_the_one_before_and_ends_the_other_sessions() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut person = joined(service, "aase@example.dk", &[Role::CaseWorker]).await;
    let mut elsewhere = person.clone();
    bench.wait(HALF_A_MINUTE);
    elsewhere.sign_in(service).await.unwrap();
    let me = actor(service, &person).await;
    let next = password("helt andre ord i dag");
    let (now, poor) = (password(PASSWORD), password("kort"));
    let wrong = password("et forkert kodeord");
    let wrong = service.change_password(&me, &wrong, &next).await;
    assert_eq!(wrong, Err(Problem::PasswordRefused));
    let poor = service.change_password(&me, &now, &poor).await;
    assert_eq!(poor, Err(Problem::ShortPassword));
    assert!(is_in(service, &elsewhere).await);
    service
        .change_password(&me, &password(PASSWORD), &next)
        .await
        .unwrap();
    assert!(is_in(service, &person).await && !is_in(service, &elsewhere).await);
    bench.wait(HALF_A_MINUTE);
    let refused = person.sign_in(service).await.unwrap_err();
    assert_eq!(refused, Problem::SignInRefused);
    person.password = "helt andre ord i dag".to_owned();
    bench.wait(SignedDuration::from_mins(2));
    person.sign_in(service).await.unwrap();
}
