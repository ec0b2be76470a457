//! Mails as files, where there is no mail server: for trying the service out. A file is there whole or not at all, and
//! goes when the mail's entry in the database does.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use service::Service;
use storage::StoreError;
use uuid::Uuid;

use super::compose::Composed;

/// How a mail's file ends.
const ENDING: &str = "eml";
/// The longest file that is read.
const LONGEST: u64 = 1024 * 1024;

/// The folder of mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`, which is made with the first mail.
    #[must_use]
    pub const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    fn file(&self, mail: &Uuid) -> PathBuf {
        self.0.join(format!("{mail}.{ENDING}"))
    }

    /// Writes a mail, in the place of an earlier writing of the same.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn write(&self, mail: &Uuid, composed: &Composed) -> std::io::Result<()> {
        make(&self.0)?;
        let unfinished = self.0.join(format!("{mail}.unfinished"));
        let mut file = File::create(&unfinished)?;
        file.write_all(&composed.bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, self.file(mail))?;
        File::open(&self.0)?.sync_all()
    }

    /// The mails, the latest first; none while there is no folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> std::io::Result<Vec<Uuid>> {
        let entries = match std::fs::read_dir(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut mails = Vec::new();
        for entry in entries {
            mails.extend(mail_of(&entry?.path()));
        }
        mails.sort_unstable_by(|one, other| other.cmp(one));
        Ok(mails)
    }

    /// A mail's bytes; none when it is not there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, mail: &Uuid) -> std::io::Result<Option<Vec<u8>>> {
        use std::io::Read as _;
        let file = match File::open(self.file(mail)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Removes the files of mails that the database no longer knows.
    ///
    /// # Errors
    /// When the folder or the database fails.
    pub async fn sweep(&self, service: &Service) -> Result<(), FolderError> {
        for mail in self.list()? {
            if !service.knows_mail(&mail).await? {
                std::fs::remove_file(self.file(&mail))?;
            }
        }
        Ok(())
    }
}

/// Why the folder cannot be swept.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The database does not say which mails are known.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder cannot be changed.
    #[error("a file in the folder for mails cannot be removed: {0}")]
    Folder(#[from] std::io::Error),
}

/// The mail whose file this is.
fn mail_of(file: &Path) -> Option<Uuid> {
    let is_mail = file.extension().is_some_and(|end| end == ENDING);
    let name = file.file_stem()?.to_str()?;
    is_mail.then(|| Uuid::parse_str(name).ok()).flatten()
}

/// Only the service's own user may read what people were sent.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_listed_the_latest_first_and_nothing_else_is() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::at(temporary.path().join("mail"));
        assert!(folder.list().unwrap().is_empty());
        let address = || "a@example.dk".parse().unwrap();
        let composed = |bytes: &[u8]| Composed {
            return_path: address(),
            to: address(),
            bytes: bytes.to_vec(),
        };
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        folder.write(&one, &composed(b"first")).unwrap();
        folder.write(&two, &composed(b"second")).unwrap();
        folder.write(&one, &composed(b"first again")).unwrap();
        std::fs::write(temporary.path().join("mail/notes.txt"), "x").unwrap();
        std::fs::write(temporary.path().join("mail/3.unfinished"), "x").unwrap();
        assert_eq!(folder.list().unwrap(), [two, one]);
        assert_eq!(
            folder.read(&one).unwrap().as_deref(),
            Some(&b"first again"[..])
        );
        assert_eq!(folder.read(&Uuid::nil()).unwrap(), None);
    }
}
