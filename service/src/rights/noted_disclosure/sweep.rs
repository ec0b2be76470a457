//! Noted disclosures go when their time is over and their case is gone.

use domain::erasure::ErasureRule;
use storage::StoreError;

use crate::Service;
use crate::erasure::BATCH;

impl Service {
    /// Erases noted disclosures whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn erase_due_disclosures(&self) -> Result<u64, StoreError> {
        let today = self.today();
        let mut erased = 0;
        loop {
            let due = self.store().due_noted_disclosures(today, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            erased += self.erase(&due, ErasureRule::Disclosed).await?;
        }
    }
}
