//! What happened in a case: one row a step, sealed.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<4> = Statement(
    "INSERT INTO rights_step (id, rights_case, content, made_at) VALUES ($1, $2, $3, $4)",
);
pub(crate) const OF_CASE: Statement<1> =
    Statement("SELECT id, content, made_at FROM rights_step WHERE rights_case = $1 ORDER BY id");
pub(crate) const DELETE_OF_CASE: Statement<1> =
    Statement("DELETE FROM rights_step WHERE rights_case = $1");

/// A step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStep {
    /// Its id.
    pub id: Uuid,
    /// What happened, sealed.
    pub content: Vec<u8>,
    /// When.
    pub made_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    case: &Uuid,
    step: &CaseStep,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&step.id),
        Value::id(case),
        Value::Bytes(&step.content),
        Value::instant(step.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The steps of a case, the earliest first.
pub(crate) async fn of_case(
    connection: &mut Connection<'_>,
    case: &Uuid,
) -> Result<Vec<CaseStep>, StoreError> {
    let rows = connection.fetch_all(&OF_CASE, [Value::id(case)]).await?;
    let read = |row: &Row| {
        Ok(CaseStep {
            id: row.id(0, "rights_step.id")?,
            content: row.bytes(1)?,
            made_at: row.instant(2, "rights_step.made_at")?,
        })
    };
    rows.iter().map(read).collect()
}
