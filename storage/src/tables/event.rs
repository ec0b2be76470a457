//! Events: what staff write, how far each has come, and how full it is.

use domain::event::{EventState, Room};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<9> = Statement(
    "INSERT INTO event (id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, kind) \
     VALUES ($1, $2, 'draft', $3, $4, NULLIF($5, 0), $6, $7, $8, $9)",
);
pub(crate) const EDIT: Statement<9> = Statement(
    "UPDATE event SET content = $2, starts_at = $3, ends_at = $4, capacity = NULLIF($5, 0), promise = $6, \
     due_at = $7, edited_at = $8, kind = $9, \
     sequence = sequence + CASE WHEN state = 'draft' THEN 0 ELSE 1 END WHERE id = $1",
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
pub(crate) const WITH_SEATS: Statement<0> = Statement(
    "SELECT id FROM event \
     WHERE EXISTS (SELECT 1 FROM seat WHERE seat.event = event.id AND seat.erasing_at IS NULL) ORDER BY id",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE id = $1",
);
/// For PostgreSQL, where operations run at once: nobody else changes the event or a seat of it until this one is done.
pub(crate) const HOLD: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE id = $1 FOR UPDATE",
);
pub(crate) const ROOM: Statement<1> = Statement(
    "SELECT (SELECT CAST(coalesce(sum(seats), 0) AS BIGINT) FROM seat WHERE event = $1 \
     AND state IN ('held', 'seated', 'offered') AND erasing_at IS NULL), \
     (SELECT count(*) FROM seat WHERE event = $1 AND state = 'waiting' AND erasing_at IS NULL)",
);
pub(crate) const NEXT_PLACE: Statement<1> =
    Statement("UPDATE event SET line = line + 1 WHERE id = $1 RETURNING line");
pub(crate) const COMING: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE state <> 'draft' AND ends_at > $1 ORDER BY starts_at, id LIMIT $2",
);
/// Ids hold the time they were drawn at, so they give the order.
pub(crate) const LATEST: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE id < $1 ORDER BY id DESC LIMIT $2",
);
pub(crate) const FORGET: Statement<1> = Statement(
    "UPDATE event SET came = (SELECT CAST(coalesce(sum(seats), 0) AS BIGINT) FROM seat WHERE event = $1 \
     AND state = 'seated' AND erasing_at IS NULL) WHERE id = $1 AND came IS NULL",
);

pub(crate) const COMING_OF_KIND: Statement<3> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE kind = $1 AND state <> 'draft' AND ends_at > $2 ORDER BY starts_at, id LIMIT $3",
);
pub(crate) const BETWEEN: Statement<3> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE state <> 'draft' AND starts_at < $2 AND ends_at > $1 ORDER BY starts_at, id LIMIT $3",
);
pub(crate) const CHANGED_AT: Statement<0> = Statement(
    "SELECT max(edited_at) FROM (SELECT edited_at FROM event WHERE state <> 'draft' \
     UNION ALL SELECT edited_at FROM event_kind) AS changed",
);
pub(crate) const TIE: Statement<2> = Statement("UPDATE event SET series = $2 WHERE id = $1");
pub(crate) const OF_SERIES: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE series = $1 ORDER BY starts_at, id",
);
/// As [`HOLD`], of every date of an event that comes again.
pub(crate) const HOLD_SERIES: Statement<1> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE series = $1 ORDER BY starts_at, id FOR UPDATE",
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
    /// Its kind, if it has one.
    pub kind: Option<Uuid>,
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
    /// What it has in common with its other dates, if it comes again.
    pub series: Option<Uuid>,
}

pub(crate) async fn write(
    connection: &mut Connection<'_>,
    statement: &Statement<9>,
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
        draft.kind.as_ref().map_or(Value::NoBytes, Value::id),
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

/// The events that anybody is signed up for.
pub(crate) async fn with_seats(connection: &mut Connection<'_>) -> Result<Vec<Uuid>, StoreError> {
    let rows = connection.fetch_all(&WITH_SEATS, []).await?;
    rows.iter().map(|row| row.id(0, "event.id")).collect()
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

/// As [`coming`], of one kind.
pub(crate) async fn coming_of_kind(
    connection: &mut Connection<'_>,
    kind: &Uuid,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    let values = [
        Value::id(kind),
        Value::instant(now),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&COMING_OF_KIND, values).await?;
    rows.iter().map(read).collect()
}

/// Events that everybody may see and that last at some time between two instants, those that begin first.
pub(crate) async fn between(
    connection: &mut Connection<'_>,
    from: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<StoredEvent>, StoreError> {
    let values = [
        Value::instant(from),
        Value::instant(until),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&BETWEEN, values).await?;
    rows.iter().map(read).collect()
}

/// When what everybody may see of events, or what their kinds are called, was changed last.
pub(crate) async fn changed_at(
    connection: &mut Connection<'_>,
) -> Result<Option<Timestamp>, StoreError> {
    let row = connection.fetch_optional(&CHANGED_AT, []).await?;
    let changed = row.map(|row| row.optional_integer(0)).transpose()?;
    let changed = changed.flatten().map(Timestamp::from_microsecond);
    changed
        .transpose()
        .map_err(|_| StoreError::Unreadable("event.edited_at"))
}

/// Makes an event one of the dates of another.
pub(crate) async fn tie(
    connection: &mut Connection<'_>,
    id: &Uuid,
    series: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::id(series)];
    Ok(connection.execute(&TIE, values).await? == 1)
}

/// Every date of an event that comes again, in their order.
pub(crate) async fn of_series(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    series: &Uuid,
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows = connection.fetch_all(statement, [Value::id(series)]).await?;
    rows.iter().map(read).collect()
}

/// As [`of_series`], for an operation: they and their seats stay as they are until it is done.
pub(crate) async fn hold_series(
    connection: &mut Connection<'_>,
    series: &Uuid,
) -> Result<Vec<StoredEvent>, StoreError> {
    let statement = connection.either(&OF_SERIES, &HOLD_SERIES);
    of_series(connection, statement, series).await
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
            kind: optional_id(row, 11, "event.kind")?,
        },
        state: state.ok_or(StoreError::Unreadable("event.state"))?,
        sequence: u32::try_from(row.integer(9)?)
            .map_err(|_| StoreError::Unreadable("event.sequence"))?,
        came,
        series: optional_id(row, 12, "event.series")?,
    })
}

fn optional_id(row: &Row, column: usize, name: &'static str) -> Result<Option<Uuid>, StoreError> {
    let bytes = row.optional_bytes(column)?;
    let id = bytes.map(|bytes| Uuid::from_slice(&bytes)).transpose();
    id.map_err(|_| StoreError::Unreadable(name))
}

fn count(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Unreadable("event.came"))
}
