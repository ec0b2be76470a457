//! The style sheets, joined into one file so that a page needs one request for its look.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::process::run;
use crate::workspace::{Mode, OUTPUT_NAME, Workspace};

/// Joins `style/main.css` and what it imports. Pictures and fonts named by `url()` stay as they
/// are: they are files of `public/`, which end up beside the style sheet.
pub(crate) fn bundle(workspace: &Workspace, mode: Mode, folder: &Path) -> Result<()> {
    let entry = workspace.style_entry();
    ensure!(
        entry.exists(),
        "{} is missing; remedy: restore it, styles start there",
        entry.display()
    );
    let mut output = OsString::from("--outfile=");
    output.push(folder.join(format!("{OUTPUT_NAME}.css")));
    let mut esbuild = Command::new(workspace.npm_tool("esbuild")?);
    esbuild.arg(entry).arg(output).args([
        "--bundle",
        "--external:*.svg",
        "--external:*.woff2",
        "--log-level=warning",
    ]);
    if mode == Mode::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    run(&mut esbuild)
}
