//! Answers to requests for access, as they were sent: sealed, and waiting for the person for a time.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{self, Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO rights_answer (id, rights_case, content, made_at, ends_at) VALUES ($1, $2, $3, $4, $5)",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, rights_case, content, made_at, ends_at, opened_at FROM rights_answer WHERE id = $1",
);
pub(crate) const UNOPENED: Statement<2> = Statement(
    "SELECT id, rights_case, content, made_at, ends_at, opened_at FROM rights_answer \
     WHERE opened_at IS NULL AND settled_at IS NULL AND ends_at <= $1 ORDER BY ends_at, id LIMIT $2",
);
pub(crate) const UNOPENED_OF_CASE: Statement<1> = Statement(
    "SELECT id, rights_case, content, made_at, ends_at, opened_at FROM rights_answer \
     WHERE rights_case = $1 AND opened_at IS NULL AND settled_at IS NULL ORDER BY id",
);
pub(crate) const SETTLE: Statement<2> = Statement(
    "UPDATE rights_answer SET settled_at = $1 WHERE id = $2 AND opened_at IS NULL AND settled_at IS NULL",
);
/// Its reader is reminded anew.
pub(crate) const WAIT_AGAIN: Statement<2> = Statement(
    "UPDATE rights_answer SET ends_at = $1, reminded_at = NULL \
     WHERE id = $2 AND opened_at IS NULL AND settled_at IS NULL AND ends_at < $1",
);
pub(crate) const OPEN: Statement<2> =
    Statement("UPDATE rights_answer SET opened_at = $1 WHERE id = $2 AND opened_at IS NULL");
pub(crate) const TO_REMIND: Statement<2> = Statement(
    "SELECT id, rights_case FROM rights_answer WHERE opened_at IS NULL AND settled_at IS NULL \
     AND reminded_at IS NULL AND ends_at <= $1 ORDER BY ends_at LIMIT $2",
);
pub(crate) const REMIND: Statement<2> = Statement(
    "UPDATE rights_answer SET reminded_at = $1 WHERE id = $2 AND reminded_at IS NULL AND opened_at IS NULL \
     AND settled_at IS NULL",
);
pub(crate) const DELETE_OF_CASE: Statement<1> =
    Statement("DELETE FROM rights_answer WHERE rights_case = $1");

/// An answer to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswer {
    /// Its id.
    pub id: Uuid,
    /// Its case, whose key seals it.
    pub case: Uuid,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// When it was sent.
    pub made_at: Timestamp,
    /// Until when it waits.
    pub ends_at: Timestamp,
}

/// An answer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// Its id.
    pub id: Uuid,
    /// Its case, whose key seals it.
    pub case: Uuid,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// When it was sent.
    pub made_at: Timestamp,
    /// Until when it waits.
    pub ends_at: Timestamp,
    /// When the person opened it first.
    pub opened_at: Option<Timestamp>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    answer: &NewAnswer,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&answer.id),
        Value::id(&answer.case),
        Value::Bytes(&answer.content),
        Value::instant(answer.made_at),
        Value::instant(answer.ends_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredAnswer>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// Those that nobody opened, that staff did not see to, and that wait no longer than until `ends_by`: the first to end
/// first.
pub(crate) async fn unopened(
    connection: &mut Connection<'_>,
    ends_by: Timestamp,
    limit: u32,
) -> Result<Vec<StoredAnswer>, StoreError> {
    let values = [Value::instant(ends_by), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&UNOPENED, values).await?;
    rows.iter().map(read).collect()
}

/// Those of a case that nobody opened and that staff did not see to.
pub(crate) async fn unopened_of_case(
    connection: &mut Connection<'_>,
    case: &Uuid,
) -> Result<Vec<StoredAnswer>, StoreError> {
    let rows = connection
        .fetch_all(&UNOPENED_OF_CASE, [Value::id(case)])
        .await?;
    rows.iter().map(read).collect()
}

/// False when it was opened or seen to meanwhile.
pub(crate) async fn settle(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(&SETTLE, values).await? == 1)
}

/// False when it was opened or seen to meanwhile, or waits as long.
pub(crate) async fn wait_again(
    connection: &mut Connection<'_>,
    id: &Uuid,
    ends_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(ends_at), Value::id(id)];
    Ok(connection.execute(&WAIT_AGAIN, values).await? == 1)
}

/// False when it was opened before.
pub(crate) async fn open(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(&OPEN, values).await? == 1)
}

/// Answers that nobody opened and that wait no longer than until `ends_before`: their ids, and those of their cases.
pub(crate) async fn to_remind(
    connection: &mut Connection<'_>,
    ends_before: Timestamp,
    limit: u32,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let values = [Value::instant(ends_before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&TO_REMIND, values).await?;
    let read = |row: &Row| {
        Ok((
            row.id(0, "rights_answer.id")?,
            row.id(1, "rights_answer.rights_case")?,
        ))
    };
    rows.iter().map(read).collect()
}

/// False when they were reminded before, or opened it.
pub(crate) async fn remind(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(&REMIND, values).await? == 1)
}

fn read(row: &Row) -> Result<StoredAnswer, StoreError> {
    let opened_at = row.optional_integer(5)?;
    let opened_at = opened_at.map(|at| connection::instant(at, "rights_answer.opened_at"));
    Ok(StoredAnswer {
        id: row.id(0, "rights_answer.id")?,
        case: row.id(1, "rights_answer.rights_case")?,
        content: row.bytes(2)?,
        made_at: row.instant(3, "rights_answer.made_at")?,
        ends_at: row.instant(4, "rights_answer.ends_at")?,
        opened_at: opened_at.transpose()?,
    })
}
