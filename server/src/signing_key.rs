//! The key that signs the log's heads, in a file that only its owner may read: the secret key in its first line, and
//! below it the public keys that signed before.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use domain::log::{LogKey, LogKeys};
use service::Chance;

use crate::key_file::{self, KeyFileError, create};

/// Room for some 400 rotations.
const LONGEST: u64 = 64 * 1024;

/// Why the signing key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// The file cannot be read or made.
    #[error(
        "cannot open the signing key {file}: {source}. Make its folder writable, or set SAMTYKKE_SIGNING_KEY to a file you can read"
    )]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Others may read it.
    #[error("the signing key {0} can be read by others. Run: chmod 600 {0}")]
    Exposed(PathBuf),
    /// It is no key.
    #[error(
        "the signing key {0} is damaged. Restore it from your copy; checkpoints signed with a new one would not be known to those who keep the old ones"
    )]
    Damaged(PathBuf),
    /// What a rotation left is not the key after this one.
    #[error("{0} is of another rotation. Remove it and run the command again")]
    Stray(PathBuf),
    /// It is gone, and the log was signed with it.
    #[error(
        "the signing key {0} is not there, and this log was signed before. Restore it from your copy, or set SAMTYKKE_SIGNING_KEY to where it is"
    )]
    Missing(PathBuf),
}

/// Reads the signing key, or makes one when there is none and `is_new` says that nothing was signed yet.
///
/// # Errors
/// Names the file and the remedy.
pub fn signing_key(
    file: &Path,
    is_new: bool,
    chance: &dyn Chance,
) -> Result<LogKeys, SigningKeyError> {
    match read(file)? {
        Some(keys) => Ok(keys),
        None if is_new => make(file, chance),
        None => Err(SigningKeyError::Missing(file.to_owned())),
    }
}

/// The keys in `file`, which must be there.
///
/// # Errors
/// Names the file and the remedy.
pub fn given(file: &Path) -> Result<LogKeys, SigningKeyError> {
    read(file)?.ok_or_else(|| SigningKeyError::Missing(file.to_owned()))
}

/// The keys that come after `keys` of `file`, which they are to replace: made now, or by a rotation that was broken off.
/// They lie in a file of their own, and this gives its name too.
///
/// # Errors
/// Names the file and the remedy.
pub fn next(
    file: &Path,
    keys: &LogKeys,
    chance: &dyn Chance,
) -> Result<(LogKeys, PathBuf), SigningKeyError> {
    let mut name = file.as_os_str().to_owned();
    name.push(".next");
    let next_file = PathBuf::from(name);
    let next = match read(&next_file)? {
        Some(next) if next.follow(keys) => next,
        Some(_) => return Err(SigningKeyError::Stray(next_file)),
        None => {
            let next = keys.followed_by(&chance.bytes32());
            let next = next.map_err(|_| SigningKeyError::Damaged(file.to_owned()))?;
            write(&next_file, &next)?;
            next
        }
    };
    Ok((next, next_file))
}

/// The keys of a file, as they were when it was read last. Clones share them.
#[derive(Clone)]
pub struct SigningKeys {
    file: PathBuf,
    read: Arc<RwLock<Arc<LogKeys>>>,
}

impl SigningKeys {
    /// The keys that were read from `file`.
    #[must_use]
    pub fn of(file: &Path, keys: LogKeys) -> Self {
        Self {
            file: file.to_owned(),
            read: Arc::new(RwLock::new(Arc::new(keys))),
        }
    }

    /// The keys.
    #[must_use]
    pub fn now(&self) -> Arc<LogKeys> {
        self.read
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Reads the file again, so that a rotation takes effect without a restart.
    ///
    /// # Errors
    /// Names the file and the remedy; the keys stay as they are then.
    pub fn refresh(&self) -> Result<(), SigningKeyError> {
        let read = given(&self.file)?;
        if read.public() != self.now().public() {
            *self.read.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
        }
        Ok(())
    }
}

fn unreadable(file: &Path) -> impl Fn(std::io::Error) -> SigningKeyError {
    move |source| SigningKeyError::Unreadable {
        file: file.to_owned(),
        source,
    }
}

fn read(file: &Path) -> Result<Option<LogKeys>, SigningKeyError> {
    let read = key_file::read(file, LONGEST).map_err(|error| match error {
        KeyFileError::Unreadable(source) => unreadable(file)(source),
        KeyFileError::Exposed => SigningKeyError::Exposed(file.to_owned()),
    });
    let keys = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).ok();
        let keys = text.and_then(|text| LogKeys::parse(&text).ok());
        keys.ok_or_else(|| SigningKeyError::Damaged(file.to_owned()))
    };
    read?.map(keys).transpose()
}

/// The log's name is drawn too: it tells logs apart and need not be an address.
fn make(file: &Path, chance: &dyn Chance) -> Result<LogKeys, SigningKeyError> {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    let name = format!("samtykke/{:016x}", u64::from_be_bytes(bytes));
    let key = LogKey::from_seed(&name, &chance.bytes32())
        .map_err(|_| SigningKeyError::Damaged(file.to_owned()))?;
    let keys = LogKeys::new(key);
    write(file, &keys)?;
    Ok(keys)
}

fn write(file: &Path, keys: &LogKeys) -> Result<(), SigningKeyError> {
    create(file, keys.secret_text().as_bytes()).map_err(unreadable(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key_file::Sevens;

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        let made = signing_key(&file, true, &Sevens).unwrap();
        let text = made.public_text();
        assert!(text.starts_with("samtykke/0707070707070707+"), "{text}");
        let read = signing_key(&file, false, &Sevens).unwrap();
        assert_eq!(read.public(), made.public());
        assert_eq!(given(&file).unwrap().public(), made.public());
    }

    #[test]
    fn a_rotation_that_was_broken_off_goes_on_with_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        let keys = SigningKeys::of(&file, signing_key(&file, true, &Sevens).unwrap());
        let (begun, next_file) = next(&file, &keys.now(), &Sevens).unwrap();
        let (again, _) = next(&file, &keys.now(), &Sevens).unwrap();
        assert_eq!(begun.public(), again.public());
        keys.refresh().unwrap();
        assert_eq!(keys.now().public().len(), 1);
        key_file::replace(&file, &next_file).unwrap();
        keys.refresh().unwrap();
        assert_eq!(keys.now().public(), begun.public());
    }

    #[test]
    fn a_next_key_of_another_rotation_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        let keys = signing_key(&file, true, &Sevens).unwrap();
        let later = keys.followed_by(&[8; 32]).unwrap();
        let much_later = later.followed_by(&[9; 32]).unwrap();
        write(&folder.path().join("signing.key.next"), &much_later).unwrap();
        let error = next(&file, &keys, &Sevens).unwrap_err();
        assert!(matches!(error, SigningKeyError::Stray(_)), "{error}");
    }

    #[test]
    fn no_key_is_made_for_a_log_that_was_signed_before() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        let error = signing_key(&file, false, &Sevens).unwrap_err();
        assert!(matches!(error, SigningKeyError::Missing(_)), "{error}");
        assert!(!file.exists());
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        signing_key(&file, true, &Sevens).unwrap();
        let damaged = std::fs::read_to_string(&file)
            .unwrap()
            .replace("samtykke", "santykke");
        std::fs::write(&file, &damaged).unwrap();
        let error = signing_key(&file, true, &Sevens).unwrap_err();
        assert!(matches!(error, SigningKeyError::Damaged(_)), "{error}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), damaged);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_refused_with_the_remedy() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        signing_key(&file, true, &Sevens).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let error = signing_key(&file, true, &Sevens).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }
}
