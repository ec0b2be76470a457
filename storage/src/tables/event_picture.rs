//! The pictures of events.

use domain::canonical::Digest;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const SET: Statement<7> = Statement(
    "INSERT INTO event_picture (event, hash, content, width, height, danish, english) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (event) DO UPDATE SET hash = excluded.hash, \
     content = excluded.content, width = excluded.width, height = excluded.height, danish = excluded.danish, \
     english = excluded.english",
);
pub(crate) const REWORD: Statement<3> =
    Statement("UPDATE event_picture SET danish = $2, english = $3 WHERE event = $1");
pub(crate) const REMOVE: Statement<1> = Statement("DELETE FROM event_picture WHERE event = $1");
pub(crate) const OF_EVENT: Statement<1> =
    Statement("SELECT hash, width, height, danish, english FROM event_picture WHERE event = $1");
pub(crate) const CONTENT: Statement<1> =
    Statement("SELECT content FROM event_picture WHERE hash = $1 LIMIT 1");

/// The picture of an event as stored, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPicture {
    /// The hash of its content.
    pub hash: Digest,
    /// How many dots wide.
    pub width: u32,
    /// How many high.
    pub height: u32,
    /// What it shows, in Danish.
    pub danish: String,
    /// What it shows, in English.
    pub english: String,
}

/// Gives an event a picture, in the place of another that it had.
pub(crate) async fn set(
    connection: &mut Connection<'_>,
    event: &Uuid,
    picture: &StoredPicture,
    content: &[u8],
) -> Result<(), StoreError> {
    let values = [
        Value::id(event),
        Value::digest(&picture.hash),
        Value::Bytes(content),
        Value::Integer(picture.width.into()),
        Value::Integer(picture.height.into()),
        Value::Text(&picture.danish),
        Value::Text(&picture.english),
    ];
    connection.execute(&SET, values).await?;
    Ok(())
}

pub(crate) async fn reword(
    connection: &mut Connection<'_>,
    event: &Uuid,
    danish: &str,
    english: &str,
) -> Result<bool, StoreError> {
    let values = [Value::id(event), Value::Text(danish), Value::Text(english)];
    Ok(connection.execute(&REWORD, values).await? == 1)
}

pub(crate) async fn remove(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<bool, StoreError> {
    Ok(connection.execute(&REMOVE, [Value::id(event)]).await? == 1)
}

pub(crate) async fn of_event(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<Option<StoredPicture>, StoreError> {
    let row = connection
        .fetch_optional(&OF_EVENT, [Value::id(event)])
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let number = |column| {
        u32::try_from(row.integer(column)?)
            .map_err(|_| StoreError::Unreadable("event_picture.width"))
    };
    Ok(Some(StoredPicture {
        hash: row.digest(0, "event_picture.hash")?,
        width: number(1)?,
        height: number(2)?,
        danish: row.text(3)?,
        english: row.text(4)?,
    }))
}

/// The picture whose content has this hash.
pub(crate) async fn content(
    connection: &mut Connection<'_>,
    hash: &Digest,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = connection
        .fetch_optional(&CONTENT, [Value::digest(hash)])
        .await?;
    row.map(|row| row.bytes(0)).transpose()
}
