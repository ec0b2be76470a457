//! PostgreSQL for the tests: an empty database on the server that the whole run shares, or a server of a test's own.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The settings of a service whose things are kept in this database, and their keys beside it.
pub(crate) fn kept_in(url: &str) -> [(&'static str, String); 2] {
    [
        ("SAMTYKKE_DATABASE", url.to_owned()),
        ("SAMTYKKE_KEYS", format!("{url}_keys")),
    ]
}

/// An empty database and one for its keys, gone when dropped.
pub(crate) struct PostgresDatabase(String);

impl PostgresDatabase {
    pub(crate) fn fresh() -> Self {
        let server = std::env::var("SAMTYKKE_TEST_POSTGRES").expect(
            "SAMTYKKE_TEST_POSTGRES names a PostgreSQL to test on; run tools/test-rust, or first: \
             export SAMTYKKE_TEST_POSTGRES=$(tools/postgres start /tmp/samtykke-postgres)",
        );
        let url = printed(&["database", &server]);
        printed(&["keys", &url]);
        Self(url)
    }

    pub(crate) fn url(&self) -> &str {
        &self.0
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        tool(&["drop", &self.0]);
    }
}

/// A server that a test may stop.
pub(crate) struct PostgresServer {
    folder: TempDir,
    pub(crate) url: String,
}

impl PostgresServer {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = printed(&["start", text(folder.path())]);
        printed(&["keys", &url]);
        Self { folder, url }
    }

    pub(crate) fn stop(&self) {
        printed(&["stop", text(self.folder.path())]);
    }

    pub(crate) fn start_again(&self) {
        printed(&["start", text(self.folder.path())]);
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        tool(&["stop", text(self.folder.path())]);
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let ran = tool(arguments);
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

fn tool(arguments: &[&str]) -> Output {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/../tools/postgres");
    Command::new(tool).args(arguments).output().unwrap()
}
