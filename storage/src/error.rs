//! What can go wrong with a database, in words that name the thing and the remedy.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use sqlx::sqlite::SqliteError;

use crate::{postgres, sqlite};

/// Why the store could not do what was asked. Holds no stored value, so it may be logged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened.
    #[error("the database {database} cannot be opened: {cause}")]
    Open {
        /// Which: the file, or the setting that names it.
        database: String,
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
    /// The database is damaged or belongs to another program, or its file is none.
    #[error(
        "it is not a database of this service, or it is damaged; name another one in SAMTYKKE_DATABASE, or restore a backup"
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
    /// The database was written by an earlier version, and this command changes nothing.
    #[error(
        "it has schema {found}, and this version reads schema {known}; start the service once, which brings it up to date"
    )]
    OlderSchema {
        /// The schema found.
        found: i64,
        /// The schema that this version reads.
        known: i64,
    },
    /// A step from one schema to the next failed; the database stays at the earlier one.
    #[error("its schema cannot be brought up to date ({0}); keep it as it is and report this")]
    Migration(Arc<sqlx::migrate::MigrateError>),
    /// Another process holds the database.
    #[error("another process holds the database; end it, or wait until it is done")]
    Locked,
    /// The disk is full.
    #[error("the disk of the database is full; make room on it")]
    Full,
    /// The file, its disk or the server takes no writes.
    #[error(
        "the database is read-only; make its file, folder and disk writable, or name a server in SAMTYKKE_DATABASE that is no standby"
    )]
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
    /// PostgreSQL, or the way to it, is down; or all of its connections stayed in use.
    #[error(
        "PostgreSQL does not answer ({0}); see that it runs, that SAMTYKKE_DATABASE leads to it, and that it has connections left"
    )]
    Unreachable(Arc<sqlx::Error>),
    /// PostgreSQL took too long for one statement.
    #[error("PostgreSQL took too long; see what keeps it busy or holds its locks")]
    Slow,
    /// PostgreSQL does not let this service in.
    #[error(
        "PostgreSQL lets nobody in with this name, password and database; put SAMTYKKE_DATABASE right, or make role and database"
    )]
    NoEntry,
    /// The role lacks a right.
    #[error(
        "the role of SAMTYKKE_DATABASE lacks a right; make it the owner of the database and of everything in it"
    )]
    Denied,
    /// The server is older than those the service is tried on.
    #[error("it runs on PostgreSQL {found}; use PostgreSQL {oldest} or a later one")]
    OldServer {
        /// The server's version.
        found: u32,
        /// The oldest that will do.
        oldest: u32,
    },
    /// The database cannot hold every character.
    #[error("it has the encoding {0}; make one with ENCODING 'UTF8'")]
    Encoding(String),
    /// Other operations were in the way each time.
    #[error("other writes were in the way again and again; try again shortly")]
    Conflict,
    /// A job was given to another holder, or is done. Nothing of what was to be written for it was stored.
    #[error("another holder took the job over, or it is done; nothing of this was stored")]
    Superseded,
    /// The connection was lost during a commit: the operation is stored whole, or not at all.
    #[error(
        "the connection to PostgreSQL was lost during a commit, which may have taken place; sending the same again is safe"
    )]
    Uncertain,
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
    /// fault of ours, a damaged value or a job that came too late.
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
                | Self::Superseded
        )
    }

    /// Whether the same operation, run again at once, may succeed. A value that is there already counts:
    /// another operation may have stored it after this one looked for it.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Conflict | Self::Unreachable(_) => true,
            Self::Refused(error) => error
                .as_database_error()
                .is_some_and(sqlx::error::DatabaseError::is_unique_violation),
            _ => false,
        }
    }

    /// `database` is the file, or the setting that names it.
    pub(crate) fn opening(self, database: impl Display) -> Self {
        Self::Open {
            database: database.to_string(),
            cause: Box::new(self),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Database(ref refusal) => {
                let code = refusal.code().unwrap_or_default().into_owned();
                match refusal.try_downcast_ref::<SqliteError>() {
                    Some(_) => sqlite::refusal(&code, error),
                    None => postgres::refusal(&code, error),
                }
            }
            sqlx::Error::WorkerCrashed => Self::Disk(Arc::new(error)),
            // Only PostgreSQL is spoken to over a network.
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => {
                Self::Unreachable(Arc::new(error))
            }
            _ => Self::Refused(Arc::new(error)),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error)
            | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => error.into(),
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
