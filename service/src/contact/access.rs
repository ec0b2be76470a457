//! Who of staff acts.

use uuid::Uuid;

/// Somebody of staff who answers those who write in, signed in and allowed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseWorker {
    /// Their account.
    pub account: Uuid,
}
