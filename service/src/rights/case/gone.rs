//! Erasing what was decided to be erased, with everything that goes along: a yes ends with its subscription, answers go
//! with their seat, and what was kept by consent with its enquiry. One operation with the step that decides it.

use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::held::{Held, What};
use domain::problem::Problem;
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::contact::ThreadGone;
use crate::event::SeatGone;
use crate::newsletter::Leave;
use crate::secure::SecureGone;
use crate::{Service, problem};

/// A thing that goes, ready to be erased.
pub(super) enum ThingGone {
    /// A subscription.
    Subscription(Box<Leave>),
    /// A seat, or a place in line.
    Seat(Box<SeatGone>),
    /// An enquiry.
    Enquiry(Box<ThreadGone>),
    /// Secure messages.
    Secure(SecureGone),
}

impl Service {
    /// Draws the erasure of those of the things that `held` names which `ids` name too.
    pub(super) async fn draw_things_gone(
        &self,
        held: &Held,
        ids: &[Uuid],
    ) -> Result<Vec<ThingGone>, Problem> {
        let mut gone = Vec::new();
        for thing in held.things.iter().filter(|thing| ids.contains(&thing.id)) {
            gone.push(match thing.what {
                What::Subscription { .. } => {
                    let stored = self.subscriptions_under(&held.email).await?;
                    let stored = stored.iter().find(|stored| stored.id == thing.id);
                    let stored = stored.ok_or(Problem::ChangedMeanwhile)?;
                    let leave = self.draw_leave(stored, EndReason::DataDeleted).await?;
                    ThingGone::Subscription(Box::new(leave))
                }
                What::Seat { .. } => {
                    let seats = self.seats_under(&held.email).await?;
                    let seat = seats.iter().find(|seat| seat.id == thing.id);
                    let seat = seat.ok_or(Problem::ChangedMeanwhile)?;
                    let gone = self.draw_seat_gone(seat, ErasureRule::Asked).await;
                    ThingGone::Seat(Box::new(gone.map_err(problem::of_store)?))
                }
                What::Enquiry { .. } => {
                    let gone = self.draw_thread_gone(thing.id, ErasureRule::Asked).await;
                    ThingGone::Enquiry(Box::new(gone.map_err(problem::of_store)?))
                }
                What::SecureMessages { .. } => ThingGone::Secure(self.draw_secure_gone(thing.id)),
                _ => return Err(Problem::MissingDecision),
            });
        }
        Ok(gone)
    }
}

impl ThingGone {
    /// Whether it is still as it was read; it is held from then on.
    pub(super) async fn stands(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Subscription(leave) => leave.stands(tx).await,
            Self::Seat(gone) => gone.stands(tx).await,
            Self::Enquiry(gone) => gone.stands(tx).await,
            Self::Secure(gone) => gone.stands(tx).await,
        }
    }

    /// Decides that it goes.
    pub(super) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match self {
            Self::Subscription(leave) => leave.decide(tx).await,
            Self::Seat(gone) => gone.decide(tx).await,
            Self::Enquiry(gone) => gone.decide(tx).await,
            Self::Secure(gone) => gone.decide(tx).await,
        }
    }
}
