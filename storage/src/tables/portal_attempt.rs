//! Askings to come in to the rights portal: what was mailed, and how often a code was tried. Nothing but time and their
//! own mail decides what they open.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<10> = Statement(
    "INSERT INTO portal_attempt (id, mailbox, asker, came_before, browser, link, code, address, mailed, made_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
/// Of a clock that was put back, what lies in the future does not count.
pub(crate) const COUNT_OF_ASKER: Statement<3> = Statement(
    "SELECT count(*) FROM portal_attempt \
     WHERE asker = $1 AND mailed = 1 AND made_at > $2 AND made_at <= $3",
);
pub(crate) const COUNT_OF_MAILBOX: Statement<3> = Statement(
    "SELECT count(*) FROM portal_attempt \
     WHERE mailbox = $1 AND mailed = 1 AND came_before = 0 AND made_at > $2 AND made_at <= $3",
);
pub(crate) const LIVE_OF_BROWSER: Statement<4> = Statement(
    "SELECT id, code, address FROM portal_attempt \
     WHERE browser = $1 AND mailed = 1 AND made_at > $2 AND made_at <= $3 AND spent_at IS NULL \
     ORDER BY made_at DESC, id DESC LIMIT $4",
);
pub(crate) const BY_LINK: Statement<4> = Statement(
    "SELECT id, code, address FROM portal_attempt \
     WHERE link = $1 AND browser = $2 AND mailed = 1 AND made_at > $3 AND made_at <= $4 AND spent_at IS NULL",
);
/// The conditions on the outside are looked at again when somebody else counted meanwhile.
pub(crate) const COUNT_TRY: Statement<5> = Statement(
    "UPDATE portal_attempt SET tries = tries + 1 WHERE tries < $5 AND spent_at IS NULL AND id IN \
     (SELECT id FROM portal_attempt \
     WHERE browser = $1 AND mailed = 1 AND made_at > $2 AND made_at <= $3 AND spent_at IS NULL \
     ORDER BY made_at DESC, id DESC LIMIT $4) RETURNING id",
);
pub(crate) const SPEND: Statement<2> =
    Statement("UPDATE portal_attempt SET spent_at = $2 WHERE id = $1 AND spent_at IS NULL");
pub(crate) const SWEEP: Statement<2> =
    Statement("DELETE FROM portal_attempt WHERE made_at <= $1 OR made_at > $2");

/// Somebody asked to come in.
#[derive(Clone, Debug)]
pub struct NewPortalAttempt {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// The keyed hash of the mailbox.
    pub mailbox: Digest,
    /// The keyed hash of the mailbox and of who asked for it.
    pub asker: Digest,
    /// Whether a browser asked that came in with this mailbox before.
    pub came_before: bool,
    /// The hash of the browser's mark.
    pub browser: Digest,
    /// The hash of the link's token.
    pub link: Digest,
    /// The keyed hash of the code.
    pub code: Digest,
    /// The address, sealed.
    pub address: Vec<u8>,
    /// Whether its mail goes.
    pub mailed: bool,
    /// When.
    pub made_at: Timestamp,
}

/// An asking whose mail opens the portal now.
#[derive(Clone, Debug)]
pub struct LivePortalAttempt {
    /// Its id.
    pub id: Uuid,
    /// The keyed hash of its code.
    pub code: Digest,
    /// The address, sealed.
    pub address: Vec<u8>,
}

/// A span of time: after one instant, and no later than another.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// After this.
    pub since: Timestamp,
    /// No later than this.
    pub until: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewPortalAttempt,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::digest(&new.mailbox),
        Value::digest(&new.asker),
        Value::Integer(new.came_before.into()),
        Value::digest(&new.browser),
        Value::digest(&new.link),
        Value::digest(&new.code),
        Value::Bytes(&new.address),
        Value::Integer(new.mailed.into()),
        Value::instant(new.made_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// How many mails one asker caused to one mailbox.
pub(crate) async fn count_of_asker(
    connection: &mut Connection<'_>,
    asker: &Digest,
    within: Within,
) -> Result<i64, StoreError> {
    count(connection, &COUNT_OF_ASKER, asker, within).await
}

/// How many mails a mailbox was sent by those who never came in with it.
pub(crate) async fn count_of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    within: Within,
) -> Result<i64, StoreError> {
    count(connection, &COUNT_OF_MAILBOX, mailbox, within).await
}

async fn count(
    connection: &mut Connection<'_>,
    statement: &Statement<3>,
    of: &Digest,
    Within { since, until }: Within,
) -> Result<i64, StoreError> {
    let values = [
        Value::digest(of),
        Value::instant(since),
        Value::instant(until),
    ];
    let row = connection.fetch_optional(statement, values).await?;
    row.ok_or(StoreError::Unreadable("portal_attempt"))?
        .integer(0)
}

/// The latest askings of a browser that are live, at most `limit`.
pub(crate) async fn live_of_browser(
    connection: &mut Connection<'_>,
    browser: &Digest,
    Within { since, until }: Within,
    limit: u32,
) -> Result<Vec<LivePortalAttempt>, StoreError> {
    let values = [
        Value::digest(browser),
        Value::instant(since),
        Value::instant(until),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&LIVE_OF_BROWSER, values).await?;
    rows.iter().map(read).collect()
}

/// The asking of this browser whose link it is, if it is live.
pub(crate) async fn by_link(
    connection: &mut Connection<'_>,
    link: &Digest,
    browser: &Digest,
    Within { since, until }: Within,
) -> Result<Option<LivePortalAttempt>, StoreError> {
    let values = [
        Value::digest(link),
        Value::digest(browser),
        Value::instant(since),
        Value::instant(until),
    ];
    let row = connection.fetch_optional(&BY_LINK, values).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<LivePortalAttempt, StoreError> {
    Ok(LivePortalAttempt {
        id: row.id(0, "portal_attempt.id")?,
        code: row.digest(1, "portal_attempt.code")?,
        address: row.bytes(2)?,
    })
}

/// Counts a typed code for the latest askings of a browser that are live, at most `limit`, and tells for which it is
/// one of the first `tries`.
pub(crate) async fn count_try(
    connection: &mut Connection<'_>,
    browser: &Digest,
    Within { since, until }: Within,
    limit: u32,
    tries: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::digest(browser),
        Value::instant(since),
        Value::instant(until),
        Value::Integer(limit.into()),
        Value::Integer(tries.into()),
    ];
    let rows = connection.fetch_all(&COUNT_TRY, values).await?;
    rows.iter()
        .map(|row| row.id(0, "portal_attempt.id"))
        .collect()
}

/// Uses an asking up; false when it was.
pub(crate) async fn spend(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    Ok(connection.execute(&SPEND, values).await? == 1)
}

/// Deletes those that are outside a span of time.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    Within { since, until }: Within,
) -> Result<(), StoreError> {
    let values = [Value::instant(since), Value::instant(until)];
    connection.execute(&SWEEP, values).await?;
    Ok(())
}
