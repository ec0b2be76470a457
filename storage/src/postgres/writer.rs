//! Writing: a transaction an operation, as many at once as there are connections. PostgreSQL lets those that
//! commit at the same time share a sync of the disk.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::postgres::PgPool;
use tokio::sync::Notify;

use super::Session;
use crate::connection::Connection;
use crate::operation::{Queued, run};
use crate::tables::leaf;
use crate::{StoreError, Tx};

/// The most operations that wait; more are refused at once instead of waiting for long.
const QUEUE: usize = 256;
/// How often an operation is run before others in its way, or lost connections, become its error.
const TRIES: usize = 5;

/// The way to write. Writers are tasks that begin when something waits, keep their connection while more does,
/// and end when nothing is left.
#[derive(Clone)]
pub(super) struct Writer(Arc<Shared>);

struct Shared {
    pool: PgPool,
    queue: Mutex<Queue>,
    idle: Notify,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Box<dyn Queued>>,
    writers: u32,
    closed: bool,
}

impl Writer {
    /// Writes on the connections of `pool`, one writer each.
    pub(super) fn start(pool: PgPool) -> Self {
        Self(Arc::new(Shared {
            pool,
            queue: Mutex::default(),
            idle: Notify::new(),
        }))
    }

    pub(super) fn enqueue(&self, job: Box<dyn Queued>) -> Result<(), StoreError> {
        let mut queue = self.0.queue();
        if queue.closed {
            return Err(StoreError::Closed);
        }
        if queue.waiting.len() >= QUEUE {
            return Err(StoreError::Busy);
        }
        queue.waiting.push_back(job);
        if queue.writers < self.0.pool.options().get_max_connections() {
            queue.writers += 1;
            tokio::spawn(write_what_waits(Arc::clone(&self.0)));
        }
        Ok(())
    }

    /// Takes no more, writes what waits and closes the connections.
    pub(super) async fn close(&self) {
        let idle = self.0.idle.notified();
        let is_idle = {
            let mut queue = self.0.queue();
            queue.closed = true;
            queue.writers == 0
        };
        if !is_idle {
            idle.await;
        }
        self.0.pool.close().await;
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What waits longest; without any the writer that asks is over.
    fn next(&self) -> Option<Box<dyn Queued>> {
        let mut queue = self.queue();
        let next = queue.waiting.pop_front();
        if next.is_none() {
            queue.writers -= 1;
            if queue.writers == 0 {
                self.idle.notify_waiters();
            }
        }
        next
    }

    /// Without a connection nobody is kept waiting for one.
    fn refuse_all(&self, error: &StoreError) {
        let waiting = std::mem::take(&mut self.queue().waiting);
        for job in waiting {
            job.reply(Err(error.clone()));
        }
    }
}

async fn write_what_waits(shared: Arc<Shared>) {
    let mut session = None;
    while let Some(mut job) = shared.next() {
        let written = match write(&shared.pool, &mut session, job.as_mut()).await {
            Ok(written) => written,
            Err(NoConnection(error)) => {
                shared.refuse_all(&error);
                Err(error)
            }
        };
        job.reply(written);
    }
}

/// No connection could be had.
struct NoConnection(StoreError);

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

async fn write(
    pool: &PgPool,
    session: &mut Option<Session>,
    job: &mut dyn Queued,
) -> Result<Result<(), StoreError>, NoConnection> {
    for _earlier_try in 1..TRIES {
        match attempt(connected(pool, session).await?, job).await {
            Err(failed) if failed.may_run_again => {
                tracing::debug!(error = %failed.error, "an operation runs again");
            }
            outcome => return Ok(outcome.map_err(|failed| failed.error)),
        }
    }
    let last = attempt(connected(pool, session).await?, job).await;
    Ok(last.map_err(|failed| failed.error))
}

/// The connection that the writer holds, or another if it has none that can be used.
async fn connected<'s>(
    pool: &PgPool,
    session: &'s mut Option<Session>,
) -> Result<&'s mut Session, NoConnection> {
    let usable = session.take().filter(|session| !session.is_broken());
    let taken = match usable {
        Some(usable) => usable,
        None => Session::of(pool).await.map_err(NoConnection)?,
    };
    Ok(session.insert(taken))
}

async fn attempt(session: &mut Session, job: &mut dyn Queued) -> Result<(), Failed> {
    session.begin_anew();
    if let Err(error) = prepare(session, job).await {
        roll_back(session).await;
        return Err(Failed::before_commit(error));
    }
    commit(session).await
}

/// Everything but the commit.
async fn prepare(session: &mut Session, job: &mut dyn Queued) -> Result<(), StoreError> {
    session.control("BEGIN").await?;
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
    match session.control("COMMIT").await {
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
    if !session.is_broken() && session.control("ROLLBACK").await.is_err() {
        session.discard();
    }
}
