//! How long the disk takes to say that something is on it. Every durable write waits for that, so that it says what
//! the other figures can be at best; a file system in memory shows itself here.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use anyhow::Result;

use crate::stopwatch::Stopwatch;
use crate::table::{Against, Row};

const PAGE: usize = 4096;
const TIMES: usize = 200;

/// Writes a page and syncs it, again and again.
pub(crate) fn measure(folder: &Path) -> Result<Row> {
    let file = File::create(folder.join("synced"))?;
    let page = [7; PAGE];
    let mut measured = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let stopwatch = Stopwatch::start();
        file.write_all_at(&page, 0)?;
        file.sync_data()?;
        measured.push(stopwatch.read().as_secs_f64() * 1000.0);
    }
    Ok(Row {
        what: format!("write and sync of one page (fdatasync, median of {TIMES})"),
        unit: "ms",
        measured,
        against: Against::Nothing,
    })
}
