//! SQLite: one file, one writer, a few read-only readers. What is acknowledged has been synced to the disk.

pub(crate) mod migrations;
mod refusal;
mod writer;

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _, Sqlite};

use crate::StoreError;
use crate::operation::Queued;
pub(crate) use refusal::refusal;
use writer::Writer;

/// How long a connection waits for another process, such as a backup, to let go of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a read waits for a free reader.
pub(crate) const READER_TIMEOUT: Duration = Duration::from_secs(5);
/// Each reader is a thread and a page cache of its own.
const READERS: u32 = 4;
/// How much of the file a reader keeps, a quarter of what SQLite would: 512 KiB, as SQLite writes it. What it reads
/// again it finds in the system's cache, which all share.
const READER_CACHE: &str = "-512";

/// An open SQLite database.
#[derive(Clone)]
pub(crate) struct SqliteStore {
    file: Arc<OpenFile>,
    writer: Writer,
    readers: SqlitePool,
}

/// The file as it was opened, to notice when another one takes its place.
struct OpenFile {
    path: PathBuf,
    identity: (u64, u64),
}

impl SqliteStore {
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        make_file(path)?;
        Self::open_file(path)
            .await
            .map_err(|error| error.opening(path.display()))
    }

    async fn open_file(path: &Path) -> Result<Self, StoreError> {
        // The writer comes first: it makes the schema, and the log file that read-only readers need.
        let mut connection = writer_options(path).connect().await?;
        migrations::run(
            &mut connection,
            migrations::APPLICATION_ID,
            &migrations::STEPS,
        )
        .await?;
        let identity = identity(path).ok_or_else(|| StoreError::Gone(path.to_owned()))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(READER_TIMEOUT)
            // A file does not hang up, so readers are not asked whether they are alive.
            .test_before_acquire(false)
            .connect_lazy_with(reader_options(path));
        Ok(Self {
            file: Arc::new(OpenFile {
                path: path.to_owned(),
                identity,
            }),
            writer: Writer::start(connection),
            readers,
        })
    }

    pub(crate) fn enqueue(&self, job: Box<dyn Queued>) -> Result<(), StoreError> {
        self.writer.enqueue(job)
    }

    pub(crate) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        // A reader that was open before would go on reading what is no longer there.
        self.check_in_place()?;
        Ok(self.readers.acquire().await?)
    }

    /// A deleted file can still be written to by those who hold it open, and is lost with them.
    pub(crate) fn check_in_place(&self) -> Result<(), StoreError> {
        if identity(&self.file.path) == Some(self.file.identity) {
            Ok(())
        } else {
            Err(StoreError::Gone(self.file.path.clone()))
        }
    }

    /// Writes the file anew, so that it holds what its tables hold and nothing else, and empties the log file.
    pub(crate) async fn rewrite(&self) -> Result<(), StoreError> {
        let mut connection = writer_options(&self.file.path).connect().await?;
        sqlx::query("VACUUM").execute(&mut connection).await?;
        let in_the_way: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&mut connection)
            .await?;
        connection.close().await?;
        if in_the_way == 0 {
            Ok(())
        } else {
            Err(StoreError::Locked)
        }
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

/// Makes folder and file where they are missing; only the service's own user may read them.
pub(crate) fn make_file(path: &Path) -> Result<(), StoreError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let unwritable = |cause: io::Error| StoreError::Folder {
        folder: folder.to_owned(),
        cause: Arc::new(cause),
    };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    let existed = path.exists();
    let opened = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    match opened {
        Ok(_) => Ok(()),
        Err(error) if existed => Err(existing_file_error(&error).opening(path.display())),
        Err(error) => Err(unwritable(error)),
    }
}

fn existing_file_error(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        _ => StoreError::NotOurs,
    }
}

pub(crate) fn writer_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging()
}

pub(crate) fn reader_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .pragma("cache_size", READER_CACHE)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging()
}
