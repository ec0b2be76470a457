//! Mails that came back: for good, which is the end of them, or for now, which is counted beside what they are.

use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const BOUNCE: Statement<2> =
    Statement("UPDATE mail SET state = 'bounced', answer = $2 WHERE id = $1 AND state = 'sent'");
/// The first status stays, so that the same notice brought twice counts once.
pub(crate) const PUT_OFF: Statement<2> =
    Statement("UPDATE mail SET put_off = $2 WHERE id = $1 AND state = 'sent' AND put_off IS NULL");
pub(crate) const COUNT_PUT_OFF: Statement<1> =
    Statement("SELECT count(*) FROM mail WHERE owner = $1 AND put_off IS NOT NULL");
pub(crate) const COUNT_PUT_OFF_OF_BATCH: Statement<1> =
    Statement("SELECT count(*) FROM mail WHERE batch = $1 AND put_off IS NOT NULL");

pub(crate) async fn bounce(
    connection: &mut Connection<'_>,
    mail: &Uuid,
    status: &str,
) -> Result<bool, StoreError> {
    let values = [Value::id(mail), Value::Text(status)];
    Ok(connection.execute(&BOUNCE, values).await? == 1)
}

pub(crate) async fn put_off(
    connection: &mut Connection<'_>,
    mail: &Uuid,
    status: &str,
) -> Result<bool, StoreError> {
    let values = [Value::id(mail), Value::Text(status)];
    Ok(connection.execute(&PUT_OFF, values).await? == 1)
}

/// Whose mails are counted.
pub(crate) enum PutOff<'a> {
    /// About this.
    Of(&'a Uuid),
    /// Sent together.
    InBatch(&'a Uuid),
}

pub(crate) async fn count_put_off(
    connection: &mut Connection<'_>,
    of: PutOff<'_>,
) -> Result<u64, StoreError> {
    let (statement, id) = match of {
        PutOff::Of(owner) => (&COUNT_PUT_OFF, owner),
        PutOff::InBatch(batch) => (&COUNT_PUT_OFF_OF_BATCH, batch),
    };
    let row = connection
        .fetch_optional(statement, [Value::id(id)])
        .await?;
    let count = row.map(|row| row.integer(0)).transpose()?.unwrap_or(0);
    u64::try_from(count).map_err(|_| StoreError::Unreadable("mail.put_off"))
}
