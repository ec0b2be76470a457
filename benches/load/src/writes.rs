//! Durable consents on SQLite: by `Store::commit` in this process, against raw batches; and over HTTP, through the
//! whole server, against `Store::commit`. Every figure waits for the disk before it counts a consent.

use std::path::Path;

use anyhow::{Context as _, Result};
use http::StatusCode;
use serde_json::{Value, json};

use crate::Plan;
use crate::client::{CONNECTIONS, Connection, Request, Visitors, send_all};
use crate::consents::{Consents, commit_all};
use crate::product::{ACCEPTED, Databases, Product};
use crate::program::Program;
use crate::raw::{Counting, Raw};
use crate::stopwatch::percentile;
use crate::table::{Against, Budget, Row};

/// How many callers wait for the store at once, as many as there are connections.
pub(crate) const CALLERS: usize = CONNECTIONS;

#[derive(Default)]
struct Measured {
    raw: Vec<f64>,
    store: Vec<f64>,
    http: Vec<f64>,
    slowest: Vec<f64>,
    consents: Vec<f64>,
    keys: Vec<f64>,
}

/// Writes by turns; what the first turn says is not counted.
pub(crate) async fn measure(plan: Plan, folder: &Path, server: &Program) -> Result<Vec<Row>> {
    let of_store = folder.join("store");
    let product = Product::open(&Databases::files(&of_store)).await?;
    let consents = Consents::like_one_of(&product).await?;
    let mut raw = Raw::open(&folder.join("raw")).await?;
    let mut posting = Posting::to(server, Visitors::after(0)).await?;
    let mut measured = Measured::default();
    for round in 0..=plan.rounds {
        let counting = Counting::start(&of_store)?;
        let store = commit_all(&product.store, CALLERS, consents.draw(plan.count)).await?;
        let batches = counting.mean(plan.count)?;
        let floor = raw.write(&consents.draw(plan.count), batches).await?;
        let mut answered =
            send_all(server.addr, posting.draw(plan.count)?, StatusCode::CREATED).await?;
        if round > 0 {
            measured.raw.push(floor);
            measured.store.push(store);
            measured.http.push(answered.rate);
            measured.slowest.push(percentile(&mut answered.times, 99));
            measured
                .consents
                .push(f64::from(u32::try_from(batches.consents)?));
            measured.keys.push(f64::from(u32::try_from(batches.keys)?));
        }
    }
    raw.close().await?;
    product.store.close().await;
    Ok(measured.rows())
}

impl Measured {
    fn rows(self) -> Vec<Row> {
        let row = |what: &str, unit, measured: &[f64], against| Row {
            what: what.to_owned(),
            unit,
            measured: measured.to_vec(),
            against,
        };
        let over_raw = Against::Floor(self.raw, Budget::AtLeast(0.6));
        let over_store = Against::Floor(self.store.clone(), Budget::AtLeast(0.5));
        vec![
            row(
                "consents a transaction, on average",
                "",
                &self.consents,
                Against::Nothing,
            ),
            row(
                "data keys a transaction, on average",
                "",
                &self.keys,
                Against::Nothing,
            ),
            row(
                "SQLite: store.commit, 64 callers / raw batches",
                "/s",
                &self.store,
                over_raw,
            ),
            row(
                "SQLite: consents over HTTP, 64 connections / store.commit",
                "/s",
                &self.http,
                over_store,
            ),
            row(
                "the same, as a figure",
                "/s",
                &self.http,
                Against::Itself(Budget::AtLeast(2000.0)),
            ),
            row(
                "the same, p99",
                "ms",
                &self.slowest,
                Against::Itself(Budget::AtMost(25.0)),
            ),
        ]
    }
}

/// Consents for `POST /api/v1/consents`.
pub(crate) struct Posting {
    visitors: Visitors,
    body: Value,
}

impl Posting {
    /// Asks the server which notice its banner shows.
    pub(crate) async fn to(server: &Program, mut visitors: Visitors) -> Result<Self> {
        let asked = visitors.get("/api/v1/register")?;
        let mut connection = Connection::open(server.addr).await?;
        let register = connection.send(asked, StatusCode::OK).await?;
        let register: Value = serde_json::from_slice(&register)?;
        let is_banner =
            |notice: &&Value| notice["surface"] == "banner" && notice["language"] == "da";
        let notices = register["notices"].as_array();
        let banner = notices.and_then(|notices| notices.iter().find(is_banner));
        let banner = banner.context("the register has a banner")?;
        Ok(Self {
            visitors,
            body: json!({
                "site": register["sites"][0]["key"],
                "language": "da",
                "surface": "banner",
                "notice": banner["hash"],
                "accepted": [ACCEPTED],
            }),
        })
    }

    pub(crate) fn draw(&mut self, count: usize) -> Result<Vec<Request>> {
        let post = |_| self.visitors.post("/api/v1/consents", &self.body);
        (0..count).map(post).collect()
    }
}
