//! The access log: who of the staff did what to whose data, and why. It holds ids and no names, so it says nothing
//! about anybody whose data is erased.

use domain::staff::{AccessAction, AccessReason};
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<7> = Statement(
    "INSERT INTO access_log (id, staff, thing, purpose, action, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
pub(crate) const BEFORE: Statement<2> = Statement(
    "SELECT id, staff, thing, purpose, action, reason, at FROM access_log WHERE id < $1 ORDER BY id DESC LIMIT $2",
);
pub(crate) const OF_THING: Statement<2> = Statement(
    "SELECT id, staff, thing, purpose, action, reason, at FROM access_log WHERE thing = $1 AND at >= $2 ORDER BY id",
);
pub(crate) const SWEEP: Statement<1> = Statement("DELETE FROM access_log WHERE at < $1");

/// One access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Its id, which sorts by time.
    pub id: Uuid,
    /// Who.
    pub staff: Uuid,
    /// Whose or which data: the id of a thread, a subscription, an account.
    pub thing: Uuid,
    /// The purpose the data is used for, by its key in the register.
    pub purpose: String,
    /// What was done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
    /// When.
    pub at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    access: &Access,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&access.id),
        Value::id(&access.staff),
        Value::id(&access.thing),
        Value::Text(&access.purpose),
        Value::Text(access.action.name()),
        Value::Text(access.reason.name()),
        Value::instant(access.at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The latest before the id `before`, at most `limit`.
pub(crate) async fn before(
    connection: &mut Connection<'_>,
    before: &Uuid,
    limit: u32,
) -> Result<Vec<Access>, StoreError> {
    let values = [Value::id(before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&BEFORE, values).await?;
    rows.iter().map(read).collect()
}

/// The accesses to one thing from an instant on, the earliest first.
pub(crate) async fn of_thing(
    connection: &mut Connection<'_>,
    thing: &Uuid,
    from: Timestamp,
) -> Result<Vec<Access>, StoreError> {
    let values = [Value::id(thing), Value::instant(from)];
    let rows = connection.fetch_all(&OF_THING, values).await?;
    rows.iter().map(read).collect()
}

/// Deletes what is older; how many there were.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    before: Timestamp,
) -> Result<u64, StoreError> {
    connection.execute(&SWEEP, [Value::instant(before)]).await
}

fn read(row: &Row) -> Result<Access, StoreError> {
    let action = AccessAction::of_name(&row.text(4)?);
    let reason = AccessReason::of_name(&row.text(5)?);
    Ok(Access {
        id: row.id(0, "access_log.id")?,
        staff: row.id(1, "access_log.staff")?,
        thing: row.id(2, "access_log.thing")?,
        purpose: row.text(3)?,
        action: action.ok_or(StoreError::Unreadable("access_log.action"))?,
        reason: reason.ok_or(StoreError::Unreadable("access_log.reason"))?,
        at: row.instant(6, "access_log.at")?,
    })
}
