//! Statements, values and rows, the same for every database: bytes, text and whole numbers are all that
//! is ever bound or read.

use domain::canonical::Digest;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteConnection, SqliteRow};
use sqlx::{Database, Decode, Encode, Row as _, Type};
use uuid::Uuid;

use crate::StoreError;
use crate::postgres::Session;

/// SQL text with `N` values to bind, so that a call with another number does not compile.
pub(crate) struct Statement<const N: usize>(pub(crate) &'static str);

/// A value to bind.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Bytes(&'a [u8]),
    NoBytes,
    Text(&'a str),
    NoText,
    Integer(i64),
    NoInteger,
}

impl<'a> Value<'a> {
    pub(crate) const fn digest(digest: &'a Digest) -> Self {
        Self::Bytes(&digest.0)
    }

    pub(crate) const fn id(id: &'a Uuid) -> Self {
        Self::Bytes(id.as_bytes())
    }

    pub(crate) fn instant(at: Timestamp) -> Self {
        Self::Integer(at.as_microsecond())
    }
}

/// A connection to one of the databases.
pub(crate) enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut Session),
}

impl Connection<'_> {
    /// The statement for this database, where the two differ.
    pub(crate) const fn either<'s, const N: usize>(
        &self,
        sqlite: &'s Statement<N>,
        postgres: &'s Statement<N>,
    ) -> &'s Statement<N> {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }

    /// Runs the statement and returns how many rows it changed.
    pub(crate) async fn execute<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let done = bind(statement, values).execute(&mut **connection).await?;
                Ok(done.rows_affected())
            }
            Self::Postgres(session) => session.execute(statement, values).await,
        }
    }

    /// Reads at most one row.
    pub(crate) async fn fetch_optional<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<Option<Row>, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let row = bind(statement, values)
                    .fetch_optional(&mut **connection)
                    .await?;
                Ok(row.map(Row::Sqlite))
            }
            Self::Postgres(session) => session.fetch_optional(statement, values).await,
        }
    }

    /// Reads every row.
    pub(crate) async fn fetch_all<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let rows = bind(statement, values).fetch_all(&mut **connection).await?;
                Ok(rows.into_iter().map(Row::Sqlite).collect())
            }
            Self::Postgres(session) => session.fetch_all(statement, values).await,
        }
    }
}

/// A query of either driver, its values bound.
pub(crate) fn bind<'q, D, const N: usize>(
    statement: &Statement<N>,
    values: [Value<'q>; N],
) -> Query<'q, D, D::Arguments>
where
    D: Database,
    &'q [u8]: Encode<'q, D> + Type<D>,
    Option<&'q [u8]>: Encode<'q, D> + Type<D>,
    &'q str: Encode<'q, D> + Type<D>,
    Option<&'q str>: Encode<'q, D> + Type<D>,
    i64: Encode<'q, D> + Type<D>,
    Option<i64>: Encode<'q, D> + Type<D>,
{
    // The text is ours and the same for everybody; what is bound is never told.
    tracing::trace!(target: "storage::statement", sql = statement.0);
    values
        .into_iter()
        .fold(sqlx::query(statement.0), |query, value| match value {
            Value::Bytes(bytes) => query.bind(bytes),
            Value::NoBytes => query.bind(None::<&[u8]>),
            Value::Text(text) => query.bind(text),
            Value::NoText => query.bind(None::<&str>),
            Value::Integer(number) => query.bind(number),
            Value::NoInteger => query.bind(None::<i64>),
        })
}

/// A row of one of the databases; columns are counted from 0.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    fn get<T>(&self, column: usize) -> Result<T, StoreError>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite>,
        T: for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        self.get(column)
    }

    pub(crate) fn optional_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(column)
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn integer(&self, column: usize) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(crate) fn optional_integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    /// `what` names the column in an error.
    pub(crate) fn bytes32(
        &self,
        column: usize,
        what: &'static str,
    ) -> Result<[u8; 32], StoreError> {
        self.bytes(column)?
            .try_into()
            .map_err(|_| StoreError::Unreadable(what))
    }

    pub(crate) fn digest(&self, column: usize, what: &'static str) -> Result<Digest, StoreError> {
        self.bytes32(column, what).map(Digest)
    }

    pub(crate) fn id(&self, column: usize, what: &'static str) -> Result<Uuid, StoreError> {
        Uuid::from_slice(&self.bytes(column)?).map_err(|_| StoreError::Unreadable(what))
    }

    pub(crate) fn instant(
        &self,
        column: usize,
        what: &'static str,
    ) -> Result<Timestamp, StoreError> {
        instant(self.integer(column)?, what)
    }

    pub(crate) fn date(&self, column: usize, what: &'static str) -> Result<Date, StoreError> {
        self.text(column)?
            .parse()
            .map_err(|_| StoreError::Unreadable(what))
    }
}

pub(crate) fn instant(microseconds: i64, what: &'static str) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| StoreError::Unreadable(what))
}
