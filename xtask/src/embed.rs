//! The clients for other people's websites, the banner and the forms: each one script with its style inside, into which
//! the server puts each site's data. They are built the same for debug and release, so that tests run what is shipped.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process::{output, run};
use crate::site::files_below;
use crate::workspace::{Mode, Workspace};

/// What the server replaces by a site's data.
const MARK: &str = "__SAMTYKKE__";
/// Where each script begins, and what it is called.
const SCRIPTS: [(&str, &str); 2] = [("main.ts", "v1.js"), ("forms/main.ts", "forms.v1.js")];
/// What the scripts hold as text.
const STYLES: [&str; 2] = ["style.css", "forms.css"];
/// What every browser that still gets security updates understands.
const TARGET: &str = "--target=es2021";
/// How the bundle is made small. The client reads no property for its side effect and binds no `this` by a call.
const TERSER: [&str; 7] = [
    "--ecma=2020",
    "--module",
    "--toplevel",
    "--mangle",
    "--compress",
    "passes=4,unsafe_arrows=true,unsafe=true,pure_getters=true,hoist_props=true,keep_fargs=false",
    "--comments=false",
];

/// Bundles each of [`SCRIPTS`] below `embed/src` into `embed/` of the folder the server serves from.
pub(crate) fn build(workspace: &Workspace, mode: Mode) -> Result<()> {
    let source = workspace.root().join("embed");
    let draft = empty_draft(&workspace.site(mode))?;
    copy(&source, &draft)?;
    for style in STYLES {
        // A style sheet that is imported as text is not minified on the way.
        let small = draft.join(style);
        esbuild(workspace, &source.join(style), &small, &["--minify"])?;
    }
    let folder = workspace.site(mode).join("embed");
    fs::create_dir_all(&folder)?;
    for (entry, name) in SCRIPTS {
        let script = bundle(workspace, &draft, entry)?;
        fs::write(draft.join(name), script)?;
        fs::rename(draft.join(name), folder.join(name))?;
    }
    fs::remove_dir_all(draft)?;
    Ok(())
}

/// One file of all that `entry` needs.
fn bundle(workspace: &Workspace, draft: &Path, entry: &str) -> Result<String> {
    let bundle = draft.join("bundle.js");
    let flags = [
        "--bundle",
        "--format=esm",
        "--charset=utf8",
        "--legal-comments=none",
        "--loader:.css=text",
    ];
    esbuild(workspace, &draft.join("src").join(entry), &bundle, &flags)?;
    let script = minify(workspace, &bundle)?;
    check(&script)?;
    Ok(script)
}

/// An empty folder on the disk that the script will lie on.
fn empty_draft(site: &Path) -> Result<PathBuf> {
    let draft = site.join(".embed-draft");
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    fs::create_dir_all(&draft)?;
    Ok(draft)
}

fn copy(source: &Path, draft: &Path) -> Result<()> {
    for file in files_below(source)? {
        let copy = draft.join(file.strip_prefix(source)?);
        fs::create_dir_all(copy.parent().unwrap_or(draft))?;
        fs::copy(&file, &copy).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

fn esbuild(workspace: &Workspace, entry: &Path, output: &Path, flags: &[&str]) -> Result<()> {
    let mut outfile = OsString::from("--outfile=");
    outfile.push(output);
    let mut esbuild = Command::new(workspace.npm_tool("esbuild")?);
    esbuild
        .arg(entry)
        .arg(outfile)
        .args([TARGET, "--log-level=warning", "--allow-overwrite"])
        .args(flags);
    run(&mut esbuild)
}

/// Terser's result is 6 % smaller than esbuild's, which the budget of 8 kB needs. It takes a module, so that it may
/// rename everything; a page gets a script that leaves no name behind.
fn minify(workspace: &Workspace, bundle: &Path) -> Result<String> {
    let mut terser = Command::new(workspace.npm_tool("terser")?);
    terser.arg(bundle).args(TERSER);
    let module = output(&mut terser)?;
    let body = module.trim_end().trim_end_matches(';');
    Ok(format!("(()=>{{{body}}})();\n"))
}

fn check(script: &str) -> Result<()> {
    let found = script.matches(MARK).count();
    ensure!(
        found == 1,
        "{MARK} stands {found} times in the bundle; remedy: read it once, in embed/src/site.ts"
    );
    Ok(())
}
