//! Sessions of staff: a row while somebody is signed in. What the browser holds is stored as its hash.

use domain::canonical::Digest;
use domain::staff::Role;
use jiff::Timestamp;
use uuid::Uuid;

use super::staff::read_roles;
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO session (id, token, staff, browser, made_at, seen_at, code_at) VALUES ($1, $2, $3, $4, $5, $5, $5)",
);
pub(crate) const BY_TOKEN: Statement<1> = Statement(
    "SELECT session.id, session.staff, session.made_at, session.seen_at, session.code_at, staff.person, staff.roles, \
     (SELECT count(*) FROM passkey WHERE passkey.staff = staff.id) \
     FROM session JOIN staff ON staff.id = session.staff \
     WHERE session.token = $1 AND staff.disabled_at IS NULL AND staff.erasing_at IS NULL",
);
pub(crate) const OF_STAFF: Statement<1> = Statement(
    "SELECT id, browser, made_at, seen_at FROM session WHERE staff = $1 ORDER BY seen_at DESC, id",
);
pub(crate) const SEEN: Statement<2> = Statement("UPDATE session SET seen_at = $2 WHERE id = $1");
pub(crate) const ROTATE: Statement<3> =
    Statement("UPDATE session SET token = $2, code_at = $3, seen_at = $3 WHERE id = $1");
pub(crate) const END: Statement<2> = Statement("DELETE FROM session WHERE id = $1 AND staff = $2");
pub(crate) const END_BY_TOKEN: Statement<1> = Statement("DELETE FROM session WHERE token = $1");
pub(crate) const END_ALL: Statement<1> = Statement("DELETE FROM session WHERE staff = $1");
pub(crate) const END_OTHERS: Statement<2> =
    Statement("DELETE FROM session WHERE staff = $1 AND id <> $2");
pub(crate) const SWEEP: Statement<2> =
    Statement("DELETE FROM session WHERE made_at <= $1 OR seen_at <= $2");

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its id.
    pub id: Uuid,
    /// The hash of what the browser holds.
    pub token: Digest,
    /// Who.
    pub staff: Uuid,
    /// The browser's name, sealed.
    pub browser: Vec<u8>,
    /// When, with a one-time code.
    pub made_at: Timestamp,
}

/// A session and whose it is. Whether it is over is told by its instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// Its id.
    pub id: Uuid,
    /// Who, who is not shut out.
    pub staff: Uuid,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When a one-time code was last given in it.
    pub code_at: Timestamp,
    /// Name and address, sealed.
    pub person: Vec<u8>,
    /// What they may do.
    pub roles: Vec<Role>,
    /// How many passkeys they have.
    pub passkeys: i64,
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSession {
    /// Its id.
    pub id: Uuid,
    /// The browser's name, sealed.
    pub browser: Vec<u8>,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSession,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.token),
        Value::id(&new.staff),
        Value::Bytes(&new.browser),
        Value::instant(new.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_token(
    connection: &mut Connection<'_>,
    token: &Digest,
) -> Result<Option<StoredSession>, StoreError> {
    let values = [Value::digest(token)];
    let row = connection.fetch_optional(&BY_TOKEN, values).await?;
    row.map(|row| {
        Ok(StoredSession {
            id: row.id(0, "session.id")?,
            staff: row.id(1, "session.staff")?,
            made_at: row.instant(2, "session.made_at")?,
            seen_at: row.instant(3, "session.seen_at")?,
            code_at: row.instant(4, "session.code_at")?,
            person: row.bytes(5)?,
            roles: read_roles(&row.text(6)?)?,
            passkeys: row.integer(7)?,
        })
    })
    .transpose()
}

pub(crate) async fn of_staff(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<Vec<ListedSession>, StoreError> {
    let rows = connection.fetch_all(&OF_STAFF, [Value::id(staff)]).await?;
    let read = |row: &Row| {
        Ok(ListedSession {
            id: row.id(0, "session.id")?,
            browser: row.bytes(1)?,
            made_at: row.instant(2, "session.made_at")?,
            seen_at: row.instant(3, "session.seen_at")?,
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

/// Puts another token in the place of the one the browser holds; false when the session is gone.
pub(crate) async fn rotate(
    connection: &mut Connection<'_>,
    id: &Uuid,
    token: &Digest,
    code_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::digest(token), Value::instant(code_at)];
    Ok(connection.execute(&ROTATE, values).await? == 1)
}

/// Ends a session of `staff`, and no other's; false when there is none.
pub(crate) async fn end(
    connection: &mut Connection<'_>,
    id: &Uuid,
    staff: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::id(staff)];
    Ok(connection.execute(&END, values).await? == 1)
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

pub(crate) async fn end_all(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<(), StoreError> {
    connection.execute(&END_ALL, [Value::id(staff)]).await?;
    Ok(())
}

pub(crate) async fn end_others(
    connection: &mut Connection<'_>,
    staff: &Uuid,
    but: &Uuid,
) -> Result<(), StoreError> {
    let values = [Value::id(staff), Value::id(but)];
    connection.execute(&END_OTHERS, values).await?;
    Ok(())
}

/// Deletes sessions that began, or were last used, no later than these instants.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    made_at: Timestamp,
    seen_at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::instant(made_at), Value::instant(seen_at)];
    connection.execute(&SWEEP, values).await?;
    Ok(())
}
