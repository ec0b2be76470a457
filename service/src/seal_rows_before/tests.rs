//! A database of the release before: every record is sealed, no leaf changes, and nothing lies open in any of
//! its files, however often the work is broken off.

use domain::consent::ReceiptCode;
use storage::AppendedLeaf;

use super::*;
use crate::testing::Bench;

const STANDING: &str = "FE6YT-5XHRN-R5N5W-TRJBB-MWK3Q6";
const WITHDRAWN: &str = "WDYJF-7KWWJ-GZ3S6-NW2CT-2333WA";
const CONSENTS: u64 = 3;

async fn bench() -> Bench {
    Bench::over(include_bytes!(
        "../../../storage/tests/fixtures/schema-1.db"
    ))
    .await
}

fn code(text: &str) -> ReceiptCode {
    ReceiptCode::parse(text).unwrap()
}

/// What must not be found in any file any more.
async fn secrets(bench: &Bench) -> Vec<Vec<u8>> {
    let open = bench.store.unsealed(&Uuid::nil(), 100).await.unwrap();
    let ends = open.iter().filter_map(|unsealed| unsealed.end.clone());
    let evidence = open
        .iter()
        .map(|unsealed| unsealed.evidence.clone())
        .chain(ends.map(|(_, evidence)| evidence));
    evidence
        .flat_map(|evidence| [evidence.bytes, evidence.r.0.to_vec()])
        .collect()
}

/// The bytes of the database's file and of its log file.
fn files(bench: &Bench) -> Vec<u8> {
    let mut all = std::fs::read(bench.database()).unwrap();
    let log = format!("{}-wal", bench.database().display());
    all.extend(std::fs::read(log).unwrap_or_default());
    all
}

fn holds(files: &[u8], secret: &[u8]) -> bool {
    files.windows(secret.len()).any(|part| part == secret)
}

async fn all_is_sealed(bench: &Bench, secrets: &[Vec<u8>], leaves: &[AppendedLeaf]) {
    assert_eq!(bench.store.leaves().await.unwrap(), leaves);
    let audited = bench.audit().await;
    assert_eq!(audited.findings, []);
    assert_eq!(audited.opened, leaves.len() as u64);
    let files = files(bench);
    for secret in secrets {
        assert!(!holds(&files, secret), "something lies open");
    }
    let standing = bench.service.receipt(&code(STANDING)).await.unwrap();
    assert_eq!(standing.ended, None);
    let withdrawn = bench.service.receipt(&code(WITHDRAWN)).await.unwrap();
    assert!(withdrawn.ended.is_some());
}

#[tokio::test]
async fn what_the_release_before_stored_is_sealed_and_its_files_are_clean() {
    let bench = bench().await;
    let (secrets, leaves) = (secrets(&bench).await, bench.store.leaves().await.unwrap());
    assert_eq!(
        secrets.len(),
        8,
        "three records, one end, and what keys each"
    );
    let before = files(&bench);
    assert!(secrets.iter().all(|secret| holds(&before, secret)));
    assert_eq!(bench.service.seal_rows_before().await.unwrap(), CONSENTS);
    all_is_sealed(&bench, &secrets, &leaves).await;
    assert_eq!(bench.service.seal_rows_before().await.unwrap(), 0);
}

#[tokio::test]
async fn broken_off_between_keys_and_rows_the_next_start_uses_the_same_keys() {
    let mut bench = bench().await;
    let (secrets, leaves) = (secrets(&bench).await, bench.store.leaves().await.unwrap());
    let open = bench.store.unsealed(&Uuid::nil(), 100).await.unwrap();
    let key = NewKey {
        id: open[0].id,
        key: DataKey::new([5; 32]),
    };
    bench.store.keys().unwrap().add(vec![key]).await.unwrap();
    bench.reopen().await;
    assert_eq!(bench.service.seal_rows_before().await.unwrap(), CONSENTS);
    all_is_sealed(&bench, &secrets, &leaves).await;
}

#[tokio::test]
async fn broken_off_after_some_rows_or_before_the_rewriting_the_next_start_goes_on() {
    for done in [1, 3] {
        let mut bench = bench().await;
        let (secrets, leaves) = (secrets(&bench).await, bench.store.leaves().await.unwrap());
        let open = bench.store.unsealed(&Uuid::nil(), 100).await.unwrap();
        bench.service.seal_batch(&open[..done]).await.unwrap();
        bench.reopen().await;
        let sealed = bench.service.seal_rows_before().await.unwrap();
        assert_eq!(sealed, CONSENTS - done as u64);
        all_is_sealed(&bench, &secrets, &leaves).await;
    }
}

/// A copy from before the sealing, put back when a proof of it had been erased.
#[tokio::test]
async fn an_erased_proof_does_not_come_back_with_an_old_copy() {
    let bench = bench().await;
    let leaves = bench.store.leaves().await.unwrap().len();
    let open = bench.store.unsealed(&Uuid::nil(), 100).await.unwrap();
    let standing = open[0].id;
    let keys = bench.store.keys().unwrap();
    keys.erase(&[standing], bench.service.now()).await.unwrap();
    bench.service.seal_rows_before().await.unwrap();
    let answer = bench.service.receipt(&code(STANDING)).await;
    assert_eq!(answer, Err(domain::problem::Problem::UnknownReceipt));
    assert!(!bench.store.is_held(&standing).await.unwrap());
    assert_eq!(bench.store.leaves().await.unwrap().len(), leaves + 1);
}
