//! Erasures: decided in one transaction, done in another, with the key destroyed between the two. What a
//! decision found stays in its row until it is done, so that start-up can go on after a crash.

use domain::evidence::Blinding;
use domain::register::RegisterVersion;
use jiff::Timestamp;
use uuid::Uuid;

use super::consent::Evidence;
use super::mail;
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const DUE: Statement<4> = Statement(
    "SELECT id FROM consent WHERE id > $1 AND erasing_at IS NULL \
     AND (ended_at < $2 OR (ended_at IS NULL AND given_at < $3)) ORDER BY id LIMIT $4",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE consent SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const END_OF: Statement<1> = Statement("SELECT id FROM consent_end WHERE consent = $1");
pub(crate) const INSERT: Statement<6> = Statement(
    "INSERT INTO erasure (id, subject, register, record, r, decided_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
pub(crate) const UNFINISHED: Statement<1> = Statement(
    "SELECT id, subject, register, record, r FROM erasure WHERE done_at IS NULL ORDER BY id LIMIT $1",
);
pub(crate) const FINISH: Statement<2> =
    Statement("UPDATE erasure SET done_at = $1 WHERE id = $2 AND done_at IS NULL");
pub(crate) const DELETE_END: Statement<1> = Statement("DELETE FROM consent_end WHERE consent = $1");
pub(crate) const DELETE_CONSENT: Statement<1> = Statement("DELETE FROM consent WHERE id = $1");

/// An erasure that is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The id of its record.
    pub id: Uuid,
    /// The consent that is erased; its key bears the same id.
    pub subject: Uuid,
    /// The register whose rule it follows.
    pub register: RegisterVersion,
    /// Its record, which says nothing about anyone.
    pub evidence: Evidence,
}

/// Which consents are due: those that ended before one instant, and those that nobody ended and that were
/// given before another, because their period is over.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Ended before this.
    pub ended_before: Timestamp,
    /// Not ended, and given before this.
    pub given_before: Timestamp,
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    after: &Uuid,
    due: Due,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::id(after),
        Value::instant(due.ended_before),
        Value::instant(due.given_before),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "consent.id")).collect()
}

/// Holds a consent for its erasure, so that no code opens it and nothing is added to it, and gives its end's
/// id. The outer none: it is held already, or gone.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    consent: &Uuid,
    at: Timestamp,
) -> Result<Option<Option<Uuid>>, StoreError> {
    let values = [Value::instant(at), Value::id(consent)];
    if connection.execute(&HOLD, values).await? == 0 {
        return Ok(None);
    }
    let row = connection
        .fetch_optional(&END_OF, [Value::id(consent)])
        .await?;
    row.map(|row| row.id(0, "consent_end.id"))
        .transpose()
        .map(Some)
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    erasure: &Erasure,
    decided_at: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&erasure.id),
        Value::id(&erasure.subject),
        Value::digest(&erasure.register.0),
        Value::Bytes(&erasure.evidence.bytes),
        Value::Bytes(&erasure.evidence.r.0),
        Value::instant(decided_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn unfinished(
    connection: &mut Connection<'_>,
    limit: u32,
) -> Result<Vec<Erasure>, StoreError> {
    let rows = connection
        .fetch_all(&UNFINISHED, [Value::Integer(limit.into())])
        .await?;
    rows.iter().map(read).collect()
}

/// Deletes the rows of a decided erasure; false when that was done before.
pub(crate) async fn finish(
    connection: &mut Connection<'_>,
    erasure: &Erasure,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(&erasure.id)];
    if connection.execute(&FINISH, values).await? == 0 {
        return Ok(false);
    }
    let subject = [Value::id(&erasure.subject)];
    connection.execute(&DELETE_END, subject).await?;
    connection.execute(&DELETE_CONSENT, subject).await?;
    mail::delete_of_owner(connection, &erasure.subject).await?;
    Ok(true)
}

fn read(row: &Row) -> Result<Erasure, StoreError> {
    Ok(Erasure {
        id: row.id(0, "erasure.id")?,
        subject: row.id(1, "erasure.subject")?,
        register: RegisterVersion(row.digest(2, "erasure.register")?),
        evidence: Evidence {
            bytes: row.bytes(3)?,
            r: Blinding(row.bytes32(4, "erasure.r")?),
        },
    })
}
