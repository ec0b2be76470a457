//! An act that leaves evidence: a record, sealed with the key of the thing it is about, and the leaf that commits to
//! it. Drawn beforehand, so that an operation may run again.

use domain::evidence::{Blinding, Leaf, LeafKind};
use storage::{AppendedLeaf, Evidence, SealedRecord, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::sealing::{OwnerKey, SealedBy, open_evidence, record_place, seal_evidence};

/// An act, ready to be written.
#[derive(Clone)]
pub(crate) struct Act {
    record: SealedRecord,
    leaf: AppendedLeaf,
}

impl Service {
    /// Draws the evidence of an act: `bytes` are the canonical form of the record with the id `id`.
    pub(crate) fn draw_act(&self, kind: LeafKind, key: &OwnerKey, id: Uuid, bytes: Vec<u8>) -> Act {
        let at = self.now();
        let evidence = Evidence {
            bytes,
            r: Blinding(self.chance().bytes32()),
        };
        let by = SealedBy {
            owner: key.owner,
            key: key.key.clone(),
            nonce: self.nonce(),
        };
        Act {
            record: SealedRecord {
                id,
                kind,
                owner: key.owner,
                sealed: seal_evidence(&by, record_place(id), &evidence),
                made_at: at,
            },
            leaf: AppendedLeaf {
                id: self.chance().uuid_v7(at),
                leaf: Leaf {
                    kind,
                    record: id,
                    register: self.register().version(),
                    commitment: evidence.commitment(),
                },
                appended_at: at,
            },
        }
    }
}

impl Act {
    /// Stores the record and its leaf.
    pub(crate) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_record(&self.record).await?;
        tx.leaf(self.leaf);
        Ok(())
    }
}

/// What an act recorded; none when it is damaged or was moved.
pub(crate) fn open_act(key: &OwnerKey, record: &SealedRecord) -> Option<Evidence> {
    let place = record_place(record.id);
    open_evidence(key.owner, &key.key, place, &record.sealed)
}
