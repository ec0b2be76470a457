//! Kinds of events: what each is called, and what addresses call it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO event_kind (id, slug, danish, english, edited_at) VALUES ($1, $2, $3, $4, $5)",
);
pub(crate) const RENAME: Statement<4> =
    Statement("UPDATE event_kind SET danish = $2, english = $3, edited_at = $4 WHERE id = $1");
pub(crate) const DELETE: Statement<1> = Statement(
    "DELETE FROM event_kind WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM event WHERE kind = $1)",
);
pub(crate) const BY_ID: Statement<1> =
    Statement("SELECT id, slug, danish, english, edited_at FROM event_kind WHERE id = $1");
pub(crate) const BY_SLUG: Statement<1> =
    Statement("SELECT id, slug, danish, english, edited_at FROM event_kind WHERE slug = $1");
pub(crate) const ALL: Statement<0> =
    Statement("SELECT id, slug, danish, english, edited_at FROM event_kind ORDER BY slug");

/// A kind of events as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEventKind {
    /// Its id.
    pub id: Uuid,
    /// What addresses call it.
    pub slug: String,
    /// Its name in Danish.
    pub danish: String,
    /// Its name in English.
    pub english: String,
    /// When it was named so.
    pub edited_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    kind: &StoredEventKind,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&kind.id),
        Value::Text(&kind.slug),
        Value::Text(&kind.danish),
        Value::Text(&kind.english),
        Value::instant(kind.edited_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// Gives a kind its names; what addresses call it stays.
pub(crate) async fn rename(
    connection: &mut Connection<'_>,
    kind: &StoredEventKind,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&kind.id),
        Value::Text(&kind.danish),
        Value::Text(&kind.english),
        Value::instant(kind.edited_at),
    ];
    Ok(connection.execute(&RENAME, values).await? == 1)
}

/// Deletes a kind that no event is of.
pub(crate) async fn delete(connection: &mut Connection<'_>, id: &Uuid) -> Result<bool, StoreError> {
    Ok(connection.execute(&DELETE, [Value::id(id)]).await? == 1)
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredEventKind>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn by_slug(
    connection: &mut Connection<'_>,
    slug: &str,
) -> Result<Option<StoredEventKind>, StoreError> {
    let row = connection
        .fetch_optional(&BY_SLUG, [Value::Text(slug)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Every kind, in the order of their addresses.
pub(crate) async fn all(
    connection: &mut Connection<'_>,
) -> Result<Vec<StoredEventKind>, StoreError> {
    let rows = connection.fetch_all(&ALL, []).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<StoredEventKind, StoreError> {
    Ok(StoredEventKind {
        id: row.id(0, "event_kind.id")?,
        slug: row.text(1)?,
        danish: row.text(2)?,
        english: row.text(3)?,
        edited_at: row.instant(4, "event_kind.edited_at")?,
    })
}
