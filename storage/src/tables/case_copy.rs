//! Copies of things whose time is up while a request for access waits: kept for its answer alone.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<4> = Statement(
    "INSERT INTO case_copy (rights_case, thing, content, made_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (rights_case, thing) DO NOTHING",
);
pub(crate) const OF_CASE: Statement<1> = Statement(
    "SELECT thing, content, made_at FROM case_copy WHERE rights_case = $1 ORDER BY thing",
);
pub(crate) const DELETE_OF_CASE: Statement<1> =
    Statement("DELETE FROM case_copy WHERE rights_case = $1");

/// A copy of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseCopy {
    /// The thing.
    pub thing: Uuid,
    /// The thing as it was, sealed with the key of the case.
    pub content: Vec<u8>,
    /// When it was copied.
    pub made_at: Timestamp,
}

/// What was copied before stays as it was.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    case: &Uuid,
    copy: &CaseCopy,
) -> Result<(), StoreError> {
    let values = [
        Value::id(case),
        Value::id(&copy.thing),
        Value::Bytes(&copy.content),
        Value::instant(copy.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn of_case(
    connection: &mut Connection<'_>,
    case: &Uuid,
) -> Result<Vec<CaseCopy>, StoreError> {
    let rows = connection.fetch_all(&OF_CASE, [Value::id(case)]).await?;
    let read = |row: &Row| {
        Ok(CaseCopy {
            thing: row.id(0, "case_copy.thing")?,
            content: row.bytes(1)?,
            made_at: row.instant(2, "case_copy.made_at")?,
        })
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn delete_of_case(
    connection: &mut Connection<'_>,
    case: &Uuid,
) -> Result<(), StoreError> {
    connection
        .execute(&DELETE_OF_CASE, [Value::id(case)])
        .await?;
    Ok(())
}
