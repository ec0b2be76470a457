//! The store: one type over the databases, everything the rest of the system reads and writes through.

use std::path::PathBuf;

use domain::canonical::Digest;
use domain::log::{Tile, TileId};
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
use crate::tables::{
    checkpoint, consent, erasure, leaf, log, notice, person, refusal, register_version, unsealed,
};
use crate::{
    AppendedLeaf, Due, Erasure, Identifier, IdentifierKind, KeyStore, PlacedLeaf, PostgresUrl,
    RefusalCount, ServedVersion, StoreError, StoredCheckpoint, StoredConsent, StoredRegister, Tx,
    Unsealed,
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
    pub(crate) fn name(&self) -> String {
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
    keys: Option<KeyStore>,
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
        let store = Self { driver, keys: None };
        store.check_writable().await.map_err(named)?;
        Ok(store)
    }

    /// The same store with the keys of what is sealed in it.
    #[must_use]
    pub fn with_keys(self, keys: KeyStore) -> Self {
        Self {
            keys: Some(keys),
            ..self
        }
    }

    /// The key store.
    ///
    /// # Errors
    /// [`StoreError::Keyless`] when the store was opened without one.
    pub fn keys(&self) -> Result<&KeyStore, StoreError> {
        self.keys.as_ref().ok_or(StoreError::Keyless)
    }

    /// Writes what is queued, takes nothing more, and closes the database and its key store.
    pub async fn close(&self) {
        match &self.driver {
            Driver::Sqlite(sqlite) => sqlite.close().await,
            Driver::Postgres(postgres) => postgres.close().await,
        }
        if let Some(keys) = &self.keys {
            keys.close().await;
        }
    }

    /// Writes `operation`, and returns once it is on the disk. The keys it brings are there before.
    ///
    /// When the returned future is dropped the operation is written all the same.
    ///
    /// # Errors
    /// The operation's own; [`StoreError::Busy`] when too much is waiting; what the database says. Nothing
    /// of the operation remains after an error, but for [`StoreError::Uncertain`]: then all of it may.
    pub async fn commit<O: Operation>(&self, operation: O) -> Result<O::Output, StoreError> {
        let keys = operation.keys();
        if keys.is_empty() {
            return self.write(operation).await;
        }
        let store = self.clone();
        let key_store = self.keys()?.clone();
        // In a task of its own it goes on from keys to rows though the caller leaves.
        let written = tokio::spawn(async move {
            key_store.add(keys).await?;
            store.write(operation).await
        });
        written.await.unwrap_or(Err(StoreError::Panicked))
    }

    async fn write<O: Operation>(&self, operation: O) -> Result<O::Output, StoreError> {
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

    /// The oldest thing that is sealed, to see whether a key store is this database's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_sealed(&self) -> Result<Option<Uuid>, StoreError> {
        consent::first_sealed(&mut self.reader().await?.connection()).await
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

    /// How many leaves have a place in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_size(&self) -> Result<u64, StoreError> {
        log::size(&mut self.reader().await?.connection()).await
    }

    /// Whether a leaf waits for its place in the log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leaf_waits(&self) -> Result<bool, StoreError> {
        log::waits(&mut self.reader().await?.connection()).await
    }

    /// The leaves at the places from `from` to before `until`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn placed_leaves(
        &self,
        from: u64,
        until: u64,
    ) -> Result<Vec<PlacedLeaf>, StoreError> {
        log::leaves(&mut self.reader().await?.connection(), from, until).await
    }

    /// The leaf that commits to a record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leaf_of_record(&self, record: &Uuid) -> Result<Option<PlacedLeaf>, StoreError> {
        log::of_record(&mut self.reader().await?.connection(), record).await
    }

    /// A tile of the log's tree.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tile(&self, id: TileId) -> Result<Option<Tile>, StoreError> {
        log::tile(&mut self.reader().await?.connection(), id).await
    }

    /// The checkpoint that was stored last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_checkpoint(&self) -> Result<Option<StoredCheckpoint>, StoreError> {
        checkpoint::latest(&mut self.reader().await?.connection()).await
    }

    /// Consents that are due for erasure after the id `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, after: &Uuid, due: Due, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        erasure::due(&mut self.reader().await?.connection(), after, due, limit).await
    }

    /// Erasures that are decided and not done, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfinished_erasures(&self, limit: u32) -> Result<Vec<Erasure>, StoreError> {
        erasure::unfinished(&mut self.reader().await?.connection(), limit).await
    }

    /// The persons who use an identifier; none when nobody does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn holders(
        &self,
        kind: IdentifierKind,
        hash: &Digest,
    ) -> Result<Vec<Uuid>, StoreError> {
        person::holders(&mut self.reader().await?.connection(), kind, hash).await
    }

    /// The identifiers that a person uses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identifiers(&self, person: &Uuid) -> Result<Vec<Identifier>, StoreError> {
        person::of_person(&mut self.reader().await?.connection(), person).await
    }

    /// Whether anything is stored that the key with this id sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_held(&self, key: &Uuid) -> Result<bool, StoreError> {
        erasure::is_held(&mut self.reader().await?.connection(), key).await
    }

    /// Consents whose records lie open, after the id `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unsealed(&self, after: &Uuid, limit: u32) -> Result<Vec<Unsealed>, StoreError> {
        unsealed::after(&mut self.reader().await?.connection(), after, limit).await
    }

    /// Writes the database's files anew where they may still hold records that were sealed since. Nobody
    /// else may use the database meanwhile.
    ///
    /// # Errors
    /// When the database fails, or others are in the way; the next start tries again.
    pub async fn rewrite_if_due(&self) -> Result<(), StoreError> {
        let is_due = unsealed::is_rewrite_due(&mut self.reader().await?.connection()).await?;
        if !is_due {
            return Ok(());
        }
        match &self.driver {
            Driver::Sqlite(sqlite) => sqlite.rewrite().await?,
            Driver::Postgres(postgres) => postgres.rewrite().await?,
        }
        self.commit(Rewritten).await
    }

    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        match &self.driver {
            Driver::Sqlite(sqlite) => Ok(Reader::Sqlite(sqlite.reader().await?)),
            Driver::Postgres(postgres) => Ok(Reader::Postgres(postgres.reader().await?)),
        }
    }
}

/// A connection that reads.
pub(crate) enum Reader {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(Session),
}

impl Reader {
    pub(crate) fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(session) => Connection::Postgres(session),
        }
    }
}

struct Rewritten;

impl Operation for Rewritten {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.rewritten().await
    }
}

struct Heartbeat;

impl Operation for Heartbeat {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.beat().await
    }
}
