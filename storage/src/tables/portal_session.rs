//! Sessions of the rights portal: a row while somebody is in. What the browser holds is stored as its hash.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};
use crate::tables::session::ListedSession;

pub(crate) const INSERT: Statement<6> = Statement(
    "INSERT INTO portal_session (id, token, mailbox, address, browser, made_at, seen_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $6)",
);
pub(crate) const BY_TOKEN: Statement<1> =
    Statement("SELECT id, address, made_at, seen_at, person FROM portal_session WHERE token = $1");
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, browser, made_at, seen_at FROM portal_session WHERE mailbox = $1 ORDER BY seen_at DESC, id",
);
pub(crate) const SEEN: Statement<2> =
    Statement("UPDATE portal_session SET seen_at = $2 WHERE id = $1");
pub(crate) const RISE: Statement<4> =
    Statement("UPDATE portal_session SET token = $2, person = $3, seen_at = $4 WHERE id = $1");
pub(crate) const END: Statement<2> =
    Statement("DELETE FROM portal_session WHERE id = $1 AND mailbox = $2");
pub(crate) const END_BY_TOKEN: Statement<1> =
    Statement("DELETE FROM portal_session WHERE token = $1");
pub(crate) const END_ALL: Statement<1> = Statement("DELETE FROM portal_session WHERE mailbox = $1");
pub(crate) const SWEEP: Statement<3> =
    Statement("DELETE FROM portal_session WHERE made_at <= $1 OR seen_at <= $2 OR made_at > $3");

/// Somebody came in.
#[derive(Clone, Debug)]
pub struct NewPortalSession {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// The hash of what the browser holds.
    pub token: Digest,
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The address, sealed.
    pub address: Vec<u8>,
    /// The browser's name, sealed.
    pub browser: Vec<u8>,
    /// When.
    pub made_at: Timestamp,
}

/// A session as stored. Whether it is over is told by its instants.
#[derive(Clone, Debug)]
pub struct StoredPortalSession {
    /// Its id.
    pub id: Uuid,
    /// The address, sealed.
    pub address: Vec<u8>,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// The person that a second factor showed.
    pub person: Option<Uuid>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewPortalSession,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.token),
        Value::digest(&new.mailbox),
        Value::Bytes(&new.address),
        Value::Bytes(&new.browser),
        Value::instant(new.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_token(
    connection: &mut Connection<'_>,
    token: &Digest,
) -> Result<Option<StoredPortalSession>, StoreError> {
    let values = [Value::digest(token)];
    let row = connection.fetch_optional(&BY_TOKEN, values).await?;
    row.map(|row| {
        Ok(StoredPortalSession {
            id: row.id(0, "portal_session.id")?,
            address: row.bytes(1)?,
            made_at: row.instant(2, "portal_session.made_at")?,
            seen_at: row.instant(3, "portal_session.seen_at")?,
            person: match row.optional_bytes(4)? {
                Some(_) => Some(row.id(4, "portal_session.person")?),
                None => None,
            },
        })
    })
    .transpose()
}

/// The sessions of a mailbox, the one used last first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<ListedSession>, StoreError> {
    let values = [Value::digest(mailbox)];
    let rows = connection.fetch_all(&OF_MAILBOX, values).await?;
    let read = |row: &Row| {
        Ok(ListedSession {
            id: row.id(0, "portal_session.id")?,
            browser: row.bytes(1)?,
            made_at: row.instant(2, "portal_session.made_at")?,
            seen_at: row.instant(3, "portal_session.seen_at")?,
        })
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn seen(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    connection.execute(&SEEN, values).await?;
    Ok(())
}

/// Says which person is in, and puts another token in the place of the one the browser holds; false when the session is
/// gone.
pub(crate) async fn rise(
    connection: &mut Connection<'_>,
    id: &Uuid,
    token: &Digest,
    person: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(id),
        Value::digest(token),
        Value::id(person),
        Value::instant(at),
    ];
    Ok(connection.execute(&RISE, values).await? == 1)
}

/// Ends a session of `mailbox`, and no other's.
pub(crate) async fn end(
    connection: &mut Connection<'_>,
    id: &Uuid,
    mailbox: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::digest(mailbox)];
    connection.execute(&END, values).await?;
    Ok(())
}

pub(crate) async fn end_by_token(
    connection: &mut Connection<'_>,
    token: &Digest,
) -> Result<(), StoreError> {
    connection
        .execute(&END_BY_TOKEN, [Value::digest(token)])
        .await?;
    Ok(())
}

/// Ends every session of `mailbox`.
pub(crate) async fn end_all(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<(), StoreError> {
    connection
        .execute(&END_ALL, [Value::digest(mailbox)])
        .await?;
    Ok(())
}

/// Deletes sessions that began, or were last used, no later than these instants, or that begin after `latest`.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    made_at: Timestamp,
    seen_at: Timestamp,
    latest: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        Value::instant(made_at),
        Value::instant(seen_at),
        Value::instant(latest),
    ];
    connection.execute(&SWEEP, values).await?;
    Ok(())
}
