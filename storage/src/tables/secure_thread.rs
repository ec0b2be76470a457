//! Secure threads, and who outside takes part in one.

use domain::canonical::Digest;
use domain::register::Key;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value, instant};

pub(crate) const INSERT: Statement<7> = Statement(
    "INSERT INTO secure_thread (id, rights_case, person, purpose, content, begun_at, last_message_at, due_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, rights_case, person, purpose, content, begun_at, last_message_at, due_at FROM secure_thread \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_CASE: Statement<1> = Statement(
    "SELECT id, rights_case, person, purpose, content, begun_at, last_message_at, due_at FROM secure_thread \
     WHERE rights_case = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_PERSON: Statement<1> = Statement(
    "SELECT id, rights_case, person, purpose, content, begun_at, last_message_at, due_at FROM secure_thread \
     WHERE person = $1 AND erasing_at IS NULL ORDER BY last_message_at DESC, id DESC",
);
pub(crate) const LATEST: Statement<3> = Statement(
    "SELECT id, rights_case, person, purpose, content, begun_at, last_message_at, due_at FROM secure_thread \
     WHERE rights_case IS NULL AND erasing_at IS NULL AND (last_message_at < $1 OR (last_message_at = $1 AND id < $2)) \
     ORDER BY last_message_at DESC, id DESC LIMIT $3",
);
pub(crate) const GIVE: Statement<3> = Statement(
    "UPDATE secure_thread SET person = $1 WHERE id = $2 AND person = $3 AND erasing_at IS NULL",
);
/// It is held until the operation is done.
pub(crate) const HOLD: Statement<1> =
    Statement("UPDATE secure_thread SET purpose = purpose WHERE id = $1 AND erasing_at IS NULL");
/// An operation that comes late never sets time back; one of a case has no end of its own.
pub(crate) const PROLONG: Statement<3> = Statement(
    "UPDATE secure_thread SET last_message_at = $1, \
     due_at = CASE WHEN rights_case IS NULL THEN CAST($2 AS BIGINT) ELSE due_at END \
     WHERE id = $3 AND last_message_at <= $1",
);
/// One of a case goes once the case is gone.
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id, rights_case FROM secure_thread WHERE erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = secure_thread.id AND case_hold.stops_use = 1) \
     AND (due_at <= $1 OR (rights_case IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rights_case \
     WHERE rights_case.id = secure_thread.rights_case AND rights_case.erasing_at IS NULL))) ORDER BY id LIMIT $2",
);
pub(crate) const HOLD_DUE: Statement<2> = Statement(
    "UPDATE secure_thread SET purpose = purpose WHERE id = $1 AND erasing_at IS NULL \
     AND (due_at IS NULL OR due_at <= $2) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = secure_thread.id AND case_hold.stops_use = 1)",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> =
    Statement("UPDATE secure_thread SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM secure_thread WHERE id = $1");
pub(crate) const READDRESS: Statement<2> =
    Statement("UPDATE secure_thread SET content = $1 WHERE id = $2 AND erasing_at IS NULL");
/// Once, until one of them looks.
pub(crate) const TELL_STAFF: Statement<2> = Statement(
    "UPDATE secure_thread SET staff_told_at = $1 WHERE id = $2 AND staff_told_at IS NULL AND erasing_at IS NULL",
);
pub(crate) const STAFF_LOOKED: Statement<1> = Statement(
    "UPDATE secure_thread SET staff_told_at = NULL WHERE id = $1 AND staff_told_at IS NOT NULL",
);

pub(crate) const INVITE: Statement<8> = Statement(
    "INSERT INTO secure_outsider (id, thread, content, link, code, tries, invited_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
pub(crate) const OUTSIDER: Statement<1> = Statement(
    "SELECT secure_outsider.id, secure_outsider.thread, secure_outsider.content, secure_outsider.code, \
     secure_outsider.tries, secure_outsider.invited_at, secure_outsider.expires_at FROM secure_outsider \
     JOIN secure_thread ON secure_thread.id = secure_outsider.thread \
     WHERE secure_outsider.id = $1 AND secure_thread.erasing_at IS NULL",
);
pub(crate) const OUTSIDERS: Statement<1> = Statement(
    "SELECT id, thread, content, code, tries, invited_at, expires_at FROM secure_outsider WHERE thread = $1 ORDER BY id",
);
/// Takes a try, and gives the outsider whose code it may be; holds the row.
pub(crate) const TAKE_TRY: Statement<2> = Statement(
    "UPDATE secure_outsider SET tries = tries - 1 WHERE link = $1 AND tries > 0 AND expires_at > $2 \
     AND EXISTS (SELECT 1 FROM secure_thread WHERE secure_thread.id = thread AND erasing_at IS NULL) \
     RETURNING id, thread, content, code, tries, invited_at, expires_at",
);
pub(crate) const GIVE_TRIES: Statement<2> =
    Statement("UPDATE secure_outsider SET tries = $1 WHERE id = $2");
pub(crate) const NEW_CODE: Statement<5> = Statement(
    "UPDATE secure_outsider SET code = $1, tries = $2, expires_at = $3 WHERE id = $4 AND thread = $5",
);
pub(crate) const SHUT_OUT: Statement<3> = Statement(
    "UPDATE secure_outsider SET tries = 0, expires_at = $1 WHERE id = $2 AND thread = $3 AND expires_at > $1",
);
pub(crate) const DELETE_OUTSIDERS: Statement<1> =
    Statement("DELETE FROM secure_outsider WHERE thread = $1");

/// A secure thread to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSecureThread {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The rights case it belongs to.
    pub case: Option<Uuid>,
    /// Whose it is: a person, or the mark of the mailbox that began it while nothing had shown whose it is.
    pub person: Uuid,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// Whom mails about it go to, sealed.
    pub content: Vec<u8>,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it is deleted; none for one of a case, with which it goes.
    pub due_at: Option<Timestamp>,
}

/// A secure thread as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecureThread {
    /// Its id.
    pub id: Uuid,
    /// The rights case it belongs to.
    pub case: Option<Uuid>,
    /// Whose it is: a person, or the mark of the mailbox that began it while nothing had shown whose it is.
    pub person: Uuid,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// Whom mails about it go to, sealed.
    pub content: Vec<u8>,
    /// When it began.
    pub begun_at: Timestamp,
    /// When its last message was sent, either way.
    pub last_message_at: Timestamp,
    /// When one that stands alone goes.
    pub due_at: Option<Timestamp>,
}

/// Somebody outside, to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutsider {
    /// Their id.
    pub id: Uuid,
    /// The thread they take part in.
    pub thread: Uuid,
    /// Who they are and where their mails go, sealed.
    pub content: Vec<u8>,
    /// The hash of their link.
    pub link: Digest,
    /// The keyed hash of their code.
    pub code: Digest,
    /// How often the code may be tried.
    pub tries: u8,
    /// When they were invited.
    pub invited_at: Timestamp,
    /// Until when the link opens anything.
    pub expires_at: Timestamp,
}

/// Somebody outside, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOutsider {
    /// Their id.
    pub id: Uuid,
    /// The thread they take part in.
    pub thread: Uuid,
    /// Who they are and where their mails go, sealed.
    pub content: Vec<u8>,
    /// The keyed hash of their code.
    pub code: Digest,
    /// How often the code may still be tried.
    pub tries: u8,
    /// When they were invited.
    pub invited_at: Timestamp,
    /// Until when the link opens anything.
    pub expires_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSecureThread,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        optional_id(new.case.as_ref()),
        Value::id(&new.person),
        Value::Text(&new.purpose),
        Value::Bytes(&new.content),
        Value::instant(new.begun_at),
        optional_instant(new.due_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The thread that `statement` finds by an id.
pub(crate) async fn one(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    id: &Uuid,
) -> Result<Option<StoredSecureThread>, StoreError> {
    let row = connection
        .fetch_optional(statement, [Value::id(id)])
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn of_person(
    connection: &mut Connection<'_>,
    person: &Uuid,
) -> Result<Vec<StoredSecureThread>, StoreError> {
    let rows = connection
        .fetch_all(&OF_PERSON, [Value::id(person)])
        .await?;
    rows.iter().map(read).collect()
}

/// Threads that stand alone and whose last message came before another's, the latest first.
pub(crate) async fn latest(
    connection: &mut Connection<'_>,
    before: (Timestamp, Uuid),
    limit: u32,
) -> Result<Vec<StoredSecureThread>, StoreError> {
    let values = [
        Value::instant(before.0),
        Value::id(&before.1),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&LATEST, values).await?;
    rows.iter().map(read).collect()
}

/// Whether the thread was `from`'s until now, and is `to`'s.
pub(crate) async fn give(
    connection: &mut Connection<'_>,
    id: &Uuid,
    from: &Uuid,
    to: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(to), Value::id(id), Value::id(from)];
    Ok(connection.execute(&GIVE, values).await? == 1)
}

pub(crate) async fn hold(connection: &mut Connection<'_>, id: &Uuid) -> Result<bool, StoreError> {
    Ok(connection.execute(&HOLD, [Value::id(id)]).await? == 1)
}

pub(crate) async fn prolong(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
    due_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let values = [Value::instant(at), optional_instant(due_at), Value::id(id)];
    connection.execute(&PROLONG, values).await?;
    Ok(())
}

/// Threads whose time is up, with the cases that they belonged to.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<(Uuid, Option<Uuid>)>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE, values).await?;
    let read = |row: &Row| {
        Ok((
            row.id(0, "secure_thread.id")?,
            read_optional_id(row, 1, "secure_thread.rights_case")?,
        ))
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn hold_due(
    connection: &mut Connection<'_>,
    id: &Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(now)];
    Ok(connection.execute(&HOLD_DUE, values).await? == 1)
}

pub(crate) async fn readdress(
    connection: &mut Connection<'_>,
    id: &Uuid,
    content: &[u8],
) -> Result<(), StoreError> {
    let values = [Value::Bytes(content), Value::id(id)];
    connection.execute(&READDRESS, values).await?;
    Ok(())
}

/// False when staff were told before and none of them has looked since.
pub(crate) async fn tell_staff(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(&TELL_STAFF, values).await? == 1)
}

pub(crate) async fn staff_looked(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<(), StoreError> {
    connection.execute(&STAFF_LOOKED, [Value::id(id)]).await?;
    Ok(())
}

pub(crate) async fn invite(
    connection: &mut Connection<'_>,
    new: &NewOutsider,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::id(&new.thread),
        Value::Bytes(&new.content),
        Value::digest(&new.link),
        Value::digest(&new.code),
        Value::Integer(new.tries.into()),
        Value::instant(new.invited_at),
        Value::instant(new.expires_at),
    ];
    connection.execute(&INVITE, values).await?;
    Ok(())
}

pub(crate) async fn outsider(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredOutsider>, StoreError> {
    let row = connection
        .fetch_optional(&OUTSIDER, [Value::id(id)])
        .await?;
    row.as_ref().map(read_outsider).transpose()
}

pub(crate) async fn outsiders(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<Vec<StoredOutsider>, StoreError> {
    let rows = connection
        .fetch_all(&OUTSIDERS, [Value::id(thread)])
        .await?;
    rows.iter().map(read_outsider).collect()
}

pub(crate) async fn take_try(
    connection: &mut Connection<'_>,
    link: &Digest,
    now: Timestamp,
) -> Result<Option<StoredOutsider>, StoreError> {
    let values = [Value::digest(link), Value::instant(now)];
    let row = connection.fetch_optional(&TAKE_TRY, values).await?;
    row.as_ref().map(read_outsider).transpose()
}

pub(crate) async fn give_tries(
    connection: &mut Connection<'_>,
    id: &Uuid,
    tries: u8,
) -> Result<(), StoreError> {
    let values = [Value::Integer(tries.into()), Value::id(id)];
    connection.execute(&GIVE_TRIES, values).await?;
    Ok(())
}

pub(crate) async fn new_code(
    connection: &mut Connection<'_>,
    outsider: (&Uuid, &Uuid),
    code: &Digest,
    tries: u8,
    expires_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [
        Value::digest(code),
        Value::Integer(tries.into()),
        Value::instant(expires_at),
        Value::id(outsider.0),
        Value::id(outsider.1),
    ];
    Ok(connection.execute(&NEW_CODE, values).await? == 1)
}

pub(crate) async fn shut_out(
    connection: &mut Connection<'_>,
    outsider: (&Uuid, &Uuid),
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [
        Value::instant(at),
        Value::id(outsider.0),
        Value::id(outsider.1),
    ];
    Ok(connection.execute(&SHUT_OUT, values).await? == 1)
}

/// Deletes a thread whose messages are deleted, and who takes part from outside.
pub(crate) async fn delete(connection: &mut Connection<'_>, id: &Uuid) -> Result<(), StoreError> {
    connection
        .execute(&DELETE_OUTSIDERS, [Value::id(id)])
        .await?;
    connection.execute(&DELETE, [Value::id(id)]).await?;
    Ok(())
}

/// An id that may be missing.
pub(super) fn optional_id(id: Option<&Uuid>) -> Value<'_> {
    id.map_or(Value::NoBytes, Value::id)
}

/// An instant that may be missing.
fn optional_instant<'a>(at: Option<Timestamp>) -> Value<'a> {
    at.map_or(Value::NoInteger, Value::instant)
}

/// Reads an id that may be missing.
pub(super) fn read_optional_id(
    row: &Row,
    column: usize,
    what: &'static str,
) -> Result<Option<Uuid>, StoreError> {
    let bytes = row.optional_bytes(column)?;
    bytes
        .map(|id| Uuid::from_slice(&id).map_err(|_| StoreError::Unreadable(what)))
        .transpose()
}

/// Reads an instant that may be missing.
pub(super) fn read_optional_instant(
    row: &Row,
    column: usize,
    what: &'static str,
) -> Result<Option<Timestamp>, StoreError> {
    let at = row.optional_integer(column)?;
    at.map(|at| instant(at, what)).transpose()
}

fn read(row: &Row) -> Result<StoredSecureThread, StoreError> {
    Ok(StoredSecureThread {
        id: row.id(0, "secure_thread.id")?,
        case: read_optional_id(row, 1, "secure_thread.rights_case")?,
        person: row.id(2, "secure_thread.person")?,
        purpose: row.text(3)?,
        content: row.bytes(4)?,
        begun_at: row.instant(5, "secure_thread.begun_at")?,
        last_message_at: row.instant(6, "secure_thread.last_message_at")?,
        due_at: row
            .optional_integer(7)?
            .map(|at| instant(at, "secure_thread.due_at"))
            .transpose()?,
    })
}

fn read_outsider(row: &Row) -> Result<StoredOutsider, StoreError> {
    Ok(StoredOutsider {
        id: row.id(0, "secure_outsider.id")?,
        thread: row.id(1, "secure_outsider.thread")?,
        content: row.bytes(2)?,
        code: row.digest(3, "secure_outsider.code")?,
        tries: u8::try_from(row.integer(4)?)
            .map_err(|_| StoreError::Unreadable("secure_outsider.tries"))?,
        invited_at: row.instant(5, "secure_outsider.invited_at")?,
        expires_at: row.instant(6, "secure_outsider.expires_at")?,
    })
}
