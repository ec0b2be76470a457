//! Edit and see: rebuilds when a source changes and starts the server anew. It asks the file system
//! twice a second, which needs no library and misses nothing an editor does.

use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::front;
use crate::process::{self, step};
use crate::site::files_below;
use crate::workspace::{Mode, Workspace};

const PAUSE: Duration = Duration::from_millis(500);

/// What client and server are built from, and the registers, which the server reads at its start.
const SOURCES: [&str; 10] = [
    "app",
    "domain",
    "embed",
    "frontend",
    "public",
    "registers",
    "server",
    "service",
    "storage",
    "style",
];

/// Serves until interrupted. While a build fails, the last good server stays up.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut server = None;
    loop {
        let built_from = Snapshot::take(workspace)?;
        match build(workspace) {
            Ok(()) => {
                drop(server.take());
                server = Some(Server::start(workspace)?);
            }
            Err(error) => eprintln!("{error:#}\nwaiting for the next change"),
        }
        while Snapshot::take(workspace)? == built_from {
            sleep(PAUSE);
        }
    }
}

fn build(workspace: &Workspace) -> Result<()> {
    front::build(workspace, Mode::Debug)?;
    step("server: cargo build", || {
        process::run(Command::new("cargo").current_dir(workspace.root()).args([
            "build",
            "--package",
            "server",
            "--bin",
            "samtykke",
        ]))
    })
}

/// How many sources there are and when the last one changed: differs after any edit, addition or
/// removal.
#[derive(PartialEq, Eq)]
struct Snapshot {
    files: usize,
    newest: SystemTime,
}

impl Snapshot {
    fn take(workspace: &Workspace) -> Result<Self> {
        let mut snapshot = Self {
            files: 0,
            newest: SystemTime::UNIX_EPOCH,
        };
        for folder in SOURCES {
            for file in files_below(&workspace.root().join(folder))? {
                snapshot.files += 1;
                snapshot.newest = snapshot.newest.max(changed(&file));
            }
        }
        Ok(snapshot)
    }
}

/// An editor may remove its scratch file between listing and looking; that counts as long ago.
fn changed(file: &std::path::Path) -> SystemTime {
    file.metadata()
        .and_then(|data| data.modified())
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The running server; stopped when dropped.
struct Server(Child);

impl Server {
    fn start(workspace: &Workspace) -> Result<Self> {
        let child = Command::new(workspace.root().join("tools/serve"))
            .arg("target/debug/samtykke")
            .current_dir(workspace.root())
            .env("SAMTYKKE_SITE", workspace.site(Mode::Debug))
            .spawn()
            .context("cannot start tools/serve")?;
        Ok(Self(child))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let stopped = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = stopped {
            eprintln!("the server could not be stopped: {error}");
        }
    }
}
