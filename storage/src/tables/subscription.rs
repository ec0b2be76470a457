//! People who asked for the newsletter: what they are found by, and what is known of them, sealed.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<8> = Statement(
    "INSERT INTO subscription (id, mailbox, proof, link, content, given_at, expires_at, confirm) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
pub(crate) const INSERT_ACTIVE: Statement<9> = Statement(
    "INSERT INTO subscription (id, mailbox, proof, link, content, given_at, confirmed_at, manage, leave) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);
pub(crate) const BY_CONFIRM: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription WHERE confirm = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_MANAGE: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription WHERE manage = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_LEAVE: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription WHERE leave = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const ACTIVE_OF: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription \
     WHERE mailbox = $1 AND confirmed_at IS NOT NULL AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY id",
);
pub(crate) const CORRECT: Statement<4> = Statement(
    "UPDATE subscription SET content = $3, mailbox = $4 WHERE id = $1 AND content = $2 AND erasing_at IS NULL",
);
/// For PostgreSQL, where operations run at once: nobody else changes the row until this one is done.
pub(crate) const HOLD_BY_ID: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription WHERE id = $1 AND erasing_at IS NULL FOR UPDATE",
);
/// As [`HOLD_BY_ID`].
pub(crate) const HOLD_ACTIVE_OF: Statement<1> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription \
     WHERE mailbox = $1 AND confirmed_at IS NOT NULL AND erasing_at IS NULL FOR UPDATE",
);
pub(crate) const ACTIVATE: Statement<4> = Statement(
    "UPDATE subscription SET expires_at = NULL, confirmed_at = $1, manage = $2, leave = $3 \
     WHERE id = $4 AND expires_at IS NOT NULL",
);
pub(crate) const RENEW: Statement<3> =
    Statement("UPDATE subscription SET proof = $1, content = $2 WHERE id = $3");
pub(crate) const SET_CONFIRM: Statement<2> =
    Statement("UPDATE subscription SET confirm = $1 WHERE id = $2");
pub(crate) const WAITED: Statement<3> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription \
     WHERE expires_at <= $1 AND erasing_at IS NULL AND id > $2 \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = subscription.id AND case_hold.stops_use = 1) \
     ORDER BY id LIMIT $3",
);
pub(crate) const CONFIRMED: Statement<3> = Statement(
    "SELECT id, mailbox, proof, link, content, expires_at FROM subscription \
     WHERE confirmed_at <= $1 AND erasing_at IS NULL AND id > $2 ORDER BY id LIMIT $3",
);
pub(crate) const COUNT: Statement<0> = Statement(
    "SELECT count(*) FROM subscription WHERE confirmed_at IS NOT NULL AND erasing_at IS NULL",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> = Statement(
    "UPDATE subscription SET erasing_at = $1, confirm = NULL, manage = NULL, leave = NULL \
     WHERE id = $2 AND erasing_at IS NULL",
);
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM subscription WHERE id = $1");

/// A sign-up to store, which waits to be confirmed.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The proof of the yes.
    pub proof: Uuid,
    /// What its links are derived from.
    pub link: Uuid,
    /// What is known of the person, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub given_at: Timestamp,
    /// Until when it may be confirmed.
    pub expires_at: Timestamp,
    /// The hash of the token that confirms it.
    pub confirm: Digest,
}

/// The hashes of the tokens in the links of each mail.
#[derive(Clone, Copy, Debug)]
pub struct LinkHashes {
    /// The one that leads to the topics.
    pub manage: Digest,
    /// The one that ends it.
    pub leave: Digest,
}

/// A subscription to store that needs no confirmation: whoever says yes came by a link that was mailed.
#[derive(Clone, Debug)]
pub struct ActiveSubscription {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The proof of the yes.
    pub proof: Uuid,
    /// What its links are derived from.
    pub link: Uuid,
    /// What is known of the person, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub since: Timestamp,
    /// Its links.
    pub links: LinkHashes,
}

/// A subscription as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubscription {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The proof of the yes.
    pub proof: Uuid,
    /// What its links are derived from.
    pub link: Uuid,
    /// What is known of the person, sealed.
    pub sealed: Vec<u8>,
    /// Until when it may be confirmed; none once it is.
    pub expires_at: Option<Timestamp>,
}

/// Another yes to what a subscription is about.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// Its proof.
    pub proof: Uuid,
    /// What is known of the person from now on, sealed with the subscription's own key.
    pub sealed: Vec<u8>,
    /// The hash of the token that confirmed it, where one did; it keeps answering.
    pub confirm: Option<Digest>,
}

/// What a subscription is found by: the hash of a link's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubscriptionLink {
    /// The link that confirms it.
    Confirm(Digest),
    /// The link to the topics.
    Manage(Digest),
    /// The link that ends it.
    Leave(Digest),
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSubscription,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.mailbox),
        Value::id(&new.proof),
        Value::id(&new.link),
        Value::Bytes(&new.sealed),
        Value::instant(new.given_at),
        Value::instant(new.expires_at),
        Value::digest(&new.confirm),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn insert_active(
    connection: &mut Connection<'_>,
    new: &ActiveSubscription,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.mailbox),
        Value::id(&new.proof),
        Value::id(&new.link),
        Value::Bytes(&new.sealed),
        Value::instant(new.since),
        Value::instant(new.since),
        Value::digest(&new.links.manage),
        Value::digest(&new.links.leave),
    ];
    connection.execute(&INSERT_ACTIVE, values).await?;
    Ok(())
}

pub(crate) async fn by_link(
    connection: &mut Connection<'_>,
    link: SubscriptionLink,
) -> Result<Option<StoredSubscription>, StoreError> {
    let (statement, hash) = match &link {
        SubscriptionLink::Confirm(hash) => (&BY_CONFIRM, hash),
        SubscriptionLink::Manage(hash) => (&BY_MANAGE, hash),
        SubscriptionLink::Leave(hash) => (&BY_LEAVE, hash),
    };
    one(connection, statement, Value::digest(hash)).await
}

/// The confirmed subscription of a mailbox.
pub(crate) async fn active_of(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Option<StoredSubscription>, StoreError> {
    one(connection, &ACTIVE_OF, Value::digest(mailbox)).await
}

/// The subscription with this id.
pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredSubscription>, StoreError> {
    one(connection, &BY_ID, Value::id(id)).await
}

/// The subscription with this id, for an operation: what it finds stays so until it is done.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredSubscription>, StoreError> {
    let statement = connection.either(&BY_ID, &HOLD_BY_ID);
    one(connection, statement, Value::id(id)).await
}

/// As [`hold`], the confirmed subscription of a mailbox.
pub(crate) async fn hold_active_of(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Option<StoredSubscription>, StoreError> {
    let statement = connection.either(&ACTIVE_OF, &HOLD_ACTIVE_OF);
    one(connection, statement, Value::digest(mailbox)).await
}

async fn one(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    value: Value<'_>,
) -> Result<Option<StoredSubscription>, StoreError> {
    let row = connection.fetch_optional(statement, [value]).await?;
    row.as_ref().map(read).transpose()
}

/// What stands under a mailbox, whether it is confirmed or waits, the earliest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<StoredSubscription>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    rows.iter().map(read).collect()
}

/// Confirms a sign-up that waits; false when it does not, and nothing is changed.
pub(crate) async fn activate(
    connection: &mut Connection<'_>,
    id: &Uuid,
    links: &LinkHashes,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [
        Value::instant(at),
        Value::digest(&links.manage),
        Value::digest(&links.leave),
        Value::id(id),
    ];
    Ok(connection.execute(&ACTIVATE, values).await? == 1)
}

/// Puts another yes in the place of the one that a subscription rested on.
pub(crate) async fn renew(
    connection: &mut Connection<'_>,
    id: &Uuid,
    renewed: &Renewed,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&renewed.proof),
        Value::Bytes(&renewed.sealed),
        Value::id(id),
    ];
    connection.execute(&RENEW, values).await?;
    if let Some(confirm) = &renewed.confirm {
        let values = [Value::digest(confirm), Value::id(id)];
        connection.execute(&SET_CONFIRM, values).await?;
    }
    Ok(())
}

/// Sign-ups whose time to be confirmed is over, after the id `after`, by id.
pub(crate) async fn waited(
    connection: &mut Connection<'_>,
    now: Timestamp,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<StoredSubscription>, StoreError> {
    some(connection, &WAITED, now, after, limit).await
}

/// Subscriptions that were confirmed by an instant, after the id `after`, by id.
pub(crate) async fn confirmed(
    connection: &mut Connection<'_>,
    by: Timestamp,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<StoredSubscription>, StoreError> {
    some(connection, &CONFIRMED, by, after, limit).await
}

async fn some(
    connection: &mut Connection<'_>,
    statement: &Statement<3>,
    at: Timestamp,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<StoredSubscription>, StoreError> {
    let values = [
        Value::instant(at),
        Value::id(after),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

/// How many are confirmed.
pub(crate) async fn count(connection: &mut Connection<'_>) -> Result<u64, StoreError> {
    let row = connection.fetch_optional(&COUNT, []).await?;
    let count = row.map(|row| row.integer(0)).transpose()?.unwrap_or(0);
    u64::try_from(count).map_err(|_| StoreError::Unreadable("subscription"))
}

/// Holds a subscription for its erasure: no link finds it from now on. False when it is held already, or gone.
pub(crate) async fn hold_for_erasure(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(&HOLD_FOR_ERASURE, values).await? == 1)
}

fn read(row: &Row) -> Result<StoredSubscription, StoreError> {
    let expires_at = row.optional_integer(5)?;
    Ok(StoredSubscription {
        id: row.id(0, "subscription.id")?,
        mailbox: row.digest(1, "subscription.mailbox")?,
        proof: row.id(2, "subscription.proof")?,
        link: row.id(3, "subscription.link")?,
        sealed: row.bytes(4)?,
        expires_at: expires_at
            .map(|at| crate::connection::instant(at, "subscription.expires_at"))
            .transpose()?,
    })
}
