//! Passkeys of staff, and the challenges that were answered with one.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{self, Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO passkey (id, staff, credential, sealed, added_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (credential) DO NOTHING",
);
pub(crate) const OF_STAFF: Statement<1> =
    Statement("SELECT id, sealed, added_at, used_at FROM passkey WHERE staff = $1 ORDER BY id");
pub(crate) const BY_CREDENTIAL: Statement<2> = Statement(
    "SELECT id, sealed, added_at, used_at FROM passkey WHERE credential = $1 AND staff = $2",
);
pub(crate) const USED: Statement<4> =
    Statement("UPDATE passkey SET sealed = $3, used_at = $4 WHERE id = $1 AND sealed = $2");
pub(crate) const DELETE: Statement<2> =
    Statement("DELETE FROM passkey WHERE id = $1 AND staff = $2");
pub(crate) const DELETE_OF_STAFF: Statement<1> = Statement("DELETE FROM passkey WHERE staff = $1");

pub(crate) const SPEND: Statement<2> = Statement(
    "INSERT INTO spent_challenge (id, ends_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
);
pub(crate) const SWEEP: Statement<1> = Statement("DELETE FROM spent_challenge WHERE ends_at <= $1");

/// A passkey that somebody adds.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Its id.
    pub id: Uuid,
    /// Whose it is; the key that seals it bears the same id.
    pub staff: Uuid,
    /// A keyed hash of the id that the authenticator names it by.
    pub credential: Digest,
    /// Its name and public key, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub added_at: Timestamp,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPasskey {
    /// Its id.
    pub id: Uuid,
    /// Its name and public key, sealed.
    pub sealed: Vec<u8>,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// A passkey that was used: what was read of it, and what stands from now on.
#[derive(Clone, Debug)]
pub struct UsedPasskey {
    /// Its id.
    pub id: Uuid,
    /// What the answer was checked with.
    pub before: Vec<u8>,
    /// The same, or with another counter in it.
    pub after: Vec<u8>,
    /// When.
    pub at: Timestamp,
}

/// False when some account has it already, and nothing is changed.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewPasskey,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&new.id),
        Value::id(&new.staff),
        Value::digest(&new.credential),
        Value::Bytes(&new.sealed),
        Value::instant(new.added_at),
    ];
    Ok(connection.execute(&INSERT, values).await? == 1)
}

/// Those of an account, the oldest first.
pub(crate) async fn of_staff(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<Vec<StoredPasskey>, StoreError> {
    let rows = connection.fetch_all(&OF_STAFF, [Value::id(staff)]).await?;
    rows.iter().map(read).collect()
}

/// The one of `staff` that the authenticator names like this.
pub(crate) async fn by_credential(
    connection: &mut Connection<'_>,
    credential: &Digest,
    staff: &Uuid,
) -> Result<Option<StoredPasskey>, StoreError> {
    let values = [Value::digest(credential), Value::id(staff)];
    let row = connection.fetch_optional(&BY_CREDENTIAL, values).await?;
    row.as_ref().map(read).transpose()
}

/// False when it is gone, or was used since it was read, and nothing is changed.
pub(crate) async fn used(
    connection: &mut Connection<'_>,
    used: &UsedPasskey,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&used.id),
        Value::Bytes(&used.before),
        Value::Bytes(&used.after),
        Value::instant(used.at),
    ];
    Ok(connection.execute(&USED, values).await? == 1)
}

/// Removes one of `staff`, and no other's; false when there is none.
pub(crate) async fn delete(
    connection: &mut Connection<'_>,
    id: &Uuid,
    staff: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::id(staff)];
    Ok(connection.execute(&DELETE, values).await? == 1)
}

pub(crate) async fn delete_of_staff(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<(), StoreError> {
    connection
        .execute(&DELETE_OF_STAFF, [Value::id(staff)])
        .await?;
    Ok(())
}

/// Uses a challenge up; false when it was answered before.
pub(crate) async fn spend(
    connection: &mut Connection<'_>,
    challenge: &Uuid,
    ends_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(challenge), Value::instant(ends_at)];
    Ok(connection.execute(&SPEND, values).await? == 1)
}

pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    ended_by: Timestamp,
) -> Result<(), StoreError> {
    connection
        .execute(&SWEEP, [Value::instant(ended_by)])
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<StoredPasskey, StoreError> {
    let used_at = row.optional_integer(3)?;
    let used_at = used_at.map(|at| connection::instant(at, "passkey.used_at"));
    Ok(StoredPasskey {
        id: row.id(0, "passkey.id")?,
        sealed: row.bytes(1)?,
        added_at: row.instant(2, "passkey.added_at")?,
        used_at: used_at.transpose()?,
    })
}
