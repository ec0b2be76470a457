//! The key store as a PostgreSQL database that several nodes share.

use sqlx::postgres::PgPool;

use crate::connection::Connection;
use crate::migrations::Step;
use crate::postgres::{Session, pool, prepare};
use crate::{PostgresUrl, StoreError};

/// The steps of `migrations/keys/postgres`, in order.
pub(crate) const STEPS: [Step; 1] = [(
    "keys",
    include_str!("../../migrations/keys/postgres/0001_keys.sql"),
)];

/// One adds keys, the others look keys up or erase them.
const CONNECTIONS: u32 = 6;

/// An open key database.
#[derive(Clone)]
pub(super) struct PostgresKeys(PgPool);

impl PostgresKeys {
    pub(super) async fn open(url: &PostgresUrl) -> Result<Self, StoreError> {
        let options = url.options();
        prepare(options, &STEPS)
            .await
            .map_err(|error| match error {
                StoreError::NotOurs => StoreError::NotKeys,
                other => other,
            })?;
        Ok(Self(pool(options, CONNECTIONS)))
    }

    pub(super) async fn begin(&self) -> Result<Begun, StoreError> {
        let mut session = self.reader().await?;
        session.control("BEGIN").await?;
        Ok(Begun {
            session,
            committed: false,
        })
    }

    pub(super) async fn reader(&self) -> Result<Session, StoreError> {
        Session::of(&self.0).await
    }

    pub(super) async fn close(&self) {
        self.0.close().await;
    }
}

/// A transaction. Dropped without its commit it takes its connection with it, and PostgreSQL rolls back.
pub(super) struct Begun {
    session: Session,
    committed: bool,
}

impl Begun {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        Connection::Postgres(&mut self.session)
    }

    /// PostgreSQL undoes a transaction in which a statement failed, and answers its COMMIT all the same.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        if let Some(error) = self.session.failure() {
            return Err(error.clone());
        }
        self.session.control("COMMIT").await?;
        self.committed = true;
        Ok(())
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if !self.committed {
            self.session.discard();
        }
    }
}
