//! The stories of jobs: one holder at a time, and none too late.

use jiff::Timestamp;
use storage::{Lease, NewJob, Operation, Store, StoreError, TakeJobs, Tx};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{Give, Prepare, at, code};

stories!(
    one_of_two_takers_gets_a_job,
    many_takers_get_each_job_once,
    what_is_due_first_is_taken_first_and_what_is_not_due_stays,
    a_key_names_one_effect,
    an_expired_lease_is_taken_over_and_not_a_moment_before,
    a_late_holder_writes_nothing,
    a_renewed_lease_is_kept,
    a_job_given_back_is_due_when_it_says,
    a_job_and_its_effect_are_done_together,
);

const KIND: &str = "give";

/// How long the stories lease: from one second to the next ten.
const LEASE: i64 = 10;

async fn open(database: &impl Database) -> Store {
    let store = Store::open(&database.settings()).await.unwrap();
    store.commit(Prepare).await.unwrap();
    store
}

struct Add(u64);

impl Operation for Add {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.add_job(&NewJob {
            id: Uuid::from_u128(u128::from(self.0)),
            kind: KIND,
            key: self.0.to_string(),
            due_at: at(i64::try_from(self.0).unwrap()),
        })
        .await
    }
}

/// The effect of a job: a consent, and the job done.
struct Do(Lease);

impl Operation for Do {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        Give(self.0.key.parse().unwrap()).run(tx).await?;
        tx.finish_job(&self.0, at(100)).await
    }
}

/// What a holder takes at this second.
fn taking(holder: u128, now: i64) -> TakeJobs {
    TakeJobs {
        kind: KIND,
        holder: Uuid::from_u128(holder),
        now: at(now),
        until: at(now + LEASE),
        limit: 4,
    }
}

async fn take(store: &Store, holder: u128, now: i64) -> Vec<Lease> {
    store.take_jobs(taking(holder, now)).await.unwrap()
}

fn keys(leases: &[Lease]) -> Vec<&str> {
    leases.iter().map(|lease| lease.key.as_str()).collect()
}

fn is_superseded<T>(outcome: &Result<T, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Superseded))
}

async fn one_of_two_takers_gets_a_job(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    let (one, other) = tokio::join!(take(&store, 1, 1), take(&store, 2, 1));
    assert_eq!(one.len() + other.len(), 1);
    assert_eq!((one.into_iter().chain(other)).next().unwrap().attempts, 1);
}

async fn many_takers_get_each_job_once(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=40 {
        store.commit(Add(number)).await.unwrap();
    }
    let mut takers = JoinSet::new();
    for holder in 1..=8 {
        let store = store.clone();
        takers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let taken = take(&store, holder, 50).await;
                if taken.is_empty() {
                    return mine;
                }
                mine.extend(taken);
            }
        });
    }
    let taken = takers.join_all().await.concat();
    let mut keys = keys(&taken);
    assert_eq!(keys.len(), 40);
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 40);
}

async fn what_is_due_first_is_taken_first_and_what_is_not_due_stays(database: impl Database) {
    let store = open(&database).await;
    for number in [5, 3, 1, 2, 4, 9] {
        store.commit(Add(number)).await.unwrap();
    }
    assert_eq!(keys(&take(&store, 1, 5).await), ["1", "2", "3", "4"]);
    assert_eq!(keys(&take(&store, 1, 5).await), ["5"]);
    assert!(take(&store, 1, 5).await.is_empty());
}

async fn a_key_names_one_effect(database: impl Database) {
    let store = open(&database).await;
    let (first, second) = tokio::join!(store.commit(Add(1)), store.commit(Add(1)));
    assert_ne!(first.unwrap(), second.unwrap());
    let lease = take(&store, 1, 1).await.remove(0);
    store.commit_under(&lease, Do(lease.clone())).await.unwrap();
    assert!(!store.commit(Add(1)).await.unwrap(), "it was done before");
    assert!(take(&store, 1, 1_000).await.is_empty());
}

async fn an_expired_lease_is_taken_over_and_not_a_moment_before(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    assert_eq!(take(&store, 1, 1).await.len(), 1);
    let until = at(1 + LEASE).as_microsecond();
    let just_before = TakeJobs {
        now: Timestamp::from_microsecond(until - 1).unwrap(),
        ..taking(2, 1)
    };
    assert!(store.take_jobs(just_before).await.unwrap().is_empty());
    let taken = take(&store, 2, 1 + LEASE).await;
    assert_eq!(taken[0].attempts, 2);
}

async fn a_late_holder_writes_nothing(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    let late = take(&store, 1, 1).await.remove(0);
    let lease = take(&store, 2, 1 + LEASE).await.remove(0);
    assert!(is_superseded(&store.commit_under(&late, Give(7)).await));
    assert!(is_superseded(
        &store.commit_under(&late, Do(late.clone())).await
    ));
    assert!(is_superseded(&store.commit(Do(late.clone())).await));
    assert!(is_superseded(&store.renew_job(&late, at(99)).await));
    assert!(is_superseded(&store.give_job_back(&late, at(99)).await));
    assert!(store.leaves().await.unwrap().is_empty());
    store.commit_under(&lease, Do(lease.clone())).await.unwrap();
    assert!(is_superseded(&store.commit_under(&lease, Give(8)).await));
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn a_renewed_lease_is_kept(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    let lease = take(&store, 1, 1).await.remove(0);
    store.renew_job(&lease, at(30)).await.unwrap();
    assert!(take(&store, 2, 1 + LEASE).await.is_empty());
    store.commit_under(&lease, Do(lease.clone())).await.unwrap();
}

async fn a_job_given_back_is_due_when_it_says(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    let lease = take(&store, 1, 1).await.remove(0);
    let retry_at = lease.retry_at(at(2));
    store.give_job_back(&lease, retry_at).await.unwrap();
    assert!(is_superseded(&store.commit_under(&lease, Give(1)).await));
    assert!(take(&store, 2, 6).await.is_empty());
    assert_eq!(take(&store, 2, 7).await[0].attempts, 2);
}

async fn a_job_and_its_effect_are_done_together(database: impl Database) {
    let store = open(&database).await;
    store.commit(Add(1)).await.unwrap();
    let lease = take(&store, 1, 1).await.remove(0);
    // Both arrive: the effect happens once.
    let (one, other) = tokio::join!(
        store.commit_under(&lease, Do(lease.clone())),
        store.commit_under(&lease, Do(lease.clone())),
    );
    assert!(one.is_ok() != other.is_ok());
    assert!(is_superseded(&one) || is_superseded(&other));
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}
