//! The end of a consent that a proof stands for, as evidence.

use domain::consent::{EndReason, EndRecord};
use domain::evidence::LeafKind;
use storage::{Ended, ProofEnd, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::act::Act;

/// The end of a proven consent, ready to be written.
#[derive(Clone)]
pub(crate) struct EndOfProof {
    end: ProofEnd,
    act: Act,
}

impl Service {
    /// Draws the end of the consent that `proof` stands for; none when it is erased already.
    pub(crate) async fn draw_proof_end(
        &self,
        proof: &Uuid,
        reason: EndReason,
    ) -> Result<Option<EndOfProof>, StoreError> {
        let Some(key) = self.owner_key(proof).await? else {
            return Ok(None);
        };
        let now = self.now();
        let record = EndRecord {
            schema: EndRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            consent: *proof,
            ended_at: now,
            reason,
        };
        let bytes = record.to_bytes();
        let bytes = bytes.map_err(|_| StoreError::Unreadable("the record of an end"))?;
        Ok(Some(EndOfProof {
            end: ProofEnd {
                proof: *proof,
                ended: Ended { at: now, reason },
            },
            act: self.draw_act(LeafKind::ConsentEnded, &key, record.id, bytes),
        }))
    }
}

impl EndOfProof {
    /// The proof.
    pub(crate) const fn proof(&self) -> Uuid {
        self.end.proof
    }

    /// Ends the consent, if it still stands.
    pub(crate) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.end_proof(&self.end).await? {
            self.act.write(tx).await?;
        }
        Ok(())
    }
}
