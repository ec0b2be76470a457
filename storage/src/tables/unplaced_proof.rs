//! Proofs of consents from before the mailbox stood beside them. Start-up places them; nothing else looks for them here.

use domain::canonical::Digest;
use domain::register::Key;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const IS_DUE: Statement<0> = Statement("SELECT due FROM unplaced_proof");
pub(crate) const DONE: Statement<0> = Statement("DELETE FROM unplaced_proof");
pub(crate) const AFTER: Statement<2> = Statement(
    "SELECT id, purpose FROM proof WHERE mailbox IS NULL AND erasing_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
);
pub(crate) const PLACE: Statement<2> = Statement(
    "UPDATE proof SET mailbox = $1 WHERE id = $2 AND mailbox IS NULL AND erasing_at IS NULL",
);

/// A proof that is found by no mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnplacedProof {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The purpose of the register that was said yes to.
    pub purpose: Key,
}

/// Whether there may be any.
pub(crate) async fn is_due(connection: &mut Connection<'_>) -> Result<bool, StoreError> {
    let row = connection.fetch_optional(&IS_DUE, []).await?;
    Ok(row.is_some())
}

pub(crate) async fn after(
    connection: &mut Connection<'_>,
    last: &Uuid,
    limit: u32,
) -> Result<Vec<UnplacedProof>, StoreError> {
    let values = [Value::id(last), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&AFTER, values).await?;
    let read = |row: &Row| {
        Ok(UnplacedProof {
            id: row.id(0, "proof.id")?,
            purpose: row.text(1)?,
        })
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn place(
    connection: &mut Connection<'_>,
    id: &Uuid,
    mailbox: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(mailbox), Value::id(id)];
    connection.execute(&PLACE, values).await?;
    Ok(())
}

pub(crate) async fn done(connection: &mut Connection<'_>) -> Result<(), StoreError> {
    connection.execute(&DONE, []).await?;
    Ok(())
}
