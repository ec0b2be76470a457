//! The mails that come by the clock to those who have a seat: a reminder before the event, and thanks after it. Neither
//! goes to anybody whose data is not to be used.

use jiff::Timestamp;
use uuid::Uuid;

use super::event::{self, StoredEvent};
use super::seat::{self, StoredSeat};
use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const KNOWS: Statement<2> = Statement("UPDATE seat SET known_at = $2 WHERE id = $1");
pub(crate) const STARTS_BETWEEN: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE state = 'published' AND starts_at > $1 AND starts_at <= $2 ORDER BY id",
);
pub(crate) const ENDED_BETWEEN: Statement<2> = Statement(
    "SELECT id, content, state, starts_at, ends_at, capacity, promise, due_at, edited_at, sequence, came, kind, series \
     FROM event WHERE state = 'published' AND ends_at > $1 AND ends_at <= $2 ORDER BY id",
);
pub(crate) const TO_REMIND: Statement<3> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat WHERE event = $1 \
     AND state = 'seated' AND erasing_at IS NULL AND reminded_at IS NULL AND known_at < $2 \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY id LIMIT $3",
);
pub(crate) const TO_THANK: Statement<2> = Statement(
    "SELECT id, event, mailbox, link, content, state, place, expires_at, seats FROM seat WHERE event = $1 \
     AND state = 'seated' AND erasing_at IS NULL AND thanked_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY id LIMIT $2",
);
pub(crate) const REMIND: Statement<2> = Statement(
    "UPDATE seat SET reminded_at = $2 WHERE id = $1 AND state = 'seated' AND reminded_at IS NULL AND erasing_at IS NULL",
);
pub(crate) const THANK: Statement<2> = Statement(
    "UPDATE seat SET thanked_at = $2 WHERE id = $1 AND state = 'seated' AND thanked_at IS NULL AND erasing_at IS NULL",
);

/// Events that are held and for which the instant that the statement looks at lies after one instant, and not after
/// another.
pub(crate) async fn between(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    after: Timestamp,
    until: Timestamp,
) -> Result<Vec<StoredEvent>, StoreError> {
    let values = [Value::instant(after), Value::instant(until)];
    event::some(connection, statement, values).await
}

/// Who has a seat, knew of the event before an instant and was not reminded, at most `limit`.
pub(crate) async fn to_remind(
    connection: &mut Connection<'_>,
    event: &Uuid,
    knew_before: Timestamp,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    let values = [
        Value::id(event),
        Value::instant(knew_before),
        Value::Integer(limit.into()),
    ];
    seat::some(connection, &TO_REMIND, values).await
}

/// Who had a seat and was not thanked, at most `limit`.
pub(crate) async fn to_thank(
    connection: &mut Connection<'_>,
    event: &Uuid,
    limit: u32,
) -> Result<Vec<StoredSeat>, StoreError> {
    let values = [Value::id(event), Value::Integer(limit.into())];
    seat::some(connection, &TO_THANK, values).await
}
