//! Codes for persons: made by whom they may be, used once by the right mailbox, and gone with their record.

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::staff::{Role, Vouched};
use uuid::Uuid;

use super::{EidSubject, MadePersonCode, MakePersonCode};
use crate::rights::DataSubject;
use crate::rights::coming_in::tests::Visitor;
use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{Service, StaffActor};

const ANNA: &str = "anna@example.dk";

async fn lead(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::DataProtectionLead]).await
}

fn code_for(email: &str, person: Option<Uuid>) -> MakePersonCode {
    MakePersonCode {
        email: email.to_owned(),
        vouched: Vouched::Met,
        person,
    }
}

async fn made(bench: &Bench, actor: &StaffActor, email: &str) -> MadePersonCode {
    let made = bench.service.make_person_code(actor, code_for(email, None));
    made.await.unwrap()
}

async fn is_in(service: &Service, email: &str, network: &'static str) -> (LinkToken, DataSubject) {
    let session = Visitor::at(service, network).comes_in(email).await.session;
    let subject = service.data_subject(&session).await.unwrap().unwrap();
    (session, subject)
}

#[tokio::test]
async fn a_code_shows_the_person_once_and_gives_the_session_another_token() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = lead(&bench).await;
    let code = made(&bench, &actor, ANNA).await;
    let (before, anna) = is_in(service, ANNA, "192.0.2.1").await;
    assert_eq!(anna.assurance(), Assurance::MailLink);
    assert_eq!(
        anna.require(Assurance::SecondFactor),
        Err(Problem::NotFound)
    );
    let typed = code.code.to_groups().to_lowercase().replace('-', " ");
    let after = service.show_person(&anna, &typed).await.unwrap();
    assert!(service.data_subject(&before).await.unwrap().is_none());
    let risen = service.data_subject(&after).await.unwrap().unwrap();
    assert_eq!(risen.person(), Some(code.person));
    assert_eq!(risen.assurance(), Assurance::SecondFactor);
    assert_eq!(
        (risen.session(), risen.since()),
        (anna.session(), anna.since())
    );
    let again = service.show_person(&risen, &typed).await;
    assert_eq!(again.unwrap_err(), Problem::PersonCodeRefused);
}

#[tokio::test]
async fn a_code_works_together_with_its_mailbox_alone_and_for_its_time() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = lead(&bench).await;
    let code = made(&bench, &actor, "ANNA@example.dk").await;
    let posted = MakePersonCode {
        vouched: Vouched::Posted,
        ..code_for(ANNA, Some(code.person))
    };
    let posted = service.make_person_code(&actor, posted).await.unwrap();
    let typed = code.code.to_groups();
    let (_, berta) = is_in(service, "berta@example.dk", "192.0.2.2").await;
    let foreign = service.show_person(&berta, &typed).await;
    assert_eq!(foreign.unwrap_err(), Problem::PersonCodeRefused);
    bench.set_clock("2026-11-22T12:00:00Z");
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    let late = service.show_person(&anna, &typed).await;
    assert_eq!(late.unwrap_err(), Problem::PersonCodeRefused);
    bench.set_clock("2026-12-21T11:59:59Z");
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    let shown = service.show_person(&anna, &posted.code.to_groups()).await;
    assert!(shown.is_ok(), "thirty days by post");
}

#[tokio::test]
async fn five_wrong_tries_end_a_code_however_many_come_at_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = lead(&bench).await;
    let code = made(&bench, &actor, ANNA).await;
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    let anna = &anna;
    let tries = (0..20).map(|_| service.show_person(anna, "AAAAA-AAAAA"));
    let tries = futures_util::future::join_all(tries).await;
    assert!(tries.iter().all(Result::is_err));
    let right = service.show_person(anna, &code.code.to_groups()).await;
    assert_eq!(right.unwrap_err(), Problem::PersonCodeRefused);
    let another = made(&bench, &actor, ANNA).await;
    let right = service.show_person(anna, &another.code.to_groups()).await;
    assert!(right.is_ok(), "the rightful person asks for a new one");
}

#[tokio::test]
async fn an_ended_session_rises_to_nobody_and_spends_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = lead(&bench).await;
    let code = made(&bench, &actor, ANNA).await;
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    service.end_portal_sessions(&anna).await.unwrap();
    let gone = service.show_person(&anna, &code.code.to_groups()).await;
    assert_eq!(gone.unwrap_err(), Problem::SignInNeeded);
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    let shown = service.show_person(&anna, &code.code.to_groups()).await;
    assert!(shown.is_ok());
}

#[tokio::test]
async fn only_whoever_answers_for_rights_makes_one_and_only_for_somebody_who_is_there() {
    let bench = Bench::open().await;
    let worker = signed_in(&bench.service, &[Role::CaseWorker]).await;
    let refused = bench
        .service
        .make_person_code(&worker, code_for(ANNA, None));
    assert_eq!(refused.await.unwrap_err(), Problem::Forbidden);
    let bench = Bench::open().await;
    let actor = lead(&bench).await;
    let unknown = code_for(ANNA, Some(Uuid::from_u128(7)));
    let unknown = bench.service.make_person_code(&actor, unknown).await;
    assert_eq!(unknown.unwrap_err(), Problem::UnknownPerson);
    let nobody = bench
        .service
        .make_person_code(&actor, code_for("anna", None));
    assert_eq!(nobody.await.unwrap_err(), Problem::MalformedAddress);
    let tables = ["person", "person_code", "record"];
    assert_eq!(bench.count_rows(&tables).await, [0, 0, 0]);
}

#[tokio::test]
async fn making_one_leaves_a_record_and_a_line_in_the_access_log_and_both_go() {
    let bench = Bench::open().await;
    let actor = lead(&bench).await;
    let code = made(&bench, &actor, ANNA).await;
    let page = bench.service.accesses(&actor, None).await.unwrap();
    let noted = page.entries.iter().any(|entry| entry.thing == code.person);
    assert!(noted);
    let tables = ["person_code", "record"];
    assert_eq!(bench.count_rows(&tables).await, [1, 1]);
    let audited = bench.audit().await;
    assert_eq!(audited.opened, 1);
    bench.set_clock("2027-11-22T12:00:00Z");
    bench.service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&tables).await, [0, 0]);
}

fn eid(subject: &str) -> EidSubject {
    EidSubject {
        issuer: "https://broker.example".to_owned(),
        subject: subject.to_owned(),
    }
}

/// Somebody in, who has shown themselves by a code.
async fn shown(
    bench: &Bench,
    actor: &StaffActor,
    email: &str,
    network: &'static str,
) -> DataSubject {
    let code = made(bench, actor, email).await;
    let (_, subject) = is_in(&bench.service, email, network).await;
    let token = bench
        .service
        .show_person(&subject, &code.code.to_groups())
        .await
        .unwrap();
    bench.service.data_subject(&token).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_identity_opens_a_person_only_once_it_was_linked_by_a_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (_, anna) = is_in(service, ANNA, "192.0.2.1").await;
    let unlinked = service.show_person_by_eid(&anna, &eid("anna")).await;
    assert_eq!(unlinked.unwrap_err(), Problem::EidUnlinked);
    let actor = lead(&bench).await;
    let anna = shown(&bench, &actor, ANNA, "192.0.2.1").await;
    service
        .show_person_by_eid(&anna, &eid("anna"))
        .await
        .unwrap();
    // Another day, another mailbox: the identity alone says who it is.
    let (before, later) = is_in(service, "anna@arbejde.example.dk", "192.0.2.9").await;
    let token = service
        .show_person_by_eid(&later, &eid("anna"))
        .await
        .unwrap();
    assert!(service.data_subject(&before).await.unwrap().is_none());
    let later = service.data_subject(&token).await.unwrap().unwrap();
    assert_eq!(later.person(), anna.person());
    let elsewhere = EidSubject {
        issuer: "https://other.example".to_owned(),
        ..eid("anna")
    };
    let (_, third) = is_in(service, "berta@example.dk", "192.0.2.3").await;
    let unlinked = service.show_person_by_eid(&third, &elsewhere).await;
    assert_eq!(
        unlinked.unwrap_err(),
        Problem::EidUnlinked,
        "another provider's"
    );
}

#[tokio::test]
async fn an_identity_is_one_person_s_and_nobody_else_links_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = lead(&bench).await;
    let anna = shown(&bench, &actor, ANNA, "192.0.2.1").await;
    service
        .show_person_by_eid(&anna, &eid("anna"))
        .await
        .unwrap();
    let berta = shown(&bench, &actor, "berta@example.dk", "192.0.2.2").await;
    let refused = service.show_person_by_eid(&berta, &eid("anna")).await;
    assert_eq!(refused.unwrap_err(), Problem::EidRefused);
}

#[tokio::test]
async fn a_way_back_is_used_once_in_the_session_and_the_browser_it_began_in_and_in_time() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let mut visitor = Visitor::at(service, "192.0.2.1");
    let session = visitor.comes_in(ANNA).await.session;
    let anna = service.data_subject(&session).await.unwrap().unwrap();
    let mut other = Visitor::at(service, "192.0.2.2");
    let others = other.comes_in(ANNA).await.session;
    let other_subject = service.data_subject(&others).await.unwrap().unwrap();
    let begun = service.begin_eid(&anna, visitor.kept()).await.unwrap();
    assert!(service.begin_eid(&anna, None).await.is_err());
    for (subject, browser) in [
        (&anna, other.kept()),
        (&other_subject, visitor.kept()),
        (&anna, None),
    ] {
        let refused = service.come_back_from_eid(subject, browser, &begun.state);
        assert_eq!(refused.await.unwrap_err(), Problem::EidRefused);
    }
    let back = service.come_back_from_eid(&anna, visitor.kept(), &begun.state);
    let back = back.await.unwrap();
    assert_eq!(
        (&back.nonce, &back.verifier),
        (&begun.nonce, &begun.verifier)
    );
    assert_ne!(back.nonce, back.verifier);
    let replayed = service.come_back_from_eid(&anna, visitor.kept(), &begun.state);
    assert_eq!(replayed.await.unwrap_err(), Problem::EidRefused);
    let late = service.begin_eid(&anna, visitor.kept()).await.unwrap();
    bench.set_clock("2026-11-21T12:10:00Z");
    let late = service.come_back_from_eid(&anna, visitor.kept(), &late.state);
    assert_eq!(late.await.unwrap_err(), Problem::EidRefused);
}
