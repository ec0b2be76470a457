//! Opening a record of the evidence log, for those who check it.

use storage::{Evidence, KeyState, SealedKind, StoreError};
use uuid::Uuid;

use crate::Service;
use crate::sealing::{consent_place, end_place, open_evidence};

/// What became of a record that a leaf commits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedRecord {
    /// Its bytes and what its commitment is keyed with.
    Open(Evidence),
    /// Its key is erased.
    Erased,
    /// It is stored and does not open: its key never was, or it was changed or moved.
    Damaged,
    /// It is not stored. Its erasure's record names it, or it was taken away.
    Missing,
}

impl Service {
    /// Opens a record by its id: a consent, the end of one, or an erasure.
    ///
    /// # Errors
    /// When a database fails.
    pub async fn open_record(&self, record: &Uuid) -> Result<OpenedRecord, StoreError> {
        let Some(stored) = self.store().sealed(record).await? else {
            return Ok(match self.store().erasure(record).await? {
                Some(evidence) => OpenedRecord::Open(evidence),
                None => OpenedRecord::Missing,
            });
        };
        let place = match stored.kind {
            SealedKind::Consent => consent_place(*record),
            SealedKind::End => end_place(*record),
        };
        Ok(match self.store().keys()?.state(&stored.consent).await? {
            KeyState::Present(key) => open_evidence(stored.consent, &key, place, &stored.sealed)
                .map_or(OpenedRecord::Damaged, OpenedRecord::Open),
            KeyState::Erased => OpenedRecord::Erased,
            KeyState::NeverExisted => OpenedRecord::Damaged,
        })
    }
}
