//! The key store's steps from one schema to the next.

use std::borrow::Cow;

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqlitePool;

use crate::StoreError;

const STEPS: [(&str, &str); 1] = [(
    "keys",
    include_str!("../../migrations/keys/sqlite/0001_keys.sql"),
)];

pub(super) async fn run(pool: &SqlitePool) -> Result<(), StoreError> {
    let migrations = (1..).zip(STEPS).map(|(number, (name, sql))| {
        Migration::new(
            number,
            Cow::Borrowed(name),
            MigrationType::Simple,
            SqlStr::from_static(sql),
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
        .run(pool)
        .await?;
    Ok(())
}
