//! The steps of PostgreSQL, taken by one process at a time, and what tells this service's database from
//! another program's, and from the other of its own.

use sqlx::postgres::PgConnection;
use sqlx::query_scalar;

use crate::StoreError;
use crate::migrations::{Step, checksum, migrator, refuse_newer, refuse_other};

/// The steps of `migrations/postgres`, in order.
pub(crate) const STEPS: [Step; 26] = [
    (
        "consent",
        include_str!("../../migrations/postgres/0001_consent.sql"),
    ),
    (
        "job",
        include_str!("../../migrations/postgres/0002_job.sql"),
    ),
    (
        "log",
        include_str!("../../migrations/postgres/0003_log.sql"),
    ),
    (
        "sealing",
        include_str!("../../migrations/postgres/0004_sealing.sql"),
    ),
    (
        "person",
        include_str!("../../migrations/postgres/0005_person.sql"),
    ),
    (
        "signing_key",
        include_str!("../../migrations/postgres/0006_signing_key.sql"),
    ),
    (
        "proof",
        include_str!("../../migrations/postgres/0007_proof.sql"),
    ),
    (
        "mail",
        include_str!("../../migrations/postgres/0008_mail.sql"),
    ),
    (
        "subscription",
        include_str!("../../migrations/postgres/0009_subscription.sql"),
    ),
    (
        "staff",
        include_str!("../../migrations/postgres/0010_staff.sql"),
    ),
    (
        "thread",
        include_str!("../../migrations/postgres/0011_thread.sql"),
    ),
    (
        "issue",
        include_str!("../../migrations/postgres/0012_issue.sql"),
    ),
    (
        "bounce",
        include_str!("../../migrations/postgres/0013_bounce.sql"),
    ),
    (
        "passkey",
        include_str!("../../migrations/postgres/0014_passkey.sql"),
    ),
    (
        "event",
        include_str!("../../migrations/postgres/0015_event.sql"),
    ),
    (
        "event_kind",
        include_str!("../../migrations/postgres/0016_event_kind.sql"),
    ),
    (
        "seat_move",
        include_str!("../../migrations/postgres/0017_seat_move.sql"),
    ),
    (
        "portal",
        include_str!("../../migrations/postgres/0018_portal.sql"),
    ),
    (
        "rights_case",
        include_str!("../../migrations/postgres/0019_rights_case.sql"),
    ),
    (
        "secure_thread",
        include_str!("../../migrations/postgres/0020_secure_thread.sql"),
    ),
    (
        "second_factor",
        include_str!("../../migrations/postgres/0021_second_factor.sql"),
    ),
    (
        "correction",
        include_str!("../../migrations/postgres/0022_correction.sql"),
    ),
    (
        "case_copy",
        include_str!("../../migrations/postgres/0023_case_copy.sql"),
    ),
    (
        "told_and_drafts",
        include_str!("../../migrations/postgres/0024_told_and_drafts.sql"),
    ),
    (
        "unplaced_proof",
        include_str!("../../migrations/postgres/0025_unplaced_proof.sql"),
    ),
    (
        "named_consent",
        include_str!("../../migrations/postgres/0026_named_consent.sql"),
    ),
];

/// Held from the first look to the last step, so that several nodes may start at once: "SAMTYKKE".
const LOCK: i64 = 0x5341_4d54_594b_4b45;

/// Brings the database to the last of `steps`. The lock ends with the connection at the latest.
pub(crate) async fn run(connection: &mut PgConnection, steps: &[Step]) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(LOCK)
        .execute(&mut *connection)
        .await?;
    let outcome = run_alone(connection, steps).await;
    sqlx::query("SELECT pg_advisory_unlock($1)")
        .bind(LOCK)
        .execute(connection)
        .await?;
    outcome
}

async fn run_alone(connection: &mut PgConnection, steps: &[Step]) -> Result<(), StoreError> {
    check_ours(connection, steps).await?;
    refuse_newer(schema(connection).await?, steps)?;
    migrator(steps).run(connection).await?;
    Ok(())
}

/// Refuses a database that this version would have to change before reading it.
pub(crate) async fn check_current(connection: &mut PgConnection) -> Result<(), StoreError> {
    check_ours(connection, &STEPS).await?;
    refuse_other(schema(connection).await?, &STEPS)
}

/// An empty database becomes ours. One with tables is ours when its first step was ours.
async fn check_ours(connection: &mut PgConnection, steps: &[Step]) -> Result<(), StoreError> {
    let tables: i64 = query_scalar(
        "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
         AND relkind IN ('r', 'p', 'v', 'm', 'f') AND relname <> '_sqlx_migrations'",
    )
    .fetch_one(&mut *connection)
    .await?;
    if tables == 0 || first_step(connection).await? == steps.first().map(checksum) {
        Ok(())
    } else {
        Err(StoreError::NotOurs)
    }
}

async fn first_step(connection: &mut PgConnection) -> Result<Option<Vec<u8>>, StoreError> {
    if !is_migrated(connection).await? {
        return Ok(None);
    }
    Ok(
        query_scalar("SELECT checksum FROM _sqlx_migrations WHERE version = 1")
            .fetch_optional(connection)
            .await?,
    )
}

/// The schema that the database has; none when it is empty.
async fn schema(connection: &mut PgConnection) -> Result<Option<i64>, StoreError> {
    if !is_migrated(connection).await? {
        return Ok(None);
    }
    Ok(query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(connection)
        .await?)
}

async fn is_migrated(connection: &mut PgConnection) -> Result<bool, StoreError> {
    Ok(
        query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
            .fetch_one(connection)
            .await?,
    )
}
