//! Durable consents on PostgreSQL, where each is a transaction of its own on one of 16 connections: by
//! `Store::commit` in this process and over HTTP through the whole server, both against pgbench.

use std::path::Path;

use anyhow::{Context as _, Result};
use http::StatusCode;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::Plan;
use crate::client::{Visitors, send_all};
use crate::consents::{Consents, commit_all};
use crate::pgbench;
use crate::product::{Databases, Product};
use crate::program::Program;
use crate::table::{Against, Budget, Row};
use crate::writes::{CALLERS, Posting};

/// Writes by turns; what the first turn says is not counted.
pub(crate) async fn measure(
    plan: Plan,
    server: &str,
    binary: &Path,
    folder: &Path,
) -> Result<Vec<Row>> {
    let [main, keys] = [
        database(server, "store").await?,
        database(server, "store_keys").await?,
    ];
    let product = Product::open(&Databases::of_server(&main, &keys)?).await?;
    let consents = Consents::like_one_of(&product).await?;
    let floor_database = floor(server).await?;
    let [of_http, its_keys] = [
        database(server, "http").await?,
        database(server, "http_keys").await?,
    ];
    let program = Program::on_postgres(binary, &folder.join("postgres"), &of_http, &its_keys)?;
    let mut posting = Posting::to(&program, Visitors::after(0)).await?;
    let (mut floor, mut store, mut http, mut batches) = (vec![], vec![], vec![], vec![]);
    for round in 0..=plan.rounds {
        let by_store = commit_all(&product.store, CALLERS, consents.draw(plan.count)).await?;
        let batch = keys_a_transaction(&keys).await?;
        let by_pgbench = pgbench::run(&floor_database, folder, &consents.pattern(), batch, round)?;
        let by_http =
            send_all(program.addr, posting.draw(plan.count)?, StatusCode::CREATED).await?;
        if round > 0 {
            store.push(by_store);
            floor.push(by_pgbench);
            http.push(by_http.rate);
            batches.push(f64::from(u32::try_from(batch)?));
        }
    }
    product.store.close().await;
    let row = |what: &str, unit, measured, against| Row {
        what: format!("PostgreSQL: {what}"),
        unit,
        measured,
        against,
    };
    let over_pgbench = Against::Floor(floor.clone(), Budget::AtLeast(0.5));
    Ok(vec![
        row(
            "data keys a transaction, on average",
            "",
            batches,
            Against::Nothing,
        ),
        row(
            "store.commit, 64 callers / pgbench, 16 clients",
            "/s",
            store,
            over_pgbench,
        ),
        row(
            "consents over HTTP, 64 connections / the same",
            "/s",
            http,
            Against::Floor(floor, Budget::AtLeast(0.5)),
        ),
    ])
}

/// A new, empty database beside the one that `server` names.
async fn database(server: &str, name: &str) -> Result<String> {
    let mut connection = PgConnection::connect(server).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE load_{name}")))
        .execute(&mut connection)
        .await
        .context("the PostgreSQL server must be a new one, of the bench's own")?;
    connection.close().await?;
    let (before, _) = server
        .rsplit_once('/')
        .context("the URL names a database")?;
    Ok(format!("{before}/load_{name}"))
}

/// A database with what the store makes there, and the tables for keys beside it.
async fn floor(server: &str) -> Result<String> {
    let main = database(server, "floor").await?;
    let keys = database(server, "floor_keys").await?;
    let product = Product::open(&Databases::of_server(&main, &keys)?).await?;
    // The register and the notice that every consent refers to.
    product.give().await?;
    product.store.close().await;
    pgbench::add_keys(&main).await?;
    Ok(main)
}

/// How many keys a transaction of the key store has added on average.
async fn keys_a_transaction(keys: &str) -> Result<usize> {
    let mut connection = PgConnection::connect(keys).await?;
    let mean: i64 = sqlx::query_scalar(
        "SELECT greatest(1, round(count(*)::numeric / greatest(1, count(DISTINCT xmin::text))))::int8 FROM data_key",
    )
    .fetch_one(&mut connection)
    .await?;
    connection.close().await?;
    Ok(usize::try_from(mean)?)
}
