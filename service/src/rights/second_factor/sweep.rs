//! Codes of persons go, and with them the record of who made sure of whom, when the time for which cases are kept has
//! passed since they were made.

use domain::erasure::ErasureRule;
use storage::StoreError;

use crate::Service;
use crate::erasure::BATCH;
use crate::rights::RIGHTS_CASES;

impl Service {
    /// Erases codes whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn erase_due_person_codes(&self) -> Result<u64, StoreError> {
        let Some(made_before) = self.over_before(RIGHTS_CASES, 12) else {
            return Ok(0);
        };
        let mut erased = 0;
        loop {
            let due = self.store().due_person_codes(made_before, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            erased += self.erase(&due, ErasureRule::IdentityShown).await?;
        }
    }
}
