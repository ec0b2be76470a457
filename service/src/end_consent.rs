//! Ending a consent: the row, its record and its leaf, wherever the end comes from.

use domain::canonical::NotCanonical;
use domain::consent::{EndReason, EndRecord};
use domain::evidence::{self, Blinding, Leaf, LeafKind};
use domain::register::RegisterVersion;
use jiff::Timestamp;
use storage::{AppendedLeaf, NewEnd, StoreError, Tx};
use uuid::Uuid;

use crate::Service;

/// An end that is ready to be written, with everything drawn beforehand.
#[derive(Clone)]
pub(crate) struct End {
    id: Uuid,
    r: Blinding,
    leaf: Uuid,
    at: Timestamp,
    register: RegisterVersion,
}

impl Service {
    pub(crate) fn draw_end(&self, at: Timestamp) -> End {
        End {
            id: self.chance().uuid_v7(at),
            r: Blinding(self.chance().bytes32()),
            leaf: self.chance().uuid_v7(at),
            at,
            register: self.register().version(),
        }
    }
}

impl End {
    /// Ends `consent`, if it still stands.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx<'_>,
        consent: Uuid,
        reason: EndReason,
    ) -> Result<(), StoreError> {
        let record = EndRecord {
            schema: EndRecord::SCHEMA.to_owned(),
            id: self.id,
            consent,
            ended_at: self.at,
            reason,
        };
        let bytes = record.to_bytes().map_err(unwritable)?;
        let commitment = evidence::commit(&self.r, &bytes);
        if !tx
            .end_consent(&NewEnd {
                record,
                bytes,
                r: self.r,
            })
            .await?
        {
            return Ok(());
        }
        tx.leaf(AppendedLeaf {
            id: self.leaf,
            leaf: Leaf {
                kind: LeafKind::ConsentEnded,
                record: self.id,
                register: self.register,
                commitment,
            },
            appended_at: self.at,
        });
        Ok(())
    }
}

fn unwritable(_: NotCanonical) -> StoreError {
    StoreError::Unreadable("the record of an end")
}
