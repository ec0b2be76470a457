//! The floor of writes on SQLite: the same rows by the same statements, driver and settings, in batches as large as
//! the store's own are on average, written by hand. Keys and consents are written at the same time, as the store
//! does it, and neither waits for the other.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::consents::Give;
use crate::product::{Databases, Product};
use crate::stopwatch::Stopwatch;

const BY_CODE: &str = "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE code = $1 AND erasing_at IS NULL";
const BY_ATTEMPT: &str = "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE attempt = $1";
const NOTICE: &str = "INSERT INTO notice (hash, canonical, first_shown_at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";
const CONSENT: &str = "INSERT INTO consent (id, site, language, surface, method, given_at, register, notice, evidence, granted, attempt, code) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const LEAF: &str = "INSERT INTO leaf (id, kind, record, register, commitment, appended_at) VALUES ($1, $2, $3, $4, $5, $6)";
const CURRENT: &str = "SELECT id, wrapped FROM wrapping_key WHERE retired_at IS NULL";
const KEY: &str = "INSERT INTO data_key (id, wrapping, wrapped) VALUES ($1, $2, $3)";

/// What a wrapped key looks like: 40 bytes.
const WRAPPED: [u8; 40] = [0xa5; 40];

/// Where the two databases of a folder are.
pub(crate) fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("samtykke.db"), folder.join("keys.db"))
}

/// Opens a file as the store does.
pub(crate) async fn connect(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .foreign_keys(true)
        .disable_statement_logging();
    Ok(options.connect().await?)
}

/// How many things one transaction writes.
#[derive(Clone, Copy)]
pub(crate) struct Batches {
    pub(crate) consents: usize,
    pub(crate) keys: usize,
}

/// How many transactions a file has seen since it was opened: the counter in the header of its index to the log,
/// which SQLite's description of the format calls iChange.
fn transactions(file: &Path) -> Result<u32> {
    let mut index = file.as_os_str().to_owned();
    index.push("-shm");
    let bytes = std::fs::read(index)?;
    let counter = bytes.get(8..12).and_then(|four| four.try_into().ok());
    Ok(u32::from_ne_bytes(counter.context("an index to the log")?))
}

/// Counts the transactions of a store while something is written.
pub(crate) struct Counting {
    files: (PathBuf, PathBuf),
    before: (u32, u32),
}

impl Counting {
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let files = files(folder);
        Ok(Self {
            before: (transactions(&files.0)?, transactions(&files.1)?),
            files,
        })
    }

    /// The mean batches of `written` consents.
    pub(crate) fn mean(&self, written: usize) -> Result<Batches> {
        let mean = |file: &Path, before: u32| -> Result<usize> {
            let many = transactions(file)?.wrapping_sub(before).max(1);
            let many = usize::try_from(many)?;
            Ok(((written + many / 2) / many).max(1))
        };
        Ok(Batches {
            consents: mean(&self.files.0, self.before.0)?,
            keys: mean(&self.files.1, self.before.1)?,
        })
    }
}

/// Two databases without a store around them.
pub(crate) struct Raw {
    main: SqliteConnection,
    keys: SqliteConnection,
}

impl Raw {
    /// Lets the store make the databases of `folder`, and opens them without it.
    pub(crate) async fn open(folder: &Path) -> Result<Self> {
        let product = Product::open(&Databases::files(folder)).await?;
        product.store.close().await;
        let (main, keys) = files(folder);
        Ok(Self {
            main: connect(&main).await?,
            keys: connect(&keys).await?,
        })
    }

    /// Writes all; how many a second.
    pub(crate) async fn write(&mut self, given: &[Give], batches: Batches) -> Result<f64> {
        let stopwatch = Stopwatch::start();
        tokio::try_join!(
            write_consents(&mut self.main, given, batches.consents),
            write_keys(&mut self.keys, given, batches.keys),
        )?;
        Ok(stopwatch.rate(given.len()))
    }

    pub(crate) async fn close(self) -> Result<()> {
        self.main.close().await?;
        self.keys.close().await?;
        Ok(())
    }
}

async fn write_keys(keys: &mut SqliteConnection, given: &[Give], batch: usize) -> Result<()> {
    for batch in given.chunks(batch) {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *keys).await?;
        let (wrapping, _): (Vec<u8>, Vec<u8>) =
            sqlx::query_as(CURRENT).fetch_one(&mut *keys).await?;
        for give in batch {
            sqlx::query(KEY)
                .bind(&give.key.id.as_bytes()[..])
                .bind(&wrapping)
                .bind(&WRAPPED[..])
                .execute(&mut *keys)
                .await?;
        }
        sqlx::query("COMMIT").execute(&mut *keys).await?;
    }
    Ok(())
}

async fn write_consents(main: &mut SqliteConnection, given: &[Give], batch: usize) -> Result<()> {
    for batch in given.chunks(batch) {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *main).await?;
        for give in batch {
            write_consent(main, give).await?;
        }
        for give in batch {
            append_leaf(main, give).await?;
        }
        sqlx::query("COMMIT").execute(&mut *main).await?;
    }
    Ok(())
}

async fn write_consent(main: &mut SqliteConnection, give: &Give) -> Result<()> {
    let consent = &give.consent;
    let record = &consent.record;
    let given_at = record.given_at.as_microsecond();
    for (statement, hash) in [(BY_CODE, &consent.code), (BY_ATTEMPT, &consent.attempt)] {
        sqlx::query(statement)
            .bind(&hash.0[..])
            .fetch_optional(&mut *main)
            .await?;
    }
    sqlx::query(NOTICE)
        .bind(&record.notice.0[..])
        .bind(std::str::from_utf8(&give.notice)?)
        .bind(given_at)
        .execute(&mut *main)
        .await?;
    sqlx::query(CONSENT)
        .bind(&record.id.as_bytes()[..])
        .bind(&record.site)
        .bind(record.language.tag())
        .bind("banner")
        .bind("api")
        .bind(given_at)
        .bind(&record.register.0.0[..])
        .bind(&record.notice.0[..])
        .bind(&consent.sealed)
        .bind(&consent.granted.0[..])
        .bind(&consent.attempt.0[..])
        .bind(&consent.code.0[..])
        .execute(&mut *main)
        .await?;
    Ok(())
}

async fn append_leaf(main: &mut SqliteConnection, give: &Give) -> Result<()> {
    let leaf = &give.leaf.leaf;
    sqlx::query(LEAF)
        .bind(&give.leaf.id.as_bytes()[..])
        .bind(i64::from(leaf.kind as u8))
        .bind(&leaf.record.as_bytes()[..])
        .bind(&leaf.register.0.0[..])
        .bind(&leaf.commitment.0[..])
        .bind(give.leaf.appended_at.as_microsecond())
        .execute(&mut *main)
        .await?;
    Ok(())
}
