//! The links to the rooms of webinars, apart from what everybody may read of an event.

use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const SET: Statement<2> = Statement(
    "INSERT INTO event_room (event, link) VALUES ($1, $2) ON CONFLICT (event) DO UPDATE SET link = excluded.link",
);
pub(crate) const OF_EVENT: Statement<1> = Statement("SELECT link FROM event_room WHERE event = $1");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM event_room WHERE event = $1");

/// Sets the link to an event's room; none is there any more without one.
pub(crate) async fn set(
    connection: &mut Connection<'_>,
    event: &Uuid,
    link: Option<&str>,
) -> Result<(), StoreError> {
    match link {
        Some(link) => {
            let values = [Value::id(event), Value::Text(link)];
            connection.execute(&SET, values).await?;
        }
        None => {
            connection.execute(&DELETE, [Value::id(event)]).await?;
        }
    }
    Ok(())
}

/// The link to an event's room, if it has one.
pub(crate) async fn of_event(
    connection: &mut Connection<'_>,
    event: &Uuid,
) -> Result<Option<String>, StoreError> {
    let row = connection
        .fetch_optional(&OF_EVENT, [Value::id(event)])
        .await?;
    row.map(|row| row.text(0)).transpose()
}
