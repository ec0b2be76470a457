//! Passkeys end: removed, with the access, with the account, and when somebody makes the account theirs anew.

use domain::erasure::ErasureRule;
use domain::staff::AccessAction;

use super::*;

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
