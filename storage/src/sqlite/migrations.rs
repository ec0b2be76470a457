//! The steps of SQLite, and what tells this service's file from another program's.

use sqlx::query_scalar;
use sqlx::sqlite::SqliteConnection;

use crate::StoreError;
use crate::migrations::{Step, migrator, refuse_newer, refuse_other};

/// The steps of `migrations/sqlite`, in order.
pub(crate) const STEPS: [Step; 26] = [
    (
        "consent",
        include_str!("../../migrations/sqlite/0001_consent.sql"),
    ),
    ("job", include_str!("../../migrations/sqlite/0002_job.sql")),
    ("log", include_str!("../../migrations/sqlite/0003_log.sql")),
    (
        "sealing",
        include_str!("../../migrations/sqlite/0004_sealing.sql"),
    ),
    (
        "person",
        include_str!("../../migrations/sqlite/0005_person.sql"),
    ),
    (
        "signing_key",
        include_str!("../../migrations/sqlite/0006_signing_key.sql"),
    ),
    (
        "proof",
        include_str!("../../migrations/sqlite/0007_proof.sql"),
    ),
    (
        "mail",
        include_str!("../../migrations/sqlite/0008_mail.sql"),
    ),
    (
        "subscription",
        include_str!("../../migrations/sqlite/0009_subscription.sql"),
    ),
    (
        "staff",
        include_str!("../../migrations/sqlite/0010_staff.sql"),
    ),
    (
        "thread",
        include_str!("../../migrations/sqlite/0011_thread.sql"),
    ),
    (
        "issue",
        include_str!("../../migrations/sqlite/0012_issue.sql"),
    ),
    (
        "bounce",
        include_str!("../../migrations/sqlite/0013_bounce.sql"),
    ),
    (
        "passkey",
        include_str!("../../migrations/sqlite/0014_passkey.sql"),
    ),
    (
        "event",
        include_str!("../../migrations/sqlite/0015_event.sql"),
    ),
    (
        "event_kind",
        include_str!("../../migrations/sqlite/0016_event_kind.sql"),
    ),
    (
        "seat_move",
        include_str!("../../migrations/sqlite/0017_seat_move.sql"),
    ),
    (
        "portal",
        include_str!("../../migrations/sqlite/0018_portal.sql"),
    ),
    (
        "rights_case",
        include_str!("../../migrations/sqlite/0019_rights_case.sql"),
    ),
    (
        "secure_thread",
        include_str!("../../migrations/sqlite/0020_secure_thread.sql"),
    ),
    (
        "second_factor",
        include_str!("../../migrations/sqlite/0021_second_factor.sql"),
    ),
    (
        "correction",
        include_str!("../../migrations/sqlite/0022_correction.sql"),
    ),
    (
        "case_copy",
        include_str!("../../migrations/sqlite/0023_case_copy.sql"),
    ),
    (
        "told_and_drafts",
        include_str!("../../migrations/sqlite/0024_told_and_drafts.sql"),
    ),
    (
        "unplaced_proof",
        include_str!("../../migrations/sqlite/0025_unplaced_proof.sql"),
    ),
    (
        "named_consent",
        include_str!("../../migrations/sqlite/0026_named_consent.sql"),
    ),
];

/// What `PRAGMA application_id` says in a database of this service: "SAMT".
pub(crate) const APPLICATION_ID: i64 = 0x5341_4d54;

/// Brings the database that `application` tells from others to the last of `steps`.
pub(crate) async fn run(
    connection: &mut SqliteConnection,
    application: i64,
    steps: &[Step],
) -> Result<(), StoreError> {
    check_ours(connection, application).await?;
    refuse_newer(schema(connection).await?, steps)?;
    migrator(steps).run(connection).await?;
    Ok(())
}

/// An empty database becomes ours; one that holds another program's tables is left alone.
async fn check_ours(connection: &mut SqliteConnection, ours: i64) -> Result<(), StoreError> {
    let application: i64 = query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    let tables: i64 = query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE '$_sqlx$_%' ESCAPE '$'",
    )
    .fetch_one(connection)
    .await?;
    if application == ours || tables == 0 {
        Ok(())
    } else {
        Err(StoreError::NotOurs)
    }
}

/// Refuses a database that this version would have to change before reading it.
pub(crate) async fn check_current(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    check_ours(connection, APPLICATION_ID).await?;
    refuse_other(schema(connection).await?, &STEPS)
}

/// The schema that the database has; none when it is empty.
async fn schema(connection: &mut SqliteConnection) -> Result<Option<i64>, StoreError> {
    let migrated: Option<i64> =
        query_scalar("SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_optional(&mut *connection)
            .await?;
    if migrated.is_none() {
        return Ok(None);
    }
    Ok(query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(connection)
        .await?)
}
