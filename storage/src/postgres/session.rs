//! One connection, watched: an answer that does not come is not waited for, a connection that broke is not
//! used again, and a failed statement is not forgotten.

use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgPool, Postgres};
use tokio::time::error::Elapsed;
use tokio::time::timeout;

use crate::StoreError;
use crate::connection::{Row, Statement, Value, bind};

/// How long an answer may take. PostgreSQL gives up a statement a second earlier, so that only a broken
/// network gets here.
const PATIENCE: Duration = Duration::from_secs(6);

/// A connection out of a pool.
pub(crate) struct Session {
    connection: PoolConnection<Postgres>,
    failure: Option<StoreError>,
    broken: bool,
}

impl Session {
    /// Takes a connection, or says why there is none.
    pub(crate) async fn of(pool: &PgPool) -> Result<Self, StoreError> {
        Ok(Self {
            connection: pool.acquire().await.map_err(unavailable)?,
            failure: None,
            broken: false,
        })
    }

    pub(crate) async fn execute<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<u64, StoreError> {
        let running = bind(statement, values).execute(&mut *self.connection);
        let answer = timeout(PATIENCE, running).await;
        Ok(self.told(answer)?.rows_affected())
    }

    pub(crate) async fn fetch_optional<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<Option<Row>, StoreError> {
        let running = bind(statement, values).fetch_optional(&mut *self.connection);
        let answer = timeout(PATIENCE, running).await;
        Ok(self.told(answer)?.map(Row::Postgres))
    }

    pub(crate) async fn fetch_all<const N: usize>(
        &mut self,
        statement: &Statement<N>,
        values: [Value<'_>; N],
    ) -> Result<Vec<Row>, StoreError> {
        let running = bind(statement, values).fetch_all(&mut *self.connection);
        let answer = timeout(PATIENCE, running).await;
        Ok(self.told(answer)?.into_iter().map(Row::Postgres).collect())
    }

    /// Runs what begins or ends a transaction.
    pub(crate) async fn control(&mut self, statement: &'static str) -> Result<(), StoreError> {
        let running = sqlx::raw_sql(statement).execute(&mut *self.connection);
        let answer = timeout(PATIENCE, running).await;
        self.told(answer).map(|_| ())
    }

    /// Forgets what failed before.
    pub(crate) fn begin_anew(&mut self) {
        self.failure = None;
    }

    /// The first statement that failed since [`Self::begin_anew`]. PostgreSQL undoes a transaction in which
    /// one did, and answers its COMMIT as if nothing had happened.
    pub(crate) const fn failure(&self) -> Option<&StoreError> {
        self.failure.as_ref()
    }

    /// Whether there is no use in asking any more.
    pub(crate) const fn is_broken(&self) -> bool {
        self.broken
    }

    /// Ends the connection instead of giving it back.
    pub(crate) fn discard(&mut self) {
        self.broken = true;
        self.connection.close_on_drop();
    }

    fn told<T>(
        &mut self,
        answer: Result<Result<T, sqlx::Error>, Elapsed>,
    ) -> Result<T, StoreError> {
        let error = match answer {
            Ok(Ok(told)) => return Ok(told),
            Ok(Err(error)) => StoreError::from(error),
            Err(_) => {
                // Its answer may still come, and would be taken for that to a later question.
                self.discard();
                StoreError::Slow
            }
        };
        if matches!(error, StoreError::Unreachable(_)) {
            self.discard();
        }
        self.failure.get_or_insert_with(|| error.clone());
        Err(error)
    }
}

/// SQLite's pool runs out when too much is asked, this one also when PostgreSQL is away.
fn unavailable(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Unreachable(error.into()),
        other => other.into(),
    }
}
