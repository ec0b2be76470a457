//! The floor of writes on PostgreSQL: its own `pgbench`, with the statements of a consent and of its key. Ids begin
//! with a number that rises, as those of the product begin with the time; sealed evidence is as long as the product's;
//! all of it lies in one database. Key transactions hold as many keys as the product's on average, and come as often.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::consents::Give;

/// The tables of the key store.
const KEY_TABLES: &str = include_str!("../../../storage/migrations/keys/postgres/0001_keys.sql");
const CLIENTS: &str = "16";
const SECONDS: &str = "3";
/// More transactions than a client gets to in one run.
const RUN: u64 = 1_000_000;

/// Makes the key store's tables beside the others, with a key to wrap with.
pub(crate) async fn add_keys(database: &str) -> Result<()> {
    let mut connection = PgConnection::connect(database).await?;
    sqlx::raw_sql(KEY_TABLES).execute(&mut connection).await?;
    let wrapping = "INSERT INTO wrapping_key (id, wrapped, made_at) VALUES (int8send(0) || int8send(1), decode(repeat('a5', 40), 'hex'), 0)";
    sqlx::raw_sql(AssertSqlSafe(wrapping))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

/// Runs for a while; how many consents a second. `turn` tells the runs on one database apart.
pub(crate) fn run(
    database: &str,
    folder: &Path,
    pattern: &Give,
    keys: usize,
    turn: u32,
) -> Result<f64> {
    let (consent, key) = (folder.join("consent.sql"), folder.join("keys.sql"));
    std::fs::write(&consent, consent_script(pattern))?;
    std::fs::write(&key, key_script(keys))?;
    let output = Command::new("pgbench")
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .args(["--client", CLIENTS, "--time", SECONDS])
        .arg(format!("--define=i={}", u64::from(turn) * RUN))
        .arg(format!("--file={}@{keys}", consent.display()))
        .arg(format!("--file={}@1", key.display()))
        .arg(database)
        .output()
        .context("pgbench is missing; remedy: run 'make setup-tests'")?;
    let told = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "pgbench failed: {told}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    rate(&told)
}

/// The rate of the first script.
fn rate(told: &str) -> Result<f64> {
    let of_first = told.split("SQL script 1").nth(1).unwrap_or_default();
    let rate = of_first
        .split("tps = ")
        .nth(1)
        .and_then(|rest| rest.split(')').next());
    match rate {
        Some(rate) => Ok(rate.trim().parse()?),
        None => bail!("pgbench told no rate: {told}"),
    }
}

/// What both scripts begin with: numbers for ids and hashes.
const NUMBERS: &str = "\\set i :i + 1\n\\set n random(1, 9000000000000000000)\nBEGIN;\n";

fn consent_script(pattern: &Give) -> String {
    const ID: &str = "int8send(:i) || int8send(:n)";
    let hash = |what: &str| format!("sha256(int8send(:i) || int8send(:n) || '{what}')");
    let (code, attempt, granted, commitment) = (hash("c"), hash("a"), hash("g"), hash("l"));
    let record = &pattern.consent.record;
    let (register, notice) = (bytes(&record.register.0.0), bytes(&record.notice.0));
    let canonical = String::from_utf8_lossy(&pattern.notice).replace('\'', "''");
    let sealed = bytes(&pattern.consent.sealed);
    let (site, language) = (&record.site, record.language.tag());
    let at = record.given_at.as_microsecond();
    let held =
        "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE";
    format!(
        "{NUMBERS}\
         {held} code = {code} AND erasing_at IS NULL FOR UPDATE;\n\
         {held} attempt = {attempt} FOR UPDATE;\n\
         INSERT INTO notice (hash, canonical, first_shown_at) VALUES ({notice}, '{canonical}', {at}) ON CONFLICT (hash) DO NOTHING;\n\
         INSERT INTO consent (id, site, language, surface, method, given_at, register, notice, evidence, granted, attempt, code) \
         VALUES ({ID}, '{site}', '{language}', 'banner', 'api', {at}, {register}, {notice}, {sealed}, {granted}, {attempt}, {code});\n\
         INSERT INTO leaf (id, kind, record, register, commitment, appended_at) \
         VALUES (int8send(:i) || int8send(:n), 1, {ID}, {register}, {commitment}, {at});\n\
         COMMIT;\n"
    )
}

fn key_script(keys: usize) -> String {
    let mut script = format!(
        "{NUMBERS}SELECT id, wrapped FROM wrapping_key WHERE retired_at IS NULL FOR SHARE;\n"
    );
    for number in 0..keys {
        // Writing to a string cannot fail.
        let _written = writeln!(
            script,
            "INSERT INTO data_key (id, wrapping, wrapped) VALUES \
             (int8send(:i) || int8send(:n::int8 + {number}), int8send(0) || int8send(1), {});",
            bytes(&[0xa5; 40])
        );
    }
    script.push_str("COMMIT;\n");
    script
}

fn bytes(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("'\\x{digits}'::bytea")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_first_script() {
        let told = "transaction type: multiple scripts\ntps = 1700.1 (without initial connection time)\n\
                    SQL script 1: consent.sql\n - weight: 9 (targets 90.0% of total)\n \
                    - 4611 transactions (90.1% of total, tps = 1536.25)\n\
                    SQL script 2: keys.sql\n - 500 transactions (9.9% of total, tps = 166.6)\n";
        assert_eq!(rate(told).unwrap(), 1536.25);
        assert!(rate("pgbench: error").is_err());
    }
}
