//! Codes by which a person shows who they are.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<6> = Statement(
    "INSERT INTO person_code (id, person, mailbox, code, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
/// Of a clock that was put back, what lies in the future does not live.
pub(crate) const LIVE_OF: Statement<2> = Statement(
    "SELECT id, person, code FROM person_code \
     WHERE mailbox = $1 AND made_at <= $2 AND expires_at > $2 AND spent_at IS NULL AND erasing_at IS NULL ORDER BY id",
);
pub(crate) const COUNT_TRY: Statement<3> = Statement(
    "UPDATE person_code SET tries = tries + 1 \
     WHERE mailbox = $1 AND made_at <= $2 AND expires_at > $2 AND tries < $3 \
     AND spent_at IS NULL AND erasing_at IS NULL RETURNING id",
);
pub(crate) const SPEND: Statement<2> = Statement(
    "UPDATE person_code SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL AND erasing_at IS NULL",
);
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM person_code WHERE made_at < $1 AND erasing_at IS NULL ORDER BY made_at, id LIMIT $2",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE person_code SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM person_code WHERE id = $1");

/// A code to store.
#[derive(Clone, Debug)]
pub struct NewPersonCode {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The keyed hash of the mailbox that it works together with.
    pub mailbox: Digest,
    /// The keyed hash of the code.
    pub code: Digest,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
}

/// A code that works now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LivePersonCode {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub person: Uuid,
    /// The keyed hash of the code.
    pub code: Digest,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewPersonCode,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::id(&new.person),
        Value::digest(&new.mailbox),
        Value::digest(&new.code),
        Value::instant(new.made_at),
        Value::instant(new.expires_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The codes that work now together with a mailbox.
pub(crate) async fn live_of(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    now: Timestamp,
) -> Result<Vec<LivePersonCode>, StoreError> {
    let values = [Value::digest(mailbox), Value::instant(now)];
    let rows = connection.fetch_all(&LIVE_OF, values).await?;
    let read = |row: &Row| {
        Ok(LivePersonCode {
            id: row.id(0, "person_code.id")?,
            person: row.id(1, "person_code.person")?,
            code: row.digest(2, "person_code.code")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Counts a typed code for each that works together with a mailbox, and tells for which it is one of the first `tries`.
pub(crate) async fn count_try(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    now: Timestamp,
    tries: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::digest(mailbox),
        Value::instant(now),
        Value::Integer(tries.into()),
    ];
    let rows = connection.fetch_all(&COUNT_TRY, values).await?;
    rows.iter().map(|row| row.id(0, "person_code.id")).collect()
}

/// Uses a code up; false when it was.
pub(crate) async fn spend(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    Ok(connection.execute(&SPEND, values).await? == 1)
}

/// Codes made before an instant, at most `limit`.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    made_before: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(made_before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "person_code.id")).collect()
}
