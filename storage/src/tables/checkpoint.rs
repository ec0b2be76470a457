//! Signed heads of the log: the last of each day.

use domain::log::SignedCheckpoint;

use super::log::{count, integer};
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const STORE: Statement<4> = Statement(
    "INSERT INTO checkpoint (epoch, day, size, note) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (epoch, day) DO UPDATE SET size = excluded.size, note = excluded.note \
     WHERE excluded.size > checkpoint.size",
);
pub(crate) const LATEST: Statement<0> = Statement(
    "SELECT epoch, day, size, note FROM checkpoint ORDER BY epoch DESC, size DESC, day DESC LIMIT 1",
);
pub(crate) const EVERY: Statement<0> =
    Statement("SELECT epoch, day, size, note FROM checkpoint ORDER BY epoch, size, day");

/// A checkpoint as stored, its signature not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// The epoch that its row names.
    pub epoch: i64,
    /// The day that its row names, since 1970.
    pub day: i64,
    /// The size that its row names.
    pub size: u64,
    /// The signed note.
    pub note: Vec<u8>,
}

pub(crate) async fn store(
    connection: &mut Connection<'_>,
    signed: &SignedCheckpoint,
) -> Result<(), StoreError> {
    let checkpoint = signed.checkpoint();
    let values = [
        Value::Integer(i64::from(checkpoint.epoch)),
        Value::Integer(checkpoint.day()),
        integer(checkpoint.size)?,
        Value::Bytes(signed.note().as_bytes()),
    ];
    connection.execute(&STORE, values).await?;
    Ok(())
}

pub(crate) async fn latest(
    connection: &mut Connection<'_>,
) -> Result<Option<StoredCheckpoint>, StoreError> {
    let row = connection.fetch_optional(&LATEST, []).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn every(
    connection: &mut Connection<'_>,
) -> Result<Vec<StoredCheckpoint>, StoreError> {
    let rows = connection.fetch_all(&EVERY, []).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<StoredCheckpoint, StoreError> {
    Ok(StoredCheckpoint {
        epoch: row.integer(0)?,
        day: row.integer(1)?,
        size: count(row.integer(2)?, "checkpoint.size")?,
        note: row.bytes(3)?,
    })
}
