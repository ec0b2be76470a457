//! The end of a yes, as evidence. Its proof stays for as long as the register says (`proof_after_end`).

use domain::consent::EndReason;
use domain::evidence::LeafKind;
use domain::subscription::End;
use storage::{Ended, ProofEnd, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::act::Act;

/// The end of a yes, ready to be written.
#[derive(Clone)]
pub(super) struct Ending {
    end: ProofEnd,
    act: Act,
}

impl Service {
    /// Draws the end of the yes that `proof` proves.
    pub(super) async fn draw_ending(
        &self,
        proof: &Uuid,
        reason: EndReason,
    ) -> Result<Ending, StoreError> {
        let at = self.now();
        let key = self.owner_key(proof).await?;
        let key = key.ok_or(StoreError::Unreadable("the key of a proof that stands"))?;
        let end = End {
            schema: End::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: *proof,
            ended_at: at,
            reason,
        };
        let bytes = end
            .to_bytes()
            .map_err(|_| StoreError::Unreadable("the record of an end"))?;
        Ok(Ending {
            act: self.draw_act(LeafKind::ConsentEnded, &key, end.id, bytes),
            end: ProofEnd {
                proof: *proof,
                ended: Ended { at, reason },
            },
        })
    }
}

impl Ending {
    /// The proof of the yes that it ends.
    pub(super) const fn proof(&self) -> Uuid {
        self.end.proof
    }

    /// Ends the yes, if it still stands.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.end_proof(&self.end).await? {
            self.act.write(tx).await?;
        }
        Ok(())
    }
}
