//! The root key, 32 random bytes in a file that only its owner may read, and the key store that it opens.

use std::path::{Path, PathBuf};

use service::{Chance, Clock, RootKey};
use storage::{DataKey, KeySettings, KeyState, KeyStore, NewWrappingKey, Store, StoreError};

use crate::key_file::{self, KeyFileError, create};

/// Why the root key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read or made.
    #[error(
        "cannot open the root key {file}: {source}. Make its folder writable, or set SAMTYKKE_ROOT_KEY to a file you can read"
    )]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is none, and one made here would not be that of the other nodes.
    #[error(
        "there is no root key {file}. Run: head -c 32 /dev/urandom >{file} && chmod 600 {file}; and give the same file to every node", file = .0.display()
    )]
    NotGiven(PathBuf),
    /// There is none, and the database holds what only the lost one opens.
    #[error(
        "the root key {0} is missing, and what is stored opens with no other. Put it back from your copy"
    )]
    Lost(PathBuf),
    /// Others may read it.
    #[error("the root key {0} can be read by others. Run: chmod 600 {0}")]
    Exposed(PathBuf),
    /// It is no key.
    #[error(
        "the root key {0} does not hold 32 bytes. Restore it from your copy; a new one would not fit what is stored"
    )]
    Damaged(PathBuf),
}

/// Reads the root key; none where there is no file.
///
/// # Errors
/// Names the file and the remedy.
pub fn existing_root_key(file: &Path) -> Result<Option<RootKey>, KeyError> {
    let read = key_file::read(file, 64).map_err(|error| match error {
        KeyFileError::Unreadable(source) => unreadable(file)(source),
        KeyFileError::Exposed => KeyError::Exposed(file.to_owned()),
    });
    let root_key = |bytes: Vec<u8>| match bytes.try_into() {
        Ok(key) => Ok(RootKey(key)),
        Err(_) => Err(KeyError::Damaged(file.to_owned())),
    };
    read?.map(root_key).transpose()
}

/// Reads the root key, or makes one where there is none.
///
/// # Errors
/// Names the file and the remedy.
pub fn root_key(file: &Path, chance: &dyn Chance) -> Result<RootKey, KeyError> {
    if let Some(key) = existing_root_key(file)? {
        return Ok(key);
    }
    let key = chance.bytes32();
    create(file, &key).map_err(unreadable(file))?;
    Ok(RootKey(key))
}

/// Reads the root key, which every node on one database is given alike.
///
/// # Errors
/// Names the file and the remedy.
pub fn given_root_key(file: &Path) -> Result<RootKey, KeyError> {
    existing_root_key(file)?.ok_or_else(|| KeyError::NotGiven(file.to_owned()))
}

/// Reads the root key of a database that holds sealed records; a new one would open none of them.
///
/// # Errors
/// Names the file and the remedy.
pub fn root_key_of_sealed(file: &Path) -> Result<RootKey, KeyError> {
    existing_root_key(file)?.ok_or_else(|| KeyError::Lost(file.to_owned()))
}

/// Opens the key store of `store`, or makes one where nothing is sealed yet.
///
/// # Errors
/// When the keys are missing, another root key's or another database's, and what a database can say.
pub async fn key_store(
    settings: &KeySettings,
    store: &Store,
    root_key: &RootKey,
    first: &NewWrappingKey,
) -> Result<KeyStore, StoreError> {
    let Some(sealed) = store.first_sealed().await? else {
        return KeyStore::open_or_make(settings, &root_key.0, first).await;
    };
    let keys = KeyStore::open(settings, &root_key.0).await?;
    match keys.state(&sealed).await? {
        KeyState::Present(_) | KeyState::Erased => Ok(keys),
        KeyState::NeverExisted => Err(StoreError::KeysMissing),
    }
}

/// Draws a wrapping key.
pub fn new_wrapping_key(clock: &dyn Clock, chance: &dyn Chance) -> NewWrappingKey {
    let made_at = clock.now();
    NewWrappingKey {
        id: chance.uuid_v7(made_at),
        key: DataKey::new(chance.bytes32()),
        made_at,
    }
}

fn unreadable(file: &Path) -> impl Fn(std::io::Error) -> KeyError {
    move |source| KeyError::Unreadable {
        file: file.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key_file::Sevens;

    #[test]
    fn a_key_is_made_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.key");
        assert_eq!(root_key(&file, &Sevens).unwrap().0, [7; 32]);
        std::fs::write(&file, [8; 32]).unwrap();
        assert_eq!(root_key(&file, &Sevens).unwrap().0, [8; 32]);
    }

    #[test]
    fn a_key_that_must_be_given_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.key");
        let error = given_root_key(&file).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
        assert!(!file.exists());
        root_key(&file, &Sevens).unwrap();
        assert_eq!(given_root_key(&file).unwrap().0, [7; 32]);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_refused_with_the_remedy() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.key");
        root_key(&file, &Sevens).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let error = root_key(&file, &Sevens).unwrap_err().to_string();
        assert!(error.contains("chmod 600"), "{error}");
    }

    #[test]
    fn a_damaged_key_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.key");
        root_key(&file, &Sevens).unwrap();
        std::fs::write(&file, b"short").unwrap();
        assert!(matches!(
            root_key(&file, &Sevens),
            Err(KeyError::Damaged(_))
        ));
        assert_eq!(std::fs::read(&file).unwrap(), b"short");
    }
}
