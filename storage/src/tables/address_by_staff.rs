//! Changes of address that staff made for a person. What they say is a record of its own.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<3> =
    Statement("INSERT INTO address_by_staff (id, mailbox, made_at) VALUES ($1, $2, $3)");
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, made_at FROM address_by_staff WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY id",
);
pub(crate) const MOVE: Statement<2> =
    Statement("UPDATE address_by_staff SET mailbox = $2 WHERE mailbox = $1 AND erasing_at IS NULL");
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM address_by_staff WHERE made_at < $1 AND erasing_at IS NULL ORDER BY made_at, id LIMIT $2",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE address_by_staff SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM address_by_staff WHERE id = $1");

/// A change that staff made, to store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewAddressByStaff {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox that is written to from then on.
    pub mailbox: Digest,
    /// When.
    pub made_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewAddressByStaff,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.mailbox),
        Value::instant(new.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The changes to a mailbox, and when each was made, the earliest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<(Uuid, Timestamp)>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    let read = |row: &Row| {
        Ok((
            row.id(0, "address_by_staff.id")?,
            row.instant(1, "address_by_staff.made_at")?,
        ))
    };
    rows.iter().map(read).collect()
}

/// They are found by another mailbox from now on.
pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    before: &Digest,
    after: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(before), Value::digest(after)];
    connection.execute(&MOVE, values).await?;
    Ok(())
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    made_before: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(made_before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter()
        .map(|row| row.id(0, "address_by_staff.id"))
        .collect()
}
