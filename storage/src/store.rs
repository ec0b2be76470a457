//! The store: one type over the databases, everything the rest of the system reads and writes through.

use std::path::PathBuf;

use domain::canonical::Digest;
use domain::notice::Notice;
use domain::register::RegisterVersion;
use jiff::civil::Date;
use sqlx::Sqlite;
use sqlx::pool::PoolConnection;
use uuid::Uuid;

use crate::connection::Connection;
use crate::operation::{Operation, Waiting};
use crate::postgres::{PostgresStore, Session};
use crate::sqlite::SqliteStore;
use crate::tables::{consent, leaf, notice, refusal, register_version};
use crate::{
    AppendedLeaf, Evidence, PostgresUrl, RefusalCount, ServedVersion, StoreError, StoredConsent,
    StoredRegister, Tx,
};

/// Which database, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreSettings {
    /// One file on this machine. File and folder are made where they are missing.
    Sqlite {
        /// The file.
        path: PathBuf,
    },
    /// A PostgreSQL database, which other nodes may use at the same time.
    Postgres {
        /// Where it is.
        url: PostgresUrl,
    },
}

impl StoreSettings {
    /// What the database is called in errors: an address may hold a password.
    fn name(&self) -> String {
        match self {
            Self::Sqlite { path } => path.display().to_string(),
            Self::Postgres { .. } => "in SAMTYKKE_DATABASE".to_owned(),
        }
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    driver: Driver,
}

#[derive(Clone)]
enum Driver {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

impl Store {
    /// Opens the database, makes it where it is missing (a file only), and brings its schema up to date.
    ///
    /// # Errors
    /// When folder, file or server cannot be written or reached, the database is not ours or damaged, its
    /// schema is newer than this version's, or another process holds it.
    pub async fn open(settings: &StoreSettings) -> Result<Self, StoreError> {
        let named = |error: StoreError| error.opening(settings.name());
        let driver = match settings {
            StoreSettings::Sqlite { path } => Driver::Sqlite(SqliteStore::open(path).await?),
            StoreSettings::Postgres { url } => {
                Driver::Postgres(PostgresStore::open(url).await.map_err(named)?)
            }
        };
        let store = Self { driver };
        store.check_writable().await.map_err(named)?;
        Ok(store)
    }

    /// Writes what is queued, takes nothing more, and closes the database.
    pub async fn close(&self) {
        match &self.driver {
            Driver::Sqlite(sqlite) => sqlite.close().await,
            Driver::Postgres(postgres) => postgres.close().await,
        }
    }

    /// Writes `operation`, and returns once it is on the disk.
    ///
    /// When the returned future is dropped the operation is written all the same.
    ///
    /// # Errors
    /// The operation's own; [`StoreError::Busy`] when too much is waiting; what the database says. Nothing
    /// of the operation remains after an error, but for [`StoreError::Uncertain`]: then all of it may.
    pub async fn commit<O: Operation>(&self, operation: O) -> Result<O::Output, StoreError> {
        let (job, outcome) = Waiting::new(operation);
        match &self.driver {
            Driver::Sqlite(sqlite) => sqlite.enqueue(Box::new(job))?,
            Driver::Postgres(postgres) => postgres.enqueue(Box::new(job))?,
        }
        outcome.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Writes a row, so that a full, read-only, moved or locked database is noticed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn check_writable(&self) -> Result<(), StoreError> {
        if let Driver::Sqlite(sqlite) = &self.driver {
            sqlite.check_in_place()?;
        }
        self.commit(Heartbeat).await
    }

    /// The consent that the code with this hash opens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consent_by_code(
        &self,
        code: &Digest,
    ) -> Result<Option<StoredConsent>, StoreError> {
        consent::by_code(&mut self.reader().await?.connection(), code).await
    }

    /// The consent that came from the form whose one-time mark has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consent_by_attempt(
        &self,
        attempt: &Digest,
    ) -> Result<Option<StoredConsent>, StoreError> {
        consent::by_attempt(&mut self.reader().await?.connection(), attempt).await
    }

    /// The exact bytes and the blinding value of a record, a consent or the end of one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn evidence(&self, record: &Uuid) -> Result<Option<Evidence>, StoreError> {
        consent::evidence(&mut self.reader().await?.connection(), record).await
    }

    /// The notice with this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notice(&self, hash: &Digest) -> Result<Option<Notice>, StoreError> {
        notice::by_hash(&mut self.reader().await?.connection(), hash).await
    }

    /// A register that was served.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_version(
        &self,
        version: &RegisterVersion,
    ) -> Result<Option<StoredRegister>, StoreError> {
        register_version::by_version(&mut self.reader().await?.connection(), version).await
    }

    /// Every register that was served, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_versions(&self) -> Result<Vec<ServedVersion>, StoreError> {
        register_version::all(&mut self.reader().await?.connection()).await
    }

    /// How many refusals were counted on `day`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refusals(&self, day: Date) -> Result<Vec<RefusalCount>, StoreError> {
        refusal::of_day(&mut self.reader().await?.connection(), day).await
    }

    /// The evidence log by time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leaves(&self) -> Result<Vec<AppendedLeaf>, StoreError> {
        leaf::all(&mut self.reader().await?.connection()).await
    }

    async fn reader(&self) -> Result<Reader, StoreError> {
        match &self.driver {
            Driver::Sqlite(sqlite) => Ok(Reader::Sqlite(sqlite.reader().await?)),
            Driver::Postgres(postgres) => Ok(Reader::Postgres(postgres.reader().await?)),
        }
    }
}

enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(Session),
}

impl Reader {
    fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(session) => Connection::Postgres(session),
        }
    }
}

struct Heartbeat;

impl Operation for Heartbeat {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.beat().await
    }
}
