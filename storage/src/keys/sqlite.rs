//! The key store as an SQLite file: one writing connection and a few that read.

use std::path::Path;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};
use sqlx::{Sqlite, Transaction, query_scalar};

use super::schema;
use crate::StoreError;
use crate::connection::Connection;
use crate::sqlite::{READER_TIMEOUT, make_file, reader_options, writer_options};

/// Each reader is a thread and a page cache of its own; a look at a key takes microseconds.
const READERS: u32 = 2;
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
        Self::open_file(path)
            .await
            .map_err(|error| error.opening(path.display()))
    }

    async fn open_file(path: &Path) -> Result<Self, StoreError> {
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(READER_TIMEOUT)
            .test_before_acquire(false)
            .connect_with(writer_options(path))
            .await?;
        check_ours(&writer).await?;
        schema::run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(READER_TIMEOUT)
            .test_before_acquire(false)
            .connect_lazy_with(reader_options(path));
        Ok(Self { writer, readers })
    }

    /// Begins a transaction that writes; dropped without [`Writing::commit`] it leaves nothing.
    pub(super) async fn begin(&self) -> Result<Writing, StoreError> {
        Ok(Writing(self.writer.begin_with("BEGIN IMMEDIATE").await?))
    }

    pub(super) async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(Reader(self.readers.acquire().await?))
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A main database named by mistake, or another program's file, is left alone.
async fn check_ours(writer: &SqlitePool) -> Result<(), StoreError> {
    let application: i64 = query_scalar("PRAGMA application_id")
        .fetch_one(writer)
        .await?;
    let tables: i64 = query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(writer)
        .await?;
    if application == APPLICATION_ID || tables == 0 {
        Ok(())
    } else {
        Err(StoreError::NotKeys)
    }
}

/// An open transaction.
pub(super) struct Writing(Transaction<'static, Sqlite>);

impl Writing {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        Connection::Sqlite(&mut self.0)
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }
}

/// A connection that reads.
pub(super) struct Reader(PoolConnection<Sqlite>);

impl Reader {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        Connection::Sqlite(&mut self.0)
    }
}
