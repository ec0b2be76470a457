//! The reserve: a file in the data folder that holds nothing and is given back when the disk is full, so that
//! consents can still be withdrawn and data erased. It is laid down again once there is room, by itself.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use service::Reserve;

use crate::start_error::StartError;

/// The file's name in the data folder.
const NAME: &str = "reserve";
/// How much is kept: many thousands of endings.
const KEPT: u64 = 8 * 1024 * 1024;
/// How much must be free before the file is laid down again: itself, and as much for whoever writes next, lest the
/// disk be full again at once.
const ROOM: u64 = 2 * KEPT;
/// How often a released reserve is tried.
const TRIED_EVERY: Duration = Duration::from_secs(5);

/// The file, and whether it lies there.
#[derive(Debug)]
pub(crate) struct ReserveFile {
    file: PathBuf,
    released: AtomicBool,
}

impl ReserveFile {
    /// The reserve of this data folder, as it was left there.
    pub(crate) fn at(folder: &Path) -> Self {
        let file = folder.join(NAME);
        let lies_there = std::fs::metadata(&file).is_ok_and(|found| found.len() == KEPT);
        Self {
            file,
            released: AtomicBool::new(!lies_there),
        }
    }

    /// Lays the file down, unless it lies there from before. On a disk too full for it the service starts all the
    /// same, as after a release.
    ///
    /// # Errors
    /// When the folder takes no file for another reason.
    pub(crate) fn lay_down(&self) -> Result<(), StartError> {
        match self.restore() {
            Err(error) if is_full(&error) => {
                tracing::error!("the disk is full: only endings are written until there is room");
                Ok(())
            }
            outcome => outcome.map_err(|source| StartError::NoReserve {
                file: self.file.clone(),
                source,
            }),
        }
    }

    /// Lays the file down where it was released and there is room.
    fn restore(&self) -> io::Result<()> {
        if !self.is_released() {
            return Ok(());
        }
        if !has_room(&self.file)? {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let outcome = lay(&self.file);
        if outcome.is_ok() {
            self.released.store(false, Ordering::Release);
        } else {
            // What was written of it would only be in the way.
            let _gone = std::fs::remove_file(&self.file);
        }
        outcome
    }
}

impl Reserve for ReserveFile {
    fn is_released(&self) -> bool {
        self.released.load(Ordering::Acquire)
    }

    fn release(&self) {
        if self.released.swap(true, Ordering::AcqRel) {
            return;
        }
        match std::fs::remove_file(&self.file) {
            Ok(()) => tracing::error!(
                "the disk is full: the reserve is given back, and only endings are written until there is room"
            ),
            Err(error) => {
                tracing::error!(%error, "the disk is full, and the reserve cannot be given back")
            }
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// Asked before anything is written: trying would take, for a moment, what endings live on.
fn has_room(path: &Path) -> io::Result<bool> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize) >= ROOM)
}

/// Writes real bytes, since a file with holes would keep nothing.
fn lay(path: &Path) -> io::Result<()> {
    const BLOCK: usize = 64 * 1024;
    let mut file = File::create(path)?;
    for _ in 0..KEPT / BLOCK as u64 {
        file.write_all(&[0; BLOCK])?;
    }
    file.sync_all()
}

/// Tries, for as long as the service runs, to lay a released reserve down again.
pub(crate) async fn keep(reserve: std::sync::Arc<ReserveFile>) {
    let mut every = tokio::time::interval(TRIED_EVERY);
    loop {
        every.tick().await;
        if !reserve.is_released() {
            continue;
        }
        let tried = std::sync::Arc::clone(&reserve);
        // The disk is asked on a thread of its own; a panic there is no reason to stop trying.
        let restored = tokio::task::spawn_blocking(move || tried.restore()).await;
        if matches!(restored, Ok(Ok(()))) {
            tracing::info!("there is room again: everything is written");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_real_bytes_and_is_given_back_and_laid_down_again() {
        use std::os::unix::fs::MetadataExt as _;
        let folder = tempfile::tempdir().unwrap();
        let reserve = ReserveFile::at(folder.path());
        reserve.lay_down().unwrap();
        let found = std::fs::metadata(&reserve.file).unwrap();
        assert_eq!(found.len(), KEPT);
        assert!(found.blocks() * 512 >= KEPT);
        reserve.release();
        assert!(reserve.is_released() && !reserve.file.exists());
        reserve.restore().unwrap();
        assert!(!reserve.is_released() && reserve.file.exists());
    }

    #[test]
    fn a_file_cut_short_is_laid_down_anew() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), "short").unwrap();
        let reserve = ReserveFile::at(folder.path());
        reserve.lay_down().unwrap();
        assert_eq!(std::fs::metadata(&reserve.file).unwrap().len(), KEPT);
    }
}
