//! How many cases a mailbox may open. What is open already is never slowed, and staff enter what comes by other ways.

use domain::canonical::Digest;
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use storage::{StoreError, Tx};

/// The most cases that a mailbox opens within a day.
const MOST: u64 = 10;
const WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// Whether a mailbox may open one more now.
pub(super) async fn may_open(
    tx: &mut Tx<'_>,
    mailbox: &Digest,
    now: Timestamp,
) -> Result<Result<(), Problem>, StoreError> {
    let opened = tx.count_rights_cases(mailbox, now - WITHIN).await?;
    Ok(if opened < MOST {
        Ok(())
    } else {
        Err(Problem::TooManyRequests)
    })
}
