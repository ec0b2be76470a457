//! Events: what staff write, how far each has come, and how full it is.

use domain::event::{EventState, Room};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<8> = Statement(
    "INSERT INTO event (id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at) \
     VALUES ($1, $2, 'draft', $3, $4, NULLIF($5, 0), $6, $7, $8)",
);
pub(crate) const EDIT: Statement<8> = Statement(
    "UPDATE event SET content = $2, starts_at = $3, ends_at = $4, capacity = NULLIF($5, 0), promise = $6, \
     due_at = $7, edited_at = $8, sequence = sequence + CASE WHEN state = 'draft' THEN 0 ELSE 1 END WHERE id = $1",
);
pub(crate) const PUBLISH: Statement<2> = Statement(
    "UPDATE event SET state = 'published', edited_at = $2 WHERE id = $1 AND state = 'draft'",
);
pub(crate) const CANCEL: Statement<2> = Statement(
    "UPDATE event SET state = 'cancelled', edited_at = $2, sequence = sequence + 1 \
     WHERE id = $1 AND state = 'published'",
);
pub(crate) const DELETE_DRAFT: Statement<1> =
    Statement("DELETE FROM event WHERE id = $1 AND state = 'draft'");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came \
     FROM event WHERE id = $1",
);
/// For PostgreSQL, where operations run at once: nobody else changes the event or a seat of it until this one is done.
pub(crate) const HOLD: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came \
     FROM event WHERE id = $1 FOR UPDATE",
);
pub(crate) const ROOM: Statement<1> = Statement(
    "SELECT (SELECT count(*) FROM seat WHERE event = $1 AND state IN ('held', 'seated', 'offered') \
     AND erasing_at IS NULL), \
     (SELECT count(*) FROM seat WHERE event = $1 AND state = 'waiting' AND erasing_at IS NULL)",
);
pub(crate) const NEXT_PLACE: Statement<1> =
    Statement("UPDATE event SET line = line + 1 WHERE id = $1 RETURNING line");
pub(crate) const COMING: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came \
     FROM event WHERE state <> 'draft' AND ends_at > $1 ORDER BY starts_at, id LIMIT $2",
);
/// Ids hold the time they were drawn at, so they give the order.
pub(crate) const LATEST: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came \
     FROM event WHERE id < $1 ORDER BY id DESC LIMIT $2",
);
pub(crate) const FORGET: Statement<1> = Statement(
    "UPDATE event SET came = (SELECT count(*) FROM seat WHERE event = $1 AND state = 'seated' \
     AND erasing_at IS NULL) WHERE id = $1 AND came IS NULL",
);

/// What is written of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// Its id.
    pub id: Uuid,
    /// What it holds: JSON.
    pub content: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How many seats there are; any number without.
    pub capacity: Option<u32>,
    /// What those who sign up are told of when they go: JSON.
    pub promise: String,
    /// From when on they do.
    pub due_at: Timestamp,
    /// When it was written so.
    pub edited_at: Timestamp,
}

/// An event as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// What was written.
    pub draft: EventDraft,
    /// How far it has come.
    pub state: EventState,
    /// How often it was changed since it was published.
    pub sequence: u32,
    /// How many had a seat, once it is forgotten who they were.
    pub came: Option<u64>,
}

pub(crate) async fn write(
    connection: &mut Connection<'_>,
    statement: &Statement<8>,
    draft: &EventDraft,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&draft.id),
        Value::Text(&draft.content),
        Value::instant(draft.starts_at),
        Value::instant(draft.ends_at),
        Value::Integer(draft.capacity.unwrap_or(0).into()),
        Value::Text(&draft.promise),
        Value::instant(draft.due_at),
        Value::instant(draft.edited_at),
    ];
    Ok(connection.execute(statement, values).await? == 1)
}

pub(crate) async fn change_at(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    Ok(connection.execute(statement, values).await? == 1)
}

pub(crate) async fn change(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    id: &Uuid,
) -> Result<bool, StoreError> {
    Ok(connection.execute(statement, [Value::id(id)]).await? == 1)
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredEvent>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// The event with this id, for an operation: it and its seats stay as they are until it is done.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredEvent>, StoreError> {
    let statement = connection.either(&BY_ID, &HOLD);
    let row = connection
        .fetch_optional(statement, [Value::id(id)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// How full an event is.
pub(crate) async fn room(
    connection: &mut Connection<'_>,
    event: &StoredEvent,
) -> Result<Room, StoreError> {
    let id = &event.draft.id;
    let row = connection.fetch_optional(&ROOM, [Value::id(id)]).await?;
    let row = row.ok_or(StoreError::Unreadable("seat"))?;
    Ok(Room {
        capacity: event.draft.capacity,
        taken: count(row.integer(0)?)?,
        waiting: count(row.integer(1)?)?,
    })
}

/// The next number in the order of signing up.
pub(crate) async fn next_place(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<i64, StoreError> {
    let row = connection
        .fetch_optional(&NEXT_PLACE, [Value::id(id)])
        .await?;
    row.ok_or(StoreError::Unreadable("event.line"))?.integer(0)
}

/// Events that are not over by an instant, and that everybody may see, those that begin first.
pub(crate) async fn coming(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&COMING, values).await?;
    rows.iter().map(read).collect()
}

/// Events before another, those written last first.
pub(crate) async fn latest(
    connection: &mut Connection<'_>,
    before: &Uuid,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    let values = [Value::id(before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&LATEST, values).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn some<const N: usize>(
    connection: &mut Connection<'_>,
    statement: &Statement<N>,
    values: [Value<'_>; N],
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<StoredEvent, StoreError> {
    let state = names::read_event_state(&row.text(2)?);
    let capacity = row.optional_integer(5)?.map(u32::try_from).transpose();
    let came = row.optional_integer(10)?.map(count).transpose()?;
    Ok(StoredEvent {
        draft: EventDraft {
            id: row.id(0, "event.id")?,
            content: row.text(1)?,
            starts_at: row.instant(3, "event.starts_at")?,
            ends_at: row.instant(4, "event.ends_at")?,
            capacity: capacity.map_err(|_| StoreError::Unreadable("event.capacity"))?,
            promise: row.text(6)?,
            due_at: row.instant(7, "event.due_at")?,
            edited_at: row.instant(8, "event.edited_at")?,
        },
        state: state.ok_or(StoreError::Unreadable("event.state"))?,
        sequence: u32::try_from(row.integer(9)?)
            .map_err(|_| StoreError::Unreadable("event.sequence"))?,
        came,
    })
}

fn count(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Unreadable("event.came"))
}
