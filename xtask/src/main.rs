//! The workspace's own build tool, so that a fresh machine needs no prebuilt one whose version
//! must match the lock file.

mod client;
mod deps;
mod dev;
mod embed;
mod front;
mod licences;
mod process;
mod site;
mod sizes;
mod styles;
mod workspace;

use anyhow::{Result, bail};
use workspace::{Mode, Workspace};

const USAGE: &str = "\
cargo xtask front [--release]   build what the browser downloads into target/site (or site-debug)
cargo xtask embed [--release]   build the script for other websites alone
cargo xtask dev                 build, serve, and build again whenever a source changes
cargo xtask sizes               sizes of the current release build, against the empty page
cargo xtask deps                check licences, sources and the browser client's dependencies";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let workspace = Workspace::find()?;
    match arguments.as_slice() {
        ["front"] => front::build(&workspace, Mode::Debug).map(drop),
        ["front", "--release"] => front::build(&workspace, Mode::Release).map(drop),
        ["embed"] => embed::build(&workspace, Mode::Debug),
        ["embed", "--release"] => embed::build(&workspace, Mode::Release),
        ["dev"] => dev::run(&workspace),
        ["sizes"] => sizes::print(&workspace),
        ["deps"] => deps::check(&workspace),
        _ => bail!("no such command: {arguments:?}\n\n{USAGE}"),
    }
}
