//! Files and folders that take no writes. The superuser may write anywhere, so this part of the suite runs
//! once more as "nobody" when the superuser runs it.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use storage::{Store, StoreError, StoreSettings};

const NOBODY: u32 = 65534;
const ALONE: &str = "STORAGE_TEST_RUNS_AS_NOBODY";

#[tokio::test]
async fn what_takes_no_writes_is_refused_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let by_superuser = std::fs::metadata(folder.path()).unwrap().uid() == 0;
    if by_superuser && std::env::var_os(ALONE).is_none() {
        run_again_as_nobody(folder.path());
    } else {
        read_only_file_is_refused(folder.path()).await;
        read_only_folder_is_refused(folder.path()).await;
    }
}

fn run_again_as_nobody(folder: &Path) {
    let program = folder.join("suite");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let temporary = folder.join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    set_permissions(&temporary, Permissions::from_mode(0o777)).unwrap();
    let ran = Command::new(program)
        .args([
            "--exact",
            "read_only::what_takes_no_writes_is_refused_and_says_so",
        ])
        .env(ALONE, "1")
        .env("TMPDIR", &temporary)
        .current_dir(&temporary)
        .uid(NOBODY)
        .gid(NOBODY)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
}

async fn read_only_file_is_refused(folder: &Path) {
    let path = folder.join("file.db");
    let settings = StoreSettings::Sqlite { path: path.clone() };
    Store::open(&settings).await.unwrap().close().await;
    set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    let error = Store::open(&settings).await.err().unwrap();
    assert!(error.to_string().contains("file.db"), "{error}");
    assert!(error.to_string().contains("read-only"), "{error}");
}

async fn read_only_folder_is_refused(folder: &Path) {
    let locked = folder.join("locked");
    std::fs::create_dir(&locked).unwrap();
    set_permissions(&locked, Permissions::from_mode(0o500)).unwrap();
    let path = locked.join("file.db");
    let error = Store::open(&StoreSettings::Sqlite { path })
        .await
        .err()
        .unwrap();
    assert!(
        matches!(&error, StoreError::Folder { folder, .. } if *folder == locked),
        "{error}"
    );
    set_permissions(&locked, Permissions::from_mode(0o700)).unwrap();
}
