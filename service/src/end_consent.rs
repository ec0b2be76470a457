//! Ending a consent: the row, its sealed record and its leaf, wherever the end comes from.

use domain::canonical::NotCanonical;
use domain::consent::{EndReason, EndRecord};
use domain::evidence::{Blinding, Leaf, LeafKind};
use domain::register::RegisterVersion;
use jiff::Timestamp;
use storage::{AppendedLeaf, Evidence, NewEnd, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::sealing::{Known, SealedBy, end_place, seal_evidence};

/// The end of one consent, ready to be written, with everything drawn beforehand.
#[derive(Clone)]
pub(crate) struct End {
    id: Uuid,
    r: Blinding,
    leaf: Uuid,
    at: Timestamp,
    register: RegisterVersion,
    sealed_by: SealedBy,
}

impl Service {
    pub(crate) fn draw_end(&self, at: Timestamp, known: &Known) -> End {
        End {
            id: self.chance().uuid_v7(at),
            r: Blinding(self.chance().bytes32()),
            leaf: self.chance().uuid_v7(at),
            at,
            register: self.register().version(),
            sealed_by: SealedBy {
                owner: known.consent.id,
                key: known.key.clone(),
                nonce: self.nonce(),
            },
        }
    }
}

impl End {
    /// The consent that this ends.
    pub(crate) const fn consent(&self) -> Uuid {
        self.sealed_by.owner
    }

    /// Ends the consent, if it still stands.
    pub(crate) async fn write(&self, tx: &mut Tx<'_>, reason: EndReason) -> Result<(), StoreError> {
        let record = EndRecord {
            schema: EndRecord::SCHEMA.to_owned(),
            id: self.id,
            consent: self.consent(),
            ended_at: self.at,
            reason,
        };
        let evidence = Evidence {
            bytes: record.to_bytes().map_err(unwritable)?,
            r: self.r,
        };
        let sealed = seal_evidence(&self.sealed_by, end_place(self.id), &evidence);
        if !tx.end_consent(&NewEnd { record, sealed }).await? {
            return Ok(());
        }
        tx.leaf(AppendedLeaf {
            id: self.leaf,
            leaf: Leaf {
                kind: LeafKind::ConsentEnded,
                record: self.id,
                register: self.register,
                commitment: evidence.commitment(),
            },
            appended_at: self.at,
        });
        Ok(())
    }
}

fn unwritable(_: NotCanonical) -> StoreError {
    StoreError::Unreadable("the record of an end")
}
