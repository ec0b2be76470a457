//! The one writer. It commits whatever is queued as one transaction, a savepoint per operation; while a
//! commit waits for the disk the next batch gathers, so no timer is needed.

use std::sync::Arc;

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Notify, mpsc, watch};

use crate::connection::{Connection, Statement};
use crate::operation::{Queued, run};
use crate::tables::leaf;
use crate::{AppendedLeaf, StoreError, Tx};

/// The most operations in one transaction.
const BATCH: usize = 256;
/// The most operations that wait; more are refused at once instead of waiting for long.
const QUEUE: usize = 4 * BATCH;

// The driver runs each statement on a thread of its own, and going there and back costs more than what these do: so
// two go together.
const BEGIN: Statement<0> = Statement("BEGIN IMMEDIATE; SAVEPOINT operation");
const NEXT: Statement<0> = Statement("RELEASE operation; SAVEPOINT operation");
const COMMIT: Statement<0> = Statement("RELEASE operation; COMMIT");
const ROLLBACK: Statement<0> = Statement("ROLLBACK");
const UNDO: Statement<0> = Statement("ROLLBACK TO operation");

/// The way to the writer, which runs in a task of its own.
#[derive(Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Queued>>,
    closing: Arc<Notify>,
    ended: watch::Receiver<()>,
}

impl Writer {
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (running, ended) = watch::channel(());
        let closing = Arc::new(Notify::new());
        let stop = Arc::clone(&closing);
        tokio::spawn(async move {
            write(connection, waiting, &stop).await;
            drop(running);
        });
        Self {
            queue,
            closing,
            ended,
        }
    }

    pub(super) fn enqueue(&self, job: Box<dyn Queued>) -> Result<(), StoreError> {
        self.queue.try_send(job).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })
    }

    /// Takes no more, writes what waits and closes the connection.
    pub(super) async fn close(&self) {
        self.closing.notify_one();
        // An error says that the task has ended, which is what is waited for.
        let _ended = self.ended.clone().changed().await;
    }
}

async fn write(
    mut connection: SqliteConnection,
    mut waiting: mpsc::Receiver<Box<dyn Queued>>,
    stop: &Notify,
) {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        tokio::select! {
            taken = waiting.recv_many(&mut batch, BATCH) => match taken {
                0 => break,
                _ => write_batch(&mut connection, &mut batch).await,
            },
            () = stop.notified() => waiting.close(),
        }
    }
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "the database connection did not close cleanly; nothing is lost");
    }
}

async fn write_batch(connection: &mut SqliteConnection, batch: &mut Vec<Box<dyn Queued>>) {
    match commit(connection, batch).await {
        Ok(outcomes) => {
            for (job, outcome) in batch.drain(..).zip(outcomes) {
                job.reply(outcome);
            }
        }
        Err(error) => {
            // SQLite may have rolled back by itself (full disk), and then this fails; either way nothing
            // of the batch remains.
            let _outcome = control(connection, &ROLLBACK).await;
            for job in batch.drain(..) {
                job.reply(Err(error.clone()));
            }
        }
    }
}

/// Runs the batch and commits it. The outcome of each operation comes back in order; an error means that
/// nothing of the whole batch remains.
async fn commit(
    connection: &mut SqliteConnection,
    batch: &mut [Box<dyn Queued>],
) -> Result<Vec<Result<(), StoreError>>, StoreError> {
    control(connection, &BEGIN).await?;
    let mut leaves = Vec::new();
    let mut outcomes = Vec::with_capacity(batch.len());
    for (number, job) in batch.iter_mut().enumerate() {
        if number > 0 {
            control(connection, &NEXT).await?;
        }
        outcomes.push(run_or_undo(connection, job.as_mut(), &mut leaves).await?);
    }
    for appended in &leaves {
        leaf::append(&mut Connection::Sqlite(connection), appended).await?;
    }
    control(connection, &COMMIT).await?;
    Ok(outcomes)
}

/// Runs an operation; what a failed one did is undone, back to its savepoint.
async fn run_or_undo(
    connection: &mut SqliteConnection,
    job: &mut dyn Queued,
    leaves: &mut Vec<AppendedLeaf>,
) -> Result<Result<(), StoreError>, StoreError> {
    let before = leaves.len();
    let ran = run(
        job,
        &mut Tx {
            connection: Connection::Sqlite(connection),
            leaves,
        },
    )
    .await;
    if let Err(error) = &ran {
        leaves.truncate(before);
        // Without the savepoint SQLite has rolled back everything; the operation's error says why.
        control(connection, &UNDO)
            .await
            .map_err(|_| error.clone())?;
    }
    Ok(ran)
}

async fn control(
    connection: &mut SqliteConnection,
    statement: &Statement<0>,
) -> Result<(), StoreError> {
    Connection::Sqlite(connection)
        .execute(statement, [])
        .await?;
    Ok(())
}
