//! Failures to sign in, in a row, by a keyed hash of what was tried. Those of yesterday do not count.

use domain::canonical::Digest;
use jiff::Timestamp;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const OF: Statement<1> =
    Statement("SELECT failures, failed_at FROM sign_in_failure WHERE tried = $1");
/// For PostgreSQL: nobody else counts until the operation is done.
pub(crate) const HOLD: Statement<1> =
    Statement("SELECT failures, failed_at FROM sign_in_failure WHERE tried = $1 FOR UPDATE");
pub(crate) const STORE: Statement<3> = Statement(
    "INSERT INTO sign_in_failure (tried, failures, failed_at) VALUES ($1, $2, $3) \
     ON CONFLICT (tried) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at",
);
pub(crate) const FORGET: Statement<1> = Statement("DELETE FROM sign_in_failure WHERE tried = $1");
pub(crate) const SWEEP: Statement<1> =
    Statement("DELETE FROM sign_in_failure WHERE failed_at <= $1");

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// The latest.
    pub last: Timestamp,
}

/// Nobody else counts failures of the same until the operation is done, once there is one.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    tried: &Digest,
) -> Result<Option<Failures>, StoreError> {
    let statement = connection.either(&OF, &HOLD);
    let row = connection
        .fetch_optional(statement, [Value::digest(tried)])
        .await?;
    row.map(|row| {
        let count = u32::try_from(row.integer(0)?);
        Ok(Failures {
            count: count.map_err(|_| StoreError::Unreadable("sign_in_failure.failures"))?,
            last: row.instant(1, "sign_in_failure.failed_at")?,
        })
    })
    .transpose()
}

pub(crate) async fn store(
    connection: &mut Connection<'_>,
    tried: &Digest,
    failures: Failures,
) -> Result<(), StoreError> {
    let values = [
        Value::digest(tried),
        Value::Integer(failures.count.into()),
        Value::instant(failures.last),
    ];
    connection.execute(&STORE, values).await?;
    Ok(())
}

pub(crate) async fn forget(
    connection: &mut Connection<'_>,
    tried: &Digest,
) -> Result<(), StoreError> {
    connection.execute(&FORGET, [Value::digest(tried)]).await?;
    Ok(())
}

pub(crate) async fn sweep(
    connection: &mut Connection<'_>,
    failed_at: Timestamp,
) -> Result<(), StoreError> {
    connection
        .execute(&SWEEP, [Value::instant(failed_at)])
        .await?;
    Ok(())
}
