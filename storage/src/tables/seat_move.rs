//! What people know of an event that was moved after they signed up, and what was promised to them until they were told.

use jiff::Timestamp;
use uuid::Uuid;

use super::seat::{self, StoredSeat};
use crate::StoreError;
use crate::connection::{self, Connection, Row, Statement, Value};

/// Of everybody who has confirmed: what they know stays what they know, and the shorter promise holds.
pub(crate) const MOVE: Statement<5> = Statement(
    "INSERT INTO seat_move (seat, known, promise, due_at) SELECT id, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM seat WHERE event = $1 \
     AND state IN ('seated', 'waiting', 'offered') AND erasing_at IS NULL ON CONFLICT (seat) DO UPDATE SET \
     known = COALESCE(seat_move.known, excluded.known), \
     promise = CASE WHEN (seat_move.holds_until IS NULL OR seat_move.holds_until > $5) AND seat_move.due_at < excluded.due_at \
       THEN seat_move.promise ELSE excluded.promise END, \
     due_at = CASE WHEN (seat_move.holds_until IS NULL OR seat_move.holds_until > $5) AND seat_move.due_at < excluded.due_at \
       THEN seat_move.due_at ELSE excluded.due_at END, \
     holds_until = NULL",
);
/// Whoever is told later has not known of the new time any earlier, and is reminded of it.
pub(crate) const REMIND_AGAIN: Statement<1> =
    Statement("UPDATE seat SET reminded_at = NULL WHERE event = $1");
/// Whoever can only be called was not told by any mail, so that what they were promised stands.
pub(crate) const UNTOLD: Statement<2> = Statement(
    "SELECT seat.id, seat.event, seat.mailbox, seat.link, seat.content, seat.state, seat.place, seat.expires_at, \
     seat.seats \
     FROM seat_move JOIN seat ON seat.id = seat_move.seat JOIN event ON event.id = seat.event \
     WHERE seat_move.known IS NOT NULL AND seat.erasing_at IS NULL AND seat.mailed = 1 AND event.state = 'published' \
     AND event.ends_at > $1 \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat.event, seat.id LIMIT $2",
);
pub(crate) const TELL: Statement<2> = Statement(
    "UPDATE seat_move SET known = NULL, holds_until = $2 WHERE seat = $1 AND known IS NOT NULL \
     AND EXISTS (SELECT 1 FROM seat WHERE seat.id = $1 AND seat.erasing_at IS NULL)",
);
pub(crate) const OF_SEAT: Statement<1> =
    Statement("SELECT known, promise, due_at, holds_until FROM seat_move WHERE seat = $1");
/// Nobody who still comes is forgotten before the event is over, however long ago they were told of another day.
pub(crate) const DUE: Statement<3> = Statement(
    "SELECT seat.id, seat.event, seat.mailbox, seat.link, seat.content, seat.state, seat.place, seat.expires_at, \
     seat.seats \
     FROM seat JOIN event ON event.id = seat.event LEFT JOIN seat_move ON seat_move.seat = seat.id \
     WHERE seat.erasing_at IS NULL AND event.state <> 'draft' AND (event.ends_at < $2 \
       OR ((event.ends_at <= $1 OR event.state = 'cancelled') \
         AND CASE WHEN seat_move.seat IS NULL OR seat_move.holds_until <= $1 THEN event.due_at \
           ELSE seat_move.due_at END <= $1)) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat.event, seat.id LIMIT $3",
);
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM seat_move WHERE seat = $1");

/// How an event was before it was moved, and what is promised to those who do not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where and when it was: JSON.
    pub known: String,
    /// The shorter of the promises before and after: JSON.
    pub promise: String,
    /// From when on people are to be forgotten by it.
    pub due_at: Timestamp,
    /// When it was moved.
    pub at: Timestamp,
}

/// What somebody knows of an event that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatMove {
    /// Where and when it was, as far as they know: JSON. None once they were told.
    pub known: Option<String>,
    /// What they were promised before, or less: JSON.
    pub promise: String,
    /// From when on they are to be forgotten by it.
    pub due_at: Timestamp,
    /// Until when it holds; until they are told without.
    pub holds_until: Option<Timestamp>,
}

/// Notes for everybody who has confirmed that the event was moved.
pub(crate) async fn moved(
    connection: &mut Connection<'_>,
    event: &Uuid,
    moved: &Moved,
) -> Result<(), StoreError> {
    let values = [
        Value::id(event),
        Value::Text(&moved.known),
        Value::Text(&moved.promise),
        Value::instant(moved.due_at),
        Value::instant(moved.at),
    ];
    connection.execute(&MOVE, values).await?;
    connection
        .execute(&REMIND_AGAIN, [Value::id(event)])
        .await?;
    Ok(())
}

/// Who is to be told that an event was moved that is not over at `now`, at most `limit`.
pub(crate) async fn untold(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    seat::some(connection, &UNTOLD, values).await
}

/// What somebody knows of the event, if it was moved since they signed up.
pub(crate) async fn of_seat(
    connection: &mut Connection<'_>,
    seat: &Uuid,
) -> Result<Option<SeatMove>, StoreError> {
    let row = connection
        .fetch_optional(&OF_SEAT, [Value::id(seat)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Who is to be forgotten by `now`: by what they were told, or because the event ended before an instant.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    ended_before: Timestamp,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    let values = [
        Value::instant(now),
        Value::instant(ended_before),
        Value::Integer(limit.into()),
    ];
    seat::some(connection, &DUE, values).await
}

fn read(row: &Row) -> Result<SeatMove, StoreError> {
    let holds_until = row.optional_integer(3)?;
    Ok(SeatMove {
        known: row.optional_text(0)?,
        promise: row.text(1)?,
        due_at: row.instant(2, "seat_move.due_at")?,
        holds_until: holds_until
            .map(|at| connection::instant(at, "seat_move.holds_until"))
            .transpose()?,
    })
}
