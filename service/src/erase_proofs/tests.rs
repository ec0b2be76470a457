//! Proofs go on their day, whatever happens on the way, and take nothing else with them.

use domain::consent::{EndReason, ReceiptCode};
use domain::erasure::{ErasureRecord, ErasureRule};
use domain::evidence::LeafKind;
use domain::problem::Problem;
use storage::{Ended, KeyState, NewKey, Operation, ProofEnd, RawContent, StoreError, Tx};
use uuid::Uuid;

use crate::act::{Act, open_act};
use crate::sealing::OwnerKey;
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
        service
            .decide(&due, ErasureRule::ProofAfterEnd)
            .await
            .unwrap();
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

/// A consent under a purpose, given and confirmed.
#[derive(Clone)]
struct Confirmed {
    key: OwnerKey,
    given: Act,
    confirmed: Act,
    purpose: &'static str,
    at: jiff::Timestamp,
}

impl Operation for Confirmed {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let id = self.key.owner;
        tx.insert_proof(&id, self.purpose, self.at, None).await?;
        self.given.write(tx).await?;
        self.confirmed.write(tx).await
    }
}

struct EndProof(ProofEnd);

impl Operation for EndProof {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.end_proof(&self.0).await
    }
}

async fn confirmed(bench: &Bench, purpose: &'static str) -> Uuid {
    let service = &bench.service;
    let (at, new_id) = (service.now(), || service.chance().uuid_v7(service.now()));
    let key = service.draw_key(new_id());
    let act = |kind, bytes: &[u8]| service.draw_act(kind, &key, new_id(), bytes.to_vec());
    let operation = Confirmed {
        given: act(LeafKind::ConsentGiven, b"{\"to\":\"eva@example.dk\"}"),
        confirmed: act(LeafKind::ConsentConfirmed, b"{}"),
        key,
        purpose,
        at,
    };
    let id = operation.key.owner;
    bench.store.commit(operation).await.unwrap();
    id
}

async fn end(bench: &Bench, proof: Uuid) -> bool {
    let ended = Ended {
        at: bench.service.now(),
        reason: EndReason::Withdrawn,
    };
    let end = EndProof(ProofEnd { proof, ended });
    bench.store.commit(end).await.unwrap()
}

#[tokio::test]
async fn the_proof_of_a_consent_under_a_purpose_goes_by_that_purpose_s_own_rule() {
    let bench = Bench::open().await;
    bench.set_clock(GIVEN);
    let proof = confirmed(&bench, "statistics").await;
    let unknown = confirmed(&bench, "no-longer-in-the-register").await;
    let standing = confirmed(&bench, "statistics").await;
    assert!(end(&bench, proof).await && end(&bench, unknown).await);
    assert!(!end(&bench, proof).await, "a consent ends once");
    let register = bench.service.register();
    let day = bench.service.today();
    for purpose in ["statistics", "no-longer-in-the-register"] {
        let gone = register.proof_of_purpose_gone_by(purpose, day).unwrap();
        assert_eq!(gone, jiff::civil::date(2027, 2, 21));
    }
    bench.set_clock("2027-02-20T12:00:00Z");
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 0);
    assert!(bench.store.proof(&proof).await.unwrap().is_some());
    bench.set_clock("2027-02-21T12:00:00Z");
    assert_eq!(bench.service.erase_due_proofs().await.unwrap(), 2);
    for gone in [proof, unknown] {
        assert!(!bench.store.is_held(&gone).await.unwrap());
        let state = bench.store.keys().unwrap().state(&gone).await.unwrap();
        assert!(matches!(state, KeyState::Erased));
    }
    assert!(bench.store.proof(&standing).await.unwrap().is_some());
    let audited = bench.audit().await;
    assert_eq!(audited.findings, []);
    assert_eq!(audited.erased, 4, "both records of both");
}

#[tokio::test]
async fn what_an_act_recorded_is_sealed_and_opens_with_its_owner_s_key_alone() {
    let bench = Bench::open().await;
    let proof = confirmed(&bench, "statistics").await;
    let other = confirmed(&bench, "statistics").await;
    let records = bench.store.records_of(&proof).await.unwrap();
    let kinds: Vec<LeafKind> = records.iter().map(|record| record.kind).collect();
    assert_eq!(kinds, [LeafKind::ConsentGiven, LeafKind::ConsentConfirmed]);
    let key = bench.service.owner_key(&proof).await.unwrap().unwrap();
    let opened = open_act(&key, &records[0]).unwrap();
    assert_eq!(opened.bytes, b"{\"to\":\"eva@example.dk\"}");
    let placed = bench.store.leaf_of_record(&records[0].id).await.unwrap();
    assert_eq!(
        placed.unwrap().appended.leaf.commitment,
        opened.commitment()
    );
    let other = bench.service.owner_key(&other).await.unwrap().unwrap();
    assert!(open_act(&other, &records[0]).is_none());
    let database = std::fs::read(bench.copy_database().await).unwrap();
    assert!(!database.windows(14).any(|part| part == b"eva@example.dk"));
    assert_eq!(bench.audit().await.findings, []);
}

/// As a copy from before would bring it back.
#[tokio::test]
async fn a_proof_that_a_copy_brought_back_is_erased_again() {
    let mut bench = Bench::open().await;
    bench.set_clock(GIVEN);
    let proof = confirmed(&bench, "statistics").await;
    end(&bench, proof).await;
    let before = bench.copy_database().await;
    bench.set_clock("2027-02-21T12:00:00Z");
    bench.service.sweep().await.unwrap();
    let service = bench.with_database(&before).await;
    assert!(service.store().is_held(&proof).await.unwrap());
    assert_eq!(service.replay_erasures().await.unwrap(), 1);
    assert!(!service.store().is_held(&proof).await.unwrap());
    bench.reopen().await;
}
