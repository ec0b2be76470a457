//! Reads over HTTP, against axum returning the same bytes: the register, which a site fetches to ask; the banner's
//! notice, word for word; and a receipt, whose record, key and notice are read, opened and checked each time.

use anyhow::{Context as _, Result};
use http::StatusCode;
use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::Plan;
use crate::bare::Bare;
use crate::client::{Connection, Request, Visitors, send_all};
use crate::program::Program;
use crate::table::{Against, Budget, Row};
use crate::writes::Posting;

/// How many receipts are looked up by turns.
const RECEIPTS: usize = 500;

type Ask<'a> = Box<dyn FnMut(&mut Visitors) -> Result<Request> + 'a>;

/// Reads by turns; what the first turn says is not counted.
pub(crate) async fn measure(plan: Plan, server: &Program) -> Result<Vec<Row>> {
    let mut connection = Connection::open(server.addr).await?;
    let mut visitors = Visitors::after(1 << 23);
    let register = connection
        .send(visitors.get(REGISTER)?, StatusCode::OK)
        .await?;
    let register: Value = serde_json::from_slice(&register)?;
    let notice = register["notices"][0]["hash"].as_str();
    let notice = format!(
        "/api/v1/notices/{}",
        notice.context("a notice is in force")?
    );
    let receipts = receipts(server, &mut connection).await?;
    let mut receipts = receipts.iter().cycle();
    let mut look_up = || receipts.next().context("a consent was given");
    let asked: [(&str, Ask<'_>); 3] = [
        (
            "read the register",
            Box::new(|visitors| visitors.get(REGISTER)),
        ),
        (
            "read the banner's notice",
            Box::new(|visitors| visitors.get(&notice)),
        ),
        (
            "look a receipt up",
            Box::new(|visitors| visitors.post("/api/v1/consents/lookup", look_up()?)),
        ),
    ];
    let mut rows = Vec::new();
    for (what, mut ask) in asked {
        let bytes = connection.send(ask(&mut visitors)?, StatusCode::OK).await?;
        let mut draw =
            || -> Result<Vec<Request>> { (0..plan.count).map(|_| ask(&mut visitors)).collect() };
        rows.push(compare(plan, what, server, bytes, &mut draw).await?);
    }
    Ok(rows)
}

const REGISTER: &str = "/api/v1/register";

async fn compare(
    plan: Plan,
    what: &str,
    server: &Program,
    bytes: Bytes,
    draw: &mut dyn FnMut() -> Result<Vec<Request>>,
) -> Result<Row> {
    let what = format!("HTTP: {what} ({} bytes) / bare axum", bytes.len());
    let bare = Bare::start(bytes).await?;
    let (mut measured, mut floor) = (Vec::new(), Vec::new());
    for round in 0..=plan.rounds {
        let of_bare = send_all(bare.addr, draw()?, StatusCode::OK).await?.rate;
        let of_server = send_all(server.addr, draw()?, StatusCode::OK).await?.rate;
        if round > 0 {
            floor.push(of_bare);
            measured.push(of_server);
        }
    }
    Ok(Row {
        what,
        unit: "/s",
        measured,
        against: Against::Floor(floor, Budget::AtLeast(0.7)),
    })
}

/// Gives consents and keeps what opens them.
async fn receipts(server: &Program, connection: &mut Connection) -> Result<Vec<Value>> {
    let mut posting = Posting::to(server, Visitors::after(1 << 22)).await?;
    let mut receipts = Vec::with_capacity(RECEIPTS);
    for request in posting.draw(RECEIPTS)? {
        let given = connection.send(request, StatusCode::CREATED).await?;
        let given: Value = serde_json::from_slice(&given)?;
        receipts.push(json!({ "receipt": given["receipt"] }));
    }
    Ok(receipts)
}
