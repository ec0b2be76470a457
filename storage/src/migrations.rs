//! From one schema to the next, the same way on every database. Steps are never edited once released; the
//! database remembers their hashes.

use std::borrow::Cow;

use sqlx::SqlStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::StoreError;

/// A step's name and SQL; its schema number is its place, counted from 1.
pub(crate) type Step = (&'static str, &'static str);

/// Refuses a database whose schema is newer than the last of `steps`.
pub(crate) const fn refuse_newer(found: Option<i64>, steps: &[Step]) -> Result<(), StoreError> {
    let known = steps.len() as i64;
    match found {
        Some(found) if found > known => Err(StoreError::NewerSchema { found, known }),
        _ => Ok(()),
    }
}

/// Refuses a database that some step of `steps` has still to be run on, or that is newer.
pub(crate) const fn refuse_other(found: Option<i64>, steps: &[Step]) -> Result<(), StoreError> {
    let known = steps.len() as i64;
    match found {
        Some(found) if found >= known => refuse_newer(Some(found), steps),
        Some(found) => Err(StoreError::OlderSchema { found, known }),
        None => Err(StoreError::OlderSchema { found: 0, known }),
    }
}

/// Runs the steps that a database lacks.
pub(crate) fn migrator(steps: &[Step]) -> Migrator {
    Migrator::with_migrations((1..).zip(steps).map(migration).collect())
}

/// What the database remembers a step by.
pub(crate) fn checksum(step: &Step) -> Vec<u8> {
    migration((1, step)).checksum.into_owned()
}

fn migration((number, (name, sql)): (i64, &Step)) -> Migration {
    Migration::new(
        number,
        Cow::Borrowed(name),
        MigrationType::Simple,
        SqlStr::from_static(sql),
        false,
    )
}

#[cfg(test)]
mod tests {
    use super::Step;
    use crate::keys;

    #[test]
    fn every_file_in_a_folder_is_a_step_and_both_databases_have_the_same() {
        let (sqlite, postgres) = (
            &crate::sqlite::migrations::STEPS,
            &crate::postgres::migrations::STEPS,
        );
        assert_eq!(files("sqlite"), names(sqlite));
        assert_eq!(files("postgres"), names(postgres));
        assert_eq!(names(sqlite), names(postgres));
    }

    #[test]
    fn every_file_in_a_key_store_s_folder_is_a_step() {
        assert_eq!(files("keys/sqlite"), names(&keys::sqlite::STEPS));
        assert_eq!(files("keys/postgres"), names(&keys::postgres::STEPS));
    }

    fn files(database: &str) -> Vec<String> {
        let folder = format!("{}/migrations/{database}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        files
    }

    fn names(steps: &[Step]) -> Vec<String> {
        (1..)
            .zip(steps)
            .map(|(number, (name, _))| format!("{number:04}_{name}.sql"))
            .collect()
    }
}
