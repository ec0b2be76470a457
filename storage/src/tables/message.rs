//! Messages of enquiries, and the passages they are made of.

use domain::canonical::Digest;
use domain::thread::{Author, Visibility, Way};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

/// Whoever inserts one holds its thread, so numbers do not meet.
pub(crate) const INSERT: Statement<8> = Statement(
    "INSERT INTO message (id, thread, author, way, sent_at, place, held, stranger, source) \
     VALUES ($1, $2, $3, $4, $5, (SELECT count(*) FROM message WHERE thread = $2), $6, $7, $8)",
);
pub(crate) const BY_SOURCE: Statement<1> = Statement("SELECT id FROM message WHERE source = $1");
pub(crate) const OF_THREAD: Statement<1> = Statement(
    "SELECT id, thread, author, way, sent_at, held, stranger, removed_at FROM message \
     WHERE thread = $1 ORDER BY place",
);
pub(crate) const LET_IN: Statement<2> =
    Statement("UPDATE message SET held = 0 WHERE id = $1 AND thread = $2 AND held = 1");
/// Says that a passage of it is being deleted.
pub(crate) const NOTE_REMOVED: Statement<2> = Statement(
    "UPDATE message SET removed_at = $1 WHERE id = (SELECT message FROM passage WHERE id = $2)",
);
pub(crate) const DELETE_OF_THREAD: Statement<1> =
    Statement("DELETE FROM message WHERE thread = $1");
pub(crate) const INSERT_PASSAGE: Statement<7> = Statement(
    "INSERT INTO passage (id, thread, message, place, visibility, gone_at, content) \
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $5 = 'hidden' THEN CAST($6 AS BIGINT) END, $7)",
);
pub(crate) const PASSAGES_OF_THREAD: Statement<1> = Statement(
    "SELECT id, thread, message, place, visibility, gone_at, proof, content FROM passage \
     WHERE thread = $1 AND erasing_at IS NULL ORDER BY message, place",
);
pub(crate) const PASSAGE: Statement<1> = Statement(
    "SELECT id, thread, message, place, visibility, gone_at, proof, content FROM passage \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const DUE_PASSAGES: Statement<2> = Statement(
    "SELECT id FROM passage WHERE gone_at <= $1 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = passage.thread) ORDER BY gone_at LIMIT $2",
);
pub(crate) const HOLD_DUE_PASSAGE: Statement<2> = Statement(
    "UPDATE passage SET place = place WHERE id = $1 AND gone_at <= $2 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = passage.thread)",
);
/// What was written before is moved on, so that a cut passage's parts find room.
pub(crate) const MAKE_ROOM: Statement<2> =
    Statement("UPDATE passage SET place = place + 2 WHERE message = $1 AND place > $2");
pub(crate) const KEEP_PASSAGE: Statement<3> = Statement(
    "UPDATE passage SET visibility = 'kept', gone_at = NULL, proof = $1 \
     WHERE id = $2 AND visibility = 'hidden' AND gone_at > $3 AND erasing_at IS NULL",
);
pub(crate) const HOLD_PASSAGE: Statement<2> =
    Statement("UPDATE passage SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE_PASSAGE: Statement<1> = Statement("DELETE FROM passage WHERE id = $1");
pub(crate) const DELETE_PASSAGES_OF_THREAD: Statement<1> =
    Statement("DELETE FROM passage WHERE thread = $1");

/// A message to store; its passages are stored beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its id.
    pub id: Uuid,
    /// The thread it belongs to.
    pub thread: Uuid,
    /// Who wrote it.
    pub author: Author,
    /// How it travelled.
    pub way: Way,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// The sealed address of a stranger, whose message staff must let in first.
    pub stranger: Option<Vec<u8>>,
    /// Tells the same message arriving twice.
    pub source: Option<Digest>,
}

/// A message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMessage {
    /// Its id.
    pub id: Uuid,
    /// The thread it belongs to.
    pub thread: Uuid,
    /// Who wrote it.
    pub author: Author,
    /// How it travelled.
    pub way: Way,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Only staff see it, until they let it in.
    pub held: bool,
    /// The sealed address of a stranger.
    pub stranger: Option<Vec<u8>>,
    /// When a passage of it was last deleted.
    pub removed_at: Option<Timestamp>,
}

/// A passage to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPassage {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// The thread it belongs to.
    pub thread: Uuid,
    /// The message it is a part of.
    pub message: Uuid,
    /// Where it stands in the message.
    pub place: u32,
    /// When it is deleted, if it is hidden.
    pub hidden_until: Option<Timestamp>,
    /// Its words, sealed.
    pub content: Vec<u8>,
}

/// A passage as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPassage {
    /// Its id.
    pub id: Uuid,
    /// The thread it belongs to.
    pub thread: Uuid,
    /// The message it is a part of.
    pub message: Uuid,
    /// Where it stands in the message.
    pub place: u32,
    /// What can be seen of it.
    pub visibility: Visibility,
    /// When it is deleted, while it is hidden.
    pub gone_at: Option<Timestamp>,
    /// The proof of the consent it is kept under.
    pub proof: Option<Uuid>,
    /// Its words, sealed.
    pub content: Vec<u8>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    message: &NewMessage,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&message.id),
        Value::id(&message.thread),
        Value::Text(names::author(message.author)),
        Value::Text(names::way(message.way)),
        Value::instant(message.sent_at),
        Value::Integer(i64::from(message.stranger.is_some())),
        message
            .stranger
            .as_deref()
            .map_or(Value::NoBytes, Value::Bytes),
        message
            .source
            .as_ref()
            .map_or(Value::NoBytes, Value::digest),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_source(
    connection: &mut Connection<'_>,
    source: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_SOURCE, [Value::digest(source)])
        .await?;
    row.map(|row| row.id(0, "message.id")).transpose()
}

/// The messages of a thread, the earliest first.
pub(crate) async fn of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<Vec<StoredMessage>, StoreError> {
    let rows = connection
        .fetch_all(&OF_THREAD, [Value::id(thread)])
        .await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn let_in(
    connection: &mut Connection<'_>,
    id: &Uuid,
    thread: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::id(thread)];
    Ok(connection.execute(&LET_IN, values).await? == 1)
}

pub(crate) async fn note_removed(
    connection: &mut Connection<'_>,
    passage: &Uuid,
    at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::instant(at), Value::id(passage)];
    connection.execute(&NOTE_REMOVED, values).await?;
    Ok(())
}

pub(crate) async fn insert_passage(
    connection: &mut Connection<'_>,
    passage: &NewPassage,
) -> Result<(), StoreError> {
    let (visibility, gone_at) = match passage.hidden_until {
        Some(until) => (Visibility::Hidden, until),
        None => (Visibility::Plain, Timestamp::UNIX_EPOCH),
    };
    let values = [
        Value::id(&passage.id),
        Value::id(&passage.thread),
        Value::id(&passage.message),
        Value::Integer(passage.place.into()),
        Value::Text(names::visibility(visibility)),
        Value::instant(gone_at),
        Value::Bytes(&passage.content),
    ];
    connection.execute(&INSERT_PASSAGE, values).await?;
    Ok(())
}

/// The passages of a thread, message by message.
pub(crate) async fn passages_of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<Vec<StoredPassage>, StoreError> {
    let rows = connection
        .fetch_all(&PASSAGES_OF_THREAD, [Value::id(thread)])
        .await?;
    rows.iter().map(read_passage).collect()
}

pub(crate) async fn passage(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredPassage>, StoreError> {
    let row = connection.fetch_optional(&PASSAGE, [Value::id(id)]).await?;
    row.as_ref().map(read_passage).transpose()
}

/// Passages that must be gone by now.
pub(crate) async fn due_passages(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&DUE_PASSAGES, values).await?;
    rows.iter().map(|row| row.id(0, "passage.id")).collect()
}

pub(crate) async fn hold_due_passage(
    connection: &mut Connection<'_>,
    id: &Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(now)];
    Ok(connection.execute(&HOLD_DUE_PASSAGE, values).await? == 1)
}

pub(crate) async fn make_room(
    connection: &mut Connection<'_>,
    message: &Uuid,
    after: u32,
) -> Result<(), StoreError> {
    let values = [Value::id(message), Value::Integer(after.into())];
    connection.execute(&MAKE_ROOM, values).await?;
    Ok(())
}

pub(crate) async fn keep_passage(
    connection: &mut Connection<'_>,
    id: &Uuid,
    proof: &Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(proof), Value::id(id), Value::instant(now)];
    Ok(connection.execute(&KEEP_PASSAGE, values).await? == 1)
}

/// Deletes the messages of a thread and their passages.
pub(crate) async fn delete_of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<(), StoreError> {
    let thread = [Value::id(thread)];
    connection
        .execute(&DELETE_PASSAGES_OF_THREAD, thread)
        .await?;
    connection.execute(&DELETE_OF_THREAD, thread).await?;
    Ok(())
}

pub(crate) async fn delete_passage(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<(), StoreError> {
    connection.execute(&DELETE_PASSAGE, [Value::id(id)]).await?;
    Ok(())
}

fn read(row: &Row) -> Result<StoredMessage, StoreError> {
    let removed_at = row
        .optional_integer(7)?
        .map(|at| connection::instant(at, "message.removed_at"))
        .transpose()?;
    Ok(StoredMessage {
        id: row.id(0, "message.id")?,
        thread: row.id(1, "message.thread")?,
        author: names::read_author(&row.text(2)?)
            .ok_or(StoreError::Unreadable("message.author"))?,
        way: names::read_way(&row.text(3)?).ok_or(StoreError::Unreadable("message.way"))?,
        sent_at: row.instant(4, "message.sent_at")?,
        held: row.integer(5)? == 1,
        stranger: row.optional_bytes(6)?,
        removed_at,
    })
}

fn read_passage(row: &Row) -> Result<StoredPassage, StoreError> {
    let gone_at = row
        .optional_integer(5)?
        .map(|at| connection::instant(at, "passage.gone_at"))
        .transpose()?;
    let proof = row
        .optional_bytes(6)?
        .map(|id| Uuid::from_slice(&id).map_err(|_| StoreError::Unreadable("passage.proof")))
        .transpose()?;
    Ok(StoredPassage {
        id: row.id(0, "passage.id")?,
        thread: row.id(1, "passage.thread")?,
        message: row.id(2, "passage.message")?,
        place: u32::try_from(row.integer(3)?)
            .map_err(|_| StoreError::Unreadable("passage.place"))?,
        visibility: names::read_visibility(&row.text(4)?)
            .ok_or(StoreError::Unreadable("passage.visibility"))?,
        gone_at,
        proof,
        content: row.bytes(7)?,
    })
}
