//! The log's order: leaves get their places here, and are read by them.

use domain::log::{Tile, TileId};

use super::leaf;
use crate::connection::{Connection, Row, Statement, Value};
use crate::{AppendedLeaf, StoreError};

/// Changes nothing and holds the row until the transaction ends.
pub(crate) const HOLD: Statement<0> = Statement("UPDATE log_head SET size = size WHERE id = 1");
pub(crate) const SIZE: Statement<0> = Statement("SELECT size FROM log_head WHERE id = 1");
pub(crate) const SET_SIZE: Statement<1> = Statement("UPDATE log_head SET size = $1 WHERE id = 1");
/// By time and id, whatever order they were written in. The condition is that of the index `leaf_without_position`.
pub(crate) const NUMBER: Statement<2> = Statement(
    "UPDATE leaf SET position = $1 + waiting.place FROM (\
     SELECT id, row_number() OVER (ORDER BY appended_at, id) - 1 AS place FROM (\
     SELECT id, appended_at FROM leaf WHERE coalesce(position, -1) < 0 ORDER BY appended_at, id LIMIT $2) AS next\
     ) AS waiting WHERE leaf.id = waiting.id",
);
pub(crate) const WAITS: Statement<0> =
    Statement("SELECT 1 FROM leaf WHERE position IS NULL LIMIT 1");
pub(crate) const LEAVES: Statement<2> = Statement(
    "SELECT id, kind, record, register, commitment, appended_at, position FROM leaf \
     WHERE position >= $1 AND position < $2 ORDER BY position",
);
pub(crate) const OF_RECORD: Statement<1> = Statement(
    "SELECT id, kind, record, register, commitment, appended_at, position FROM leaf \
     WHERE record = $1 ORDER BY appended_at, id LIMIT 1",
);
pub(crate) const TILE: Statement<2> =
    Statement("SELECT hashes FROM tile WHERE level = $1 AND place = $2");
pub(crate) const STORE_TILE: Statement<3> = Statement(
    "INSERT INTO tile (level, place, hashes) VALUES ($1, $2, $3) \
     ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes",
);

/// A leaf and its place in the log, once it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedLeaf {
    /// The leaf.
    pub appended: AppendedLeaf,
    /// Its place, from 0.
    pub position: Option<u64>,
}

pub(crate) async fn hold(connection: &mut Connection<'_>) -> Result<u64, StoreError> {
    connection.execute(&HOLD, []).await?;
    size(connection).await
}

pub(crate) async fn size(connection: &mut Connection<'_>) -> Result<u64, StoreError> {
    let row = connection.fetch_optional(&SIZE, []).await?;
    let row = row.ok_or(StoreError::Unreadable("log_head"))?;
    count(row.integer(0)?, "log_head.size")
}

/// Gives the first `limit` leaves that wait their places from `size` on; how many there were.
pub(crate) async fn number(
    connection: &mut Connection<'_>,
    size: u64,
    limit: u32,
) -> Result<u64, StoreError> {
    let values = [integer(size)?, Value::Integer(i64::from(limit))];
    let numbered = connection.execute(&NUMBER, values).await?;
    connection
        .execute(&SET_SIZE, [integer(size + numbered)?])
        .await?;
    Ok(numbered)
}

pub(crate) async fn waits(connection: &mut Connection<'_>) -> Result<bool, StoreError> {
    Ok(connection.fetch_optional(&WAITS, []).await?.is_some())
}

pub(crate) async fn leaves(
    connection: &mut Connection<'_>,
    from: u64,
    until: u64,
) -> Result<Vec<PlacedLeaf>, StoreError> {
    let rows = connection
        .fetch_all(&LEAVES, [integer(from)?, integer(until)?])
        .await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn of_record(
    connection: &mut Connection<'_>,
    record: &uuid::Uuid,
) -> Result<Option<PlacedLeaf>, StoreError> {
    let row = connection
        .fetch_optional(&OF_RECORD, [Value::id(record)])
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn tile(
    connection: &mut Connection<'_>,
    id: TileId,
) -> Result<Option<Tile>, StoreError> {
    // An index that no column can hold is the index of no tile.
    let Ok(place) = integer(id.index) else {
        return Ok(None);
    };
    let values = [Value::Integer(i64::from(id.level)), place];
    let row = connection.fetch_optional(&TILE, values).await?;
    row.map(|row| Tile::read(id, &row.bytes(0)?).ok_or(StoreError::Unreadable("tile.hashes")))
        .transpose()
}

pub(crate) async fn store_tile(
    connection: &mut Connection<'_>,
    tile: &Tile,
) -> Result<(), StoreError> {
    let bytes = tile.bytes();
    let values = [
        Value::Integer(i64::from(tile.id.level)),
        integer(tile.id.index)?,
        Value::Bytes(&bytes),
    ];
    connection.execute(&STORE_TILE, values).await?;
    Ok(())
}

fn read(row: &Row) -> Result<PlacedLeaf, StoreError> {
    let position = row.optional_integer(6)?;
    Ok(PlacedLeaf {
        appended: leaf::read(row)?,
        position: position
            .map(|position| count(position, "leaf.position"))
            .transpose()?,
    })
}

pub(super) fn count(number: i64, what: &'static str) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Unreadable(what))
}

pub(super) fn integer(number: u64) -> Result<Value<'static>, StoreError> {
    i64::try_from(number)
        .map(Value::Integer)
        .map_err(|_| StoreError::Unreadable("a number beyond what a column holds"))
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::SqliteConnection;
    use sqlx::{AssertSqlSafe, Connection as _, Row as _};

    use super::NUMBER;
    use crate::sqlite::migrations::{self, APPLICATION_ID, STEPS};

    #[tokio::test]
    async fn giving_places_reads_only_the_leaves_that_wait() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        migrations::run(&mut connection, APPLICATION_ID, &STEPS)
            .await
            .unwrap();
        let explain = format!("EXPLAIN QUERY PLAN {}", NUMBER.0);
        let plan = sqlx::query(AssertSqlSafe(explain)).bind(0).bind(256);
        let plan = plan.fetch_all(&mut connection).await.unwrap();
        let steps: Vec<String> = plan.iter().map(|step| step.get("detail")).collect();
        let of_leaf = steps.iter().filter(|step| step.contains(" leaf "));
        let of_leaf: Vec<&String> = of_leaf.collect();
        assert_eq!(of_leaf.len(), 2, "{steps:?}");
        assert!(
            of_leaf[0].contains("USING INDEX leaf_without_position"),
            "{steps:?}"
        );
        assert!(of_leaf[1].contains("(id=?)"), "{steps:?}");
    }
}
