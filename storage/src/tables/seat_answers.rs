//! What people answered to voluntary questions, sealed, and which consent stands behind it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<4> =
    Statement("INSERT INTO seat_answers (id, seat, content, due_at) VALUES ($1, $2, $3, $4)");
pub(crate) const OF_SEAT: Statement<1> = Statement(
    "SELECT id, seat, content, proof, due_at FROM seat_answers WHERE seat = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_EVENT: Statement<1> = Statement(
    "SELECT seat_answers.id, seat_answers.seat, seat_answers.content, seat_answers.proof, seat_answers.due_at \
     FROM seat_answers JOIN seat ON seat.id = seat_answers.seat \
     WHERE seat.event = $1 AND seat.erasing_at IS NULL AND seat_answers.erasing_at IS NULL \
     AND seat_answers.proof IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat_answers.id",
);
pub(crate) const DUE: Statement<3> = Statement(
    "SELECT seat_answers.id, seat_answers.seat, seat_answers.content, seat_answers.proof, seat_answers.due_at \
     FROM seat_answers JOIN seat ON seat.id = seat_answers.seat JOIN event ON event.id = seat.event \
     WHERE (seat_answers.due_at <= $1 OR event.ends_at < $2) AND seat_answers.erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = seat.id AND case_hold.stops_use = 1) \
     ORDER BY seat_answers.id LIMIT $3",
);
pub(crate) const PROVE: Statement<2> = Statement(
    "UPDATE seat_answers SET proof = $2 WHERE id = $1 AND proof IS NULL AND erasing_at IS NULL",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE seat_answers SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM seat_answers WHERE id = $1");

/// Somebody's answers, to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAnswers {
    /// Their id, which their key bears too.
    pub id: Uuid,
    /// Whose: the seat.
    pub seat: Uuid,
    /// What was answered, sealed.
    pub sealed: Vec<u8>,
    /// From when on they are gone.
    pub due_at: Timestamp,
}

/// Somebody's answers, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatAnswers {
    /// Their id, which their key bears too.
    pub id: Uuid,
    /// Whose: the seat.
    pub seat: Uuid,
    /// What was answered, sealed.
    pub sealed: Vec<u8>,
    /// The proof of the consent, once the sign-up is confirmed.
    pub proof: Option<Uuid>,
    /// From when on they are gone.
    pub due_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewAnswers,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&new.id),
        Value::id(&new.seat),
        Value::Bytes(&new.sealed),
        Value::instant(new.due_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn of_seat(
    connection: &mut Connection<'_>,
    seat: &Uuid,
) -> Result<Option<SeatAnswers>, StoreError> {
    let row = connection
        .fetch_optional(&OF_SEAT, [Value::id(seat)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// The answers that stand of those who signed up for an event, confirmed.
pub(crate) async fn of_event(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<Vec<SeatAnswers>, StoreError> {
    let rows = connection.fetch_all(&OF_EVENT, [Value::id(event)]).await?;
    rows.iter().map(read).collect()
}

/// Answers that are due: by what was promised, or because the event ended before an instant.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    ended_before: Timestamp,
    limit: u32,
) -> Result<Vec<SeatAnswers>, StoreError> {
    let values = [
        Value::instant(now),
        Value::instant(ended_before),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(read).collect()
}

/// Puts the proof of the consent behind answers; false when they have one, or are gone.
pub(crate) async fn prove(
    connection: &mut Connection<'_>,
    id: &Uuid,
    proof: &Uuid,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::id(proof)];
    Ok(connection.execute(&PROVE, values).await? == 1)
}

fn read(row: &Row) -> Result<SeatAnswers, StoreError> {
    Ok(SeatAnswers {
        id: row.id(0, "seat_answers.id")?,
        seat: row.id(1, "seat_answers.seat")?,
        sealed: row.bytes(2)?,
        proof: row
            .optional_bytes(3)?
            .map(|id| Uuid::from_slice(&id))
            .transpose()
            .map_err(|_| StoreError::Unreadable("seat_answers.proof"))?,
        due_at: row.instant(4, "seat_answers.due_at")?,
    })
}
