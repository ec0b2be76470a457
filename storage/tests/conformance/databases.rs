//! Databases for the stories: an empty one for each, gone when dropped, and PostgreSQL servers that a story may stop.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use storage::{PostgresUrl, StoreSettings};
use tempfile::TempDir;

/// Tells stories to a database, each as a test of its own.
macro_rules! told_to {
    ($database:ident as $name:ident: $($story:ident),+) => {
        mod $name {
            use super::{$database, Database as _};

            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story($database::fresh()).await;
                }
            )+
        }
    };
}

pub(crate) use told_to;

/// Tells stories to every database.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        crate::databases::told_to!(SqliteFile as sqlite: $($story),+);
        crate::databases::told_to!(PostgresDatabase as postgres: $($story),+);
    };
}

pub(crate) use stories;

/// An empty database, gone when dropped.
pub(crate) trait Database {
    fn fresh() -> Self;
    fn settings(&self) -> StoreSettings;
}

pub(crate) struct SqliteFile(TempDir);

impl Database for SqliteFile {
    fn fresh() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn settings(&self) -> StoreSettings {
        StoreSettings::Sqlite {
            path: self.0.path().join("story.db"),
        }
    }
}

/// A database on the server that the whole run shares.
pub(crate) struct PostgresDatabase(pub(crate) String);

impl PostgresDatabase {
    fn on(server: &str) -> Self {
        Self(postgres(&["database", server]))
    }
}

impl Database for PostgresDatabase {
    fn fresh() -> Self {
        let server = std::env::var("SAMTYKKE_TEST_POSTGRES").unwrap_or_else(|_| {
            panic!(
                "SAMTYKKE_TEST_POSTGRES names no PostgreSQL to test on. Run tools/test-rust, or first: \
                 export SAMTYKKE_TEST_POSTGRES=$(tools/postgres start /tmp/samtykke-postgres)"
            )
        });
        Self::on(&server)
    }

    fn settings(&self) -> StoreSettings {
        at(&self.0)
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        tool(&["drop", &self.0]);
    }
}

pub(crate) fn at(url: &str) -> StoreSettings {
    StoreSettings::Postgres {
        url: PostgresUrl::parse(url).unwrap(),
    }
}

/// A server of a story's own, which syncs its disk.
pub(crate) struct PostgresServer {
    folder: TempDir,
    pub(crate) url: String,
}

impl PostgresServer {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = postgres(&["start", path(folder.path())]);
        Self { folder, url }
    }

    pub(crate) fn stop(&self) {
        postgres(&["stop", path(self.folder.path())]);
    }

    /// Ends the server as a crash of the machine would, as far as a process can.
    pub(crate) fn kill(&self) {
        let process = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let process = process.lines().next().unwrap();
        let killed = Command::new("kill").args(["-9", process]).status().unwrap();
        assert!(killed.success());
    }

    /// What a killed server leaves behind takes a moment to go, and is in the way until then.
    pub(crate) fn start_again(&self) {
        let start = ["start", path(self.folder.path())];
        while !tool(&start).status.success() {
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        tool(&["stop", path(self.folder.path())]);
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn postgres(arguments: &[&str]) -> String {
    let ran = tool(arguments);
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

fn tool(arguments: &[&str]) -> Output {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/../tools/postgres");
    Command::new(tool).args(arguments).output().unwrap()
}
