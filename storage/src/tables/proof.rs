//! Proofs that people said yes under a purpose of the register. What they prove lies in their sealed records; a row
//! says only under which purpose, since when and until when.

use domain::canonical::Digest;
use domain::register::Key;
use jiff::Timestamp;
use uuid::Uuid;

use super::consent::Ended;
use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<4> =
    Statement("INSERT INTO proof (id, purpose, given_at, mailbox) VALUES ($1, $2, $3, $4)");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, purpose, given_at, ended_at, ended_reason FROM proof WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, purpose, given_at, ended_at, ended_reason FROM proof \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY id",
);
pub(crate) const MOVE: Statement<2> =
    Statement("UPDATE proof SET mailbox = $2 WHERE mailbox = $1 AND erasing_at IS NULL");
pub(crate) const MARK_ENDED: Statement<3> = Statement(
    "UPDATE proof SET ended_at = $1, ended_reason = $2 WHERE id = $3 AND ended_at IS NULL AND erasing_at IS NULL",
);
pub(crate) const PURPOSES: Statement<0> =
    Statement("SELECT DISTINCT purpose FROM proof WHERE ended_at IS NOT NULL ORDER BY purpose");
pub(crate) const DUE: Statement<4> = Statement(
    "SELECT id FROM proof WHERE purpose = $1 AND ended_at < $2 AND id > $3 AND erasing_at IS NULL ORDER BY id LIMIT $4",
);

/// A proof to store, or as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The purpose of the register that was said yes to.
    pub purpose: Key,
    /// When.
    pub given_at: Timestamp,
    /// When and why the yes ended, if it did.
    pub ended: Option<Ended>,
}

/// The end of a proven consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProofEnd {
    /// The proof.
    pub proof: Uuid,
    /// When and why.
    pub ended: Ended,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    id: &Uuid,
    purpose: &str,
    given_at: Timestamp,
    mailbox: Option<&Digest>,
) -> Result<(), StoreError> {
    let values = [
        Value::id(id),
        Value::Text(purpose),
        Value::instant(given_at),
        mailbox.map_or(Value::NoBytes, Value::digest),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The proof with this id; none once its erasure is decided.
pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<Proof>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// The proofs of consents that were given from a mailbox, the earliest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<Proof>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    rows.iter().map(read).collect()
}

/// Gives the proofs of one mailbox to another.
pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    before: &Digest,
    after: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(before), Value::digest(after)];
    connection.execute(&MOVE, values).await?;
    Ok(())
}

/// Ends a consent that still stands; false when it had ended before, and nothing is changed.
pub(crate) async fn end(
    connection: &mut Connection<'_>,
    end: &ProofEnd,
) -> Result<bool, StoreError> {
    let values = [
        Value::instant(end.ended.at),
        Value::Text(names::end_reason(end.ended.reason)),
        Value::id(&end.proof),
    ];
    Ok(connection.execute(&MARK_ENDED, values).await? == 1)
}

/// The purposes under which some consent ended.
pub(crate) async fn purposes(connection: &mut Connection<'_>) -> Result<Vec<Key>, StoreError> {
    let rows = connection.fetch_all(&PURPOSES, []).await?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Proofs of consents under `purpose` that ended before an instant, after the id `after`, by id.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    purpose: &str,
    ended_before: Timestamp,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::Text(purpose),
        Value::instant(ended_before),
        Value::id(after),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "proof.id")).collect()
}

fn read(row: &Row) -> Result<Proof, StoreError> {
    let ended = match (row.optional_integer(3)?, row.optional_text(4)?) {
        (Some(at), Some(reason)) => Some(Ended {
            at: connection::instant(at, "proof.ended_at")?,
            reason: names::read_end_reason(&reason)
                .ok_or(StoreError::Unreadable("proof.ended_reason"))?,
        }),
        _ => None,
    };
    Ok(Proof {
        id: row.id(0, "proof.id")?,
        purpose: row.text(1)?,
        given_at: row.instant(2, "proof.given_at")?,
        ended,
    })
}
