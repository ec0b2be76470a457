//! Wishes to be written to at another address: what their links find, and who has said yes. Both addresses are sealed.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{self, Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<6> = Statement(
    "INSERT INTO address_change (id, mailbox, content, before, after, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
);
pub(crate) const BY_LINK: Statement<1> = Statement(
    "SELECT id, mailbox, content, before, before_at, after_at, expires_at FROM address_change \
     WHERE (before = $1 OR after = $1) AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, mailbox, content, before, before_at, after_at, expires_at FROM address_change \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY id",
);
pub(crate) const SPEND_BEFORE: Statement<3> = Statement(
    "UPDATE address_change SET before_at = $2 \
     WHERE id = $1 AND before_at IS NULL AND expires_at > $3 AND erasing_at IS NULL",
);
pub(crate) const SPEND_AFTER: Statement<3> = Statement(
    "UPDATE address_change SET after_at = $2 \
     WHERE id = $1 AND after_at IS NULL AND expires_at > $3 AND erasing_at IS NULL",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, mailbox, content, before, before_at, after_at, expires_at FROM address_change \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const CONFIRMED: Statement<1> = Statement(
    "SELECT id, mailbox, content, before, before_at, after_at, expires_at FROM address_change \
     WHERE before_at IS NOT NULL AND after_at IS NOT NULL AND erasing_at IS NULL ORDER BY id LIMIT $1",
);
pub(crate) const RAN_OUT: Statement<2> = Statement(
    "SELECT id FROM address_change WHERE expires_at <= $1 AND erasing_at IS NULL ORDER BY expires_at, id LIMIT $2",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> =
    Statement("UPDATE address_change SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM address_change WHERE id = $1");

/// A wish to store.
#[derive(Clone, Debug)]
pub struct NewAddressChange {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox it is asked from.
    pub mailbox: Digest,
    /// Both addresses, sealed.
    pub sealed: Vec<u8>,
    /// The hash of the token that was mailed to the address before.
    pub before: Digest,
    /// The hash of the token that was mailed to the new one.
    pub after: Digest,
    /// Until when they may be used.
    pub expires_at: Timestamp,
}

/// A wish as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAddressChange {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox it is asked from.
    pub mailbox: Digest,
    /// Both addresses, sealed.
    pub sealed: Vec<u8>,
    /// The hash of the token that was mailed to the address before.
    pub before: Digest,
    /// When the address before said yes.
    pub before_at: Option<Timestamp>,
    /// When the new one said yes.
    pub after_at: Option<Timestamp>,
    /// Until when they may.
    pub expires_at: Timestamp,
}

/// Which of the two mailboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressSide {
    /// The one before.
    Before,
    /// The new one.
    After,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewAddressChange,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.mailbox),
        Value::Bytes(&new.sealed),
        Value::digest(&new.before),
        Value::digest(&new.after),
        Value::instant(new.expires_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The wish that a link finds, and which mailbox it was mailed to.
pub(crate) async fn by_link(
    connection: &mut Connection<'_>,
    link: &Digest,
) -> Result<Option<(StoredAddressChange, AddressSide)>, StoreError> {
    let row = connection
        .fetch_optional(&BY_LINK, [Value::digest(link)])
        .await?;
    let stored = row.as_ref().map(read).transpose()?;
    Ok(stored.map(|stored| {
        let side = if stored.before == *link {
            AddressSide::Before
        } else {
            AddressSide::After
        };
        (stored, side)
    }))
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredAddressChange>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// What was asked from a mailbox, the earliest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<StoredAddressChange>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    rows.iter().map(read).collect()
}

/// Uses the link of one mailbox; false when it was used before, ran out by `now`, or the wish is gone.
pub(crate) async fn spend(
    connection: &mut Connection<'_>,
    id: &Uuid,
    side: AddressSide,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let statement = match side {
        AddressSide::Before => &SPEND_BEFORE,
        AddressSide::After => &SPEND_AFTER,
    };
    let values = [Value::id(id), Value::instant(now), Value::instant(now)];
    Ok(connection.execute(statement, values).await? == 1)
}

/// Wishes that both mailboxes said yes to, at most `limit`.
pub(crate) async fn confirmed(
    connection: &mut Connection<'_>,
    limit: u32,
) -> Result<Vec<StoredAddressChange>, StoreError> {
    let rows = connection
        .fetch_all(&CONFIRMED, [Value::Integer(limit.into())])
        .await?;
    rows.iter().map(read).collect()
}

/// Wishes that have run out by an instant, at most `limit`.
pub(crate) async fn ran_out(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&RAN_OUT, values).await?;
    rows.iter()
        .map(|row| row.id(0, "address_change.id"))
        .collect()
}

fn read(row: &Row) -> Result<StoredAddressChange, StoreError> {
    let instant = |column, what| {
        let at = row.optional_integer(column)?;
        at.map(|at| connection::instant(at, what)).transpose()
    };
    Ok(StoredAddressChange {
        id: row.id(0, "address_change.id")?,
        mailbox: row.digest(1, "address_change.mailbox")?,
        sealed: row.bytes(2)?,
        before: row.digest(3, "address_change.before")?,
        before_at: instant(4, "address_change.before_at")?,
        after_at: instant(5, "address_change.after_at")?,
        expires_at: row.instant(6, "address_change.expires_at")?,
    })
}
