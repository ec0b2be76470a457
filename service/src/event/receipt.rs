//! The receipts of somebody who signed up: that they have a seat, and that they said yes to their answers being used.

use domain::evidence::LeafKind;
use domain::log::PublicKey;
use domain::mail::LinkToken;
use domain::problem::Problem;
use uuid::Uuid;

use crate::act::open_act;
use crate::{Service, problem};

/// What a receipt is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatReceipt {
    /// The seat, or the place in line.
    Seat,
    /// The answers to voluntary questions.
    Answers,
}

impl Service {
    /// The receipt of what stands under this link, with the proof that its record stands in the log under a head signed
    /// with one of `keys`.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when nothing of the kind stands, [`Problem::ProofPending`] when no signed head covers it
    /// yet.
    pub async fn seat_receipt(
        &self,
        token: &LinkToken,
        of: SeatReceipt,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::SpentLink)?;
        let (owner, kind) = match of {
            SeatReceipt::Seat => (seat.id, LeafKind::SeatTaken),
            SeatReceipt::Answers => {
                let answers = self.store().answers_of_seat(&seat.id).await;
                let answers = answers.map_err(problem::of_store)?;
                let proof = answers.and_then(|answers| answers.proof);
                (proof.ok_or(Problem::SpentLink)?, LeafKind::ConsentGiven)
            }
        };
        self.receipt_of(&owner, kind, keys).await
    }

    async fn receipt_of(
        &self,
        owner: &Uuid,
        kind: LeafKind,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let key = self.owner_key(owner).await.map_err(problem::of_store)?;
        let key = key.ok_or(Problem::SpentLink)?;
        let records = self.store().records_of(owner).await;
        let records = records.map_err(problem::of_store)?;
        let found = records.iter().find(|record| record.kind == kind);
        let found = found.ok_or_else(|| problem::missing("the record of a seat"))?;
        let evidence = open_act(&key, found)
            .ok_or_else(|| problem::missing("a record that opens with its key"))?;
        self.proven(&found.id, &evidence, keys).await
    }
}
