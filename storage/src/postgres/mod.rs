//! PostgreSQL: one database that several nodes may share. What is acknowledged has been synced to its disk.

pub(crate) mod migrations;
mod refusal;
mod session;
mod url;
mod writer;

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection as _, Executor as _};
use tokio::time::timeout;

use crate::StoreError;
use crate::connection::Statement;
use crate::migrations::Step;
use crate::operation::Queued;
pub(crate) use refusal::refusal;
pub(crate) use session::Session;
pub use url::PostgresUrl;
use writer::Writer;

/// How many operations of this node are written at once.
const WRITERS: u32 = 16;
/// How many reads of this node are answered at once.
const READERS: u32 = 8;
/// How long is waited for a connection, be it that all are in use or that PostgreSQL is away. Shorter than
/// people wait, longer than a restart of PostgreSQL usually takes.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long the first connection may take: the service starts, and nobody waits yet.
const OPEN_TIMEOUT: Duration = Duration::from_secs(5);

/// The oldest PostgreSQL that the statements are tried on.
const OLDEST: u32 = 15;

/// Each session's own rules, whatever server, database or role say: a commit is answered once it is on the
/// disk, and neither a slow statement nor a node that stopped in the middle holds others up for long.
const SESSION: &str = "SET synchronous_commit = on; \
     SET default_transaction_isolation = 'read committed'; \
     SET statement_timeout = '5s'; \
     SET lock_timeout = '3s'; \
     SET idle_in_transaction_session_timeout = '10s'";

const NO_STATEMENT_TIMEOUT: Statement<0> = Statement("SET statement_timeout = 0");

/// A migration may take its time, but not wait for ever for a lock that somebody else keeps.
const MIGRATION: &str = "SET synchronous_commit = on; SET lock_timeout = '60s'";

/// An open PostgreSQL database.
#[derive(Clone)]
pub(crate) struct PostgresStore {
    writer: Writer,
    readers: PgPool,
}

impl PostgresStore {
    pub(crate) async fn open(url: &PostgresUrl) -> Result<Self, StoreError> {
        let options = url.options();
        prepare(options, &migrations::STEPS).await?;
        Ok(Self {
            writer: Writer::start(pool(options, WRITERS)),
            readers: pool(options, READERS),
        })
    }

    pub(crate) fn enqueue(&self, job: Box<dyn Queued>) -> Result<(), StoreError> {
        self.writer.enqueue(job)
    }

    pub(crate) async fn reader(&self) -> Result<Session, StoreError> {
        Session::of(&self.readers).await
    }

    /// Writes the tables that held open records anew.
    pub(crate) async fn rewrite(&self) -> Result<(), StoreError> {
        let options = self.readers.connect_options();
        let mut connection = PgConnection::connect_with(&options).await?;
        connection.execute(MIGRATION).await?;
        for statement in ["VACUUM (FULL) consent", "VACUUM (FULL) consent_end"] {
            connection.execute(statement).await?;
        }
        connection.close().await?;
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}

/// A session for checking a database that is there already: it changes nothing, and a statement over everything may
/// take its time.
pub(crate) async fn auditing(url: &PostgresUrl) -> Result<Session, StoreError> {
    let options = url.options();
    let mut connection = PgConnection::connect_with(options).await?;
    migrations::check_current(&mut connection).await?;
    connection.close().await?;
    let mut session = Session::of(&pool(options, 1)).await?;
    session.execute(&NO_STATEMENT_TIMEOUT, []).await?;
    session.discard();
    Ok(session)
}

/// Checks that the database can be used, and brings its schema to the last of `steps`.
pub(crate) async fn prepare(options: &PgConnectOptions, steps: &[Step]) -> Result<(), StoreError> {
    let connecting = PgConnection::connect_with(options);
    let mut connection = timeout(OPEN_TIMEOUT, connecting)
        .await
        .map_err(|_| StoreError::Slow)??;
    check_server(&mut connection).await?;
    connection.execute(MIGRATION).await?;
    migrations::run(&mut connection, steps).await?;
    connection.close().await?;
    Ok(())
}

async fn check_server(connection: &mut PgConnection) -> Result<(), StoreError> {
    let major = connection
        .server_version_num()
        .map(|number| number / 10_000);
    if let Some(found) = major.filter(|major| *major < OLDEST) {
        return Err(StoreError::OldServer {
            found,
            oldest: OLDEST,
        });
    }
    let (encoding, fsync): (String, String) =
        sqlx::query_as("SELECT current_setting('server_encoding'), current_setting('fsync')")
            .fetch_one(connection)
            .await?;
    if encoding != "UTF8" {
        return Err(StoreError::Encoding(encoding));
    }
    if fsync != "on" {
        tracing::warn!(
            "PostgreSQL runs with fsync = {fsync}: a power cut may lose what it acknowledged; set it on"
        );
    }
    Ok(())
}

pub(crate) fn pool(options: &PgConnectOptions, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Connections that a restart of PostgreSQL left behind are found here, not by a visitor.
        .test_before_acquire(true)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(SESSION).await?;
                Ok(())
            })
        })
        .connect_lazy_with(options.clone())
}
