//! What let people in to the portal and is over goes. The keys without a row follow (`sweep.rs`).

use domain::portal::{LONGEST_PORTAL_SESSION, PORTAL_IDLE};
use storage::{Operation, PortalOver, StoreError, Tx};

use super::pace::COUNTED_FOR;
use crate::Service;

impl Service {
    /// Deletes askings and sessions that are over.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn sweep_portal(&self) -> Result<(), StoreError> {
        let now = self.now();
        let over = PortalOver {
            asked_at: now - COUNTED_FOR,
            made_at: now - LONGEST_PORTAL_SESSION,
            seen_at: now - PORTAL_IDLE,
            // Another node's clock may be a little ahead; a day is none that is only a little wrong.
            latest: now + COUNTED_FOR,
        };
        self.end(|| self.store().commit(Sweep(over))).await
    }
}

struct Sweep(PortalOver);

impl Operation for Sweep {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.sweep_portal(&self.0).await
    }
}
