use domain::held::What;
use domain::mail::Letter;
use domain::problem::Problem;
use domain::rights::By;
use domain::staff::{AccessAction, IdentityChecked, Role};
use jiff::Timestamp;

use super::*;
use crate::rights::coming_in::tests::Visitor;
use crate::staff::tests::{actor, joined_in, signed_in};
use crate::{ChangeAddress, ChangedAddress, StaffActor};

const NEW: &str = "anna@andet.dk";

fn change(before: &str, after: &str) -> ChangeAddress {
    ChangeAddress {
        before: before.to_owned(),
        after: after.to_owned(),
        checked: Some(IdentityChecked::CalledBack),
        reason: "Hun har mistet sin mail".to_owned(),
    }
}

async fn lead(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::DataProtectionLead]).await
}

#[tokio::test]
async fn what_stands_under_the_old_address_stands_under_the_new_and_who_did_it_is_kept() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let case = case_of(&bench, ANNA).await;
    let session = Visitor::at(service, "192.0.2.0")
        .comes_in(ANNA)
        .await
        .session;
    let lead = lead(&bench).await;
    let changed = service.change_address(&lead, change(ANNA, NEW)).await;
    let ChangedAddress {
        found,
        left,
        is_done,
    } = changed.unwrap();
    assert_eq!((found, left, is_done), (7, 0, true));

    let old = held(service, &reading(&bench, ANNA)).await;
    assert_eq!(kinds(&old), [ThingKind::Visit]);
    let new = held(service, &reading(&bench, NEW)).await;
    for kind in [
        ThingKind::Subscription,
        ThingKind::Seat,
        ThingKind::Answers,
        ThingKind::Enquiry,
        ThingKind::Case,
    ] {
        the(&new, kind);
    }
    let record = the(&new, ThingKind::AddressByStaff);
    let What::AddressByStaff {
        before,
        checked,
        reason,
    } = &record.what
    else {
        panic!("the record");
    };
    assert_eq!(before.as_str(), ANNA);
    assert_eq!(*checked, IdentityChecked::CalledBack);
    assert_eq!(reason, "Hun har mistet sin mail");
    let noted = service
        .store()
        .accesses_to(&record.id, Timestamp::MIN)
        .await;
    let noted = noted.unwrap();
    assert_eq!((noted.len(), noted[0].staff), (1, lead.id()));
    assert_eq!(noted[0].action, AccessAction::Changed);

    let gone = service.data_subject(&session).await.unwrap();
    assert!(gone.is_none(), "the old mailbox is out");
    let sent = letters(service).await;
    let [told] = sent.as_slice() else {
        panic!("one mail");
    };
    assert_eq!(told.to.as_str(), ANNA);
    assert_eq!(told.letter, Letter::AddressChanged);
    assert_eq!(bench.count_rows(&["address_change"]).await, [0]);
    let own = service
        .own_case(&reading(&bench, NEW), &case)
        .await
        .unwrap();
    let mut happened = own.happened.iter().map(|happened| &happened.what);
    let changed = happened.find(|one| one.what == domain::rights::What::AddressChanged);
    assert_eq!(changed.unwrap().by, By::Staff(lead.id()));
    holds_together(&bench).await;
}

#[tokio::test]
async fn staff_are_told_plainly_that_nothing_is_held_and_the_look_is_noted() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let lead = lead(&bench).await;
    let before = bench.count_rows(&["access_log"]).await[0];
    let nothing = service.change_address(&lead, change(ANNA, NEW)).await;
    assert_eq!(nothing, Err(Problem::NothingUnderAddress));
    assert_eq!(bench.count_rows(&["access_log"]).await, [before + 1]);
    assert_eq!(bench.count_rows(&["address_by_staff"]).await, [0]);
    assert!(letters(service).await.is_empty());
}

#[tokio::test]
async fn each_field_is_asked_for_and_so_are_role_and_a_fresh_code() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    let worker = signed_in(service, &[Role::CaseWorker]).await;
    let refused = service.change_address(&worker, change(ANNA, NEW)).await;
    assert_eq!(refused, Err(Problem::Forbidden));
    let person = joined_in(service, &[Role::DataProtectionLead]).await;
    let lead = actor(service, &person).await;
    let one = change(ANNA, NEW);
    for (wrong, problem) in [
        (change("anna", NEW), Problem::UnusableOldAddress),
        (change(ANNA, "anna"), Problem::MalformedAddress),
        (change(ANNA, "Anna@EXAMPLE.dk"), Problem::SameAddress),
        (
            ChangeAddress {
                checked: None,
                ..one.clone()
            },
            Problem::MissingVouched,
        ),
        (
            ChangeAddress {
                reason: " ".to_owned(),
                ..one.clone()
            },
            Problem::MissingReason,
        ),
    ] {
        let refused = service.change_address(&lead, wrong).await;
        assert_eq!(refused, Err(problem));
    }
    bench.set_clock("2026-11-21T12:06:00Z");
    let later = actor(service, &person).await;
    let refused = service.change_address(&later, one).await;
    assert_eq!(refused, Err(Problem::CodeNeeded));
    let anna = held(service, &reading(&bench, ANNA)).await;
    the(&anna, ThingKind::Subscription);
    assert_eq!(bench.count_rows(&["address_by_staff"]).await, [0]);
}

#[tokio::test]
async fn the_record_follows_the_next_change_and_goes_in_time() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    let lead = lead(&bench).await;
    let first = service.change_address(&lead, change(ANNA, NEW)).await;
    first.unwrap();
    let second = service.change_address(&lead, change(NEW, BO)).await;
    second.unwrap();
    let bo = held(service, &reading(&bench, BO)).await;
    let records = kinds(&bo);
    let records = records
        .iter()
        .filter(|kind| **kind == ThingKind::AddressByStaff);
    assert_eq!(records.count(), 2);
    bench.set_clock("2032-11-22T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["address_by_staff"]).await, [0]);
    holds_together(&bench).await;
}
