//! When confirmations were last sent to a mailbox, by its keyed hash.

use domain::canonical::Digest;
use jiff::Timestamp;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

/// The row is written even when it is there, so that whoever decides about one mailbox does it alone.
pub(crate) const HOLD: Statement<1> = Statement(
    "INSERT INTO confirmation_pace (mailbox, latest, second, third) VALUES ($1, 0, 0, 0) \
     ON CONFLICT (mailbox) DO UPDATE SET mailbox = excluded.mailbox RETURNING latest, second, third",
);
pub(crate) const SET: Statement<4> = Statement(
    "UPDATE confirmation_pace SET latest = $1, second = $2, third = $3 WHERE mailbox = $4",
);
pub(crate) const IS_BEFORE: Statement<1> =
    Statement("SELECT 1 FROM confirmation_pace WHERE latest < $1 LIMIT 1");
pub(crate) const FORGET: Statement<1> =
    Statement("DELETE FROM confirmation_pace WHERE latest < $1");

/// When the last three confirmations were sent to a mailbox, the latest first; 1970 for one that was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmationPace(pub [Timestamp; 3]);

/// The pace of a mailbox. It stays so until the operation is done.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
) -> Result<ConfirmationPace, StoreError> {
    let row = connection
        .fetch_optional(&HOLD, [Value::digest(mailbox)])
        .await?
        .ok_or(StoreError::Unreadable("confirmation_pace"))?;
    Ok(ConfirmationPace([
        row.instant(0, "confirmation_pace.latest")?,
        row.instant(1, "confirmation_pace.second")?,
        row.instant(2, "confirmation_pace.third")?,
    ]))
}

pub(crate) async fn set(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    pace: ConfirmationPace,
) -> Result<(), StoreError> {
    let [latest, second, third] = pace.0.map(Value::instant);
    let values = [latest, second, third, Value::digest(mailbox)];
    connection.execute(&SET, values).await?;
    Ok(())
}

/// Whether a mailbox got its last confirmation before an instant.
pub(crate) async fn is_before(
    connection: &mut Connection<'_>,
    before: Timestamp,
) -> Result<bool, StoreError> {
    let row = connection
        .fetch_optional(&IS_BEFORE, [Value::instant(before)])
        .await?;
    Ok(row.is_some())
}

/// Forgets mailboxes that got their last confirmation before an instant.
pub(crate) async fn forget(
    connection: &mut Connection<'_>,
    before: Timestamp,
) -> Result<u64, StoreError> {
    connection.execute(&FORGET, [Value::instant(before)]).await
}
