//! Reading everything at one moment, for checking it: read only, beside a service that goes on writing.

use std::path::Path;

use sqlx::sqlite::SqliteConnection;
use sqlx::{ConnectOptions as _, Connection as _};
use uuid::Uuid;

use crate::connection::{Connection, Statement};
use crate::postgres::Session;
use crate::tables::audit::{self, RawLeaf, RawRecord};
use crate::tables::checkpoint::{self, StoredCheckpoint};
use crate::tables::log;
use crate::{PostgresUrl, StoreError, StoreSettings, postgres, sqlite};

/// From here on every read sees the same moment.
const BEGIN_SQLITE: Statement<0> = Statement("BEGIN");
const BEGIN_POSTGRES: Statement<0> = Statement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

/// The log and its records as they lay there when this was opened.
pub struct Audit {
    connection: Opened,
}

enum Opened {
    Sqlite(SqliteConnection),
    Postgres(Box<Session>),
}

impl Audit {
    /// Opens a database that is there already, without changing it.
    ///
    /// # Errors
    /// When there is none, it is not ours, or its schema is not this version's.
    pub async fn open(settings: &StoreSettings) -> Result<Self, StoreError> {
        let opened = match settings {
            StoreSettings::Sqlite { path } => open_sqlite(path).await,
            StoreSettings::Postgres { url } => open_postgres(url).await,
        };
        opened.map_err(|error: StoreError| error.opening(settings.name()))
    }

    /// Lets go of the database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close(self) -> Result<(), StoreError> {
        match self.connection {
            Opened::Sqlite(connection) => Ok(connection.close().await?),
            // Discarded when it was opened, so that it ends with this.
            Opened::Postgres(_) => Ok(()),
        }
    }

    /// How many leaves have a place, as the log's own row says.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn size(&mut self) -> Result<u64, StoreError> {
        log::size(&mut self.connection()).await
    }

    /// The next `limit` leaves after the place `after`, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leaves(&mut self, after: i64, limit: u32) -> Result<Vec<RawLeaf>, StoreError> {
        audit::leaves(&mut self.connection(), after, limit).await
    }

    /// The leaves that wait for a place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting(&mut self) -> Result<Vec<RawLeaf>, StoreError> {
        audit::waiting(&mut self.connection()).await
    }

    /// How many tiles there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tiles(&mut self) -> Result<i64, StoreError> {
        audit::tiles(&mut self.connection()).await
    }

    /// A tile's bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tile(&mut self, level: u8, place: i64) -> Result<Option<Vec<u8>>, StoreError> {
        audit::tile(&mut self.connection(), level, place).await
    }

    /// The records with this id: one, or none once it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&mut self, id: &[u8]) -> Result<Vec<RawRecord>, StoreError> {
        audit::record(&mut self.connection(), id).await
    }

    /// The records that no leaf speaks of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_without_leaf(&mut self) -> Result<Vec<Uuid>, StoreError> {
        audit::without_leaf(&mut self.connection()).await
    }

    /// The consents whose row says that they ended and no record does, or the other way round.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wrongly_ended(&mut self) -> Result<Vec<Uuid>, StoreError> {
        audit::wrongly_ended(&mut self.connection()).await
    }

    /// The records of changes of the signing key, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key_changes(&mut self) -> Result<Vec<Vec<u8>>, StoreError> {
        audit::key_changes(&mut self.connection()).await
    }

    /// Every stored checkpoint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkpoints(&mut self) -> Result<Vec<StoredCheckpoint>, StoreError> {
        checkpoint::every(&mut self.connection()).await
    }

    fn connection(&mut self) -> Connection<'_> {
        match &mut self.connection {
            Opened::Sqlite(connection) => Connection::Sqlite(connection),
            Opened::Postgres(connection) => Connection::Postgres(connection),
        }
    }
}

async fn open_sqlite(path: &Path) -> Result<Audit, StoreError> {
    if !path.exists() {
        return Err(StoreError::Gone(path.to_owned()));
    }
    let mut connection = sqlite::reader_options(path).connect().await?;
    sqlite::migrations::check_current(&mut connection).await?;
    Connection::Sqlite(&mut connection)
        .execute(&BEGIN_SQLITE, [])
        .await?;
    Ok(Audit {
        connection: Opened::Sqlite(connection),
    })
}

async fn open_postgres(url: &PostgresUrl) -> Result<Audit, StoreError> {
    let mut session = postgres::auditing(url).await?;
    session.execute(&BEGIN_POSTGRES, []).await?;
    Ok(Audit {
        connection: Opened::Postgres(Box::new(session)),
    })
}
