//! From one schema to the next. Steps are never edited once released; the database remembers their hashes.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnection;
use sqlx::{SqlStr, query_scalar};

use crate::StoreError;

/// The steps of `migrations/sqlite`, in order; a step's schema number is its place, counted from 1.
const STEPS: [(&str, &str); 2] = [
    (
        "consent",
        include_str!("../../migrations/sqlite/0001_consent.sql"),
    ),
    ("log", include_str!("../../migrations/sqlite/0002_log.sql")),
];

/// The newest schema that this version knows.
pub(crate) const NEWEST: i64 = STEPS.len() as i64;

/// What `PRAGMA application_id` says in a database of this service: "SAMT".
const APPLICATION_ID: i64 = 0x5341_4d54;

/// Brings the database to the newest schema.
pub(crate) async fn run(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    check_ours(connection).await?;
    check_not_newer(connection).await?;
    migrator().run(connection).await?;
    Ok(())
}

/// An empty database becomes ours; one that holds another program's tables is left alone.
async fn check_ours(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let application: i64 = query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await?;
    let tables: i64 = query_scalar(
        "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE '$_sqlx$_%' ESCAPE '$'",
    )
    .fetch_one(connection)
    .await?;
    if application == APPLICATION_ID || tables == 0 {
        Ok(())
    } else {
        Err(StoreError::NotOurs)
    }
}

/// Refuses a database that this version would have to change before reading it.
pub(crate) async fn check_current(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    check_ours(connection).await?;
    check_not_newer(connection).await?;
    let found: i64 = query_scalar("SELECT count(*) FROM _sqlx_migrations WHERE success")
        .fetch_one(connection)
        .await?;
    if found == NEWEST {
        Ok(())
    } else {
        Err(StoreError::OlderSchema {
            found,
            known: NEWEST,
        })
    }
}

async fn check_not_newer(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let migrated: Option<i64> =
        query_scalar("SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_optional(&mut *connection)
            .await?;
    if migrated.is_none() {
        return Ok(());
    }
    let found: Option<i64> = query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(connection)
        .await?;
    match found {
        Some(found) if found > NEWEST => Err(StoreError::NewerSchema {
            found,
            known: NEWEST,
        }),
        _ => Ok(()),
    }
}

fn migrator() -> Migrator {
    let migrations = (1..).zip(STEPS).map(|(number, (name, sql))| {
        let name = Cow::Borrowed(name);
        Migration::new(
            number,
            name,
            MigrationType::Simple,
            SqlStr::from_static(sql),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_in_the_folder_is_a_step() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let steps: Vec<String> = (1..)
            .zip(STEPS)
            .map(|(number, (name, _))| format!("{number:04}_{name}.sql"))
            .collect();
        assert_eq!(files, steps);
    }
}
