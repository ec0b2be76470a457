//! Messages of secure threads, and the files that came with them.

use domain::canonical::Digest;
use domain::secure::Counterpart;
use jiff::Timestamp;
use uuid::Uuid;

use super::secure_thread::{optional_id, read_optional_id, read_optional_instant};
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

/// Whoever inserts one holds its thread, so numbers do not meet.
pub(crate) const INSERT: Statement<8> = Statement(
    "INSERT INTO secure_message (id, thread, place, outsider, from_us, sent_at, attempt, content, expires_at) \
     VALUES ($1, $2, (SELECT count(*) FROM secure_message WHERE thread = $2), $3, $4, $5, $6, $7, $8)",
);
pub(crate) const BY_ATTEMPT: Statement<1> =
    Statement("SELECT id FROM secure_message WHERE attempt = $1");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, thread, outsider, from_us, sent_at, content, expires_at, opened_at, post_asked_at, settled_at \
     FROM secure_message WHERE id = $1",
);
pub(crate) const OF_THREAD: Statement<1> = Statement(
    "SELECT id, thread, outsider, from_us, sent_at, content, expires_at, opened_at, post_asked_at, settled_at \
     FROM secure_message WHERE thread = $1 ORDER BY place",
);
/// Only the first time.
pub(crate) const OPEN: Statement<2> = Statement(
    "UPDATE secure_message SET opened_at = $1 WHERE id = $2 AND from_us = 1 AND opened_at IS NULL",
);
pub(crate) const UNREMINDED: Statement<3> = Statement(
    "SELECT secure_message.id, secure_message.thread FROM secure_message \
     JOIN secure_thread ON secure_thread.id = secure_message.thread \
     WHERE secure_message.expires_at <= $1 AND secure_message.expires_at > $2 AND secure_message.from_us = 1 \
     AND secure_message.opened_at IS NULL AND secure_message.settled_at IS NULL \
     AND secure_message.reminded_at IS NULL AND secure_thread.erasing_at IS NULL \
     ORDER BY secure_message.expires_at, secure_message.id LIMIT $3",
);
pub(crate) const REMIND: Statement<2> = Statement(
    "UPDATE secure_message SET reminded_at = $1 WHERE id = $2 AND reminded_at IS NULL AND opened_at IS NULL \
     AND settled_at IS NULL",
);
/// What staff look after: what nobody opened and what is asked for by post.
pub(crate) const LEFT_BEHIND: Statement<2> = Statement(
    "SELECT secure_message.id, secure_message.thread, secure_message.outsider, secure_message.from_us, \
     secure_message.sent_at, secure_message.content, secure_message.expires_at, secure_message.opened_at, \
     secure_message.post_asked_at, secure_message.settled_at FROM secure_message \
     JOIN secure_thread ON secure_thread.id = secure_message.thread \
     WHERE secure_message.from_us = 1 AND secure_message.settled_at IS NULL AND secure_thread.erasing_at IS NULL \
     AND (secure_message.post_asked_at IS NOT NULL \
     OR (secure_message.opened_at IS NULL AND secure_message.expires_at <= $1)) \
     ORDER BY secure_message.expires_at, secure_message.id LIMIT $2",
);
pub(crate) const ASK_FOR_POST: Statement<2> = Statement(
    "UPDATE secure_message SET post_asked_at = $1, settled_at = NULL WHERE id = $2 AND from_us = 1 \
     AND post_asked_at IS NULL",
);
pub(crate) const SETTLE: Statement<2> = Statement(
    "UPDATE secure_message SET settled_at = $1 WHERE id = $2 AND from_us = 1 AND settled_at IS NULL",
);
pub(crate) const WAIT_AGAIN: Statement<2> = Statement(
    "UPDATE secure_message SET expires_at = $1, reminded_at = NULL, settled_at = NULL WHERE id = $2 AND from_us = 1 \
     AND opened_at IS NULL AND expires_at < $1",
);
pub(crate) const DELETE_OF_THREAD: Statement<1> =
    Statement("DELETE FROM secure_message WHERE thread = $1");

pub(crate) const INSERT_FILE: Statement<5> = Statement(
    "INSERT INTO secure_file (id, thread, message, place, content) VALUES ($1, $2, $3, $4, $5)",
);
pub(crate) const FILE: Statement<1> =
    Statement("SELECT id, message, content FROM secure_file WHERE id = $1");
pub(crate) const FILES_OF_THREAD: Statement<1> = Statement(
    "SELECT id, message, content FROM secure_file WHERE thread = $1 ORDER BY message, place",
);
pub(crate) const DELETE_FILES: Statement<1> =
    Statement("DELETE FROM secure_file WHERE thread = $1");

pub(crate) const INSERT_CHUNK: Statement<4> =
    Statement("INSERT INTO secure_chunk (file, place, thread, content) VALUES ($1, $2, $3, $4)");
pub(crate) const CHUNK: Statement<2> =
    Statement("SELECT content FROM secure_chunk WHERE file = $1 AND place = $2");
pub(crate) const DELETE_CHUNKS: Statement<1> =
    Statement("DELETE FROM secure_chunk WHERE thread = $1");
/// Pieces of files that no message ever named. Ids begin with the time they were drawn at.
pub(crate) const SWEEP_CHUNKS: Statement<1> = Statement(
    "DELETE FROM secure_chunk WHERE file < $1 \
     AND NOT EXISTS (SELECT 1 FROM secure_file WHERE secure_file.id = secure_chunk.file)",
);

/// A secure message to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSecureMessage {
    /// Its id.
    pub id: Uuid,
    /// Its thread.
    pub thread: Uuid,
    /// With whom it is exchanged.
    pub with: Counterpart,
    /// Whether we sent it.
    pub from_us: bool,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Tells the same message sent twice.
    pub attempt: Digest,
    /// Its words, sealed.
    pub content: Vec<u8>,
    /// Until when whom it is for can open it.
    pub expires_at: Timestamp,
    /// The files that come with it; their pieces were stored before.
    pub files: Vec<NewSecureFile>,
}

/// A file that comes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSecureFile {
    /// Its id.
    pub id: Uuid,
    /// Its name and size, sealed.
    pub content: Vec<u8>,
}

/// A piece of a file to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChunk {
    /// The file.
    pub file: Uuid,
    /// Which piece of it, from 0.
    pub place: u32,
    /// The thread whose key seals it.
    pub thread: Uuid,
    /// The piece, sealed.
    pub content: Vec<u8>,
}

/// A secure message as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecureMessage {
    /// Its id.
    pub id: Uuid,
    /// Its thread.
    pub thread: Uuid,
    /// With whom it is exchanged.
    pub with: Counterpart,
    /// Whether we sent it.
    pub from_us: bool,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Its words, sealed.
    pub content: Vec<u8>,
    /// Until when whom it is for can open it.
    pub expires_at: Timestamp,
    /// When whom it is for opened it.
    pub opened_at: Option<Timestamp>,
    /// When it was asked for by post.
    pub post_asked_at: Option<Timestamp>,
    /// When staff had seen to it that it arrives another way, or need not.
    pub settled_at: Option<Timestamp>,
}

/// A file as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecureFile {
    /// Its id.
    pub id: Uuid,
    /// The message it came with.
    pub message: Uuid,
    /// Its name and size, sealed.
    pub content: Vec<u8>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSecureMessage,
) -> Result<(), StoreError> {
    let outsider = new.with.outsider();
    let values = [
        Value::id(&new.id),
        Value::id(&new.thread),
        optional_id(outsider.as_ref()),
        Value::Integer(i64::from(new.from_us)),
        Value::instant(new.sent_at),
        Value::digest(&new.attempt),
        Value::Bytes(&new.content),
        Value::instant(new.expires_at),
    ];
    connection.execute(&INSERT, values).await?;
    for (place, file) in (0..).zip(&new.files) {
        let values = [
            Value::id(&file.id),
            Value::id(&new.thread),
            Value::id(&new.id),
            Value::Integer(place),
            Value::Bytes(&file.content),
        ];
        connection.execute(&INSERT_FILE, values).await?;
    }
    Ok(())
}

pub(crate) async fn by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_ATTEMPT, [Value::digest(attempt)])
        .await?;
    row.map(|row| row.id(0, "secure_message.id")).transpose()
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredSecureMessage>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<Vec<StoredSecureMessage>, StoreError> {
    let rows = connection
        .fetch_all(&OF_THREAD, [Value::id(thread)])
        .await?;
    rows.iter().map(read).collect()
}

/// Messages to remind of, with their threads: they can still be opened at `now`, and only until `expires_by`.
pub(crate) async fn unreminded(
    connection: &mut Connection<'_>,
    expires_by: Timestamp,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let values = [
        Value::instant(expires_by),
        Value::instant(now),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&UNREMINDED, values).await?;
    let read = |row: &Row| {
        Ok((
            row.id(0, "secure_message.id")?,
            row.id(1, "secure_message.thread")?,
        ))
    };
    rows.iter().map(read).collect()
}

pub(crate) async fn left_behind(
    connection: &mut Connection<'_>,
    expires_by: Timestamp,
    limit: u32,
) -> Result<Vec<StoredSecureMessage>, StoreError> {
    let values = [Value::instant(expires_by), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&LEFT_BEHIND, values).await?;
    rows.iter().map(read).collect()
}

/// Changes a message by `statement`; false where it changes nothing.
pub(crate) async fn change(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    at: Timestamp,
    id: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(id)];
    Ok(connection.execute(statement, values).await? == 1)
}

pub(crate) async fn file(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredSecureFile>, StoreError> {
    let row = connection.fetch_optional(&FILE, [Value::id(id)]).await?;
    row.as_ref().map(read_file).transpose()
}

pub(crate) async fn files_of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<Vec<StoredSecureFile>, StoreError> {
    let rows = connection
        .fetch_all(&FILES_OF_THREAD, [Value::id(thread)])
        .await?;
    rows.iter().map(read_file).collect()
}

pub(crate) async fn insert_chunk(
    connection: &mut Connection<'_>,
    chunk: &NewChunk,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&chunk.file),
        Value::Integer(chunk.place.into()),
        Value::id(&chunk.thread),
        Value::Bytes(&chunk.content),
    ];
    connection.execute(&INSERT_CHUNK, values).await?;
    Ok(())
}

pub(crate) async fn chunk(
    connection: &mut Connection<'_>,
    file: &Uuid,
    place: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let values = [Value::id(file), Value::Integer(place.into())];
    let row = connection.fetch_optional(&CHUNK, values).await?;
    row.map(|row| row.bytes(0)).transpose()
}

pub(crate) async fn sweep_chunks(
    connection: &mut Connection<'_>,
    before: &Uuid,
) -> Result<u64, StoreError> {
    connection.execute(&SWEEP_CHUNKS, [Value::id(before)]).await
}

/// Deletes the messages of a thread, and their files.
pub(crate) async fn delete_of_thread(
    connection: &mut Connection<'_>,
    thread: &Uuid,
) -> Result<(), StoreError> {
    for statement in [&DELETE_CHUNKS, &DELETE_FILES, &DELETE_OF_THREAD] {
        connection.execute(statement, [Value::id(thread)]).await?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<StoredSecureMessage, StoreError> {
    let outsider = read_optional_id(row, 2, "secure_message.outsider")?;
    Ok(StoredSecureMessage {
        id: row.id(0, "secure_message.id")?,
        thread: row.id(1, "secure_message.thread")?,
        with: outsider.map_or(Counterpart::Person, Counterpart::Outsider),
        from_us: row.integer(3)? == 1,
        sent_at: row.instant(4, "secure_message.sent_at")?,
        content: row.bytes(5)?,
        expires_at: row.instant(6, "secure_message.expires_at")?,
        opened_at: read_optional_instant(row, 7, "secure_message.opened_at")?,
        post_asked_at: read_optional_instant(row, 8, "secure_message.post_asked_at")?,
        settled_at: read_optional_instant(row, 9, "secure_message.settled_at")?,
    })
}

fn read_file(row: &Row) -> Result<StoredSecureFile, StoreError> {
    Ok(StoredSecureFile {
        id: row.id(0, "secure_file.id")?,
        message: row.id(1, "secure_file.message")?,
        content: row.bytes(2)?,
    })
}
