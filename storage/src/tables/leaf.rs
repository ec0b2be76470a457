//! The evidence log. Leaves are appended last in a batch and never changed; their positions are given later.

use domain::evidence::Leaf;
use domain::register::RegisterVersion;
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const APPEND: Statement<6> = Statement(
    "INSERT INTO leaf (id, kind, record, register, commitment, appended_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
pub(crate) const ALL: Statement<0> = Statement(
    "SELECT id, kind, record, register, commitment, appended_at FROM leaf ORDER BY appended_at, id",
);

/// A leaf in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppendedLeaf {
    /// Its id, drawn beforehand.
    pub id: Uuid,
    /// What it says.
    pub leaf: Leaf,
    /// When.
    pub appended_at: Timestamp,
}

pub(crate) async fn append(
    connection: &mut Connection<'_>,
    appended: &AppendedLeaf,
) -> Result<(), StoreError> {
    let leaf = &appended.leaf;
    let values = [
        Value::id(&appended.id),
        Value::Integer(i64::from(leaf.kind as u8)),
        Value::id(&leaf.record),
        Value::digest(&leaf.register.0),
        Value::digest(&leaf.commitment),
        Value::instant(appended.appended_at),
    ];
    connection.execute(&APPEND, values).await?;
    Ok(())
}

pub(crate) async fn all(connection: &mut Connection<'_>) -> Result<Vec<AppendedLeaf>, StoreError> {
    connection
        .fetch_all(&ALL, [])
        .await?
        .iter()
        .map(read)
        .collect()
}

pub(super) fn read(row: &Row) -> Result<AppendedLeaf, StoreError> {
    let kind = names::read_leaf_kind(row.integer(1)?).ok_or(StoreError::Unreadable("leaf.kind"))?;
    Ok(AppendedLeaf {
        id: row.id(0, "leaf.id")?,
        leaf: Leaf {
            kind,
            record: row.id(2, "leaf.record")?,
            register: RegisterVersion(row.digest(3, "leaf.register")?),
            commitment: row.digest(4, "leaf.commitment")?,
        },
        appended_at: row.instant(5, "leaf.appended_at")?,
    })
}
