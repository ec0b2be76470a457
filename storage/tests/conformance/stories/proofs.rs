//! Proofs under a purpose, and their records.

use super::{lying_there, open, raw};
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};
use domain::canonical::Digest;
use domain::consent::EndReason;
use domain::evidence::{Blinding, Leaf, LeafKind};
use storage::{
    AppendedLeaf, Ended, Erasure, Evidence, Operation, Proof, ProofEnd, RawContent, SealedRecord,
    StoreError, Tx,
};
use uuid::Uuid;

stories!(
    a_proof_and_its_records_are_read_back,
    a_proven_consent_ends_once,
    proofs_are_due_by_purpose_and_page_by_page,
    a_proof_is_erased_with_its_records,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn mailbox(number: u128) -> Digest {
    Digest::of(&number.to_be_bytes())
}

fn record(number: u128) -> SealedRecord {
    SealedRecord {
        id: id(1_000 + number),
        kind: LeafKind::ConsentConfirmed,
        owner: id(number),
        sealed: format!("sealed {number}").into_bytes(),
        made_at: at(1),
    }
}

/// Stores the proof with this number under a purpose, with one record.
struct Prove(u128, &'static str);

impl Operation for Prove {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let record = record(self.0);
        let mailbox = mailbox(self.0 % 2);
        tx.insert_proof(&id(self.0), self.1, at(1), Some(&mailbox))
            .await?;
        tx.insert_record(&record).await?;
        tx.leaf(AppendedLeaf {
            id: record.id,
            leaf: Leaf {
                kind: record.kind,
                record: record.id,
                register: version(),
                commitment: Digest::of(&record.sealed),
            },
            appended_at: at(1),
        });
        Ok(())
    }
}

/// Ends the proof with this number at a second.
struct End(u128, i64);

impl End {
    fn ended(&self) -> Ended {
        Ended {
            at: at(self.1),
            reason: EndReason::Withdrawn,
        }
    }
}

impl Operation for End {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let end = ProofEnd {
            proof: id(self.0),
            ended: self.ended(),
        };
        tx.end_proof(&end).await
    }
}

/// Decides the erasure of the proof with this number, or finishes it.
struct Erase(u128);

impl Erase {
    fn erasure(&self) -> Erasure {
        Erasure {
            id: id(2_000 + self.0),
            subject: id(self.0),
            register: version(),
            evidence: Evidence {
                bytes: b"{}".to_vec(),
                r: Blinding([9; 32]),
            },
        }
    }
}

impl Operation for Erase {
    type Output = Option<Vec<Uuid>>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let erasure = self.erasure();
        let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
        let decided = tx.decide_erasure(&erasure, at(9)).await?;
        assert_eq!(held.is_some(), decided, "a subject is erased once");
        Ok(held)
    }
}

struct Finish(u128);

impl Operation for Finish {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.finish_erasure(&Erase(self.0).erasure(), at(10)).await
    }
}

async fn a_proof_and_its_records_are_read_back(database: impl Database) {
    let store = open(&database).await;
    assert_eq!(store.first_sealed().await.unwrap(), None);
    store.commit(Prove(1, "letters")).await.unwrap();
    let proof = Proof {
        id: id(1),
        purpose: "letters".to_owned(),
        given_at: at(1),
        ended: None,
    };
    assert_eq!(store.proof(&id(1)).await.unwrap(), Some(proof));
    assert_eq!(store.proof(&id(2)).await.unwrap(), None);
    assert_eq!(store.records_of(&id(1)).await.unwrap(), [record(1)]);
    assert_eq!(store.first_sealed().await.unwrap(), Some(id(1)));
    let sealed = RawContent::Sealed {
        owner: id(1).as_bytes().to_vec(),
        sealed: record(1).sealed,
        table: "record".to_owned(),
    };
    let lying = lying_there(&database, &record(1).id).await;
    assert_eq!(lying, [raw(LeafKind::ConsentConfirmed, sealed)]);
    assert!(store.is_held(&id(1)).await.unwrap());
    assert!(!store.is_held(&id(2)).await.unwrap());
}

async fn a_proven_consent_ends_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Prove(1, "letters")).await.unwrap();
    let (first, second) = tokio::join!(store.commit(End(1, 2)), store.commit(End(1, 3)));
    assert_ne!(first.unwrap(), second.unwrap());
    let ended = store.proof(&id(1)).await.unwrap().unwrap().ended;
    assert!(
        [End(1, 2), End(1, 3)]
            .map(|end| Some(end.ended()))
            .contains(&ended)
    );
    assert!(!store.commit(End(2, 2)).await.unwrap(), "no such proof");
}

async fn proofs_are_due_by_purpose_and_page_by_page(database: impl Database) {
    let store = open(&database).await;
    for (number, purpose) in [
        (1, "letters"),
        (2, "letters"),
        (3, "answers"),
        (4, "letters"),
    ] {
        store.commit(Prove(number, purpose)).await.unwrap();
    }
    assert!(store.ended_purposes().await.unwrap().is_empty());
    for (number, second) in [(1, 2), (2, 3), (3, 2)] {
        store.commit(End(number, second)).await.unwrap();
    }
    assert_eq!(
        store.ended_purposes().await.unwrap(),
        ["answers", "letters"]
    );
    let due = |before, after| {
        let store = store.clone();
        async move {
            let page = store.due_proofs("letters", at(before), &after, 1).await;
            page.unwrap()
        }
    };
    assert!(due(2, Uuid::nil()).await.is_empty());
    assert_eq!(due(3, Uuid::nil()).await, [id(1)]);
    assert_eq!(due(4, id(1)).await, [id(2)]);
    assert!(due(4, id(2)).await.is_empty());
}

async fn a_proof_is_erased_with_its_records(database: impl Database) {
    let store = open(&database).await;
    store.commit(Prove(1, "letters")).await.unwrap();
    store.commit(Prove(2, "letters")).await.unwrap();
    let held = store.commit(Erase(1)).await.unwrap();
    assert_eq!(held, Some(vec![record(1).id]));
    assert_eq!(store.proof(&id(1)).await.unwrap(), None);
    assert!(!store.commit(End(1, 2)).await.unwrap(), "nothing is added");
    assert_eq!(store.commit(Erase(1)).await.unwrap(), None);
    assert!(store.commit(Finish(1)).await.unwrap());
    assert!(!store.commit(Finish(1)).await.unwrap());
    assert!(!store.is_held(&id(1)).await.unwrap());
    assert_eq!(lying_there(&database, &record(1).id).await, []);
    assert_eq!(store.records_of(&id(2)).await.unwrap(), [record(2)]);
}
