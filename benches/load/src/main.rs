//! How fast the service reads and writes, against the budgets. A figure says little by itself: another machine, or
//! the same one at another hour, gives another. So each is measured beside a floor, which is the same work with
//! nothing of ours around it, in the same run, turn by turn, and the budget is a ratio.
#![forbid(unsafe_code)]

mod bare;
mod client;
mod consents;
mod disk;
mod editor;
mod growth;
mod mails;
mod pgbench;
mod postgres;
mod product;
mod program;
mod raw;
mod reads;
mod sink;
mod stopwatch;
mod table;
mod writes;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::program::Program;

/// Measure reads and writes against the budgets.
#[derive(Debug, Parser)]
struct Arguments {
    /// The server as shipped: the release build of samtykke.
    #[arg(long, default_value = "target/release/samtykke")]
    server: PathBuf,
    /// A PostgreSQL server of the bench's own, with fsync on, as a URL; without it PostgreSQL is left out.
    #[arg(long)]
    postgres: Option<String>,
    /// How many consents the large database of the growth rows holds; 0 leaves them out.
    #[arg(long, default_value_t = 1_000_000)]
    growth: u64,
    /// How many people the newsletter of the mail rows goes to; 0 leaves them out.
    #[arg(long, default_value_t = 100_000)]
    mails: usize,
    /// How often each figure is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How many requests or writes are one measurement.
    #[arg(long, default_value_t = 10_000)]
    count: usize,
}

/// How much is measured.
#[derive(Clone, Copy)]
struct Plan {
    rounds: u32,
    count: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let plan = Plan {
        rounds: arguments.rounds,
        count: arguments.count,
    };
    let folder = tempfile::tempdir()?;
    table::begin();
    table::tell(&[disk::measure(folder.path())?]);
    let server = Program::on_sqlite(&arguments.server, &folder.path().join("http"))?;
    table::tell(&writes::measure(plan, folder.path(), &server).await?);
    table::tell(&reads::measure(plan, &server).await?);
    drop(server);
    if let Some(url) = &arguments.postgres {
        let rows = postgres::measure(plan, url, &arguments.server, folder.path()).await?;
        table::tell(&rows);
    }
    if arguments.mails > 0 {
        let folder = folder.path().join("mails");
        let rows = mails::measure(&arguments.server, &folder, arguments.mails).await?;
        table::tell(&rows);
    }
    if arguments.growth > 0 {
        let rows = growth::measure(plan, folder.path(), arguments.growth).await?;
        table::tell(&rows);
    }
    Ok(())
}
