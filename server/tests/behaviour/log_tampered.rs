//! Somebody with the whole database in their hands changes it, cleverly, and does not have the signing key: every
//! change below a checkpoint that was kept elsewhere is found. And every flipped bit is.

use std::path::{Path, PathBuf};

use domain::log::{Edge, PublicKey, hash_of_bytes};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use server::checkpoints::Checkpoints;
use server::keys::existing_root_key;
use service::log::{Audited, KeptNote, audit_log};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Row as _, SqliteConnection};
use storage::{Audit, KeySettings, KeyStore, StoreSettings};
use tokio::runtime::Runtime;

use crate::bench::{Ask, Bench, Browser, sample_or_full};
use crate::log_kept::{append, key};

/// A log of two days with 600 leaves, some with sealed records; as it was in between and at the end, and what was kept.
struct Case {
    folder: tempfile::TempDir,
    key: PublicKey,
    records: KeyStore,
    kept: Vec<KeptNote>,
    leaves: i64,
    runtime: Runtime,
}

impl Case {
    fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runtime = Runtime::new().unwrap();
        let bench = Bench::open();
        for turn in 0..8 {
            let browser = Browser::accepted(&bench);
            if turn % 2 == 0 {
                let code = browser.receipt().unwrap().to_owned();
                bench.send(&Ask::receipt("withdraw", &code));
            }
        }
        append(&bench, 1..281);
        bench.signed();
        let copy = |file: &Path, name: &str| {
            let copy = folder.path().join(name).display().to_string();
            runtime.block_on(async {
                let mut connection = connect(file).await;
                let vacuum = sqlx::query("VACUUM INTO $1").bind(copy);
                vacuum.execute(&mut connection).await.unwrap();
            });
        };
        copy(&bench.place.database(), "older.db");
        bench.move_clock("2026-11-22T10:00:00Z");
        append(&bench, 281..589);
        bench.signed();
        copy(&bench.place.database(), "newest.db");
        copy(&bench.place.data().join("keys.db"), "keys.db");
        let path = folder.path().join("keys.db");
        let root_key = existing_root_key(&bench.place.data().join("root.key"));
        let root_key = root_key.unwrap().unwrap();
        let keys = KeySettings::Sqlite { path };
        let records = runtime.block_on(KeyStore::open(&keys, &root_key.0));
        let records = records.unwrap();
        let kept = Checkpoints::below(&bench.place.data()).read().unwrap();
        assert_eq!(kept.len(), 2);
        Self {
            key: key(&bench),
            records,
            kept: kept
                .into_iter()
                .map(|note| KeptNote {
                    is_ours: false,
                    ..note
                })
                .collect(),
            leaves: i64::try_from(bench.leaves()).unwrap(),
            folder,
            runtime,
        }
    }

    fn newest(&self) -> PathBuf {
        let file = self.folder.path().join("tampered.db");
        std::fs::copy(self.folder.path().join("newest.db"), &file).unwrap();
        file
    }

    async fn audit(&self, file: &Path) -> Audited {
        let settings = StoreSettings::Sqlite {
            path: file.to_owned(),
        };
        let mut audit = Audit::open(&settings).await.unwrap();
        let keys = std::slice::from_ref(&self.key);
        let audited = audit_log(&mut audit, Some(&self.records), keys, &self.kept).await;
        audit.close().await.unwrap();
        audited.unwrap()
    }
}

async fn connect(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(file)
        .foreign_keys(false)
        .pragma("ignore_check_constraints", "ON")
        .pragma("synchronous", "OFF")
        .connect()
        .await
        .unwrap()
}

async fn all(connection: &mut SqliteConnection, sql: String) -> u64 {
    let done = sqlx::query(sqlx::AssertSqlSafe(sql))
        .execute(connection)
        .await;
    done.unwrap().rows_affected()
}

/// Moves the places from `from` on by `by`, without meeting each other on the way.
async fn shift(connection: &mut SqliteConnection, from: i64, by: i64) {
    let away = format!("UPDATE leaf SET position = -1 - position WHERE position >= {from}");
    all(connection, away).await;
    let back = format!("UPDATE leaf SET position = -1 - position + {by} WHERE position < 0");
    all(connection, back).await;
}

/// A random change of the leaves; says what was done.
async fn tamper(connection: &mut SqliteConnection, leaves: i64, rng: &mut StdRng) -> String {
    let at = rng.random_range(0..leaves);
    let other = (at + rng.random_range(1..leaves)) % leaves;
    match rng.random_range(0..9) {
        0 => {
            let (column, length) = *[("commitment", 32), ("register", 32), ("record", 16)]
                .choose(rng)
                .unwrap();
            let sql =
                format!("UPDATE leaf SET {column} = randomblob({length}) WHERE position = {at}");
            all(connection, sql).await;
            format!("edited {column} of {at}")
        }
        1 => {
            all(
                connection,
                format!("UPDATE leaf SET kind = 3 - kind WHERE position = {at}"),
            )
            .await;
            format!("edited kind of {at}")
        }
        2 => {
            all(
                connection,
                format!("DELETE FROM leaf WHERE position = {at}"),
            )
            .await;
            format!("deleted {at}")
        }
        3 => {
            all(
                connection,
                format!("DELETE FROM leaf WHERE position = {at}"),
            )
            .await;
            shift(connection, at, -1).await;
            format!("deleted {at} and closed the gap")
        }
        4 => {
            let (one, two) = (format!("position = {at}"), format!("position = {other}"));
            all(
                connection,
                format!("UPDATE leaf SET position = -1 WHERE {one}"),
            )
            .await;
            all(
                connection,
                format!("UPDATE leaf SET position = {at} WHERE {two}"),
            )
            .await;
            all(
                connection,
                format!("UPDATE leaf SET position = {other} WHERE position = -1"),
            )
            .await;
            format!("swapped {at} and {other}")
        }
        5 => {
            all(
                connection,
                format!("DELETE FROM leaf WHERE position >= {at}"),
            )
            .await;
            format!("cut off at {at}")
        }
        6 => {
            shift(connection, at, 1).await;
            let copy = "INSERT INTO leaf (id, kind, record, register, commitment, position, appended_at) \
                        SELECT randomblob(16), 1, randomblob(16), register, randomblob(32)";
            let from = if at == 0 { 1 } else { 0 };
            all(
                connection,
                format!("{copy}, {at}, appended_at FROM leaf WHERE position = {from}"),
            )
            .await;
            format!("inserted one at {at}")
        }
        7 => {
            all(
                connection,
                format!("UPDATE leaf SET position = NULL WHERE position = {at}"),
            )
            .await;
            format!("took the place of {at}")
        }
        _ => {
            let contents = "(kind, record, register, commitment)";
            let sql = format!(
                "UPDATE leaf SET {contents} = (SELECT kind, record, register, commitment FROM leaf \
                 WHERE position = {other}) WHERE position = {at}"
            );
            all(connection, sql).await;
            format!("made {at} a copy of {other}")
        }
    }
}

/// Makes tiles and length fit the leaves as they are now, as far as they follow each other.
async fn cover_up(connection: &mut SqliteConnection) {
    let rows = sqlx::query(
        "SELECT kind, record, register, commitment FROM leaf WHERE position IS NOT NULL ORDER BY position",
    );
    let rows = rows.fetch_all(&mut *connection).await.unwrap();
    let mut edge = Edge::default();
    let mut tiles = Vec::new();
    for row in &rows {
        let mut bytes = vec![1, u8::try_from(row.get::<i64, _>(0)).unwrap()];
        for column in 1..4 {
            bytes.extend(row.get::<Vec<u8>, _>(column));
        }
        tiles.extend(edge.push(hash_of_bytes(&bytes)));
    }
    tiles.extend(edge.partial());
    all(connection, "DELETE FROM tile".to_owned()).await;
    for tile in tiles {
        let insert = sqlx::query("INSERT INTO tile VALUES ($1, $2, $3)")
            .bind(i64::from(tile.id.level))
            .bind(i64::try_from(tile.id.index).unwrap())
            .bind(tile.bytes());
        insert.execute(&mut *connection).await.unwrap();
    }
    all(
        connection,
        format!("UPDATE log_head SET size = {}", rows.len()),
    )
    .await;
}

/// Tampers `count` times and gives what was not found.
fn undetected_tampering(case: &Case, count: u64) -> Vec<String> {
    let mut missed = Vec::new();
    for seed in 0..count {
        let mut rng = StdRng::seed_from_u64(seed);
        let file = case.newest();
        let (done, audited) = case.runtime.block_on(async {
            let mut connection = connect(&file).await;
            let mut done = if rng.random_ratio(1, 10) {
                connection.close().await.unwrap();
                std::fs::copy(case.folder.path().join("older.db"), &file).unwrap();
                connection = connect(&file).await;
                "put the older database back".to_owned()
            } else {
                tamper(&mut connection, case.leaves, &mut rng).await
            };
            if rng.random() {
                cover_up(&mut connection).await;
                done.push_str(", and made the tree fit");
            }
            if rng.random_ratio(1, 3) {
                all(&mut connection, "DELETE FROM checkpoint".to_owned()).await;
                done.push_str(", and removed the checkpoints");
            }
            connection.close().await.unwrap();
            (done, case.audit(&file).await)
        });
        if audited.findings.is_empty() {
            missed.push(format!("seed {seed}: {done}"));
        }
    }
    missed
}

/// Where evidence lies.
const STORED: [(&str, &str); 17] = [
    ("leaf", "kind"),
    ("leaf", "record"),
    ("leaf", "register"),
    ("leaf", "commitment"),
    ("leaf", "position"),
    ("tile", "level"),
    ("tile", "place"),
    ("tile", "hashes"),
    ("checkpoint", "epoch"),
    ("checkpoint", "day"),
    ("checkpoint", "size"),
    ("checkpoint", "note"),
    ("consent", "evidence"),
    ("consent_end", "evidence"),
    ("erasure", "record"),
    ("erasure", "r"),
    ("log_head", "size"),
];

/// Flips one random bit in one random row; false when a rule of the database does not take it.
async fn flip(
    connection: &mut SqliteConnection,
    table: &str,
    column: &str,
    rng: &mut StdRng,
) -> bool {
    let select = format!("SELECT rowid, {column} FROM {table}");
    let rows = sqlx::query(sqlx::AssertSqlSafe(select));
    let rows = rows.fetch_all(&mut *connection).await.unwrap();
    let row = rows.choose(rng).unwrap();
    let update = format!("UPDATE {table} SET {column} = $1 WHERE rowid = $2");
    let update = sqlx::query(sqlx::AssertSqlSafe(update));
    let update = match row.try_get::<Vec<u8>, _>(1) {
        Ok(mut bytes) => {
            let bit = rng.random_range(0..bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            update.bind(bytes)
        }
        Err(_) => update.bind(row.get::<i64, _>(1) ^ (1 << rng.random_range(0..63))),
    };
    let done = update.bind(row.get::<i64, _>(0)).execute(connection).await;
    done.is_ok()
}

/// Flips `count` bits, each in a fresh copy, and gives what was not found.
fn undetected_flips(case: &Case, count: u64) -> Vec<String> {
    let mut missed = Vec::new();
    let mut flipped = 0;
    let mut rng = StdRng::seed_from_u64(1);
    while flipped < count {
        let file = case.newest();
        let (table, column) = *STORED.choose(&mut rng).unwrap();
        let found = case.runtime.block_on(async {
            let mut connection = connect(&file).await;
            let changed = flip(&mut connection, table, column, &mut rng).await;
            connection.close().await.unwrap();
            if !changed {
                return None;
            }
            Some(!case.audit(&file).await.findings.is_empty())
        });
        flipped += u64::from(found.is_some());
        if found == Some(false) {
            missed.push(format!("{table}.{column}"));
        }
    }
    missed
}

#[test]
fn tampering_and_flipped_bits_are_found() {
    let case = Case::make();
    let untouched = case.runtime.block_on(case.audit(&case.newest()));
    assert_eq!(untouched.findings, []);
    assert_eq!((untouched.opened, untouched.covered), (600, 600));
    let none: [String; 0] = [];
    assert_eq!(undetected_tampering(&case, 40), none);
    assert_eq!(undetected_flips(&case, 40), none);
}

#[test]
#[ignore = "a proof of minutes: run by `make prove`"]
fn prove_no_tampering_and_no_flipped_bit_goes_unnoticed() {
    let (tamperings, flips) = sample_or_full((500, 200), (10_000, 1_000));
    let case = Case::make();
    let none: [String; 0] = [];
    assert_eq!(undetected_tampering(&case, tamperings), none);
    assert_eq!(undetected_flips(&case, flips), none);
    println!("{tamperings} tamperings and {flips} flipped bits, all found");
}
