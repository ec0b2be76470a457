//! PostgreSQL for the tests: an empty database on the server that the whole run shares, or a server of a test's own.

use std::path::{Path, PathBuf};
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
    folder: PathBuf,
    options: &'static [&'static str],
    pub(crate) url: String,
    gone_at_last: Option<TempDir>,
}

impl PostgresServer {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Self::start_in(folder.path(), &[]);
        server.gone_at_last = Some(folder);
        server
    }

    /// A server that keeps everything in `folder`, with more `options` of its own.
    pub(crate) fn start_in(folder: &Path, options: &'static [&'static str]) -> Self {
        let mut server = Self {
            folder: folder.to_owned(),
            options,
            url: String::new(),
            gone_at_last: None,
        };
        server.url = server.try_start().unwrap();
        printed(&["keys", &server.url]);
        server
    }

    pub(crate) fn stop(&self) {
        printed(&["stop", text(&self.folder)]);
    }

    pub(crate) fn start_again(&self) {
        self.try_start().unwrap();
    }

    /// Starts it with what its folder holds; the error is what it says.
    fn try_start(&self) -> Result<String, String> {
        let start = ["start", text(&self.folder)];
        try_printed(&[&start[..], self.options].concat())
    }

    /// Starts it as after a power cut: the process that its lock files name is of another life. (Here it may still wait
    /// for its parent to take notice of its end.)
    pub(crate) fn starts_after_a_power_cut(&self) -> bool {
        for lock in [self.lock_file(), self.folder.join(".s.PGSQL.5432.lock")] {
            let _missing = std::fs::remove_file(lock);
        }
        self.try_start().is_ok()
    }

    fn lock_file(&self) -> PathBuf {
        self.folder.join("data/postmaster.pid")
    }

    /// The process that starts all others of the server.
    pub(crate) fn process(&self) -> u32 {
        let said = std::fs::read_to_string(self.lock_file()).unwrap();
        said.lines().next().unwrap().parse().unwrap()
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        tool(&["stop", text(&self.folder)]);
        drop(self.gone_at_last.take());
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    try_printed(arguments).unwrap()
}

fn try_printed(arguments: &[&str]) -> Result<String, String> {
    let ran = tool(arguments);
    if !ran.status.success() {
        let errors = String::from_utf8_lossy(&ran.stderr);
        return Err(format!("{arguments:?}: {errors}"));
    }
    Ok(String::from_utf8(ran.stdout).unwrap().trim().to_owned())
}

fn tool(arguments: &[&str]) -> Output {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/../tools/postgres");
    Command::new(tool).args(arguments).output().unwrap()
}
