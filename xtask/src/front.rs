//! The front build from start to end: client, styles and public files under one address that is
//! the hash of their content.

use anyhow::Result;

use crate::process::step;
use crate::site::{Build, Draft};
use crate::workspace::{Client, Mode, Workspace};
use crate::{client, embed, styles};

/// Builds what the browser downloads and makes it the current build.
pub(crate) fn build(workspace: &Workspace, mode: Mode) -> Result<Build> {
    step("client: cargo build", || {
        client::compile(workspace, Client::Product, mode)
    })?;
    client::finish(workspace, Client::Product, mode)?;
    let draft = Draft::new(&workspace.site(mode))?;
    draft.add_folder(&workspace.finished_client(Client::Product, mode))?;
    draft.add_folder(&workspace.public())?;
    step("styles", || styles::bundle(workspace, mode, draft.folder()))?;
    let build = step("publish", || {
        draft.publish(|folder| compress(workspace, mode, folder))
    })?;
    step("script for other websites", || {
        embed::build(workspace, mode)
    })?;
    println!("           {} is current", build.folder().display());
    Ok(build)
}

fn compress(workspace: &Workspace, mode: Mode, folder: &std::path::Path) -> Result<()> {
    match mode {
        Mode::Debug => Ok(()),
        Mode::Release => step("compress", || crate::site::compress(workspace, folder)),
    }
}
