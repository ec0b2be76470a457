//! Letting people in, choosing their roles, shutting them out.

use domain::staff::Area;

use super::super::{MemberState, Who};
use super::*;

#[tokio::test]
async fn only_an_administrator_with_a_recent_code_lets_somebody_in() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let lead = joined(service, "bo@example.dk", &[Role::DataProtectionLead]).await;
    let new = || invite("ny@example.dk", &[Role::EventHost]);
    let lead = actor(service, &lead).await;
    let refused = service.invite_staff(&lead, new()).await.unwrap_err();
    assert_eq!(refused, Problem::Forbidden);
    let me = actor(service, &admin).await;
    let invited = service.invite_staff(&me, new()).await.unwrap();
    let known = service.invite_staff(&me, new()).await.unwrap_err();
    assert_eq!(known, Problem::KnownStaff);
    let person = accept(service, invited.token).await;
    let roles = actor(service, &person).await.roles().to_vec();
    assert_eq!(roles, [Role::EventHost]);
    bench.wait(SignedDuration::from_mins(5));
    let me = actor(service, &admin).await;
    let refused = service.invite_staff(&me, invite("x@example.dk", &[Role::EventHost]));
    assert_eq!(refused.await.unwrap_err(), Problem::CodeNeeded);
}

#[tokio::test]
async fn what_is_missing_in_an_invitation_is_named() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let me = actor(service, &admin).await;
    let good = invite("ny@example.dk", &[Role::EventHost]);
    for (edit, problem) in [
        (("name", ""), Problem::MissingName),
        (("name", "Bo\nBcc: x@y.dk"), Problem::MissingName),
        (("email", ""), Problem::MissingAddress),
        (("email", "a@b.dk, c@d.dk"), Problem::SeveralAddresses),
        (("email", "bo"), Problem::MalformedAddress),
        (("roles", ""), Problem::MissingRole),
    ] {
        let mut invite = good.clone();
        match edit {
            ("name", name) => invite.name = name.to_owned(),
            ("email", email) => invite.email = email.to_owned(),
            _ => invite.roles.clear(),
        }
        let refused = service.invite_staff(&me, invite).await.unwrap_err();
        assert_eq!(refused, problem);
    }
}

#[tokio::test]
async fn shutting_somebody_out_ends_their_sessions_and_letting_them_in_again_does_not_bring_them_back()
 {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let mut person = joined(service, "bo@example.dk", &[Role::EventHost]).await;
    let me = actor(service, &admin).await;
    let other = actor(service, &person).await;
    let forbidden = service.disable_staff(&other, me.id()).await;
    assert_eq!(forbidden, Err(Problem::Forbidden));
    service.disable_staff(&me, other.id()).await.unwrap();
    service.disable_staff(&me, other.id()).await.unwrap();
    assert!(!is_in(service, &person).await);
    bench.wait(HALF_A_MINUTE);
    assert_eq!(person.sign_in(service).await, Err(Problem::SignInRefused));
    service.enable_staff(&me, other.id()).await.unwrap();
    assert!(!is_in(service, &person).await);
    person.sign_in(service).await.unwrap();
    let nobody = service.disable_staff(&me, Uuid::from_u128(5)).await;
    assert_eq!(nobody, Err(Problem::NotFound));
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let me = actor(service, &admin).await;
    // Somebody who has not accepted cannot sign in, so they do not count.
    let waiting = invite("bo@example.dk", &[Role::Administrator]);
    let waiting = service.invite_staff(&me, waiting).await.unwrap();
    let last = Err(Problem::LastAdministrator);
    assert_eq!(service.disable_staff(&me, me.id()).await, last);
    assert_eq!(service.disable_as_operator(me.id()).await, last);
    let fewer = service.change_roles(&me, me.id(), vec![Role::Auditor]);
    assert_eq!(fewer.await, last);
    let more = vec![Role::Auditor, Role::Administrator];
    service.change_roles(&me, me.id(), more).await.unwrap();
    accept(service, waiting.token).await;
    let fewer = service.change_roles(&me, me.id(), vec![Role::Auditor]);
    fewer.await.unwrap();
}

#[tokio::test]
async fn new_roles_count_from_the_next_click() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let person = joined(service, "bo@example.dk", &[Role::EventHost]).await;
    let (me, other) = (actor(service, &admin).await, actor(service, &person).await);
    assert!(other.may(Area::Events));
    let none = service.change_roles(&me, other.id(), Vec::new()).await;
    assert_eq!(none, Err(Problem::MissingRole));
    service
        .change_roles(&me, other.id(), vec![Role::CaseWorker])
        .await
        .unwrap();
    let other = actor(service, &person).await;
    assert!(!other.may(Area::Events));
    assert_eq!(other.require(Area::Events), Err(Problem::Forbidden));
    assert_eq!(other.require(Area::Enquiries), Ok(()));
}

#[tokio::test]
async fn a_new_link_opens_the_account_anew_and_what_opened_it_before_no_longer_does() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let mut person = joined(service, "bo@example.dk", &[Role::EventHost]).await;
    let me = actor(service, &admin).await;
    let id = actor(service, &person).await.id();
    let renewed = service.renew_invitation(&me, id).await.unwrap();
    assert!(
        is_in(service, &person).await,
        "until the link is used, nothing changes"
    );
    bench.wait(HALF_A_MINUTE);
    let again = accept(service, renewed.token).await;
    assert!(!is_in(service, &person).await && is_in(service, &again).await);
    bench.wait(HALF_A_MINUTE);
    assert_eq!(person.sign_in(service).await, Err(Problem::CodeRefused));
    let first = service.sign_in(person.first_step()).await.unwrap();
    let old = person.second_step(first, person.recovery_codes[0].clone());
    let old = service.confirm_sign_in(old).await.unwrap_err();
    assert_eq!(old, Problem::CodeRefused);
    service.disable_staff(&me, id).await.unwrap();
    let refused = service.renew_invitation(&me, id).await.unwrap_err();
    assert_eq!(refused, Problem::NotFound);
}

#[tokio::test]
async fn an_organisation_that_shut_itself_out_gets_in_from_the_machine() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = joined(service, "aase@example.dk", &[Role::Auditor]).await;
    let id = actor(service, &first).await.id();
    service.disable_as_operator(id).await.unwrap();
    let again = joined(service, "AASE@example.dk", &[Role::Administrator]).await;
    let me = actor(service, &again).await;
    assert_eq!(me.id(), id);
    assert_eq!(me.roles(), [Role::Administrator, Role::Auditor]);
}

#[tokio::test]
async fn everything_is_noted_and_read_by_those_who_may() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let person = joined(service, "bo@example.dk", &[Role::Communications]).await;
    let (me, other) = (actor(service, &admin).await, actor(service, &person).await);
    let forbidden = service.accesses(&other, None).await;
    assert_eq!(forbidden, Err(Problem::Forbidden));
    let forbidden = service.staff_list(&other).await;
    assert_eq!(forbidden, Err(Problem::Forbidden));
    let before = bench.noted().await;
    let moment = SignedDuration::from_millis(2);
    bench.wait(moment);
    let members = service.staff_list(&me).await.unwrap();
    bench.wait(moment);
    assert_eq!(members.len(), 2);
    assert!(matches!(members[1].state, MemberState::Active(_)));
    service.disable_staff(&me, other.id()).await.unwrap();
    bench.wait(moment);
    let page = service.accesses(&me, None).await.unwrap();
    assert_eq!(page.entries.len(), before + 3);
    let actions: Vec<&str> = page
        .entries
        .iter()
        .map(|entry| entry.action.name())
        .collect();
    assert_eq!(actions[..3], ["looked", "disabled", "listed"]);
    assert_eq!(page.entries[0].who, Who::Member("Åse Lindqvist".to_owned()));
    let from_the_machine = page
        .entries
        .iter()
        .filter(|entry| entry.who == Who::Operator);
    assert!(
        from_the_machine
            .clone()
            .all(|entry| entry.action.name() == "invited")
    );
    assert_eq!(from_the_machine.count(), 2);
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let admin = joined(service, "aase@example.dk", &[Role::Administrator]).await;
    let me = actor(service, &admin).await;
    for _ in 0..60 {
        bench.wait(SignedDuration::from_millis(2));
        service.staff_list(&me).await.unwrap();
    }
    bench.wait(SignedDuration::from_millis(2));
    let first = service.accesses(&me, None).await.unwrap();
    assert_eq!(first.entries.len(), 50);
    let second = service.accesses(&me, first.next).await.unwrap();
    assert_eq!(second.next, None);
    assert!(first.entries.last().unwrap().at >= second.entries[0].at);
    // Two of letting in and accepting, the lists, and the look that came first.
    assert_eq!(first.entries.len() + second.entries.len(), 63);
}
