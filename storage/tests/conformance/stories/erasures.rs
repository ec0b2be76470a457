//! Erasures: decided once, done once, and what is due.

use super::{lying_there, open, raw};
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{End, Give, at, attempt, code, consent, version};
use domain::evidence::{Blinding, LeafKind};
use storage::{Due, Erasure, Evidence, Operation, RawContent, StoreError, Tx};
use uuid::Uuid;

stories!(
    an_erasure_is_decided_once_and_done_once,
    what_is_due_is_found_by_both_ends_and_page_by_page,
);

/// Decides the erasure of the consent with this number; whether it was decided now.
struct Decide(u64);

impl Decide {
    fn erasure(&self) -> Erasure {
        Erasure {
            id: Uuid::from_u128(2_000_000 + u128::from(self.0)),
            subject: consent(self.0).record.id,
            register: version(),
            evidence: Evidence {
                bytes: b"{}".to_vec(),
                r: Blinding([9; 32]),
            },
        }
    }
}

impl Operation for Decide {
    type Output = Option<Vec<Uuid>>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let erasure = self.erasure();
        let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
        if held.is_some() {
            tx.decide_erasure(&erasure, at(9)).await?;
        }
        Ok(held)
    }
}

struct Finish(Erasure);

impl Operation for Finish {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.finish_erasure(&self.0, at(10)).await
    }
}

async fn an_erasure_is_decided_once_and_done_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    store.commit(Give(2)).await.unwrap();
    store.commit(End(1)).await.unwrap();
    let end = store.leaves().await.unwrap()[2].leaf.record;
    let (first, second) = tokio::join!(store.commit(Decide(1)), store.commit(Decide(1)));
    let mut held = [first.unwrap(), second.unwrap()];
    held.sort();
    assert_eq!(held, [None, Some(vec![consent(1).record.id, end])]);
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_none());
    let held = store.consent_by_attempt(&attempt(1)).await.unwrap();
    assert!(!held.unwrap().is_active());
    let unfinished = store.unfinished_erasures(10).await.unwrap();
    assert_eq!(unfinished, [Decide(1).erasure()]);
    let finish = || store.commit(Finish(Decide(1).erasure()));
    let (first, second) = tokio::join!(finish(), finish());
    assert_ne!(first.unwrap(), second.unwrap());
    assert!(!store.is_held(&consent(1).record.id).await.unwrap());
    assert_eq!(lying_there(&database, &end).await, []);
    assert!(store.unfinished_erasures(10).await.unwrap().is_empty());
    let Erasure { id, evidence, .. } = Decide(1).erasure();
    let open = RawContent::Open {
        bytes: evidence.bytes,
        r: evidence.r.0.to_vec(),
    };
    let records = lying_there(&database, &id).await;
    assert_eq!(records, [raw(LeafKind::Erased, open)]);
    assert!(store.consent_by_code(&code(2)).await.unwrap().is_some());
}

/// Consents are given at second 1, and those that end do so at second 2.
async fn what_is_due_is_found_by_both_ends_and_page_by_page(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=4 {
        store.commit(Give(number)).await.unwrap();
    }
    store.commit(End(2)).await.unwrap();
    let id = |number| consent(number).record.id;
    let due = |ended, given| Due {
        ended_before: at(ended),
        given_before: at(given),
    };
    let all = |due| {
        let store = store.clone();
        async move { store.due(&Uuid::nil(), due, 10).await.unwrap() }
    };
    assert!(all(due(2, 1)).await.is_empty());
    assert_eq!(all(due(3, 1)).await, [id(2)]);
    assert_eq!(all(due(2, 2)).await, [id(1), id(3), id(4)]);
    let page = store.due(&id(1), due(3, 2), 2).await.unwrap();
    assert_eq!(page, [id(2), id(3)]);
    store.commit(Decide(3)).await.unwrap();
    assert_eq!(all(due(3, 2)).await, [id(1), id(2), id(4)]);
}
