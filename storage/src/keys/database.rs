//! The databases that keys are kept in, behind one type.

use sqlx::Sqlite;
use sqlx::pool::PoolConnection;

use super::postgres::{self, PostgresKeys};
use super::sqlite::SqliteKeys;
use super::{KeySettings, sqlite};
use crate::StoreError;
use crate::connection::Connection;
use crate::postgres::Session;

/// An open database.
#[derive(Clone)]
pub(super) enum Database {
    Sqlite(SqliteKeys),
    Postgres(PostgresKeys),
}

impl Database {
    pub(super) async fn open(settings: &KeySettings) -> Result<Self, StoreError> {
        match settings {
            KeySettings::Sqlite { path } => SqliteKeys::open(path)
                .await
                .map(Self::Sqlite)
                .map_err(|error| error.opening(path.display())),
            KeySettings::Postgres { url } => PostgresKeys::open(url)
                .await
                .map(Self::Postgres)
                .map_err(|error| error.opening("in SAMTYKKE_KEYS")),
        }
    }

    /// Begins a transaction that writes; dropped without [`Writing::commit`] it leaves nothing.
    pub(super) async fn begin(&self) -> Result<Writing, StoreError> {
        Ok(match self {
            Self::Sqlite(sqlite) => Writing::Sqlite(sqlite.begin().await?),
            Self::Postgres(postgres) => Writing::Postgres(postgres.begin().await?),
        })
    }

    /// Removes what deleted rows left behind in files of our own. A server's files are its administrator's.
    pub(super) async fn forget_deleted(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.forget_deleted().await,
            Self::Postgres(_) => Ok(()),
        }
    }

    pub(super) async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(match self {
            Self::Sqlite(sqlite) => Reader::Sqlite(sqlite.reader().await?),
            Self::Postgres(postgres) => Reader::Postgres(postgres.reader().await?),
        })
    }

    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close().await,
            Self::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// An open transaction.
pub(super) enum Writing {
    Sqlite(sqlite::Begun),
    Postgres(postgres::Begun),
}

impl Writing {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(begun) => begun.connection(),
            Self::Postgres(begun) => begun.connection(),
        }
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(begun) => begun.commit().await,
            Self::Postgres(begun) => begun.commit().await,
        }
    }
}

/// A connection that reads.
pub(super) enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(Session),
}

impl Reader {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(session) => Connection::Postgres(session),
        }
    }
}
