//! Writing: what is acknowledged is there, once, whoever else writes, fails or leaves.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{Fail, Give, Panic, Wait, code, consent};
use storage::{Store, StoreError};
use tokio::task::JoinSet;

stories!(
    what_is_acknowledged_survives_reopening,
    a_retry_is_one_row,
    the_same_attempt_many_times_at_once_is_one_row,
    a_failing_operation_leaves_the_others,
    a_panicking_operation_leaves_the_others,
    sixty_four_writers_are_all_acknowledged,
    what_is_queued_is_written_though_the_client_leaves,
    closing_writes_what_is_queued,
    too_many_waiting_are_refused_at_once,
    writing_is_checked,
);

async fn what_is_acknowledged_survives_reopening(database: impl Database) {
    let store = open(&database).await;
    let id = store.commit(Give(1)).await.unwrap();
    store.close().await;
    let store = Store::open(&database.settings()).await.unwrap();
    assert_eq!(
        store.consent_by_code(&code(1)).await.unwrap().unwrap().id,
        id
    );
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn a_retry_is_one_row(database: impl Database) {
    let store = open(&database).await;
    let (first, second) = tokio::join!(store.commit(Give(1)), store.commit(Give(1)));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(store.commit(Give(1)).await.unwrap(), consent(1).record.id);
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn the_same_attempt_many_times_at_once_is_one_row(database: impl Database) {
    let store = open(&database).await;
    let mut sent = JoinSet::new();
    for _ in 0..32 {
        let store = store.clone();
        sent.spawn(async move { store.commit(Give(1)).await });
    }
    for outcome in sent.join_all().await {
        assert_eq!(outcome.unwrap(), consent(1).record.id);
    }
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn a_failing_operation_leaves_the_others(database: impl Database) {
    let store = open(&database).await;
    let (_, before, failing, after) = tokio::join!(
        store.commit(Wait),
        store.commit(Give(1)),
        store.commit(Fail(2)),
        store.commit(Give(3)),
    );
    assert!(before.is_ok() && after.is_ok());
    assert!(
        matches!(failing, Err(StoreError::Refused(_))),
        "{failing:?}"
    );
    only_the_others_are_there(&store).await;
}

async fn a_panicking_operation_leaves_the_others(database: impl Database) {
    let store = open(&database).await;
    let (_, before, panicking, after) = tokio::join!(
        store.commit(Wait),
        store.commit(Give(1)),
        store.commit(Panic(2)),
        store.commit(Give(3)),
    );
    assert!(before.is_ok() && after.is_ok());
    assert!(
        matches!(panicking, Err(StoreError::Panicked)),
        "{panicking:?}"
    );
    only_the_others_are_there(&store).await;
}

async fn only_the_others_are_there(store: &Store) {
    for (number, there) in [(1, true), (2, false), (3, true)] {
        assert_eq!(
            store
                .consent_by_code(&code(number))
                .await
                .unwrap()
                .is_some(),
            there
        );
    }
    assert_eq!(store.leaves().await.unwrap().len(), 2);
}

async fn sixty_four_writers_are_all_acknowledged(database: impl Database) {
    let store = open(&database).await;
    let writers: Vec<_> = (0..64)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for turn in 0..8 {
                    store.commit(Give(writer * 8 + turn)).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(store.leaves().await.unwrap().len(), 64 * 8);
    for number in 0..64 * 8 {
        assert!(
            store
                .consent_by_code(&code(number))
                .await
                .unwrap()
                .is_some()
        );
    }
}

async fn what_is_queued_is_written_though_the_client_leaves(database: impl Database) {
    let store = open(&database).await;
    let leaving = tokio::time::timeout(std::time::Duration::from_millis(5), async {
        tokio::join!(store.commit(Wait), store.commit(Give(1)))
    });
    assert!(leaving.await.is_err());
    store.close().await;
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
}

async fn closing_writes_what_is_queued(database: impl Database) {
    let store = open(&database).await;
    let (_, given, ()) = tokio::join!(store.commit(Wait), store.commit(Give(1)), store.close());
    given.unwrap();
    assert!(matches!(
        store.commit(Give(2)).await,
        Err(StoreError::Closed)
    ));
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
}

async fn too_many_waiting_are_refused_at_once(database: impl Database) {
    let store = open(&database).await;
    let mut waiting = JoinSet::new();
    for number in 0..4_000 {
        let store = store.clone();
        waiting.spawn(async move {
            if number == 0 {
                store.commit(Wait).await
            } else {
                store.commit(Give(number)).await.map(|_| ())
            }
        });
    }
    let outcomes = waiting.join_all().await;
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let busy = |error: &StoreError| matches!(error, StoreError::Busy) && error.is_unavailable();
    assert!(
        outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().err())
            .all(busy)
    );
    assert!(stored < outcomes.len(), "none was refused");
    // One of them wrote nothing but waited; it may have been refused itself.
    let leaves = store.leaves().await.unwrap().len();
    assert!(
        leaves == stored || leaves + 1 == stored,
        "{leaves} of {stored}"
    );
}

async fn writing_is_checked(database: impl Database) {
    let store = open(&database).await;
    store.check_writable().await.unwrap();
    store.close().await;
    assert!(store.check_writable().await.unwrap_err().is_unavailable());
}
