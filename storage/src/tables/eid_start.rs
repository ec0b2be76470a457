//! Who went to an electronic identity provider, and whether they came back.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use super::portal_attempt::Within;
use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const INSERT: Statement<4> =
    Statement("INSERT INTO eid_start (state, session, browser, made_at) VALUES ($1, $2, $3, $4)");
pub(crate) const SPEND: Statement<5> = Statement(
    "UPDATE eid_start SET spent_at = $5 WHERE state = $1 AND session = $2 AND browser = $3 \
     AND made_at > $4 AND made_at <= $5 AND spent_at IS NULL",
);
pub(crate) const SWEEP: Statement<2> =
    Statement("DELETE FROM eid_start WHERE made_at <= $1 OR made_at > $2");

/// Somebody goes to the provider, or comes back.
#[derive(Clone, Copy, Debug)]
pub struct EidStart {
    /// The hash of the state.
    pub state: Digest,
    /// The session they go from.
    pub session: Uuid,
    /// The hash of the mark of their browser.
    pub browser: Digest,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    start: &EidStart,
    made_at: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        Value::digest(&start.state),
        Value::id(&start.session),
        Value::digest(&start.browser),
        Value::instant(made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// Uses a state up, for the session and the browser that it was made for; false when it was used, is outside of a span of
/// time, or is another's.
pub(crate) async fn spend(
    connection: &mut Connection<'_>,
    start: &EidStart,
    Within { since, until }: Within,
) -> Result<bool, StoreError> {
    let values = [
        Value::digest(&start.state),
        Value::id(&start.session),
        Value::digest(&start.browser),
        Value::instant(since),
        Value::instant(until),
    ];
    Ok(connection.execute(&SPEND, values).await? == 1)
}

/// Deletes those that are outside a span of time.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    Within { since, until }: Within,
) -> Result<(), StoreError> {
    let values = [Value::instant(since), Value::instant(until)];
    connection.execute(&SWEEP, values).await?;
    Ok(())
}
