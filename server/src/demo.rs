//! The demo: a fictional association, and the version its privacy page had before.

use std::sync::Arc;

use domain::register::{RegisterSource, ServedRegister};
use jiff::Timestamp;
use service::Clock;
use storage::{Store, StoreSettings};

use crate::config::Settings;
use crate::run::{Opened, World, open};
use crate::start_error::StartError;

/// The register that is ready to copy.
const REGISTER: &str = include_str!("../../registers/association.toml");

/// Where the version before differs: what the register says now, and what it said then.
const BEFORE: [(&str, &str); 4] = [
    ("\ndate = \"2026-11-16\"", "\ndate = \"2026-03-02\""),
    (
        "\nretention.period.months = 26\n",
        "\nretention.period.months = 12\n",
    ),
    (
        "Vi bruger ikke oplysningerne til andet og sletter dem efter kort tid.",
        "Vi bruger ikke oplysningerne til andet.",
    ),
    (
        "Find det sted, hvor du har mødt os, og fold det ud.",
        "Fold det ud, du vil læse.",
    ),
];

/// Why the demo was not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// There is data already.
    #[error(
        "{0} is there already, and the demo never touches what is stored. Set SAMTYKKE_DATA to an empty folder"
    )]
    NotEmpty(std::path::PathBuf),
    /// The server's database holds data already.
    #[error(
        "the database in SAMTYKKE_DATABASE holds data already, and the demo never touches what is stored. Name an empty one"
    )]
    Used,
    /// The register file cannot be written.
    #[error(
        "cannot write {file}: {source}. Make the folder writable, or set SAMTYKKE_DATA to another"
    )]
    Unwritable {
        /// The file.
        file: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The store cannot be made.
    #[error("{0}")]
    Start(#[from] StartError),
}

/// Fills an empty data folder.
pub(crate) async fn fill(settings: &Settings, world: &World) -> Result<(), DemoError> {
    check_empty(settings).await?;
    let before = World {
        clock: Arc::new(StoppedClock(DAY_BEFORE)),
        chance: world.chance.clone(),
    };
    let Opened { store, .. } = open(settings, &before, register(&before_now())?).await?;
    store.close().await;
    std::fs::write(&settings.register, REGISTER).map_err(|source| DemoError::Unwritable {
        file: settings.register.clone(),
        source,
    })
}

async fn check_empty(settings: &Settings) -> Result<(), DemoError> {
    if settings.register.exists() {
        return Err(DemoError::NotEmpty(settings.register.clone()));
    }
    match &settings.database {
        StoreSettings::Sqlite { path } if path.exists() => Err(DemoError::NotEmpty(path.clone())),
        StoreSettings::Sqlite { .. } => Ok(()),
        StoreSettings::Postgres { .. } => check_unused(&settings.database).await,
    }
}

async fn check_unused(database: &StoreSettings) -> Result<(), DemoError> {
    let store = Store::open(database).await.map_err(StartError::Store)?;
    let served = store.register_versions().await;
    store.close().await;
    if served.map_err(StartError::Store)?.is_empty() {
        Ok(())
    } else {
        Err(DemoError::Used)
    }
}

/// Noon on the day the version before took effect: 2 March 2026, 12:00 UTC.
const DAY_BEFORE: Timestamp = Timestamp::constant(1_772_452_800, 0);

fn before_now() -> String {
    BEFORE
        .iter()
        .fold(REGISTER.to_owned(), |text, (now, then)| {
            text.replacen(now, then, 1)
        })
}

fn register(text: &str) -> Result<ServedRegister, StartError> {
    let source = RegisterSource::parse("registers/association.toml", text)?;
    Ok(ServedRegister::new(source)?)
}

struct StoppedClock(Timestamp);

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_before_differs_in_every_place_named_and_can_be_served() {
        for (now, _) in BEFORE {
            assert_eq!(REGISTER.matches(now).count(), 1, "{now}");
        }
        let (before, now) = (
            register(&before_now()).unwrap(),
            register(REGISTER).unwrap(),
        );
        assert_ne!(before.version(), now.version());
        assert_eq!(DAY_BEFORE.to_string(), "2026-03-02T12:00:00Z");
        assert_eq!(before.register().date, jiff::civil::date(2026, 3, 2));
    }
}
