//! The key store's three tables.

use jiff::Timestamp;
use uuid::Uuid;

use super::wrap::WRAPPED;
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const CURRENT: Statement<0> =
    Statement("SELECT id, wrapped FROM wrapping_key WHERE retired_at IS NULL");
/// For PostgreSQL, where transactions run at once: nobody retires the key until this one is done.
pub(crate) const HOLD_CURRENT: Statement<0> =
    Statement("SELECT id, wrapped FROM wrapping_key WHERE retired_at IS NULL FOR SHARE");
pub(crate) const WRAPPING_KEYS: Statement<0> =
    Statement("SELECT id, wrapped FROM wrapping_key ORDER BY id");
pub(crate) const RETIRE: Statement<1> =
    Statement("UPDATE wrapping_key SET retired_at = $1 WHERE retired_at IS NULL");
pub(crate) const INSERT_WRAPPING: Statement<3> =
    Statement("INSERT INTO wrapping_key (id, wrapped, made_at) VALUES ($1, $2, $3)");
pub(crate) const DELETE_RETIRED: Statement<0> = Statement(
    "DELETE FROM wrapping_key WHERE retired_at IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM data_key WHERE data_key.wrapping = wrapping_key.id)",
);
pub(crate) const INSERT: Statement<3> =
    Statement("INSERT INTO data_key (id, wrapping, wrapped) VALUES ($1, $2, $3)");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT data_key.wrapped, wrapping_key.wrapped FROM data_key \
     JOIN wrapping_key ON wrapping_key.id = data_key.wrapping WHERE data_key.id = $1",
);
pub(crate) const BY_IDS: Statement<TOGETHER> = Statement(
    "SELECT data_key.wrapped, wrapping_key.wrapped, data_key.id FROM data_key \
     JOIN wrapping_key ON wrapping_key.id = data_key.wrapping \
     WHERE data_key.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
);
pub(crate) const UNDER_OTHERS: Statement<3> = Statement(
    "SELECT data_key.id, data_key.wrapped, wrapping_key.wrapped FROM data_key \
     JOIN wrapping_key ON wrapping_key.id = data_key.wrapping \
     WHERE data_key.id > $1 AND data_key.wrapping <> $2 ORDER BY data_key.id LIMIT $3",
);
pub(crate) const REWRAP: Statement<3> =
    Statement("UPDATE data_key SET wrapping = $1, wrapped = $2 WHERE id = $3");
pub(crate) const BETWEEN: Statement<3> =
    Statement("SELECT id FROM data_key WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM data_key WHERE id = $1");
pub(crate) const INSERT_ERASED: Statement<2> =
    Statement("INSERT INTO erased_key (id, erased_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING");
pub(crate) const ERASED_AFTER: Statement<2> =
    Statement("SELECT id FROM erased_key WHERE id > $1 ORDER BY id LIMIT $2");
pub(crate) const ERASED: Statement<1> = Statement("SELECT 1 FROM erased_key WHERE id = $1");

/// How many data keys are read together.
pub(super) const TOGETHER: usize = 16;

/// A wrapped key with its id.
pub(super) struct Wrapped {
    pub(super) id: Uuid,
    pub(super) wrapped: Vec<u8>,
}

impl Wrapped {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id(0, "wrapping_key.id")?,
            wrapped: row.bytes(1)?,
        })
    }
}

/// A wrapped data key, and the wrapped key that wraps it.
pub(super) struct Chain {
    pub(super) data: Vec<u8>,
    pub(super) wrapping: Vec<u8>,
}

impl Chain {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            data: row.bytes(0)?,
            wrapping: row.bytes(1)?,
        })
    }
}

/// The wrapping key that new data keys are wrapped with; none in a new key store.
pub(super) async fn current(
    connection: &mut Connection<'_>,
) -> Result<Option<Wrapped>, StoreError> {
    one_current(connection, &CURRENT).await
}

/// As [`current`], for a transaction that wraps with it: it stays current until that is done.
pub(super) async fn hold_current(
    connection: &mut Connection<'_>,
) -> Result<Option<Wrapped>, StoreError> {
    let statement = connection.either(&CURRENT, &HOLD_CURRENT);
    match one_current(connection, statement).await? {
        Some(current) => Ok(Some(current)),
        // PostgreSQL waited for a rotation, and looked before the key that is current now was there.
        None => one_current(connection, statement).await,
    }
}

async fn one_current(
    connection: &mut Connection<'_>,
    statement: &Statement<0>,
) -> Result<Option<Wrapped>, StoreError> {
    let row = connection.fetch_optional(statement, []).await?;
    row.as_ref().map(Wrapped::read).transpose()
}

pub(super) async fn wrapping_keys(
    connection: &mut Connection<'_>,
) -> Result<Vec<Wrapped>, StoreError> {
    let rows = connection.fetch_all(&WRAPPING_KEYS, []).await?;
    rows.iter().map(Wrapped::read).collect()
}

/// Retires the current wrapping key, so that nothing new is wrapped with it, and begins another.
pub(super) async fn begin_wrapping(
    connection: &mut Connection<'_>,
    id: &Uuid,
    wrapped: &[u8; WRAPPED],
    at: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(&RETIRE, [Value::instant(at)]).await?;
    insert_wrapping(connection, id, wrapped, at).await
}

pub(super) async fn insert_wrapping(
    connection: &mut Connection<'_>,
    id: &Uuid,
    wrapped: &[u8; WRAPPED],
    at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::Bytes(wrapped), Value::instant(at)];
    connection.execute(&INSERT_WRAPPING, values).await?;
    Ok(())
}

/// Deletes retired wrapping keys that wrap nothing any more.
pub(super) async fn delete_retired(connection: &mut Connection<'_>) -> Result<(), StoreError> {
    connection.execute(&DELETE_RETIRED, []).await?;
    Ok(())
}

pub(super) async fn insert(
    connection: &mut Connection<'_>,
    id: &Uuid,
    wrapping: &Uuid,
    wrapped: &[u8; WRAPPED],
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::id(wrapping), Value::Bytes(wrapped)];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(super) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<Chain>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(Chain::read).transpose()
}

/// As [`by_id`], of at most [`TOGETHER`] keys; those that are not there are left out.
pub(super) async fn by_ids(
    connection: &mut Connection<'_>,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, Chain)>, StoreError> {
    let Some(last) = ids.last() else {
        return Ok(Vec::new());
    };
    // The statement has a place for each; asking twice for one changes nothing.
    let values = std::array::from_fn(|place| Value::id(ids.get(place).unwrap_or(last)));
    let rows = connection.fetch_all(&BY_IDS, values).await?;
    let read = |row: &Row| Ok((row.id(2, "data_key.id")?, Chain::read(row)?));
    rows.iter().map(read).collect()
}

/// Data keys after `after` that another key than `current` wraps, by id.
pub(super) async fn under_others(
    connection: &mut Connection<'_>,
    after: &Uuid,
    current: &Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, Chain)>, StoreError> {
    let values = [Value::id(after), Value::id(current), Value::Integer(limit)];
    let rows = connection.fetch_all(&UNDER_OTHERS, values).await?;
    rows.iter()
        .map(|row| {
            let chain = Chain {
                data: row.bytes(1)?,
                wrapping: row.bytes(2)?,
            };
            Ok((row.id(0, "data_key.id")?, chain))
        })
        .collect()
}

pub(super) async fn rewrap(
    connection: &mut Connection<'_>,
    id: &Uuid,
    wrapping: &Uuid,
    wrapped: &[u8; WRAPPED],
) -> Result<(), StoreError> {
    let values = [Value::id(wrapping), Value::Bytes(wrapped), Value::id(id)];
    connection.execute(&REWRAP, values).await?;
    Ok(())
}

/// The ids of data keys between two ids, without either.
pub(super) async fn between(
    connection: &mut Connection<'_>,
    after: &Uuid,
    before: &Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::id(after), Value::id(before), Value::Integer(limit)];
    let rows = connection.fetch_all(&BETWEEN, values).await?;
    rows.iter().map(|row| row.id(0, "data_key.id")).collect()
}

pub(super) async fn delete(connection: &mut Connection<'_>, id: &Uuid) -> Result<(), StoreError> {
    connection.execute(&DELETE, [Value::id(id)]).await?;
    Ok(())
}

/// Puts the mark of an erased key in its place.
pub(super) async fn erase(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    connection.execute(&INSERT_ERASED, values).await?;
    delete(connection, id).await
}

/// The ids of erased keys after `after`.
pub(super) async fn erased(
    connection: &mut Connection<'_>,
    after: &Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::id(after), Value::Integer(limit)];
    let rows = connection.fetch_all(&ERASED_AFTER, values).await?;
    rows.iter().map(|row| row.id(0, "erased_key.id")).collect()
}

pub(super) async fn is_erased(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<bool, StoreError> {
    let row = connection.fetch_optional(&ERASED, [Value::id(id)]).await?;
    Ok(row.is_some())
}
