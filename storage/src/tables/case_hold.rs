//! What cases hold back: things that are not swept, and those of them whose use is stopped (Article 18).

use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const INSERT: Statement<3> =
    Statement("INSERT INTO case_hold (thing, rights_case, stops_use) VALUES ($1, $2, $3)");
pub(crate) const DELETE_OF_CASE: Statement<1> =
    Statement("DELETE FROM case_hold WHERE rights_case = $1");
pub(crate) const IS_USE_STOPPED: Statement<1> =
    Statement("SELECT 1 FROM case_hold WHERE thing = $1 AND stops_use = 1 LIMIT 1");
pub(crate) const WHO_STOPS: Statement<1> = Statement(
    "SELECT rights_case FROM case_hold WHERE thing = $1 AND stops_use = 1 ORDER BY rights_case",
);

pub(crate) const STOPPED_AT_EVENT: Statement<1> = Statement(
    "SELECT case_hold.thing, case_hold.rights_case FROM case_hold JOIN seat ON seat.id = case_hold.thing \
     WHERE seat.event = $1 AND case_hold.stops_use = 1 ORDER BY case_hold.thing, case_hold.rights_case",
);

/// What a case holds back from now on, in place of what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseHold {
    /// The things.
    pub things: Vec<Uuid>,
    /// Their use is stopped too.
    pub stops_use: bool,
}

pub(crate) async fn set(
    connection: &mut Connection<'_>,
    case: &Uuid,
    hold: &CaseHold,
) -> Result<(), StoreError> {
    connection
        .execute(&DELETE_OF_CASE, [Value::id(case)])
        .await?;
    for thing in &hold.things {
        let stops = Value::Integer(i64::from(hold.stops_use));
        let values = [Value::id(thing), Value::id(case), stops];
        connection.execute(&INSERT, values).await?;
    }
    Ok(())
}

pub(crate) async fn is_use_stopped(
    connection: &mut Connection<'_>,
    thing: &Uuid,
) -> Result<bool, StoreError> {
    let row = connection
        .fetch_optional(&IS_USE_STOPPED, [Value::id(thing)])
        .await?;
    Ok(row.is_some())
}

/// The cases that stop the use of a thing.
pub(crate) async fn who_stops(
    connection: &mut Connection<'_>,
    thing: &Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = connection.fetch_all(&WHO_STOPS, [Value::id(thing)]).await?;
    rows.iter()
        .map(|row| row.id(0, "case_hold.rights_case"))
        .collect()
}

/// The seats at an event whose use is stopped, each with a case that does.
pub(crate) async fn stopped_at_event(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    let rows = connection
        .fetch_all(&STOPPED_AT_EVENT, [Value::id(event)])
        .await?;
    rows.iter()
        .map(|row| {
            Ok((
                row.id(0, "case_hold.thing")?,
                row.id(1, "case_hold.rights_case")?,
            ))
        })
        .collect()
}
