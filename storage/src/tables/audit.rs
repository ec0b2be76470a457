//! The log as it lies there, for checking it: nothing is assumed of what is read, since it may have been tampered with.

use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const LEAVES: Statement<2> = Statement(
    "SELECT position, kind, record, register, commitment FROM leaf \
     WHERE position > $1 ORDER BY position LIMIT $2",
);
pub(crate) const WAITING: Statement<0> = Statement(
    "SELECT position, kind, record, register, commitment FROM leaf WHERE position IS NULL",
);
pub(crate) const TILES: Statement<0> = Statement("SELECT count(*) FROM tile");
pub(crate) const TILE: Statement<2> =
    Statement("SELECT hashes FROM tile WHERE level = $1 AND place = $2");
pub(crate) const RECORDS: Statement<1> = Statement(
    "SELECT record, r, evidence, id, CAST(1 AS BIGINT), 'consent' FROM consent WHERE id = $1 \
     UNION ALL SELECT record, r, evidence, consent, CAST(2 AS BIGINT), 'consent_end' FROM consent_end WHERE id = $1 \
     UNION ALL SELECT record, r, NULL, subject, CAST(3 AS BIGINT), 'erasure' FROM erasure WHERE id = $1 \
     UNION ALL SELECT record, r, NULL, id, CAST(4 AS BIGINT), 'signing_key' FROM signing_key WHERE id = $1 \
     UNION ALL SELECT NULL, NULL, evidence, owner, kind, 'record' FROM record WHERE id = $1",
);
pub(crate) const WITHOUT_LEAF: Statement<0> = Statement(
    "SELECT id FROM consent WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.record = consent.id) \
     UNION ALL SELECT id FROM consent_end \
     WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.record = consent_end.id) \
     UNION ALL SELECT id FROM erasure \
     WHERE done_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.record = erasure.id) \
     UNION ALL SELECT id FROM signing_key \
     WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.record = signing_key.id) \
     UNION ALL SELECT id FROM record \
     WHERE NOT EXISTS (SELECT 1 FROM leaf WHERE leaf.record = record.id)",
);
/// Ids are drawn in the order of time.
pub(crate) const KEY_CHANGES: Statement<0> =
    Statement("SELECT record FROM signing_key ORDER BY id");
pub(crate) const WRONGLY_ENDED: Statement<0> = Statement(
    "SELECT consent.id FROM consent LEFT JOIN consent_end ON consent_end.consent = consent.id \
     WHERE (consent.ended_at IS NULL) <> (consent_end.id IS NULL)",
);

/// A leaf as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLeaf {
    /// Its place; none while it waits for one.
    pub position: Option<i64>,
    /// What it is about, by number.
    pub kind: i64,
    /// The record's id.
    pub record: Vec<u8>,
    /// The register's version.
    pub register: Vec<u8>,
    /// The commitment.
    pub commitment: Vec<u8>,
}

/// A record as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    /// The kind of leaf that such a record has, by number.
    pub kind: i64,
    /// What it holds.
    pub content: RawContent,
}

/// What a record holds, as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawContent {
    /// It says nothing about anyone and lies open.
    Open {
        /// The bytes.
        bytes: Vec<u8>,
        /// What the commitment is keyed with.
        r: Vec<u8>,
    },
    /// It is sealed.
    Sealed {
        /// The id of the thing whose key opens it.
        owner: Vec<u8>,
        /// The sealed evidence.
        sealed: Vec<u8>,
        /// The table it lies in, which is part of what it is sealed with.
        table: String,
    },
}

pub(crate) async fn leaves(
    connection: &mut Connection<'_>,
    after: i64,
    limit: u32,
) -> Result<Vec<RawLeaf>, StoreError> {
    let values = [Value::Integer(after), Value::Integer(i64::from(limit))];
    let rows = connection.fetch_all(&LEAVES, values).await?;
    rows.iter().map(read_leaf).collect()
}

pub(crate) async fn waiting(connection: &mut Connection<'_>) -> Result<Vec<RawLeaf>, StoreError> {
    let rows = connection.fetch_all(&WAITING, []).await?;
    rows.iter().map(read_leaf).collect()
}

pub(crate) async fn tiles(connection: &mut Connection<'_>) -> Result<i64, StoreError> {
    let row = connection.fetch_optional(&TILES, []).await?;
    row.ok_or(StoreError::Unreadable("tile"))?.integer(0)
}

pub(crate) async fn tile(
    connection: &mut Connection<'_>,
    level: u8,
    place: i64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let values = [Value::Integer(i64::from(level)), Value::Integer(place)];
    let row = connection.fetch_optional(&TILE, values).await?;
    row.map(|row| row.bytes(0)).transpose()
}

pub(crate) async fn record(
    connection: &mut Connection<'_>,
    id: &[u8],
) -> Result<Vec<RawRecord>, StoreError> {
    let rows = connection.fetch_all(&RECORDS, [Value::Bytes(id)]).await?;
    rows.iter().map(read_record).collect()
}

pub(crate) async fn without_leaf(connection: &mut Connection<'_>) -> Result<Vec<Uuid>, StoreError> {
    ids(connection, &WITHOUT_LEAF).await
}

pub(crate) async fn wrongly_ended(
    connection: &mut Connection<'_>,
) -> Result<Vec<Uuid>, StoreError> {
    ids(connection, &WRONGLY_ENDED).await
}

pub(crate) async fn key_changes(
    connection: &mut Connection<'_>,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows = connection.fetch_all(&KEY_CHANGES, []).await?;
    rows.iter().map(|row| row.bytes(0)).collect()
}

async fn ids(
    connection: &mut Connection<'_>,
    statement: &Statement<0>,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = connection.fetch_all(statement, []).await?;
    rows.iter().map(|row| row.id(0, "id")).collect()
}

fn read_record(row: &Row) -> Result<RawRecord, StoreError> {
    let content = match row.optional_bytes(2)? {
        Some(sealed) => RawContent::Sealed {
            owner: row.bytes(3)?,
            sealed,
            table: row.text(5)?,
        },
        None => RawContent::Open {
            bytes: row.optional_bytes(0)?.unwrap_or_default(),
            r: row.optional_bytes(1)?.unwrap_or_default(),
        },
    };
    Ok(RawRecord {
        kind: row.integer(4)?,
        content,
    })
}

fn read_leaf(row: &Row) -> Result<RawLeaf, StoreError> {
    Ok(RawLeaf {
        position: row.optional_integer(0)?,
        kind: row.integer(1)?,
        record: row.bytes(2)?,
        register: row.bytes(3)?,
        commitment: row.bytes(4)?,
    })
}
