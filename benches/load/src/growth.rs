//! What a full database costs: a small one and a large one, both open, written to and read from by turns. What they
//! hold is made by SQL, in blocks, with rows of the product's lengths in the order of their time, each with its leaf
//! (which has its place in the log) and its data key. After each block the product gives a few consents itself; those
//! are looked up.

use std::path::Path;

use anyhow::{Context as _, Result};
use domain::consent::ReceiptCode;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

use crate::Plan;
use crate::consents::{Consents, commit_all};
use crate::product::{Databases, Product, problem};
use crate::raw::{connect, files};
use crate::stopwatch::{Stopwatch, percentile};
use crate::table::{Against, Budget, Row};
use crate::writes::CALLERS;

/// How many consents the small database holds to begin with.
const SMALL: u64 = 10_000;
/// In how many blocks a database is filled.
const BLOCKS: u64 = 50;
/// How many consents the product gives after each.
const GIVEN: u64 = 20;
/// A measurement must not make the small database much larger.
const MOST: usize = 2_000;

/// One database.
struct Filled {
    product: Product,
    receipts: Vec<ReceiptCode>,
}

/// Fills both and measures by turns; what the first turn says is not counted.
pub(crate) async fn measure(plan: Plan, folder: &Path, large: u64) -> Result<Vec<Row>> {
    let of = |many: u64| folder.join(format!("growth-{many}"));
    let small = fill(&of(SMALL), SMALL).await?;
    let stopwatch = Stopwatch::start();
    let grown = fill(&of(large), large).await?;
    let filled = stopwatch.read().as_secs_f64();
    let count = plan.count.min(MOST);
    let (mut floor, mut measured) = (Turns::default(), Turns::default());
    for round in 0..=plan.rounds {
        floor.take(&small, count, round > 0).await?;
        measured.take(&grown, count, round > 0).await?;
    }
    small.product.store.close().await;
    grown.product.store.close().await;
    let row = |what: String, unit, measured, against| Row {
        what,
        unit,
        measured,
        against,
    };
    Ok(vec![
        row(
            format!("growth: filling SQLite with {large} consents"),
            "s",
            vec![filled],
            Against::Nothing,
        ),
        row(
            format!("growth: store.commit at {large} / at {SMALL} consents"),
            "/s",
            measured.writes,
            Against::Floor(floor.writes, Budget::AtLeast(0.85)),
        ),
        row(
            format!("growth: written a consent at {large} consents"),
            "kB",
            measured.written,
            Against::Nothing,
        ),
        row(
            format!("growth: written a consent at {SMALL} consents"),
            "kB",
            floor.written,
            Against::Nothing,
        ),
        row(
            format!("growth: p99 of looking a receipt up, {large} / {SMALL}"),
            "ms",
            measured.slowest,
            Against::Floor(floor.slowest, Budget::AtMost(1.5)),
        ),
    ])
}

#[derive(Default)]
struct Turns {
    writes: Vec<f64>,
    /// What goes to the files for one, in kB: pages, each whole, however little of it changed.
    written: Vec<f64>,
    slowest: Vec<f64>,
}

impl Turns {
    async fn take(&mut self, filled: &Filled, count: usize, counted: bool) -> Result<()> {
        let consents = Consents::like_one_of(&filled.product).await?;
        let store = &filled.product.store;
        let before = written()?;
        let writes = commit_all(store, CALLERS, consents.draw(count)).await?;
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let written = (written()? - before) as f64 / count as f64 / 1000.0;
        let mut times = Vec::with_capacity(filled.receipts.len());
        for code in &filled.receipts {
            let stopwatch = Stopwatch::start();
            filled
                .product
                .service
                .receipt(code)
                .await
                .map_err(problem)?;
            times.push(stopwatch.read());
        }
        if counted {
            self.writes.push(writes);
            self.written.push(written);
            self.slowest.push(percentile(&mut times, 99));
        }
        Ok(())
    }
}

/// How many bytes this process has written so far.
fn written() -> Result<u64> {
    let told = std::fs::read_to_string("/proc/self/io")?;
    let line = told.lines().find_map(|line| line.strip_prefix("wchar: "));
    Ok(line.context("the system counts them")?.parse()?)
}

async fn fill(folder: &Path, many: u64) -> Result<Filled> {
    let product = Product::open(&Databases::files(folder)).await?;
    let pattern = product.give().await?;
    let mut filling = connect(&files(folder).0).await?;
    attach_keys(&mut filling, &files(folder).1).await?;
    let mut receipts = Vec::new();
    let block = i64::try_from(many / BLOCKS)?;
    for _ in 0..BLOCKS {
        let from = product.clock.skip(block);
        add_block(&mut filling, &pattern, from, block).await?;
        for _ in 0..GIVEN {
            receipts.push(product.give().await?);
        }
    }
    sqlx::raw_sql("PRAGMA main.wal_checkpoint(TRUNCATE); PRAGMA keys.wal_checkpoint(TRUNCATE)")
        .execute(&mut filling)
        .await?;
    filling.close().await?;
    scatter(&mut receipts);
    Ok(Filled { product, receipts })
}

/// Nobody measures the filling, so that it need not be durable.
async fn attach_keys(filling: &mut SqliteConnection, keys: &Path) -> Result<()> {
    sqlx::query("ATTACH $1 AS keys")
        .bind(keys.to_str().context("a folder whose name is text")?)
        .execute(&mut *filling)
        .await?;
    let settings = "PRAGMA main.synchronous = OFF; PRAGMA keys.synchronous = OFF; \
                    PRAGMA main.cache_size = -262144; PRAGMA keys.cache_size = -65536";
    sqlx::raw_sql(settings).execute(filling).await?;
    Ok(())
}

/// `$1` is the first millisecond, `$2` how many, `$3` the code of the consent that they are like.
const CONSENTS: &str = "\
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2) \
    INSERT INTO consent (id, site, language, surface, method, given_at, register, notice, evidence, granted, attempt, code) \
    SELECT unhex(printf('%012x', $1 + i) || hex(randomblob(10))), site, language, surface, method, ($1 + i) * 1000, \
    register, notice, randomblob(length(evidence)), randomblob(32), randomblob(32), randomblob(32) \
    FROM n, consent WHERE code = $3";
/// `$1` is the first millisecond.
const LEAVES: &str = "\
    INSERT INTO leaf (id, kind, record, register, commitment, position, appended_at) \
    SELECT unhex(hex(substr(id, 1, 6)) || hex(randomblob(10))), 1, id, register, randomblob(32), \
    (SELECT size FROM log_head) + row_number() OVER (ORDER BY id) - 1, given_at \
    FROM consent WHERE id >= unhex(printf('%012x', $1) || '00')";
const PLACES: &str = "UPDATE log_head SET size = size + $1";
/// `$1` is the first millisecond.
const KEYS: &str = "\
    INSERT INTO keys.data_key (id, wrapping, wrapped) \
    SELECT id, (SELECT id FROM keys.wrapping_key), randomblob(40) \
    FROM consent WHERE id >= unhex(printf('%012x', $1) || '00')";

async fn add_block(
    filling: &mut SqliteConnection,
    pattern: &ReceiptCode,
    from: i64,
    block: i64,
) -> Result<()> {
    let mut transaction = filling.begin().await?;
    sqlx::query(CONSENTS)
        .bind(from)
        .bind(block)
        .bind(&pattern.hash().0[..])
        .execute(&mut *transaction)
        .await?;
    for statement in [LEAVES, KEYS] {
        sqlx::query(statement)
            .bind(from)
            .execute(&mut *transaction)
            .await?;
    }
    sqlx::query(PLACES)
        .bind(block)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Nobody comes back in the order of first visits: the hash of a code decides.
fn scatter(receipts: &mut [ReceiptCode]) {
    receipts.sort_unstable_by_key(|code| code.hash().0);
}
