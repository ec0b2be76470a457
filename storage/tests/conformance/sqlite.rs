//! What only a file can do wrong: another schema, another program, damage, disappearance.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use sqlx::{Connection as _, SqliteConnection};
use storage::{Store, StoreError, StoreSettings};

struct File(tempfile::TempDir);

impl File {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("file.db")
    }

    async fn open(&self) -> Result<Store, StoreError> {
        Store::open(&StoreSettings::Sqlite { path: self.path() }).await
    }

    async fn refusal(&self) -> String {
        match self.open().await {
            Ok(_) => panic!("the file was opened"),
            Err(error) => error.to_string(),
        }
    }
}

async fn change(path: &Path, sql: &'static str) {
    let address = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// How many steps this version knows.
fn steps() -> usize {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    std::fs::read_dir(folder).unwrap().count()
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_both_numbers() {
    let file = File::new();
    file.open().await.unwrap().close().await;
    change(
        &file.path(),
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (42, 'later', TRUE, x'00', 0)",
    )
    .await;
    let refusal = file.refusal().await;
    assert!(
        refusal.contains("schema 42") && refusal.contains(&format!("up to {}", steps())),
        "{refusal}"
    );
    assert!(refusal.contains("file.db"), "{refusal}");
}

#[tokio::test]
async fn another_program_s_database_is_left_alone() {
    let file = File::new();
    change(&file.path(), "CREATE TABLE theirs (x INTEGER)").await;
    let refusal = file.refusal().await;
    assert!(
        refusal.contains("not a database of this service"),
        "{refusal}"
    );
    change(&file.path(), "DROP TABLE theirs").await;
}

#[tokio::test]
async fn what_is_no_database_is_refused_and_kept() {
    let file = File::new();
    let content = b"these are somebody's notes, ".repeat(100);
    std::fs::write(file.path(), &content).unwrap();
    let refusal = file.refusal().await;
    assert!(
        refusal.contains("not a database of this service"),
        "{refusal}"
    );
    assert!(refusal.contains("SAMTYKKE_DATABASE"), "{refusal}");
    assert_eq!(std::fs::read(file.path()).unwrap(), content);
}

#[tokio::test]
async fn a_damaged_database_is_refused() {
    let file = File::new();
    file.open().await.unwrap().close().await;
    let mut content = std::fs::read(file.path()).unwrap();
    content[100..4096].fill(0xff);
    std::fs::write(file.path(), content).unwrap();
    let refusal = file.refusal().await;
    assert!(refusal.contains("damaged"), "{refusal}");
}

#[tokio::test]
async fn a_folder_in_the_file_s_place_is_refused() {
    let file = File::new();
    std::fs::create_dir(file.path()).unwrap();
    let refusal = file.refusal().await;
    assert!(
        refusal.contains("not a database of this service"),
        "{refusal}"
    );
}

#[tokio::test]
async fn a_file_in_the_folder_s_place_is_named() {
    let file = File::new();
    std::fs::write(file.path(), "").unwrap();
    let path = file.path().join("below.db");
    let Err(error) = Store::open(&StoreSettings::Sqlite { path }).await else {
        panic!("a file was opened as a folder");
    };
    assert!(
        matches!(&error, StoreError::Folder { folder, .. } if *folder == file.path()),
        "{error}"
    );
}

#[tokio::test]
async fn missing_folders_are_made_and_only_the_owner_reads_the_file() {
    let file = File::new();
    let path = file.0.path().join("a/b/file.db");
    Store::open(&StoreSettings::Sqlite { path: path.clone() })
        .await
        .unwrap();
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn a_file_that_is_deleted_or_replaced_is_noticed() {
    let file = File::new();
    let store = file.open().await.unwrap();
    std::fs::remove_file(file.path()).unwrap();
    assert!(matches!(
        store.check_writable().await,
        Err(StoreError::Gone(_))
    ));
    std::fs::write(file.path(), "").unwrap();
    assert!(matches!(
        store.check_writable().await,
        Err(StoreError::Gone(_))
    ));
}

#[tokio::test]
async fn the_database_keeps_a_write_ahead_log() {
    let file = File::new();
    file.open().await.unwrap().close().await;
    let address = format!("sqlite://{}", file.path().display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
}

#[tokio::test]
async fn a_database_held_by_another_process_is_unavailable_and_comes_back() {
    let file = File::new();
    let store = file.open().await.unwrap();
    let address = format!("sqlite://{}", file.path().display());
    let mut other = SqliteConnection::connect(&address).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut other)
        .await
        .unwrap();
    let error = store.check_writable().await.unwrap_err();
    assert!(matches!(error, StoreError::Locked), "{error}");
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    store.check_writable().await.unwrap();
}
