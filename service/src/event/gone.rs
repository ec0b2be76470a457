//! Everything that goes when somebody no longer has a seat, nor a place in line: what is known of them, and what they
//! answered, whose consent ends with it.

use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use storage::{SeatAnswers, StoreError, StoredSeat, Tx};
use uuid::Uuid;

use crate::Service;
use crate::end_proof::EndOfProof;
use crate::erasure::Erase;

/// What goes with a seat, ready to be erased.
#[derive(Clone)]
pub(super) struct Gone {
    seat: Uuid,
    erase: Erase,
    answers: Option<AnswersGone>,
}

/// Answers that go, ready to be erased.
#[derive(Clone)]
pub(super) struct AnswersGone {
    id: Uuid,
    erase: Erase,
    end: Option<EndOfProof>,
}

impl Service {
    /// Draws what goes with a seat.
    pub(super) async fn draw_gone(
        &self,
        seat: &Uuid,
        rule: ErasureRule,
    ) -> Result<Gone, StoreError> {
        let answers = match self.store().answers_of_seat(seat).await? {
            Some(answers) => {
                let gone = self.draw_answers_gone(&answers, rule, EndReason::DataDeleted);
                Some(gone.await?)
            }
            None => None,
        };
        Ok(Gone {
            seat: *seat,
            erase: self.draw_erasure(*seat, rule),
            answers,
        })
    }

    /// Draws what goes with answers alone.
    pub(super) async fn draw_answers_gone(
        &self,
        answers: &SeatAnswers,
        rule: ErasureRule,
        reason: EndReason,
    ) -> Result<AnswersGone, StoreError> {
        let end = match &answers.proof {
            Some(proof) => self.draw_proof_end(proof, reason).await?,
            None => None,
        };
        Ok(AnswersGone {
            id: answers.id,
            erase: self.draw_erasure(answers.id, rule),
            end,
        })
    }
}

/// A seat that goes alone, ready to be erased.
pub(crate) struct SeatGone {
    event: Uuid,
    gone: Gone,
}

impl Service {
    /// Draws the end of a seat, whatever its state.
    pub(crate) async fn draw_seat_gone(
        &self,
        seat: &StoredSeat,
        rule: ErasureRule,
    ) -> Result<SeatGone, StoreError> {
        Ok(SeatGone {
            event: seat.event,
            gone: self.draw_gone(&seat.id, rule).await?,
        })
    }
}

impl SeatGone {
    /// Whether it is still as it was read. Its event is held from then on.
    pub(crate) async fn stands(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.hold_event(&self.event).await?;
        Ok(tx.seat(&self.gone.seat).await?.is_some() && self.gone.is_all(tx).await?)
    }

    /// Decides that it goes, with its answers.
    pub(crate) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.gone.decide(tx).await?;
        Ok(())
    }
}

impl Gone {
    /// Whether the person did not answer anew since this was drawn. The operation holds the event.
    pub(super) async fn is_all(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let standing = tx.answers_of_seat(&self.seat).await?;
        let drawn = self.answers.as_ref().map(|answers| answers.id);
        Ok(standing.map(|standing| standing.id) == drawn)
    }

    /// Whether a case stops the use, so that nothing takes it but what its person asks for.
    pub(super) async fn is_use_stopped(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.is_use_stopped(&self.seat).await
    }

    /// Decides that it goes. False, and nothing is changed, when it is not all.
    pub(super) async fn decide(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !self.is_all(tx).await? {
            return Ok(false);
        }
        if let Some(answers) = &self.answers {
            answers.decide(tx).await?;
        }
        self.erase.decide(tx).await?;
        Ok(true)
    }
}

impl AnswersGone {
    /// Their id.
    pub(super) const fn id(&self) -> Uuid {
        self.id
    }

    /// Decides that they go, and ends the consent they rested on.
    pub(super) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if let Some(end) = &self.end {
            end.write(tx).await?;
        }
        self.erase.decide(tx).await
    }
}
