//! Forms of the portal that people saved to go on with later, sealed.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<7> = Statement(
    "INSERT INTO portal_draft (id, mailbox, person, slot, content, saved_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
pub(crate) const BY_SLOT: Statement<1> = Statement(
    "SELECT id, person, content, saved_at, expires_at FROM portal_draft WHERE slot = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, person, content, saved_at, expires_at FROM portal_draft \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY saved_at DESC, id DESC",
);
pub(crate) const REWRITE: Statement<4> = Statement(
    "UPDATE portal_draft SET content = $1, saved_at = $2, expires_at = $3 WHERE id = $4 AND erasing_at IS NULL",
);
pub(crate) const MOVE: Statement<3> = Statement(
    "UPDATE portal_draft SET mailbox = $1, slot = $2 WHERE id = $3 AND erasing_at IS NULL",
);
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM portal_draft WHERE expires_at <= $1 AND erasing_at IS NULL ORDER BY expires_at, id LIMIT $2",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE portal_draft SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM portal_draft WHERE id = $1");

/// A draft to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox it is saved from.
    pub mailbox: Digest,
    /// Who alone reads it, where it takes a second factor.
    pub person: Option<Uuid>,
    /// The keyed hash of mailbox, person and form.
    pub slot: Digest,
    /// What was typed, sealed.
    pub content: Vec<u8>,
    /// When.
    pub saved_at: Timestamp,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraft {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// Who alone reads it, where it takes a second factor.
    pub person: Option<Uuid>,
    /// What was typed, sealed.
    pub content: Vec<u8>,
    /// When it was saved last.
    pub saved_at: Timestamp,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    draft: &NewDraft,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&draft.id),
        Value::digest(&draft.mailbox),
        draft.person.as_ref().map_or(Value::NoBytes, Value::id),
        Value::digest(&draft.slot),
        Value::Bytes(&draft.content),
        Value::instant(draft.saved_at),
        Value::instant(draft.expires_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The draft of one form.
pub(crate) async fn by_slot(
    connection: &mut Connection<'_>,
    slot: &Digest,
) -> Result<Option<StoredDraft>, StoreError> {
    let row = connection
        .fetch_optional(&BY_SLOT, [Value::digest(slot)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The drafts of a mailbox, the one that was saved last first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<StoredDraft>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    rows.iter().map(read).collect()
}

/// False when it is gone.
pub(crate) async fn rewrite(
    connection: &mut Connection<'_>,
    id: &Uuid,
    content: &[u8],
    (saved_at, expires_at): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let values = [
        Value::Bytes(content),
        Value::instant(saved_at),
        Value::instant(expires_at),
        Value::id(id),
    ];
    Ok(connection.execute(&REWRITE, values).await? == 1)
}

/// It is found by another mailbox from now on.
pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    id: &Uuid,
    mailbox: &Digest,
    slot: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(mailbox), Value::digest(slot), Value::id(id)];
    connection.execute(&MOVE, values).await?;
    Ok(())
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter()
        .map(|row| row.id(0, "portal_draft.id"))
        .collect()
}

fn read(row: &Row) -> Result<StoredDraft, StoreError> {
    let person = row.optional_bytes(1)?;
    let person = person.map(|bytes| Uuid::from_slice(&bytes)).transpose();
    Ok(StoredDraft {
        id: row.id(0, "portal_draft.id")?,
        person: person.map_err(|_| StoreError::Unreadable("portal_draft.person"))?,
        content: row.bytes(2)?,
        saved_at: row.instant(3, "portal_draft.saved_at")?,
        expires_at: row.instant(4, "portal_draft.expires_at")?,
    })
}
