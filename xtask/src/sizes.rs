//! What a visitor downloads, measured on the files the server sends.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::client;
use crate::site::{Build, compress, files_below};
use crate::workspace::{Client, Mode, OUTPUT_NAME, Workspace};

/// One row: bytes as built, by gzip and by brotli.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Size {
    /// A file without a compressed neighbour is sent as it is.
    fn of(file: &Path) -> Result<Self> {
        let raw = fs::metadata(file)?.len();
        let neighbour = |ending: &str| {
            let mut name = file.as_os_str().to_owned();
            name.push(ending);
            fs::metadata(name).map_or(raw, |data| data.len())
        };
        Ok(Self {
            raw,
            gzip: neighbour(".gz"),
            brotli: neighbour(".br"),
        })
    }

    fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// The budget for the first load of a public page, in bytes after brotli.
const BUDGET: u64 = 200_000;
/// The budget against the empty page, in hundredths.
const BUDGET_OVER_EMPTY: u64 = 140;

/// Prints the table for the current release build: one row a file, what the first page of each group downloads with
/// script, and how that compares with the empty page, which is built for it.
pub(crate) fn print(workspace: &Workspace) -> Result<()> {
    let build = Build::current(&workspace.site(Mode::Release))
        .context("remedy: run `cargo xtask front --release` first")?;
    println!(
        "{:<52} {:>9} {:>9} {:>9}",
        "file (bytes)", "raw", "gzip", "brotli"
    );
    for file in files_below(build.folder())? {
        let name = file.strip_prefix(build.folder())?.display().to_string();
        if !name.ends_with(".br") && !name.ends_with(".gz") {
            row(&name, Size::of(&file)?);
        }
    }
    let empty = empty_page(workspace)?;
    row("first load of the empty page: WASM + JS", empty);
    let base = main_and_javascript(build.folder())?;
    row("what every page of ours loads: main WASM + JS", base);
    for (group, parts) in client::parts(build.folder())? {
        let mut size = base;
        for part in parts {
            size = size.plus(Size::of(&build.folder().join(format!("{part}.wasm")))?);
        }
        row(&format!("first load of a page of the group {group}"), size);
        let ratio = size.brotli * 100 / empty.brotli;
        verdict("brotli bytes", size.brotli, BUDGET);
        verdict("hundredths of the empty page", ratio, BUDGET_OVER_EMPTY);
    }
    Ok(())
}

fn verdict(what: &str, measured: u64, budget: u64) {
    let word = if measured <= budget { "kept" } else { "MISSED" };
    println!("    {what}: {measured}, budget {budget}: {word}");
}

/// Builds the empty page with the product's flags and measures its main module, which holds its one page, and its
/// JavaScript.
fn empty_page(workspace: &Workspace) -> Result<Size> {
    client::compile(workspace, Client::EmptyPage, Mode::Release)?;
    client::finish(workspace, Client::EmptyPage, Mode::Release)?;
    let folder = workspace.finished_client(Client::EmptyPage, Mode::Release);
    compress(workspace, &folder)?;
    main_and_javascript(&folder)
}

/// The main module, its JavaScript and what that imports.
fn main_and_javascript(folder: &Path) -> Result<Size> {
    let mut size = Size::default();
    for file in files_below(folder)? {
        let name = file.strip_prefix(folder)?.display().to_string();
        if name.ends_with(".js") || name == format!("{OUTPUT_NAME}.wasm") {
            size = size.plus(Size::of(&file)?);
        }
    }
    Ok(size)
}

fn row(name: &str, size: Size) {
    println!(
        "{name:<52} {:>9} {:>9} {:>9}",
        size.raw, size.gzip, size.brotli
    );
}
