//! Data that staff gave to somebody and noted. Who was given what is a sealed record; a row only finds it.

use domain::canonical::Digest;
use domain::register::{Assurance, Key};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::secure_thread::{optional_id, read_optional_id};
use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<9> = Statement(
    "INSERT INTO noted_disclosure (id, rights_case, person, mailbox, assurance, purpose, attempt, noted_at, last_day) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
pub(crate) const BY_ATTEMPT: Statement<1> =
    Statement("SELECT id FROM noted_disclosure WHERE attempt = $1");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, rights_case, person, mailbox, assurance, purpose, noted_at, last_day FROM noted_disclosure \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_CASE: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, assurance, purpose, noted_at, last_day FROM noted_disclosure \
     WHERE rights_case = $1 AND erasing_at IS NULL ORDER BY noted_at, id LIMIT $2",
);
pub(crate) const OF_PERSON: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, assurance, purpose, noted_at, last_day FROM noted_disclosure \
     WHERE person = $1 AND erasing_at IS NULL ORDER BY noted_at, id LIMIT $2",
);
pub(crate) const OF_MAILBOX: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, assurance, purpose, noted_at, last_day FROM noted_disclosure \
     WHERE mailbox = $1 AND person IS NULL AND erasing_at IS NULL ORDER BY noted_at, id LIMIT $2",
);
pub(crate) const MOVE: Statement<2> =
    Statement("UPDATE noted_disclosure SET mailbox = $2 WHERE mailbox = $1 AND erasing_at IS NULL");
/// It is held until the operation is done.
pub(crate) const HOLD: Statement<1> =
    Statement("UPDATE noted_disclosure SET purpose = purpose WHERE id = $1 AND erasing_at IS NULL");
/// While its case is there, it is.
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM noted_disclosure WHERE last_day <= $1 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM rights_case WHERE rights_case.id = noted_disclosure.rights_case \
     AND rights_case.erasing_at IS NULL) ORDER BY last_day, id LIMIT $2",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> =
    Statement("UPDATE noted_disclosure SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM noted_disclosure WHERE id = $1");

/// A disclosure to note, or as noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedDisclosure {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The case it was noted from.
    pub case: Option<Uuid>,
    /// The person whose data it is, where that is known. They alone are shown it then.
    pub person: Option<Uuid>,
    /// The keyed hash of their mailbox.
    pub mailbox: Option<Digest>,
    /// What opens it.
    pub assurance: Assurance,
    /// The purpose of the register that it was given for.
    pub purpose: Key,
    /// When it was noted.
    pub noted_at: Timestamp,
    /// The day by which it is gone, or later while its case is there.
    pub last_day: Date,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NotedDisclosure,
    attempt: &Digest,
) -> Result<(), StoreError> {
    let last_day = new.last_day.to_string();
    let values = [
        Value::id(&new.id),
        optional_id(new.case.as_ref()),
        optional_id(new.person.as_ref()),
        new.mailbox.as_ref().map_or(Value::NoBytes, Value::digest),
        Value::Text(names::assurance(new.assurance)),
        Value::Text(&new.purpose),
        Value::digest(attempt),
        Value::instant(new.noted_at),
        Value::Text(&last_day),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_ATTEMPT, [Value::digest(attempt)])
        .await?;
    row.map(|row| row.id(0, "noted_disclosure.id")).transpose()
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<NotedDisclosure>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// Those that `statement` finds by an id or a hash, the earliest first.
pub(crate) async fn of(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    whose: Value<'_>,
    limit: u32,
) -> Result<Vec<NotedDisclosure>, StoreError> {
    let values = [whose, Value::Integer(limit.into())];
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    before: &Digest,
    after: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(before), Value::digest(after)];
    connection.execute(&MOVE, values).await?;
    Ok(())
}

/// False when it is gone.
pub(crate) async fn hold(connection: &mut Connection<'_>, id: &Uuid) -> Result<bool, StoreError> {
    Ok(connection.execute(&HOLD, [Value::id(id)]).await? == 1)
}

/// Those whose last day is there on `today` and whose case is gone.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    today: Date,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let today = today.to_string();
    let values = [Value::Text(&today), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter()
        .map(|row| row.id(0, "noted_disclosure.id"))
        .collect()
}

fn read(row: &Row) -> Result<NotedDisclosure, StoreError> {
    let mailbox = match row.optional_bytes(3)? {
        Some(_) => Some(row.digest(3, "noted_disclosure.mailbox")?),
        None => None,
    };
    Ok(NotedDisclosure {
        id: row.id(0, "noted_disclosure.id")?,
        case: read_optional_id(row, 1, "noted_disclosure.rights_case")?,
        person: read_optional_id(row, 2, "noted_disclosure.person")?,
        mailbox,
        assurance: names::read_assurance(&row.text(4)?)
            .ok_or(StoreError::Unreadable("noted_disclosure.assurance"))?,
        purpose: row.text(5)?,
        noted_at: row.instant(6, "noted_disclosure.noted_at")?,
        last_day: row.date(7, "noted_disclosure.last_day")?,
    })
}
