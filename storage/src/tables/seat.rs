//! People who signed up for an event: what they are found by, how they stand, and what is known of them, sealed.

use domain::canonical::Digest;
use domain::event::SeatState;
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<11> = Statement(
    "INSERT INTO seat (id, event, mailbox, link, content, state, place, expires_at, confirm, seats, mailed) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_CONFIRM: Statement<1> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE confirm = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_PAGE: Statement<1> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE page = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_MAILBOX: Statement<2> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE event = $1 AND mailbox = $2 AND erasing_at IS NULL ORDER BY place",
);
pub(crate) const OF_EVENT: Statement<1> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE event = $1 AND erasing_at IS NULL ORDER BY place",
);
/// Whoever waits first at an event that has so many free seats as they need, and whose data may be used. One who needs fewer is not kept waiting by
/// a larger company, so that no seat stays empty.
pub(crate) const NEXT_IN_LINE: Statement<1> = Statement(
    "SELECT seat.id, seat.event, seat.mailbox, seat.link, seat.content, seat.state, seat.place, seat.expires_at, \
     seat.seats \
     FROM seat JOIN event ON event.id = seat.event \
     WHERE seat.state = 'waiting' AND seat.erasing_at IS NULL AND event.state = 'published' \
     AND event.starts_at > $1 AND (event.capacity IS NULL OR event.capacity - seat.seats >= \
       (SELECT coalesce(sum(taken.seats), 0) FROM seat AS taken WHERE taken.event = event.id \
        AND taken.state IN ('held', 'seated', 'offered') AND taken.erasing_at IS NULL)) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat.event, seat.place LIMIT 1",
);
pub(crate) const BEFORE_IN_LINE: Statement<2> = Statement(
    "SELECT count(*) FROM seat WHERE event = $1 AND state = 'waiting' AND place < $2 AND erasing_at IS NULL",
);
pub(crate) const RAN_OUT: Statement<2> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat \
     WHERE expires_at <= $1 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY expires_at, id LIMIT $2",
);
pub(crate) const UNTOLD: Statement<1> = Statement(
    "SELECT seat.id, seat.event, seat.mailbox, seat.link, seat.content, seat.state, seat.place, seat.expires_at, \
     seat.seats \
     FROM seat JOIN event ON event.id = seat.event \
     WHERE event.state = 'cancelled' AND event.came IS NULL AND seat.told_at IS NULL AND seat.erasing_at IS NULL \
     AND seat.state IN ('seated', 'waiting', 'offered') \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat.id LIMIT $1",
);
pub(crate) const ANY: Statement<1> =
    Statement("SELECT 1 FROM seat WHERE event = $1 AND erasing_at IS NULL LIMIT 1");
pub(crate) const COUNT_CONFIRMED: Statement<1> = Statement(
    "SELECT count(*) FROM seat WHERE event = $1 AND state IN ('seated', 'waiting', 'offered') AND erasing_at IS NULL",
);
pub(crate) const TELL: Statement<2> = Statement(
    "UPDATE seat SET told_at = $2 WHERE id = $1 AND told_at IS NULL AND erasing_at IS NULL",
);
/// The seat that the same mailbox held unconfirmed goes to whoever confirms.
pub(crate) const GIVE_UP_HOLD: Statement<3> = Statement(
    "UPDATE seat SET state = 'queued' WHERE event = $1 AND mailbox = $2 AND id <> $3 AND state = 'held' \
     AND erasing_at IS NULL",
);
pub(crate) const CONFIRM: Statement<4> =
    Statement("UPDATE seat SET state = $2, place = $3, page = $4, expires_at = NULL WHERE id = $1");
pub(crate) const OFFER: Statement<2> = Statement(
    "UPDATE seat SET state = 'offered', expires_at = $2 WHERE id = $1 AND state = 'waiting' AND erasing_at IS NULL",
);
pub(crate) const ACCEPT: Statement<2> = Statement(
    "UPDATE seat SET state = 'seated', expires_at = NULL \
     WHERE id = $1 AND state = 'offered' AND expires_at > $2 AND erasing_at IS NULL",
);
pub(crate) const CORRECT: Statement<4> = Statement(
    "UPDATE seat SET content = $3, mailbox = $4 WHERE id = $1 AND content = $2 AND erasing_at IS NULL",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> = Statement(
    "UPDATE seat SET erasing_at = $1, confirm = NULL, page = NULL WHERE id = $2 AND erasing_at IS NULL",
);
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM seat WHERE id = $1");

/// A sign-up to store, which waits to be confirmed.
#[derive(Clone, Debug)]
pub struct NewSeat {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The event.
    pub event: Uuid,
    /// The keyed hash of the mailbox at this event.
    pub mailbox: Digest,
    /// What the link to its page is derived from.
    pub link: Uuid,
    /// How many it takes.
    pub seats: u32,
    /// Whether mails reach the person.
    pub is_mailed: bool,
    /// What is known of the person, sealed.
    pub sealed: Vec<u8>,
    /// Until when it may be confirmed.
    pub expires_at: Timestamp,
    /// The hash of the token that confirms it.
    pub confirm: Digest,
}

/// A seat, or a place in line, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeat {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The event.
    pub event: Uuid,
    /// The keyed hash of the mailbox at this event.
    pub mailbox: Digest,
    /// What the link to its page is derived from.
    pub link: Uuid,
    /// How many it takes.
    pub seats: u32,
    /// What is known of the person, sealed.
    pub sealed: Vec<u8>,
    /// How the person stands.
    pub state: SeatState,
    /// Its number in the order of signing up.
    pub place: i64,
    /// Until when it may be confirmed, or the seat that is offered taken.
    pub expires_at: Option<Timestamp>,
}

/// What a seat is found by: the hash of a link's token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatLink {
    /// The link that confirms it.
    Confirm(Digest),
    /// The link to its page.
    Page(Digest),
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSeat,
    state: SeatState,
    place: i64,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::id(&new.event),
        Value::digest(&new.mailbox),
        Value::id(&new.link),
        Value::Bytes(&new.sealed),
        Value::Text(names::seat_state(state)),
        Value::Integer(place),
        Value::instant(new.expires_at),
        Value::digest(&new.confirm),
        Value::Integer(new.seats.into()),
        Value::Integer(new.is_mailed.into()),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_link(
    connection: &mut Connection<'_>,
    link: SeatLink,
) -> Result<Option<StoredSeat>, StoreError> {
    let (statement, hash) = match &link {
        SeatLink::Confirm(hash) => (&BY_CONFIRM, hash),
        SeatLink::Page(hash) => (&BY_PAGE, hash),
    };
    one(connection, statement, Value::digest(hash)).await
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredSeat>, StoreError> {
    one(connection, &BY_ID, Value::id(id)).await
}

/// Whoever waits first at an event that begins after `now` and has room for them.
pub(crate) async fn next_in_line(
    connection: &mut Connection<'_>,
    now: Timestamp,
) -> Result<Option<StoredSeat>, StoreError> {
    one(connection, &NEXT_IN_LINE, Value::instant(now)).await
}

async fn one(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    value: Value<'_>,
) -> Result<Option<StoredSeat>, StoreError> {
    let row = connection.fetch_optional(statement, [value]).await?;
    row.as_ref().map(read).transpose()
}

/// What stands under a mailbox at an event, in the order of signing up.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    event: &Uuid,
    mailbox: &Digest,
) -> Result<Vec<StoredSeat>, StoreError> {
    some(
        connection,
        &OF_MAILBOX,
        [Value::id(event), Value::digest(mailbox)],
    )
    .await
}

/// Who signed up for an event, in that order.
pub(crate) async fn of_event(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<Vec<StoredSeat>, StoreError> {
    some(connection, &OF_EVENT, [Value::id(event)]).await
}

/// What has run out by an instant, at most `limit`.
pub(crate) async fn ran_out(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    some(connection, &RAN_OUT, values).await
}

/// Who signed up for an event that was cancelled and was not told, at most `limit`.
pub(crate) async fn untold(
    connection: &mut Connection<'_>,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    some(connection, &UNTOLD, [Value::Integer(limit.into())]).await
}

pub(crate) async fn some<const N: usize>(
    connection: &mut Connection<'_>,
    statement: &Statement<N>,
    values: [Value<'_>; N],
) -> Result<Vec<StoredSeat>, StoreError> {
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

/// How many wait before a place in line.
pub(crate) async fn before_in_line(
    connection: &mut Connection<'_>,
    event: &Uuid,
    place: i64,
) -> Result<u64, StoreError> {
    let values = [Value::id(event), Value::Integer(place)];
    let row = connection.fetch_optional(&BEFORE_IN_LINE, values).await?;
    let count = row.map(|row| row.integer(0)).transpose()?.unwrap_or(0);
    u64::try_from(count).map_err(|_| StoreError::Unreadable("seat.place"))
}

/// Whether anybody signed up for an event, confirmed or not.
pub(crate) async fn is_any(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<bool, StoreError> {
    let row = connection.fetch_optional(&ANY, [Value::id(event)]).await?;
    Ok(row.is_some())
}

/// How many have confirmed at an event: those with a seat, in line, and offered one.
pub(crate) async fn count_confirmed(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<u64, StoreError> {
    let row = connection
        .fetch_optional(&COUNT_CONFIRMED, [Value::id(event)])
        .await?;
    let count = row.map(|row| row.integer(0)).transpose()?.unwrap_or(0);
    u64::try_from(count).map_err(|_| StoreError::Unreadable("seat.state"))
}

/// Whether another sign-up of the same mailbox held a seat unconfirmed, which it does not any more.
pub(crate) async fn give_up_hold(
    connection: &mut Connection<'_>,
    seat: &StoredSeat,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&seat.event),
        Value::digest(&seat.mailbox),
        Value::id(&seat.id),
    ];
    Ok(connection.execute(&GIVE_UP_HOLD, values).await? > 0)
}

pub(crate) async fn confirm(
    connection: &mut Connection<'_>,
    id: &Uuid,
    state: SeatState,
    place: i64,
    page: &Digest,
) -> Result<(), StoreError> {
    let values = [
        Value::id(id),
        Value::Text(names::seat_state(state)),
        Value::Integer(place),
        Value::digest(page),
    ];
    connection.execute(&CONFIRM, values).await?;
    Ok(())
}

/// Runs one of the changes that hold an instant; false when the seat does not stand so that it can be.
pub(crate) async fn change_at(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    Ok(connection.execute(statement, values).await? == 1)
}

fn read(row: &Row) -> Result<StoredSeat, StoreError> {
    let state = names::read_seat_state(&row.text(5)?);
    let expires_at = row.optional_integer(7)?;
    Ok(StoredSeat {
        id: row.id(0, "seat.id")?,
        event: row.id(1, "seat.event")?,
        mailbox: row.digest(2, "seat.mailbox")?,
        link: row.id(3, "seat.link")?,
        seats: u32::try_from(row.integer(8)?).map_err(|_| StoreError::Unreadable("seat.seats"))?,
        sealed: row.bytes(4)?,
        state: state.ok_or(StoreError::Unreadable("seat.state"))?,
        place: row.integer(6)?,
        expires_at: expires_at
            .map(|at| connection::instant(at, "seat.expires_at"))
            .transpose()?,
    })
}
