//! Evidence of one act: sealed with the key of its owner, and committed to by a leaf of the same kind.

use domain::evidence::LeafKind;
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO record (id, kind, owner, evidence, made_at) VALUES ($1, $2, $3, $4, $5)",
);
pub(crate) const OF_OWNER: Statement<1> =
    Statement("SELECT id, kind, owner, evidence, made_at FROM record WHERE owner = $1 ORDER BY id");
pub(crate) const DELETE_OF_OWNER: Statement<1> = Statement("DELETE FROM record WHERE owner = $1");

/// A sealed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedRecord {
    /// Its id.
    pub id: Uuid,
    /// What its leaf is about.
    pub kind: LeafKind,
    /// The id that the key it is sealed with bears.
    pub owner: Uuid,
    /// Its evidence, sealed.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub made_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    record: &SealedRecord,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&record.id),
        Value::Integer(i64::from(record.kind as u8)),
        Value::id(&record.owner),
        Value::Bytes(&record.sealed),
        Value::instant(record.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The records of `owner`, the earliest first.
pub(crate) async fn of_owner(
    connection: &mut Connection<'_>,
    owner: &Uuid,
) -> Result<Vec<SealedRecord>, StoreError> {
    let rows = connection.fetch_all(&OF_OWNER, [Value::id(owner)]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<SealedRecord, StoreError> {
    let kind = names::read_leaf_kind(row.integer(1)?);
    Ok(SealedRecord {
        id: row.id(0, "record.id")?,
        kind: kind.ok_or(StoreError::Unreadable("record.kind"))?,
        owner: row.id(2, "record.owner")?,
        sealed: row.bytes(3)?,
        made_at: row.instant(4, "record.made_at")?,
    })
}
