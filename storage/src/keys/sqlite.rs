//! The key store as an SQLite file: one writing connection and a few that read.

use std::path::Path;
use std::time::Duration;

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

use crate::StoreError;
use crate::connection::{Connection, Statement};
use crate::migrations::Step;
use crate::sqlite::{READER_TIMEOUT, make_file, migrations, reader_options, writer_options};

/// The steps of `migrations/keys/sqlite`, in order.
pub(crate) const STEPS: [Step; 1] = [(
    "keys",
    include_str!("../../migrations/keys/sqlite/0001_keys.sql"),
)];

const BEGIN: Statement<0> = Statement("BEGIN IMMEDIATE");
const COMMIT: Statement<0> = Statement("COMMIT");
/// Each reader is a thread and a page cache of its own; a look at a key takes microseconds.
const READERS: u32 = 2;
/// How long a slow disk may take to open the file. Whoever waits to write has a shorter limit of their own.
const WRITER_TIMEOUT: Duration = Duration::from_secs(30);
/// What `PRAGMA application_id` says in a key store: "SAMK".
const APPLICATION_ID: i64 = 0x5341_4d4b;

/// An open key file.
#[derive(Clone)]
pub(super) struct SqliteKeys {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteKeys {
    pub(super) async fn open(path: &Path) -> Result<Self, StoreError> {
        make_file(path)?;
        let writer = pool(1).acquire_timeout(WRITER_TIMEOUT);
        let writer = writer.connect_with(writer_options(path)).await?;
        let mut connection = writer.acquire().await?;
        migrations::run(&mut connection, APPLICATION_ID, &STEPS)
            .await
            .map_err(not_keys)?;
        Ok(Self {
            readers: pool(READERS).connect_lazy_with(reader_options(path)),
            writer,
        })
    }

    /// Begins to write, alone from the first moment on.
    pub(super) async fn begin(&self) -> Result<Begun, StoreError> {
        let mut begun = Begun {
            connection: self.writer.acquire().await?,
            committed: false,
        };
        begun.connection().execute(&BEGIN, []).await?;
        Ok(begun)
    }

    /// Empties the log file, which holds what was deleted as it was before. Where readers are in the way it is
    /// emptied by the next call, or when the file is closed.
    pub(super) async fn forget_deleted(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A transaction. One that does not end in a commit takes its connection with it: after an error of the disk nobody
/// knows what state that is in.
pub(super) struct Begun {
    connection: PoolConnection<Sqlite>,
    committed: bool,
}

impl Begun {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        Connection::Sqlite(&mut self.connection)
    }

    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        self.connection().execute(&COMMIT, []).await?;
        self.committed = true;
        Ok(())
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if !self.committed {
            self.connection.close_on_drop();
        }
    }
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(READER_TIMEOUT)
        // A file does not hang up, so connections are not asked whether they are alive.
        .test_before_acquire(false)
}

/// The main database, named by mistake, is left alone as any other program's.
fn not_keys(error: StoreError) -> StoreError {
    match error {
        StoreError::NotOurs => StoreError::NotKeys,
        other => other,
    }
}
