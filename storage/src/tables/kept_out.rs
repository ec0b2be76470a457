//! Mailboxes whose owners asked that nothing is ever sent there, by a keyed hash: what remains when the address is
//! gone.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<4> = Statement(
    "INSERT INTO kept_out (mailbox, proof, code, gone_at) VALUES ($1, $2, $3, $4) ON CONFLICT (mailbox) DO NOTHING",
);
pub(crate) const IS_IN: Statement<1> = Statement("SELECT 1 FROM kept_out WHERE mailbox = $1");
pub(crate) const OF_MAILBOX: Statement<1> =
    Statement("SELECT proof, gone_at FROM kept_out WHERE mailbox = $1");
pub(crate) const BY_CODE: Statement<1> = Statement("SELECT proof FROM kept_out WHERE code = $1");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM kept_out WHERE proof = $1");
pub(crate) const DUE: Statement<2> =
    Statement("SELECT proof FROM kept_out WHERE gone_at <= $1 ORDER BY proof LIMIT $2");

/// A mailbox to keep out.
#[derive(Clone, Copy, Debug)]
pub struct NewKeptOut {
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The proof that its owner asked for it.
    pub proof: Uuid,
    /// The hash of the code that takes it back.
    pub code: Digest,
    /// When it goes.
    pub gone_at: Timestamp,
}

/// Keeps a mailbox out; false when it is kept out already, and nothing is changed.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewKeptOut,
) -> Result<bool, StoreError> {
    let values = [
        Value::digest(&new.mailbox),
        Value::id(&new.proof),
        Value::digest(&new.code),
        Value::instant(new.gone_at),
    ];
    Ok(connection.execute(&INSERT, values).await? == 1)
}

pub(crate) async fn is_in(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<bool, StoreError> {
    let row = connection
        .fetch_optional(&IS_IN, [Value::digest(mailbox)])
        .await?;
    Ok(row.is_some())
}

/// The proof that a mailbox is kept out under, and when it goes.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Option<(Uuid, Timestamp)>, StoreError> {
    let row = connection
        .fetch_optional(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    let read = |row: &Row| {
        Ok((
            row.id(0, "kept_out.proof")?,
            row.instant(1, "kept_out.gone_at")?,
        ))
    };
    row.as_ref().map(read).transpose()
}

/// The proof of the mailbox that the code with this hash lets in again.
pub(crate) async fn by_code(
    connection: &mut Connection<'_>,
    code: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_CODE, [Value::digest(code)])
        .await?;
    row.map(|row| row.id(0, "kept_out.proof")).transpose()
}

/// Lets a mailbox in again; false when it was not kept out under this proof.
pub(crate) async fn delete(
    connection: &mut Connection<'_>,
    proof: &Uuid,
) -> Result<bool, StoreError> {
    Ok(connection.execute(&DELETE, [Value::id(proof)]).await? == 1)
}

/// Those whose time is over.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "kept_out.proof")).collect()
}
