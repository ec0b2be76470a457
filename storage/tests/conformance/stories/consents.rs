//! Consents, their ends, and refusals.

use super::{lying_there, open, raw};
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{
    End, Give, Refuse, attempt, code, consent, notice, refusal, register, version,
};
use domain::canonical::Digest;
use domain::evidence::LeafKind;
use storage::{RawContent, RawRecord};
use tokio::task::JoinSet;

stories!(
    what_is_stored_reads_back,
    a_consent_ends_once,
    a_consent_that_many_end_at_once_ends_once,
    refusals_are_counted,
    refusals_at_once_are_all_counted,
);

async fn what_is_stored_reads_back(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    let given = consent(1);
    let stored = store
        .consent_by_attempt(&attempt(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.id, given.record.id);
    assert_eq!(stored.sealed, given.sealed);
    assert_eq!(stored.granted, given.granted);
    let sealed = RawContent::Sealed {
        owner: given.record.id.as_bytes().to_vec(),
        sealed: given.sealed.clone(),
        table: "consent".to_owned(),
    };
    let kind = LeafKind::ConsentGiven;
    let records = lying_there(&database, &given.record.id).await;
    assert_eq!(records, [raw(kind, sealed)]);
    assert_eq!(store.first_sealed().await.unwrap(), Some(given.record.id));
    assert_eq!(
        store.leaves().await.unwrap()[0].leaf.commitment,
        Digest::of(&given.sealed)
    );
    assert_eq!(
        store.notice(&given.record.notice).await.unwrap(),
        Some(notice())
    );
    assert_eq!(
        store.register_version(&version()).await.unwrap(),
        Some(register())
    );
    assert_eq!(
        store.register_versions().await.unwrap(),
        [register().served]
    );
    assert_eq!(store.consent_by_code(&code(2)).await.unwrap(), None);
}

async fn a_consent_ends_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    assert!(store.commit(End(1)).await.unwrap());
    assert!(!store.commit(End(1)).await.unwrap());
    let stored = store.consent_by_code(&code(1)).await.unwrap().unwrap();
    assert!(!stored.is_active());
    assert_eq!(stored.sealed, consent(1).sealed);
    let leaves = store.leaves().await.unwrap();
    let ended: Vec<_> = leaves
        .iter()
        .filter(|l| l.leaf.kind == LeafKind::ConsentEnded)
        .collect();
    assert_eq!(ended.len(), 1);
    let records = lying_there(&database, &ended[0].leaf.record).await;
    let [RawRecord { kind, content }] = &records[..] else {
        panic!("not one record but {}", records.len());
    };
    assert_eq!(*kind, LeafKind::ConsentEnded as i64);
    let RawContent::Sealed {
        owner,
        sealed,
        table,
    } = content
    else {
        panic!("the record lies open");
    };
    assert_eq!(table, "consent_end");
    assert_eq!(owner, consent(1).record.id.as_bytes());
    assert_eq!(Digest::of(sealed), ended[0].leaf.commitment);
}

async fn a_consent_that_many_end_at_once_ends_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    let mut sent = JoinSet::new();
    for _ in 0..32 {
        let store = store.clone();
        sent.spawn(async move { store.commit(End(1)).await });
    }
    let ended = sent.join_all().await.into_iter().map(Result::unwrap);
    assert_eq!(ended.filter(|ended| *ended).count(), 1);
    assert_eq!(store.leaves().await.unwrap().len(), 2);
}

async fn refusals_are_counted(database: impl Database) {
    let store = open(&database).await;
    for _ in 0..3 {
        store.commit(Refuse).await.unwrap();
    }
    let counts = store.refusals(refusal().day).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((&counts[0].refusal, counts[0].count), (&refusal(), 3));
    assert!(
        store
            .refusals(refusal().day.tomorrow().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
}

async fn refusals_at_once_are_all_counted(database: impl Database) {
    let store = open(&database).await;
    let mut sent = JoinSet::new();
    for _ in 0..100 {
        let store = store.clone();
        sent.spawn(async move { store.commit(Refuse).await });
    }
    assert!(sent.join_all().await.iter().all(Result::is_ok));
    assert_eq!(store.refusals(refusal().day).await.unwrap()[0].count, 100);
}
