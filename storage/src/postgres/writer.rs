//! Writing: a transaction an operation, as many at once as there are connections. PostgreSQL lets those that
//! commit at the same time share a sync of the disk.

use std::sync::Arc;

use sqlx::postgres::PgPool;
use tokio::sync::{Semaphore, TryAcquireError};

use super::Session;
use crate::connection::{Connection, Statement};
use crate::operation::{Queued, run};
use crate::tables::leaf;
use crate::{StoreError, Tx};

/// The most operations that wait or run; more are refused at once. As many as are written before their
/// wait for a connection would end.
const QUEUE: u32 = 256;
/// How often an operation is run before others in its way, or lost connections, become its error.
const TRIES: usize = 5;

pub(crate) const BEGIN: Statement<0> = Statement("BEGIN");
pub(crate) const COMMIT: Statement<0> = Statement("COMMIT");
pub(crate) const ROLLBACK: Statement<0> = Statement("ROLLBACK");

/// The way to write; each operation runs in a task of its own.
#[derive(Clone)]
pub(super) struct Writer {
    pool: PgPool,
    places: Arc<Semaphore>,
}

impl Writer {
    pub(super) fn start(pool: PgPool) -> Self {
        Self {
            pool,
            places: Arc::new(Semaphore::new(QUEUE as usize)),
        }
    }

    pub(super) fn enqueue(&self, mut job: Box<dyn Queued>) -> Result<(), StoreError> {
        let place =
            Arc::clone(&self.places)
                .try_acquire_owned()
                .map_err(|refused| match refused {
                    TryAcquireError::NoPermits => StoreError::Busy,
                    TryAcquireError::Closed => StoreError::Closed,
                })?;
        let pool = self.pool.clone();
        tokio::spawn(async move {
            let written = write(&pool, job.as_mut()).await;
            job.reply(written);
            drop(place);
        });
        Ok(())
    }

    /// Takes no more, writes what waits and closes the connections.
    pub(super) async fn close(&self) {
        // Every place is free when everything is written. An error says that the store was closed before.
        let _all_places = self.places.acquire_many(QUEUE).await;
        self.places.close();
        self.pool.close().await;
    }
}

/// Why an attempt failed, and whether another may succeed.
struct Failed {
    error: StoreError,
    may_run_again: bool,
}

impl Failed {
    /// Nothing was committed, so what was in the way this time may not be the next.
    fn before_commit(error: StoreError) -> Self {
        Self {
            may_run_again: error.is_passing(),
            error,
        }
    }

    const fn finally(error: StoreError) -> Self {
        Self {
            error,
            may_run_again: false,
        }
    }
}

async fn write(pool: &PgPool, job: &mut dyn Queued) -> Result<(), StoreError> {
    for _earlier_try in 1..TRIES {
        match attempt(pool, job).await {
            Err(failed) if failed.may_run_again => {
                tracing::debug!(error = %failed.error, "an operation runs again");
            }
            outcome => return outcome.map_err(|failed| failed.error),
        }
    }
    attempt(pool, job).await.map_err(|failed| failed.error)
}

async fn attempt(pool: &PgPool, job: &mut dyn Queued) -> Result<(), Failed> {
    let mut session = Session::of(pool).await.map_err(Failed::finally)?;
    if let Err(error) = prepare(&mut session, job).await {
        roll_back(&mut session).await;
        return Err(Failed::before_commit(error));
    }
    commit(&mut session).await
}

/// Everything but the commit.
async fn prepare(session: &mut Session, job: &mut dyn Queued) -> Result<(), StoreError> {
    control(session, &BEGIN).await?;
    let mut leaves = Vec::new();
    let mut tx = Tx {
        connection: Connection::Postgres(session),
        leaves: &mut leaves,
    };
    run(job, &mut tx).await?;
    for appended in &leaves {
        leaf::append(&mut Connection::Postgres(session), appended).await?;
    }
    match session.failure() {
        Some(error) => Err(error.clone()),
        None => Ok(()),
    }
}

/// A connection lost on the way to the answer leaves open whether the commit took place.
async fn commit(session: &mut Session) -> Result<(), Failed> {
    match control(session, &COMMIT).await {
        Ok(()) => Ok(()),
        Err(StoreError::Unreachable(_) | StoreError::Slow) => {
            session.discard();
            Err(Failed::finally(StoreError::Uncertain))
        }
        Err(error) => {
            session.discard();
            Err(Failed::before_commit(error))
        }
    }
}

async fn roll_back(session: &mut Session) {
    // Without its connection PostgreSQL rolls back by itself.
    if !session.is_broken() && control(session, &ROLLBACK).await.is_err() {
        session.discard();
    }
}

async fn control(session: &mut Session, statement: &Statement<0>) -> Result<(), StoreError> {
    session.execute(statement, []).await?;
    Ok(())
}
