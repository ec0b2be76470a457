//! Mailboxes that somebody asked to come in to the rights portal with, by their keyed hashes. A row holds nothing but a
//! time: it is there to be held while one decides whether a mail goes.

use domain::canonical::Digest;
use jiff::Timestamp;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

/// The row is written even when it is there, so that whoever decides about one mailbox does it alone.
pub(crate) const HOLD: Statement<2> = Statement(
    "INSERT INTO portal_pace (mailbox, asked_at) VALUES ($1, $2) \
     ON CONFLICT (mailbox) DO UPDATE SET asked_at = excluded.asked_at",
);
pub(crate) const SWEEP: Statement<2> =
    Statement("DELETE FROM portal_pace WHERE asked_at <= $1 OR asked_at > $2");

/// Nobody else decides about this mailbox until the operation is done.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    at: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::digest(mailbox), Value::instant(at)];
    connection.execute(&HOLD, values).await?;
    Ok(())
}

/// Forgets mailboxes that nobody asked with within a span of time.
pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    since: Timestamp,
    until: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::instant(since), Value::instant(until)];
    connection.execute(&SWEEP, values).await?;
    Ok(())
}
