//! The key store: three states of a key, who may open it, and a rotation that nobody notices.

use storage::{
    DataKey, KeySettings, KeyState, KeyStore, NewKey, NewWrappingKey, StoreError, StoreSettings,
};
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    present_erased_and_never_existed_are_told_apart_after_reopening_too,
    those_that_are_present_are_read_together,
    keys_are_added_whole_or_not_at_all,
    another_root_key_is_refused_and_changes_nothing,
    a_missing_key_store_is_told_and_not_made,
    a_main_database_is_no_key_store,
    a_rotation_wraps_every_key_anew_while_others_add_and_read,
    a_rotation_that_was_broken_off_is_finished_by_the_next,
    unused_keys_are_found_by_their_ids_and_dropped_without_a_mark,
);

const ROOT: [u8; 32] = [1; 32];

/// An empty database for keys, gone when dropped.
struct Place<D>(D);

impl<D: Database> Place<D> {
    fn settings(&self) -> KeySettings {
        match self.0.settings() {
            StoreSettings::Sqlite { path } => KeySettings::Sqlite { path },
            StoreSettings::Postgres { url } => KeySettings::Postgres { url },
        }
    }

    async fn make(&self) -> KeyStore {
        KeyStore::open_or_make(&self.settings(), &ROOT, &wrapping(1))
            .await
            .unwrap()
    }

    async fn refusal(&self, root: [u8; 32]) -> StoreError {
        KeyStore::open(&self.settings(), &root).await.err().unwrap()
    }
}

fn wrapping(number: u8) -> NewWrappingKey {
    NewWrappingKey {
        id: id(number.into()),
        key: DataKey::new([number; 32]),
        made_at: at(0),
    }
}

fn id(number: u64) -> Uuid {
    Uuid::from_u128(1 + u128::from(number))
}

fn key(number: u64) -> NewKey {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    NewKey {
        id: id(number),
        key: DataKey::new(bytes),
    }
}

async fn opens(keys: &KeyStore, number: u64) {
    match keys.state(&id(number)).await.unwrap() {
        KeyState::Present(found) => assert_eq!(found.bytes(), key(number).key.bytes()),
        other => panic!("{number}: {other:?}"),
    }
}

async fn present_erased_and_never_existed_are_told_apart_after_reopening_too(
    database: impl Database,
) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add(vec![key(1), key(2)]).await.unwrap();
    keys.erase(&[id(2)], at(1)).await.unwrap();
    keys.erase(&[id(2)], at(2)).await.unwrap();
    keys.close().await;
    let keys = KeyStore::open(&place.settings(), &ROOT).await.unwrap();
    opens(&keys, 1).await;
    assert!(matches!(
        keys.state(&id(2)).await.unwrap(),
        KeyState::Erased
    ));
    assert!(matches!(
        keys.state(&id(3)).await.unwrap(),
        KeyState::NeverExisted
    ));
}

async fn those_that_are_present_are_read_together(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    // More than one statement asks for.
    keys.add((0..40).map(key).collect()).await.unwrap();
    keys.erase(&[id(7)], at(1)).await.unwrap();
    let asked: Vec<Uuid> = (0..50).map(id).collect();
    let present = keys.present(&asked).await.unwrap();
    assert_eq!(present.len(), 39);
    for number in (0..40).filter(|number| *number != 7) {
        assert_eq!(
            present[&id(number)].bytes(),
            key(number).key.bytes(),
            "{number}"
        );
    }
    assert!(keys.present(&[]).await.unwrap().is_empty());
}

async fn keys_are_added_whole_or_not_at_all(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add(vec![key(1)]).await.unwrap();
    assert!(keys.add(vec![key(2), key(1)]).await.is_err());
    assert!(matches!(
        keys.state(&id(2)).await.unwrap(),
        KeyState::NeverExisted
    ));
    opens(&keys, 1).await;
}

async fn another_root_key_is_refused_and_changes_nothing(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add(vec![key(1)]).await.unwrap();
    keys.close().await;
    let refusal = place.refusal([2; 32]).await;
    assert!(matches!(refusal, StoreError::ForeignRootKey), "{refusal}");
    let made = KeyStore::open_or_make(&place.settings(), &[2; 32], &wrapping(2)).await;
    assert!(matches!(made.err().unwrap(), StoreError::ForeignRootKey));
    let keys = KeyStore::open(&place.settings(), &ROOT).await.unwrap();
    opens(&keys, 1).await;
}

async fn a_missing_key_store_is_told_and_not_made(database: impl Database) {
    let place = Place(database);
    let refusal = place.refusal(ROOT).await;
    assert!(matches!(refusal, StoreError::KeysMissing), "{refusal}");
    assert!(refusal.to_string().contains("SAMTYKKE_KEYS"), "{refusal}");
    if let KeySettings::Sqlite { path } = place.settings() {
        assert!(!path.exists());
    }
}

async fn a_main_database_is_no_key_store(database: impl Database) {
    let place = Place(database);
    let store = storage::Store::open(&place.0.settings()).await.unwrap();
    store.close().await;
    let refusal = place.refusal(ROOT).await.to_string();
    assert!(refusal.contains("not a key store"), "{refusal}");
}

async fn a_rotation_wraps_every_key_anew_while_others_add_and_read(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add((0..1_000).map(key).collect()).await.unwrap();
    let others: Vec<_> = (0..8)
        .map(|other| {
            let keys = keys.clone();
            tokio::spawn(async move {
                for turn in 0..40 {
                    let number = 1_000 + other * 40 + turn;
                    keys.add(vec![key(number)]).await.unwrap();
                    opens(&keys, number).await;
                    opens(&keys, number / 2).await;
                }
            })
        })
        .collect();
    // The rotation is another process: it has an opening of its own.
    let rotating = KeyStore::open(&place.settings(), &ROOT).await.unwrap();
    let rewrapped = rotating.rotate(&wrapping(2)).await.unwrap();
    assert!(rewrapped >= 1_000, "{rewrapped}");
    for other in others {
        other.await.unwrap();
    }
    for number in 0..1_320 {
        opens(&keys, number).await;
    }
    assert_eq!(keys.wrapping_keys().await.unwrap(), [wrapping(2).id]);
}

async fn a_rotation_that_was_broken_off_is_finished_by_the_next(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add((0..600).map(key).collect()).await.unwrap();
    let rotating = KeyStore::open(&place.settings(), &ROOT).await.unwrap();
    let second = wrapping(2);
    let broken_off = rotating.rotate(&second);
    let _gone = tokio::time::timeout(std::time::Duration::from_millis(3), broken_off).await;
    opens(&keys, 599).await;
    rotating.rotate(&wrapping(3)).await.unwrap();
    for number in 0..600 {
        opens(&keys, number).await;
    }
    assert_eq!(keys.wrapping_keys().await.unwrap(), [wrapping(3).id]);
}

async fn unused_keys_are_found_by_their_ids_and_dropped_without_a_mark(database: impl Database) {
    let place = Place(database);
    let keys = place.make().await;
    keys.add((0..10).map(key).collect()).await.unwrap();
    let found = keys.ids_between(&id(2), &id(9), 4).await.unwrap();
    assert_eq!(found, [id(3), id(4), id(5), id(6)]);
    keys.drop_unused(&found).await.unwrap();
    assert!(matches!(
        keys.state(&id(3)).await.unwrap(),
        KeyState::NeverExisted
    ));
    opens(&keys, 2).await;
}

/// The bytes of the file and its log file.
fn files(path: &std::path::Path) -> Vec<u8> {
    let mut all = std::fs::read(path).unwrap();
    let log = format!("{}-wal", path.display());
    all.extend(std::fs::read(log).unwrap_or_default());
    all
}

#[tokio::test]
async fn an_erased_key_is_in_no_file_any_more() {
    use sqlx::Connection as _;
    let place = Place(SqliteFile::fresh());
    let keys = place.make().await;
    keys.add(vec![key(1), key(2)]).await.unwrap();
    let KeySettings::Sqlite { path } = place.settings() else {
        panic!("a file");
    };
    let address = format!("sqlite://{}", path.display());
    let mut connection = sqlx::SqliteConnection::connect(&address).await.unwrap();
    let wrapped: Vec<u8> = sqlx::query_scalar("SELECT wrapped FROM data_key WHERE id = $1")
        .bind(id(1).as_bytes().as_slice())
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    let holds = |files: Vec<u8>| files.windows(wrapped.len()).any(|part| part == wrapped);
    assert!(holds(files(&path)));
    keys.erase(&[id(1)], at(1)).await.unwrap();
    assert!(!holds(files(&path)));
    opens(&keys, 2).await;
}
