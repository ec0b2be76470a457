//! The key store: data keys, each wrapped, in a database of their own. What a data key sealed is erased by
//! erasing the key, and no copy of the main database brings it back.
//!
//! A data key is wrapped inside the transaction that stores it, with the wrapping key that is current there.
//! So no process holds on to a wrapping key, and a rotation never meets one that still uses the old.

mod adding;
mod data_key;
mod database;
pub(crate) mod postgres;
mod rotate;
pub(crate) mod sqlite;
pub(crate) mod tables;
mod unused;
mod wrap;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{PostgresUrl, StoreError};
use adding::Adding;
pub use data_key::{DataKey, KeyState, NewKey};
use database::Database;
use tables::Chain;
use wrap::Wrap;

/// Which database holds the keys, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySettings {
    /// One file on this machine.
    Sqlite {
        /// The file.
        path: PathBuf,
    },
    /// A PostgreSQL database, which other nodes may use at the same time. Not the one that holds the rest.
    Postgres {
        /// Where it is.
        url: PostgresUrl,
    },
}

/// A key to wrap data keys with, drawn beforehand.
#[derive(Clone, Debug)]
pub struct NewWrappingKey {
    /// Its id.
    pub id: Uuid,
    /// The key.
    pub key: DataKey,
    /// When it was made.
    pub made_at: Timestamp,
}

/// An open key store. Clones share it.
#[derive(Clone)]
pub struct KeyStore {
    keys: Keys,
    adding: Adding,
}

/// The databases and what opens them.
#[derive(Clone)]
struct Keys {
    database: Database,
    root: Arc<Wrap>,
}

impl KeyStore {
    /// Opens a key store that is in use.
    ///
    /// # Errors
    /// [`StoreError::KeysMissing`] when there is none, [`StoreError::ForeignRootKey`] when `root` is not the
    /// root key that it was made with; and what a database can say.
    pub async fn open(settings: &KeySettings, root: &[u8; 32]) -> Result<Self, StoreError> {
        if let KeySettings::Sqlite { path } = settings
            && !path.exists()
        {
            return Err(StoreError::KeysMissing);
        }
        let keys = Keys::open(settings, root).await?;
        if keys.current().await?.is_none() {
            return Err(StoreError::KeysMissing);
        }
        Ok(Self::of(keys))
    }

    /// Opens the key store, or makes one where nothing is sealed yet; `first` is its first wrapping key.
    ///
    /// # Errors
    /// [`StoreError::ForeignRootKey`], and what a database can say.
    pub async fn open_or_make(
        settings: &KeySettings,
        root: &[u8; 32],
        first: &NewWrappingKey,
    ) -> Result<Self, StoreError> {
        let keys = Keys::open(settings, root).await?;
        if keys.current().await?.is_none()
            && let Err(error) = keys.make_first(first).await
            // Another node may have made one meanwhile.
            && keys.current().await?.is_none()
        {
            return Err(error);
        }
        Ok(Self::of(keys))
    }

    fn of(keys: Keys) -> Self {
        Self {
            adding: Adding::start(keys.clone()),
            keys,
        }
    }

    /// What is known of the key with this id.
    ///
    /// # Errors
    /// When the database fails, or holds a key that does not open.
    pub async fn state(&self, id: &Uuid) -> Result<KeyState, StoreError> {
        let mut reader = self.keys.database.reader().await?;
        let mut connection = reader.connection();
        if let Some(chain) = tables::by_id(&mut connection, id).await? {
            let key = self.keys.unwrap(&chain)?;
            return Ok(KeyState::Present(key.into()));
        }
        if tables::is_erased(&mut connection, id).await? {
            Ok(KeyState::Erased)
        } else {
            Ok(KeyState::NeverExisted)
        }
    }

    /// Those of some keys that are there and open, read together. Why one is not among them is told by
    /// [`Self::state`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn present(&self, ids: &[Uuid]) -> Result<HashMap<Uuid, DataKey>, StoreError> {
        let mut reader = self.keys.database.reader().await?;
        let mut connection = reader.connection();
        let mut present = HashMap::with_capacity(ids.len());
        for some in ids.chunks(tables::TOGETHER) {
            for (id, chain) in tables::by_ids(&mut connection, some).await? {
                present.extend(self.keys.unwrap(&chain).map(|key| (id, key.into())));
            }
        }
        Ok(present)
    }

    /// Stores keys, all or none, and returns once they are on the disk. Many callers share one transaction.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too much is waiting; what the database says.
    pub async fn add(&self, keys: Vec<NewKey>) -> Result<(), StoreError> {
        self.adding.add(keys).await
    }

    /// Erases keys for good. What they sealed stays unreadable, and so it stays known that it was erased. A
    /// key that is erased already stays as it is.
    ///
    /// # Errors
    /// When the database fails; then none is erased, or all are and may still lie in its log file.
    pub async fn erase(&self, ids: &[Uuid], at: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.keys.database.begin().await?;
        for id in ids {
            tables::erase(&mut writing.connection(), id, at).await?;
        }
        writing.commit().await?;
        self.keys.database.forget_deleted().await
    }

    /// The ids of erased keys after `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erased(&self, after: &Uuid, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.keys.database.reader().await?;
        tables::erased(&mut reader.connection(), after, limit.into()).await
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.keys.database.close().await;
    }
}

impl Keys {
    async fn open(settings: &KeySettings, root: &[u8; 32]) -> Result<Self, StoreError> {
        let keys = Self {
            database: Database::open(settings).await?,
            root: Arc::new(Wrap::of_root(root)),
        };
        keys.check_root().await?;
        Ok(keys)
    }

    /// Every wrapping key must open, or the root key is another's.
    async fn check_root(&self) -> Result<(), StoreError> {
        let mut reader = self.database.reader().await?;
        for wrapping in tables::wrapping_keys(&mut reader.connection()).await? {
            if self.root.unwrap(&wrapping.wrapped).is_none() {
                return Err(StoreError::ForeignRootKey);
            }
        }
        Ok(())
    }

    async fn current(&self) -> Result<Option<tables::Wrapped>, StoreError> {
        let mut reader = self.database.reader().await?;
        tables::current(&mut reader.connection()).await
    }

    async fn make_first(&self, first: &NewWrappingKey) -> Result<(), StoreError> {
        let wrapped = self.root.wrap(first.key.bytes());
        let mut writing = self.database.begin().await?;
        let mut connection = writing.connection();
        tables::insert_wrapping(&mut connection, &first.id, &wrapped, first.made_at).await?;
        writing.commit().await
    }

    async fn begin_wrapping(&self, new: &NewWrappingKey) -> Result<(), StoreError> {
        let wrapped = self.root.wrap(new.key.bytes());
        let mut writing = self.database.begin().await?;
        tables::begin_wrapping(&mut writing.connection(), &new.id, &wrapped, new.made_at).await?;
        writing.commit().await
    }

    /// Stores keys in one transaction.
    async fn insert(&self, new: &[NewKey]) -> Result<(), StoreError> {
        let mut writing = self.database.begin().await?;
        let mut connection = writing.connection();
        let current = tables::hold_current(&mut connection).await?;
        let current = current.ok_or(StoreError::KeysMissing)?;
        let wrap = self.wrapping(&current.wrapped)?;
        for NewKey { id, key } in new {
            tables::insert(&mut connection, id, &current.id, &wrap.wrap(key.bytes())).await?;
        }
        writing.commit().await
    }

    fn wrapping(&self, wrapped: &[u8]) -> Result<Wrap, StoreError> {
        let key = self.root.unwrap(wrapped);
        let key = key.ok_or(StoreError::Unreadable("wrapping_key.wrapped"))?;
        Ok(Wrap::new(&key))
    }

    fn unwrap(&self, chain: &Chain) -> Result<Zeroizing<[u8; 32]>, StoreError> {
        self.wrapping(&chain.wrapping)?
            .unwrap(&chain.data)
            .ok_or(StoreError::Unreadable("data_key.wrapped"))
    }
}
