//! The key that signs the log's heads: one line in a file that only its owner may read.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use domain::log::{LogKey, PublicKey};
use service::Chance;

use crate::keys::{create, is_exposed};

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
) -> Result<LogKey, SigningKeyError> {
    match File::open(file) {
        Ok(opened) => read(file, opened),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && is_new => make(file, chance),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(SigningKeyError::Missing(file.to_owned()))
        }
        Err(error) => Err(unreadable(file)(error)),
    }
}

/// The public half of the key in `file`, which must be there.
///
/// # Errors
/// Names the file and the remedy.
pub fn public_key(file: &Path) -> Result<PublicKey, SigningKeyError> {
    let opened = File::open(file).map_err(unreadable(file))?;
    Ok(read(file, opened)?.public().clone())
}

fn unreadable(file: &Path) -> impl Fn(std::io::Error) -> SigningKeyError {
    move |source| SigningKeyError::Unreadable {
        file: file.to_owned(),
        source,
    }
}

fn read(file: &Path, opened: File) -> Result<LogKey, SigningKeyError> {
    if is_exposed(&opened).map_err(unreadable(file))? {
        return Err(SigningKeyError::Exposed(file.to_owned()));
    }
    let mut text = Vec::new();
    let read = opened.take(1024).read_to_end(&mut text);
    read.map_err(unreadable(file))?;
    let text = String::from_utf8(text).ok();
    let key = text.and_then(|text| LogKey::parse(&text).ok());
    key.ok_or_else(|| SigningKeyError::Damaged(file.to_owned()))
}

/// The log's name is drawn too: it tells logs apart and need not be an address.
fn make(file: &Path, chance: &dyn Chance) -> Result<LogKey, SigningKeyError> {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    let name = format!("samtykke/{:016x}", u64::from_be_bytes(bytes));
    let key = LogKey::from_seed(&name, &chance.bytes32())
        .map_err(|_| SigningKeyError::Damaged(file.to_owned()))?;
    let text = format!("{}\n", key.secret_text());
    create(file, text.as_bytes()).map_err(unreadable(file))?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;

    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("signing.key");
        let made = signing_key(&file, true, &Sevens).unwrap();
        assert!(
            made.public()
                .to_string()
                .starts_with("samtykke/0707070707070707+")
        );
        let read = signing_key(&file, false, &Sevens).unwrap();
        assert_eq!(read.public(), made.public());
        assert_eq!(&public_key(&file).unwrap(), made.public());
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
