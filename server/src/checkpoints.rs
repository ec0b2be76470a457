//! Checkpoints as files beside the database, one a day: who copies this folder away can later show that leaves were
//! changed, lost or taken back.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use domain::log::{PublicKey, SignedCheckpoint};
use jiff::tz::TimeZone;
use service::log::KeptNote;

/// The folder of kept checkpoints.
#[derive(Clone, Debug)]
pub struct Checkpoints(PathBuf);

impl Checkpoints {
    /// The folder below the data folder.
    #[must_use]
    pub fn below(data: &Path) -> Self {
        Self(data.join("checkpoints"))
    }

    /// Writes a checkpoint in place of an earlier one of the same day, so that a reader, or a power cut, meets the
    /// old one or the new one whole.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, signed: &SignedCheckpoint) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        let checkpoint = signed.checkpoint();
        let day = checkpoint.signed_at.to_zoned(TimeZone::UTC).date();
        let file = self.0.join(format!("epoch-{}-{day}.txt", checkpoint.epoch));
        let unfinished = self.0.join("unfinished");
        let mut written = File::create(&unfinished)?;
        written.write_all(signed.note().as_bytes())?;
        written.sync_all()?;
        std::fs::rename(&unfinished, file)?;
        File::open(&self.0)?.sync_all()
    }

    /// Every kept checkpoint, as its file holds it; none while there is no folder.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(&self) -> std::io::Result<Vec<KeptNote>> {
        let entries = match std::fs::read_dir(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let file = entry?.path();
            if file.extension().is_some_and(|end| end == "txt") {
                files.push(file);
            }
        }
        files.sort();
        let kept = files.iter().map(|file| {
            Ok(KeptNote {
                source: file.display().to_string(),
                note: std::fs::read(file)?,
                is_ours: true,
            })
        });
        kept.collect()
    }

    /// The kept checkpoint that covers most, of those that one of `keys` signed.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn newest(&self, keys: &[PublicKey]) -> std::io::Result<Option<SignedCheckpoint>> {
        let opened = self.read()?.into_iter().filter_map(|kept| {
            SignedCheckpoint::open(&kept.note, keys)
                .inspect_err(|error| {
                    tracing::error!(file = kept.source, %error, "a kept checkpoint cannot be used");
                })
                .ok()
        });
        Ok(opened.max_by_key(|signed| signed.checkpoint().size))
    }
}

#[cfg(test)]
mod tests {
    use domain::canonical::Digest;
    use domain::log::LogKey;

    use super::*;

    fn signed(size: u64, at: &str, key: &LogKey) -> SignedCheckpoint {
        SignedCheckpoint::sign(size, Digest::of(b""), 1, at.parse().unwrap(), key).unwrap()
    }

    #[test]
    fn a_day_keeps_its_last_checkpoint_and_the_newest_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Checkpoints::below(folder.path());
        let key = LogKey::from_seed("log", &[1; 32]).unwrap();
        assert_eq!(kept.newest(&[key.public().clone()]).unwrap(), None);
        for (size, at) in [
            (1, "2026-11-21T10:00:00Z"),
            (2, "2026-11-21T23:59:59Z"),
            (5, "2026-11-22T00:00:00Z"),
        ] {
            kept.keep(&signed(size, at, &key)).unwrap();
        }
        let files: Vec<String> = kept
            .read()
            .unwrap()
            .into_iter()
            .map(|note| note.source)
            .collect();
        assert_eq!(files.len(), 2, "{files:?}");
        assert!(files[0].ends_with("epoch-1-2026-11-21.txt"), "{files:?}");
        let newest = kept.newest(&[key.public().clone()]).unwrap().unwrap();
        assert_eq!(newest.checkpoint().size, 5);
    }

    #[test]
    fn a_damaged_file_does_not_hide_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Checkpoints::below(folder.path());
        let key = LogKey::from_seed("log", &[1; 32]).unwrap();
        kept.keep(&signed(1, "2026-11-21T10:00:00Z", &key)).unwrap();
        std::fs::write(
            folder.path().join("checkpoints/epoch-1-2026-11-22.txt"),
            "x",
        )
        .unwrap();
        assert_eq!(
            kept.newest(&[key.public().clone()])
                .unwrap()
                .unwrap()
                .checkpoint()
                .size,
            1
        );
        assert_eq!(kept.read().unwrap().len(), 2);
    }
}
