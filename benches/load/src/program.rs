//! The server as it ships: the release binary in a process of its own, with its own settings, limits and log lines,
//! behind a proxy that it trusts. Each request comes from another visitor's address, so that what one network may do
//! a minute is counted, as always, and is not what ends the measurement.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

use crate::product::{REGISTER, ROOT};

/// A running server; dropped, it ends.
pub(crate) struct Program {
    child: Child,
    pub(crate) addr: SocketAddr,
}

impl Program {
    /// Serves from files in `folder`.
    pub(crate) fn on_sqlite(binary: &Path, folder: &Path) -> Result<Self> {
        Self::start(binary, folder, &[])
    }

    /// Serves from a database server; `folder` holds the rest.
    pub(crate) fn on_postgres(
        binary: &Path,
        folder: &Path,
        main: &str,
        keys: &str,
    ) -> Result<Self> {
        let databases = [("SAMTYKKE_DATABASE", main), ("SAMTYKKE_KEYS", keys)];
        Self::start(binary, folder, &databases)
    }

    /// Serves from files in `folder`, and sends its mails to a mail server whose certificate comes from `authority`.
    pub(crate) fn sending_to(
        binary: &Path,
        folder: &Path,
        mail_server: SocketAddr,
        authority: &Path,
    ) -> Result<Self> {
        let smtp = format!("smtps://user:password@localhost:{}", mail_server.port());
        let authority = authority.display().to_string();
        let more = [("SAMTYKKE_SMTP", &*smtp), ("SSL_CERT_FILE", &*authority)];
        Self::start(binary, folder, &more)
    }

    /// Lets somebody in who writes newsletters, and gives the path of their link.
    pub(crate) fn invite(&self, binary: &Path, folder: &Path) -> Result<String> {
        let said = Command::new(binary)
            .args(["staff", "invite", "--name", "Åse Lindqvist"])
            .args(["--email", "aase@example.dk", "--role", "communications"])
            .env("SAMTYKKE_ADDR", self.addr.to_string())
            .env("SAMTYKKE_DATA", folder)
            .output()?;
        let said = String::from_utf8(said.stdout)?;
        let at = said.find("/personale/").context("it prints a link")?;
        let link = said[at..].split_whitespace().next().unwrap_or_default();
        Ok(link.to_owned())
    }

    /// The most memory it has used, in MB.
    pub(crate) fn peak(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        let kilobytes: f64 = kilobytes.context("the system tells it")?.parse()?;
        Ok(kilobytes / 1000.0)
    }

    fn start(binary: &Path, folder: &Path, more: &[(&str, &str)]) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("register.toml"), REGISTER)?;
        let root_key = folder.join("root.key");
        if !root_key.exists() {
            give_root_key(&root_key)?;
        }
        let mut child = Command::new(binary)
            .arg("serve")
            .env("SAMTYKKE_ADDR", "127.0.0.1:0")
            .env("SAMTYKKE_DATA", folder)
            .env("SAMTYKKE_TRUSTED_PROXIES", "127.0.0.1")
            .env_remove("SAMTYKKE_LOG")
            .envs(more.iter().copied())
            .stdout(Stdio::piped())
            // Its log goes where a supervisor would put it.
            .stderr(File::create(folder.join("log"))?)
            .spawn()
            .with_context(|| format!("cannot run {}; build it first", binary.display()))?;
        let addr = address(&mut child)
            .with_context(|| format!("it did not start; see {}", folder.join("log").display()));
        Ok(Self { addr: addr?, child })
    }
}

/// Reads where it serves.
fn address(child: &mut Child) -> Result<SocketAddr> {
    let mut said = String::new();
    let stdout = child.stdout.take().context("its output is read")?;
    BufReader::new(stdout).read_line(&mut said)?;
    let addr = said.trim_end().rsplit("http://").next().unwrap_or_default();
    Ok(addr.parse()?)
}

fn give_root_key(file: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    file.write_all(&ROOT)?;
    Ok(())
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself; what it stored goes away with its folder.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}
