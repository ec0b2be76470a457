//! Enquiries: one row a thread, and the links to its page that were mailed.

use domain::canonical::Digest;
use domain::register::Key;
use domain::text::Language;
use domain::thread::{Promise, State};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<14> = Statement(
    "INSERT INTO thread (id, state, purpose, sensitive, language, begun_at, last_message_at, last_day, bound, due_at, \
     sender, mailbox, attempt, reply) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, state, purpose, sensitive, language, begun_at, last_message_at, last_day, bound, sender FROM thread \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<1> = Statement(
    "SELECT id, state, purpose, sensitive, language, begun_at, last_message_at, last_day, bound, sender FROM thread \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY begun_at, id",
);
pub(crate) const CORRECT: Statement<4> = Statement(
    "UPDATE thread SET sender = $3, mailbox = $4 WHERE id = $1 AND sender = $2 AND erasing_at IS NULL",
);
pub(crate) const BY_LINK: Statement<1> = Statement(
    "SELECT thread_link.thread, thread_link.expires_at FROM thread_link \
     JOIN thread ON thread.id = thread_link.thread WHERE thread_link.hash = $1 AND thread.erasing_at IS NULL",
);
pub(crate) const BY_REPLY: Statement<1> =
    Statement("SELECT id FROM thread WHERE reply = $1 AND erasing_at IS NULL");
pub(crate) const BY_ATTEMPT: Statement<1> = Statement("SELECT id FROM thread WHERE attempt = $1");
pub(crate) const LATEST: Statement<4> = Statement(
    "SELECT id, state, purpose, sensitive, language, begun_at, last_message_at, last_day, bound, sender FROM thread \
     WHERE erasing_at IS NULL AND state = $1 \
     AND (last_message_at < $2 OR (last_message_at = $2 AND id < $3)) ORDER BY last_message_at DESC, id DESC LIMIT $4",
);
pub(crate) const COUNT: Statement<0> =
    Statement("SELECT state, count(*) FROM thread WHERE erasing_at IS NULL GROUP BY state");
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM thread WHERE due_at <= $1 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = thread.id AND case_hold.stops_use = 1) \
     ORDER BY due_at LIMIT $2",
);
pub(crate) const HOLD_DUE: Statement<2> = Statement(
    "UPDATE thread SET state = state WHERE id = $1 AND due_at <= $2 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = thread.id AND case_hold.stops_use = 1)",
);
/// It is held until the operation is done.
pub(crate) const HOLD_OPEN: Statement<1> =
    Statement("UPDATE thread SET state = state WHERE id = $1 AND erasing_at IS NULL");
/// Holds it too.
pub(crate) const SET_STATE: Statement<2> =
    Statement("UPDATE thread SET state = $1 WHERE id = $2 AND erasing_at IS NULL");
/// An operation that comes late never sets time back.
pub(crate) const PROLONG: Statement<5> = Statement(
    "UPDATE thread SET last_message_at = $1, last_day = $2, bound = $3, due_at = $4 \
     WHERE id = $5 AND last_message_at <= $1",
);
pub(crate) const PROMISE: Statement<4> =
    Statement("UPDATE thread SET last_day = $1, bound = $2, due_at = $3 WHERE id = $4");
pub(crate) const MOVE: Statement<3> = Statement(
    "UPDATE thread SET purpose = $1 WHERE id = $2 AND purpose = $3 AND erasing_at IS NULL",
);
pub(crate) const SET_SENSITIVE: Statement<2> =
    Statement("UPDATE thread SET sensitive = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE thread SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM thread WHERE id = $1");
pub(crate) const INSERT_LINK: Statement<3> =
    Statement("INSERT INTO thread_link (hash, thread, expires_at) VALUES ($1, $2, $3)");
pub(crate) const DELETE_LINKS: Statement<1> =
    Statement("DELETE FROM thread_link WHERE thread = $1");
/// Mails that the owner of an address did not ask for staff to write, and that were not held back.
pub(crate) const COUNT_MAILS: Statement<2> = Statement(
    "SELECT count(*) FROM mail JOIN thread ON thread.id = mail.owner WHERE thread.mailbox = $1 \
     AND mail.since > $2 AND mail.kind IN ('contact_received', 'contact_link') AND mail.state <> 'withheld'",
);

/// A thread to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewThread {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// The language its sender wrote in.
    pub language: Language,
    /// When it began, which is when its first message was sent.
    pub begun_at: Timestamp,
    /// Until when it is kept.
    pub kept: Kept,
    /// Who wrote in, sealed.
    pub sender: Vec<u8>,
    /// The keyed hash of the sender's address.
    pub mailbox: Digest,
    /// The hash of the mark of the form it came from.
    pub attempt: Digest,
    /// The hash of the mark in the address that answers come to.
    pub reply: Digest,
}

/// Until when a thread is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What its sender is told.
    pub promise: Promise,
    /// When it is deleted.
    pub due_at: Timestamp,
}

/// A thread as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredThread {
    /// Its id.
    pub id: Uuid,
    /// Where it stands.
    pub state: State,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// Only phone and letter may answer it.
    pub sensitive: bool,
    /// The language its sender wrote in.
    pub language: Language,
    /// When it began.
    pub begun_at: Timestamp,
    /// When its last message was sent.
    pub last_message_at: Timestamp,
    /// Until when it is kept.
    pub promise: Promise,
    /// Who wrote in, sealed.
    pub sender: Vec<u8>,
}

/// A link to a thread's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadLink {
    /// The thread.
    pub thread: Uuid,
    /// Until when it opens the page.
    pub expires_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    thread: &NewThread,
) -> Result<(), StoreError> {
    let last_day = thread.kept.promise.last_day.to_string();
    let values = [
        Value::id(&thread.id),
        Value::Text(names::thread_state(State::Open)),
        Value::Text(&thread.purpose),
        Value::Integer(0),
        Value::Text(thread.language.tag()),
        Value::instant(thread.begun_at),
        Value::instant(thread.begun_at),
        Value::Text(&last_day),
        Value::Text(names::bound(thread.kept.promise.bound)),
        Value::instant(thread.kept.due_at),
        Value::Bytes(&thread.sender),
        Value::digest(&thread.mailbox),
        Value::digest(&thread.attempt),
        Value::digest(&thread.reply),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredThread>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// What was written from a mailbox, the earliest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<Vec<StoredThread>, StoreError> {
    let rows = connection
        .fetch_all(&OF_MAILBOX, [Value::digest(mailbox)])
        .await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn by_link(
    connection: &mut Connection<'_>,
    hash: &Digest,
) -> Result<Option<ThreadLink>, StoreError> {
    let row = connection
        .fetch_optional(&BY_LINK, [Value::digest(hash)])
        .await?;
    let read = |row: &Row| {
        Ok(ThreadLink {
            thread: row.id(0, "thread_link.thread")?,
            expires_at: row.instant(1, "thread_link.expires_at")?,
        })
    };
    row.as_ref().map(read).transpose()
}

/// The id that `statement` finds by a hash.
pub(crate) async fn id_by(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    hash: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(statement, [Value::digest(hash)])
        .await?;
    row.map(|row| row.id(0, "thread.id")).transpose()
}

/// Threads in `state` whose last message came before another thread's, the latest first.
pub(crate) async fn latest(
    connection: &mut Connection<'_>,
    state: State,
    before: (Timestamp, Uuid),
    limit: u32,
) -> Result<Vec<StoredThread>, StoreError> {
    let values = [
        Value::Text(names::thread_state(state)),
        Value::instant(before.0),
        Value::id(&before.1),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&LATEST, values).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn count(
    connection: &mut Connection<'_>,
) -> Result<Vec<(State, u64)>, StoreError> {
    let rows = connection.fetch_all(&COUNT, []).await?;
    let read = |row: &Row| {
        let count = u64::try_from(row.integer(1)?);
        Ok((
            state(&row.text(0)?)?,
            count.map_err(|_| StoreError::Unreadable("a count"))?,
        ))
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "thread.id")).collect()
}

pub(crate) async fn hold_due(
    connection: &mut Connection<'_>,
    id: &Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(now)];
    Ok(connection.execute(&HOLD_DUE, values).await? == 1)
}

pub(crate) async fn set_state(
    connection: &mut Connection<'_>,
    id: &Uuid,
    state: State,
) -> Result<bool, StoreError> {
    let values = [Value::Text(names::thread_state(state)), Value::id(id)];
    Ok(connection.execute(&SET_STATE, values).await? == 1)
}

pub(crate) async fn hold(connection: &mut Connection<'_>, id: &Uuid) -> Result<bool, StoreError> {
    Ok(connection.execute(&HOLD_OPEN, [Value::id(id)]).await? == 1)
}

pub(crate) async fn prolong(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
    kept: &Kept,
) -> Result<(), StoreError> {
    let last_day = kept.promise.last_day.to_string();
    let values = [
        Value::instant(at),
        Value::Text(&last_day),
        Value::Text(names::bound(kept.promise.bound)),
        Value::instant(kept.due_at),
        Value::id(id),
    ];
    connection.execute(&PROLONG, values).await?;
    Ok(())
}

pub(crate) async fn promise(
    connection: &mut Connection<'_>,
    id: &Uuid,
    kept: &Kept,
) -> Result<(), StoreError> {
    let last_day = kept.promise.last_day.to_string();
    let values = [
        Value::Text(&last_day),
        Value::Text(names::bound(kept.promise.bound)),
        Value::instant(kept.due_at),
        Value::id(id),
    ];
    connection.execute(&PROMISE, values).await?;
    Ok(())
}

pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    id: &Uuid,
    from: &str,
    to: &str,
) -> Result<bool, StoreError> {
    let values = [Value::Text(to), Value::id(id), Value::Text(from)];
    Ok(connection.execute(&MOVE, values).await? == 1)
}

pub(crate) async fn set_sensitive(
    connection: &mut Connection<'_>,
    id: &Uuid,
    sensitive: bool,
) -> Result<bool, StoreError> {
    let values = [Value::Integer(i64::from(sensitive)), Value::id(id)];
    Ok(connection.execute(&SET_SENSITIVE, values).await? == 1)
}

pub(crate) async fn insert_link(
    connection: &mut Connection<'_>,
    hash: &Digest,
    link: &ThreadLink,
) -> Result<(), StoreError> {
    let values = [
        Value::digest(hash),
        Value::id(&link.thread),
        Value::instant(link.expires_at),
    ];
    connection.execute(&INSERT_LINK, values).await?;
    Ok(())
}

/// Deletes a thread whose messages are deleted, and the links to it.
pub(crate) async fn delete(connection: &mut Connection<'_>, id: &Uuid) -> Result<(), StoreError> {
    connection.execute(&DELETE_LINKS, [Value::id(id)]).await?;
    connection.execute(&DELETE, [Value::id(id)]).await?;
    Ok(())
}

pub(crate) async fn count_mails(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    since: Timestamp,
) -> Result<u64, StoreError> {
    let values = [Value::digest(mailbox), Value::instant(since)];
    let row = connection.fetch_optional(&COUNT_MAILS, values).await?;
    let count = row.map_or(Ok(0), |row| row.integer(0))?;
    u64::try_from(count).map_err(|_| StoreError::Unreadable("a count"))
}

fn state(name: &str) -> Result<State, StoreError> {
    names::read_thread_state(name).ok_or(StoreError::Unreadable("thread.state"))
}

fn read(row: &Row) -> Result<StoredThread, StoreError> {
    let language = names::read_language(&row.text(4)?);
    let bound = names::read_bound(&row.text(8)?);
    Ok(StoredThread {
        id: row.id(0, "thread.id")?,
        state: state(&row.text(1)?)?,
        purpose: row.text(2)?,
        sensitive: row.integer(3)? == 1,
        language: language.ok_or(StoreError::Unreadable("thread.language"))?,
        begun_at: row.instant(5, "thread.begun_at")?,
        last_message_at: row.instant(6, "thread.last_message_at")?,
        promise: Promise {
            last_day: row.date(7, "thread.last_day")?,
            bound: bound.ok_or(StoreError::Unreadable("thread.bound"))?,
        },
        sender: row.bytes(9)?,
    })
}
