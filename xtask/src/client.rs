//! The browser client: compiled, split at its lazy routes, given its JavaScript, optimised.
//!
//! Splitting needs the linker's relocations and comes before wasm-bindgen, which rewrites what
//! they point at.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{run, step};
use crate::site::hex;
use crate::workspace::{Client, Mode, OUTPUT_NAME, Workspace};

/// Leptos asks for this file by this very name.
const SPLIT_LOADER: &str = "__wasm_split.______________________.js";
const SPLIT_MANIFEST: &str = "__wasm_split_manifest.json";

/// What rustc's wasm32-unknown-unknown target uses; wasm-opt refuses instructions not named here.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles `client` for the browser.
pub(crate) fn compile(workspace: &Workspace, client: Client, mode: Mode) -> Result<()> {
    run(Command::new("cargo")
        .current_dir(workspace.root())
        .args(["build", "--package", client.package(), "--lib"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args([
            "--config",
            r#"target.wasm32-unknown-unknown.rustflags=["-Clink-args=--emit-relocs"]"#,
        ])
        .arg("--target-dir")
        .arg(workspace.front_target())
        .args(mode.cargo_flags()))
}

/// Turns the compiled client into the files a browser loads. Nothing is done when the compiled
/// client, this tool's locked versions and the npm tools are those of the last time.
pub(crate) fn finish(workspace: &Workspace, client: Client, mode: Mode) -> Result<()> {
    let compiled = fs::read(workspace.compiled_client(client, mode))?;
    let folder = workspace.finished_client(client, mode);
    let stamp_file = folder.with_extension("stamp");
    let stamp = stamp(workspace, &compiled)?;
    if fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        return Ok(());
    }
    remove_if_present(&stamp_file)?;
    recreate(&folder)?;
    let main = step("client: split", || split(&compiled, &folder))?;
    step("client: wasm-bindgen", || bind(&main, &folder))?;
    if mode == Mode::Release {
        step("client: wasm-opt", || optimise(workspace, &folder))?;
        step("client: minify", || minify(workspace, &folder))?;
    }
    fs::write(&stamp_file, stamp)?;
    Ok(())
}

fn stamp(workspace: &Workspace, compiled: &[u8]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(compiled);
    hash.update(include_str!("client.rs"));
    for lock in ["Cargo.lock", "package-lock.json"] {
        let file = workspace.root().join(lock);
        hash.update(fs::read(&file).with_context(|| format!("{} is missing", file.display()))?);
    }
    Ok(hex(&hash.finalize()))
}

/// Writes the lazy parts into `folder` and returns the main part, which wasm-bindgen still needs
/// to see. A client without lazy routes gets neither loader nor manifest.
fn split(compiled: &[u8], folder: &Path) -> Result<PathBuf> {
    let main = folder.with_extension("main.wasm");
    let main_module = format!("./{OUTPUT_NAME}.js");
    let loader = format!("./{SPLIT_LOADER}");
    let mut options = wasm_split_cli_support::Options::new(compiled);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = &loader;
    let parts = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    if parts.prefetch_map.is_empty() {
        remove_if_present(&folder.join(SPLIT_LOADER))?;
        return Ok(main);
    }
    let manifest: BTreeMap<_, _> = parts.prefetch_map.into_iter().collect();
    fs::write(folder.join(SPLIT_MANIFEST), serde_json::to_vec(&manifest)?)?;
    Ok(main)
}

/// The names of the files that each group of lazy routes needs beside the main module.
pub(crate) fn parts(folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    Ok(serde_json::from_slice(&fs::read(
        folder.join(SPLIT_MANIFEST),
    )?)?)
}

fn bind(main: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(main)
        .out_name(OUTPUT_NAME)
        .web(true)?
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false)
        .generate(folder)?;
    fs::rename(
        folder.join(format!("{OUTPUT_NAME}_bg.wasm")),
        folder.join(format!("{OUTPUT_NAME}.wasm")),
    )?;
    Ok(())
}

fn optimise(workspace: &Workspace, folder: &Path) -> Result<()> {
    let wasm_opt = workspace.npm_tool("wasm-opt")?;
    for file in files_ending(folder, "wasm")? {
        run(Command::new(&wasm_opt)
            .args(["-Oz", "--strip-producers"])
            .args(WASM_FEATURES)
            .arg(&file)
            .arg("-o")
            .arg(&file))?;
    }
    Ok(())
}

fn minify(workspace: &Workspace, folder: &Path) -> Result<()> {
    let esbuild = workspace.npm_tool("esbuild")?;
    for file in files_ending(folder, "js")? {
        let mut output = std::ffi::OsString::from("--outfile=");
        output.push(&file);
        run(Command::new(&esbuild)
            .arg(&file)
            .arg(output)
            .args(["--minify", "--format=esm", "--target=es2022"])
            .args([
                "--legal-comments=none",
                "--log-level=warning",
                // wasm-bindgen names the split loader once for each of its functions.
                "--log-override:duplicate-object-key=silent",
                "--allow-overwrite",
            ]))?;
    }
    Ok(())
}

/// Every file below `folder` with this ending, wasm-bindgen's `snippets` included.
fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = crate::site::files_below(folder)?;
    files.retain(|file| file.extension() == Some(OsStr::new(ending)));
    Ok(files)
}

fn recreate(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}

fn remove_if_present(file: &Path) -> Result<()> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    Ok(())
}
