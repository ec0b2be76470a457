//! Files that hold a key: only their owner may read them, and one that is there is never written over by halves.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

/// Why a key file cannot be read.
#[derive(Debug)]
pub(crate) enum KeyFileError {
    Unreadable(std::io::Error),
    /// Others than its owner may read it.
    Exposed,
}

/// The bytes of `file`, at most `longest`; none where there is no file.
pub(crate) fn read(file: &Path, longest: u64) -> Result<Option<Vec<u8>>, KeyFileError> {
    let opened = match File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(KeyFileError::Unreadable)?,
    };
    if is_exposed(&opened).map_err(KeyFileError::Unreadable)? {
        return Err(KeyFileError::Exposed);
    }
    let mut bytes = Vec::new();
    let read = opened.take(longest).read_to_end(&mut bytes);
    read.map_err(KeyFileError::Unreadable)?;
    Ok(Some(bytes))
}

#[cfg(unix)]
fn is_exposed(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_: &File) -> std::io::Result<bool> {
    Ok(false)
}

/// Makes `file`, which must not be there.
pub(crate) fn create(file: &Path, key: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut created = options.open(file)?;
    created.write_all(key)?;
    created.sync_all()
}

/// Puts `next` in the place of `file`; a reader, or a power cut, meets the one or the other whole.
pub(crate) fn replace(file: &Path, next: &Path) -> std::io::Result<()> {
    std::fs::rename(next, file)?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// A key for tests: every byte is a seven.
#[cfg(test)]
pub(crate) struct Sevens;

#[cfg(test)]
impl service::Chance for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}
