//! Proofs go on their day, whatever happens on the way, and take nothing else with them.

use domain::consent::ReceiptCode;
use domain::problem::Problem;

use storage::RawContent;

use super::*;
use crate::testing::{Bench, Browser};

const GIVEN: &str = "2026-11-21T12:00:00Z";

async fn give(bench: &Bench) -> ReceiptCode {
    let browser = Browser::accepted(&bench.service).await;
    browser.receipt.unwrap()
}

/// Gives a consent at [`GIVEN`] and withdraws it soon after.
async fn withdrawn(bench: &Bench) -> ReceiptCode {
    bench.set_clock(GIVEN);
    let code = give(bench).await;
    bench.set_clock("2026-11-21T12:05:00Z");
    bench.service.withdraw(&code).await.unwrap();
    code
}

async fn is_gone(bench: &Bench, code: &ReceiptCode) {
    let service = &bench.service;
    assert_eq!(service.receipt(code).await, Err(Problem::UnknownReceipt));
    assert_eq!(service.withdraw(code).await, Err(Problem::UnknownReceipt));
}

async fn leaf_kinds(bench: &Bench) -> Vec<LeafKind> {
    let leaves = bench.store.leaves().await.unwrap();
    leaves.iter().map(|appended| appended.leaf.kind).collect()
}

#[tokio::test]
async fn a_withdrawn_consent_s_proof_goes_three_months_later_and_not_a_day_earlier() {
    let bench = Bench::open().await;
    let code = withdrawn(&bench).await;
    bench.set_clock("2027-02-20T12:00:00Z");
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 0);
    assert!(bench.service.receipt(&code).await.is_ok());
    bench.set_clock("2027-02-20T23:30:00Z");
    assert_eq!(
        bench.service.erase_due_proofs().await.unwrap(),
        1,
        "in Denmark it is the 21st"
    );
    is_gone(&bench, &code).await;
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 0);
}

#[tokio::test]
async fn a_consent_that_nobody_ended_ends_by_itself_and_its_proof_goes_three_months_after() {
    let bench = Bench::open().await;
    bench.set_clock(GIVEN);
    let code = give(&bench).await;
    let accepted_for = bench.service.register().register().cookies.accepted_for;
    let ends = accepted_for.after(jiff::civil::date(2026, 11, 21)).unwrap();
    let gone = bench.service.register().proof_gone_by(ends).unwrap();
    bench.set_clock(&format!("{}T12:00:00Z", gone.yesterday().unwrap()));
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 0);
    assert!(bench.service.receipt(&code).await.is_ok());
    bench.set_clock(&format!("{gone}T12:00:00Z"));
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 1);
    is_gone(&bench, &code).await;
}

#[tokio::test]
async fn an_erasure_leaves_a_leaf_that_says_which_rule_and_nothing_about_anyone() {
    let bench = Bench::open().await;
    withdrawn(&bench).await;
    bench.set_clock("2027-02-21T12:00:00Z");
    bench.service.erase_due_proofs().await.unwrap();
    let leaves = bench.store.leaves().await.unwrap();
    let kinds = [
        LeafKind::ConsentGiven,
        LeafKind::ConsentEnded,
        LeafKind::Erased,
    ];
    assert_eq!(leaf_kinds(&bench).await, kinds);
    let erased = leaves[2].leaf;
    let mut audit = bench.open_audit().await;
    let [raw] = &audit.record(erased.record.as_bytes()).await.unwrap()[..] else {
        panic!("the erasure has no record");
    };
    let RawContent::Open { bytes, .. } = &raw.content else {
        panic!("the erasure's record is sealed");
    };
    let record: ErasureRecord = serde_json::from_slice(bytes).unwrap();
    assert_eq!(record.rule, ErasureRule::ProofAfterEnd);
    assert_eq!(
        record.records,
        [leaves[0].leaf.record, leaves[1].leaf.record]
    );
    let audited = bench.audit().await;
    assert_eq!(audited.findings, []);
    assert_eq!((audited.opened, audited.erased), (1, 2));
}

/// Stops after each step, as a crash would, and starts again.
#[tokio::test]
async fn an_erasure_goes_on_after_a_crash_at_any_step() {
    for steps in 0..=2 {
        let mut bench = Bench::open().await;
        let code = withdrawn(&bench).await;
        let other = {
            bench.set_clock("2027-02-01T12:00:00Z");
            give(&bench).await
        };
        bench.set_clock("2027-02-21T12:00:00Z");
        let service = &bench.service;
        let due = service.due().unwrap();
        let due = bench.store.due(&Uuid::nil(), due, 10).await.unwrap();
        service.decide(&due).await.unwrap();
        is_gone(&bench, &code).await;
        let decided = bench.store.unfinished_erasures(10).await.unwrap();
        assert_eq!(decided.len(), 1);
        if steps >= 1 {
            bench.service.destroy_keys(&decided).await.unwrap();
        }
        if steps >= 2 {
            bench.service.delete_rows(decided).await.unwrap();
        }
        bench.reopen().await;
        is_gone(&bench, &code).await;
        let finished = bench.service.finish_erasures().await.unwrap();
        assert_eq!(finished, u64::from(steps < 2), "after {steps} steps");
        is_gone(&bench, &code).await;
        assert!(bench.service.receipt(&other).await.is_ok());
        let kinds = leaf_kinds(&bench).await;
        let erased = kinds.iter().filter(|kind| **kind == LeafKind::Erased);
        assert_eq!(erased.count(), 1, "after {steps} steps");
    }
}

#[tokio::test]
async fn a_copy_of_the_database_from_before_opens_nothing() {
    let bench = Bench::open().await;
    let code = withdrawn(&bench).await;
    let copy = bench.copy_database().await;
    bench.set_clock("2027-02-21T12:00:00Z");
    bench.service.erase_due_proofs().await.unwrap();
    let restored = bench.with_database(&copy).await;
    let answer = restored.receipt(&code).await;
    assert_eq!(answer, Err(Problem::UnknownReceipt));
    assert_eq!(restored.replay_erasures().await.unwrap(), 1);
    assert_eq!(restored.replay_erasures().await.unwrap(), 0);
    let first = restored.store().first_sealed().await.unwrap();
    assert_eq!(first, None, "the row is gone from the copy too");
}

#[tokio::test]
async fn a_key_that_never_was_is_a_fault_and_not_an_erasure() {
    let bench = Bench::open().await;
    let code = withdrawn(&bench).await;
    let consent = bench.store.first_sealed().await.unwrap().unwrap();
    let keys = bench.store.keys().unwrap();
    keys.drop_unused(&[consent]).await.unwrap();
    assert_eq!(bench.service.receipt(&code).await, Err(Problem::Fault));
}
