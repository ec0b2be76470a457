//! Rules for what the project may stand on: licences, sources, crates we do without, and a browser
//! client free of the server's parts.

use std::fmt;
use std::process::Command;

use anyhow::{Result, bail};
use cargo_metadata::{MetadataCommand, Package};

use crate::licences;
use crate::process::{output, step};
use crate::workspace::Workspace;

/// TLS is rustls: one implementation, in Rust, with no system library to patch separately.
const BANNED: [&str; 4] = ["native-tls", "openssl", "openssl-src", "openssl-sys"];

/// Parts of the server. In the browser they would be dead weight at best.
const SERVER_ONLY: [&str; 14] = [
    "axum",
    "ed25519-dalek",
    "lettre",
    "mio",
    "qrcode",
    "rusqlite",
    "service",
    "signed_note",
    "sqlx",
    "storage",
    "tlog_tiles",
    "tokio",
    "webauthn-rs",
    "webauthn-rs-proto",
];

/// A broken rule, with what to do about it.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    krate: String,
    problem: String,
    remedy: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}: {}; remedy: {}",
            self.krate, self.problem, self.remedy
        )
    }
}

/// Where a package comes from, as far as the rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Workspace,
    CratesIo,
    Elsewhere,
}

/// Checks every rule and fails with all findings.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = step("dependencies: licences and sources", || locked(workspace))?;
    findings.extend(step("dependencies: browser client", || client(workspace))?);
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        count => bail!("{count} findings in the dependencies"),
    }
}

fn locked(workspace: &Workspace) -> Result<Vec<Finding>> {
    let metadata = MetadataCommand::new()
        .manifest_path(workspace.root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()?;
    let findings = metadata
        .packages
        .iter()
        .flat_map(|package| judge(&package.name, origin(package), package.license.as_deref()));
    Ok(findings.collect())
}

fn origin(package: &Package) -> Origin {
    match &package.source {
        None => Origin::Workspace,
        Some(source) if source.is_crates_io() => Origin::CratesIo,
        Some(_) => Origin::Elsewhere,
    }
}

fn judge(krate: &str, origin: Origin, licence: Option<&str>) -> Vec<Finding> {
    let finding = |problem: String, remedy| Finding {
        krate: krate.to_owned(),
        problem,
        remedy,
    };
    let mut findings = Vec::new();
    if BANNED.contains(&krate) {
        findings.push(finding(
            "is banned".to_owned(),
            "find who asks for it with `cargo tree -i` and choose that crate's rustls feature",
        ));
    }
    if origin == Origin::Elsewhere {
        findings.push(finding(
            "does not come from crates.io".to_owned(),
            "depend on a published version",
        ));
    }
    if let Some(problem) = licences::objection(krate, licence) {
        findings.push(finding(
            problem,
            "replace the crate, or add the licence to xtask/src/licences.rs with a reason",
        ));
    }
    findings
}

/// Asks cargo for exactly what the client is built from: `cargo metadata` would mix in the
/// features that other members switch on.
fn client(workspace: &Workspace) -> Result<Vec<Finding>> {
    let tree = output(
        Command::new("cargo")
            .current_dir(workspace.root())
            .args(["tree", "--locked", "--package", "frontend"])
            .args(["--target", "wasm32-unknown-unknown", "--edges", "normal"])
            .args(["--prefix", "none", "--format", "{p}"]),
    )?;
    Ok(leaks(&tree))
}

/// The crates of the server that a `cargo tree` listing holds, each once.
fn leaks(tree: &str) -> Vec<Finding> {
    let names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    SERVER_ONLY
        .iter()
        .filter(|krate| names.contains(krate))
        .map(|krate| Finding {
            krate: (*krate).to_owned(),
            problem: "is built into the browser client".to_owned(),
            remedy: "find who asks for it with `cargo tree -p frontend --target \
                     wasm32-unknown-unknown -e normal -i CRATE` and put it behind the feature `ssr`",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_crate_and_a_member_pass() {
        assert_eq!(
            judge("serde", Origin::CratesIo, Some("MIT OR Apache-2.0")),
            []
        );
        assert_eq!(
            judge("domain", Origin::Workspace, Some("MIT OR Apache-2.0")),
            []
        );
    }

    #[test]
    fn each_broken_rule_is_its_own_finding() {
        let findings = judge("openssl-sys", Origin::Elsewhere, Some("GPL-3.0-only"));
        let problems: Vec<&str> = findings
            .iter()
            .map(|found| found.problem.as_str())
            .collect();
        assert_eq!(
            problems,
            [
                "is banned",
                "does not come from crates.io",
                "its licence `GPL-3.0-only` is not on the list"
            ]
        );
    }

    #[test]
    fn a_message_names_crate_and_remedy() {
        let findings = judge("fork", Origin::Elsewhere, Some("MIT"));
        let message = findings.first().map(Finding::to_string);
        assert_eq!(
            message.as_deref(),
            Some("fork: does not come from crates.io; remedy: depend on a published version")
        );
    }

    #[test]
    fn the_servers_crates_are_found_in_the_clients_tree_by_their_whole_name() {
        let clean = "frontend v0.1.0 (/somewhere)\ntokio-macros v2.0.0\nsqlx-core v0.9.0\n";
        assert_eq!(leaks(clean), []);
        let leaking = format!("{clean}tokio v1.50.0\nservice v0.1.0 (/somewhere)\ntokio v1.50.0\n");
        let names: Vec<String> = leaks(&leaking)
            .into_iter()
            .map(|found| found.krate)
            .collect();
        assert_eq!(names, ["service", "tokio"]);
    }
}
