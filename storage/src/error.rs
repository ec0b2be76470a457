//! What can go wrong with a database, in words that name the thing and the remedy.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why the store could not do what was asked. Holds no stored value, so it may be logged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened.
    #[error("the database {} cannot be opened: {cause}", file.display())]
    Open {
        /// The database file.
        file: PathBuf,
        /// Why.
        cause: Box<StoreError>,
    },
    /// The folder of the database file is missing and cannot be made, or takes no new files.
    #[error(
        "the folder {} cannot be written ({cause}); make it writable for the user this service runs as, or name another file in SAMTYKKE_DATABASE",
        folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the operating system said.
        cause: Arc<io::Error>,
    },
    /// The file is no SQLite database, is damaged, or belongs to another program.
    #[error(
        "it is not a database of this service, or it is damaged; name another file in SAMTYKKE_DATABASE, or restore a backup"
    )]
    NotOurs,
    /// The database was written by a later version of this service.
    #[error(
        "it has schema {found}, and this version knows schemas up to {known}; run the version that wrote it or a later one"
    )]
    NewerSchema {
        /// The schema found.
        found: i64,
        /// The newest schema that this version knows.
        known: i64,
    },
    /// A step from one schema to the next failed; the database stays at the earlier one.
    #[error("its schema cannot be brought up to date ({0}); keep the file and report this")]
    Migration(Arc<sqlx::migrate::MigrateError>),
    /// Another process holds the database.
    #[error("another process holds the database; end it, or wait until it is done")]
    Locked,
    /// The disk is full.
    #[error("the disk of the database is full; make room on it")]
    Full,
    /// The file, or its disk, takes no writes.
    #[error("the database is read-only; make the file, its folder and its disk writable")]
    ReadOnly,
    /// The file was moved, replaced or deleted while it was in use.
    #[error("the database {} was moved, replaced or deleted; put it back and restart", .0.display())]
    Gone(PathBuf),
    /// The file named as the key store is another database.
    #[error("it is not a key store of this service; name another file in SAMTYKKE_KEYS")]
    NotKeys,
    /// There is no key store, or it lacks the keys of what is stored.
    #[error(
        "the keys of what is stored are missing; put the key store back from its latest backup, or name it in SAMTYKKE_KEYS"
    )]
    KeysMissing,
    /// The keys were wrapped under another root key.
    #[error(
        "the root key is not the one that the key store was made with; put that one back, or name it in SAMTYKKE_ROOT_KEY"
    )]
    ForeignRootKey,
    /// An operation brought keys to a store that was opened without a key store.
    #[error("the store was opened without its key store; report this")]
    Keyless,
    /// The disk, or the connection to it, fails.
    #[error("the database's disk does not answer as it should ({0}); look at the disk")]
    Disk(Arc<sqlx::Error>),
    /// More is waiting than is taken on.
    #[error("too much is waiting to be written; try again shortly")]
    Busy,
    /// The store was closed.
    #[error("the store is closed; restart the service")]
    Closed,
    /// A stored value cannot be read.
    #[error("{0} holds a value that cannot be read; restore a backup, or report this")]
    Unreadable(&'static str),
    /// An operation panicked. Nothing of it was stored.
    #[error("an operation panicked; nothing of it was stored; report this")]
    Panicked,
    /// The database refused a statement, such as by one of its rules.
    #[error("the database refused a statement ({0}); report this")]
    Refused(Arc<sqlx::Error>),
}

impl StoreError {
    /// Whether the database cannot be used now, but the same operation may succeed later. What is left is a
    /// fault of ours or a damaged value.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        !matches!(
            self,
            Self::Unreadable(_)
                | Self::Panicked
                | Self::Refused(_)
                | Self::NotKeys
                | Self::KeysMissing
                | Self::ForeignRootKey
                | Self::Keyless
        )
    }

    pub(crate) fn opening(self, file: &Path) -> Self {
        Self::Open {
            file: file.to_owned(),
            cause: Box::new(self),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Database(ref refusal) => match sqlite_code(refusal.as_ref()) {
                Some(5 | 6) => Self::Locked,
                Some(8) => Self::ReadOnly,
                Some(11 | 26) => Self::NotOurs,
                Some(13) => Self::Full,
                Some(10 | 14) => Self::Disk(Arc::new(error)),
                _ => Self::Refused(Arc::new(error)),
            },
            sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => Self::Disk(Arc::new(error)),
            _ => Self::Refused(Arc::new(error)),
        }
    }
}

/// SQLite's primary result code; the extended code holds it in its lowest byte.
fn sqlite_code(refusal: &dyn sqlx::error::DatabaseError) -> Option<i32> {
    let extended: i32 = refusal.code()?.parse().ok()?;
    Some(extended & 0xff)
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => Self::Migration(Arc::new(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, SqliteConnection};

    use super::*;

    #[tokio::test]
    async fn a_full_disk_is_named() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        sqlx::raw_sql("CREATE TABLE t (x BLOB); PRAGMA max_page_count = 3")
            .execute(&mut connection)
            .await
            .unwrap();
        let error = sqlx::query("INSERT INTO t VALUES (zeroblob(100000))")
            .execute(&mut connection)
            .await
            .unwrap_err();
        let error = StoreError::from(error);
        assert!(matches!(error, StoreError::Full), "{error}");
        assert!(error.is_unavailable());
    }

    #[tokio::test]
    async fn a_broken_rule_is_our_fault_and_shows_no_value() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let error = sqlx::raw_sql(
            "CREATE TABLE t (x TEXT PRIMARY KEY); INSERT INTO t VALUES ('secret'), ('secret')",
        )
        .execute(&mut connection)
        .await
        .unwrap_err();
        let error = StoreError::from(error);
        assert!(!error.is_unavailable());
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}
