//! Giving up a seat, or a place in line. What is known of the person goes at once, and the seat to the next.

use domain::erasure::ErasureRule;
use domain::event::{SeatBy, SeatLeft};
use domain::evidence::LeafKind;
use domain::mail::LinkToken;
use domain::problem::Problem;
use storage::{Operation, StoreError, StoredSeat, Tx};
use uuid::Uuid;

use super::gone::Gone;
use crate::act::Act;
use crate::{Service, StaffActor, problem};

impl Service {
    /// Gives up the seat whose page has this link; false when that was done before, or there never was one.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn leave_seat(&self, token: &LinkToken) -> Result<bool, Problem> {
        match self.seat_behind(token).await? {
            Some(seat) => self.give_up(&seat, SeatBy::Mailbox).await,
            None => Ok(false),
        }
    }

    /// Gives up a seat, or a place in line, for somebody who asked staff to; false when that was done before.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: nobody has this seat at `event`;
    /// [`Problem::UseStopped`]: a case stops the use of what is known of them.
    pub async fn release_seat(
        &self,
        actor: &StaffActor,
        event: &Uuid,
        seat: &Uuid,
    ) -> Result<bool, Problem> {
        self.require_events(actor)?;
        let seats = self.store().seats_of(event).await;
        let seats = seats.map_err(problem::of_store)?;
        let is_it = |found: &&StoredSeat| found.id == *seat && found.state.is_confirmed();
        let found = seats.iter().find(is_it).ok_or(Problem::NotFound)?;
        self.require_use(seat).await?;
        self.give_up(found, SeatBy::Staff(actor.id())).await
    }

    pub(super) async fn give_up(&self, seat: &StoredSeat, by: SeatBy) -> Result<bool, Problem> {
        let key = self.owner_key(&seat.id).await.map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(false);
        };
        let at = self.now();
        let record = SeatLeft {
            schema: SeatLeft::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            seat: seat.id,
            left_at: at,
            by,
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let leave = Leave {
            seat: seat.id,
            event: seat.event,
            act: self.draw_act(LeafKind::SeatLeft, &key, record.id, bytes),
            gone: self
                .draw_gone(&seat.id, ErasureRule::SeatLeft)
                .await
                .map_err(problem::of_store)?,
        };
        let left = self.commit_ending(leave).await??;
        self.finish_what_was_decided().await;
        if let Err(problem) = self.offer_free_seats().await {
            tracing::warn!(?problem, "a seat is free and is offered in a minute");
        }
        Ok(left)
    }
}

#[derive(Clone)]
struct Leave {
    seat: Uuid,
    event: Uuid,
    act: Act,
    gone: Gone,
}

impl Operation for Leave {
    type Output = Result<bool, Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        tx.hold_event(&self.event).await?;
        if tx.seat(&self.seat).await?.is_none() {
            return Ok(Ok(false));
        }
        if !self.gone.is_all(tx).await? {
            return Ok(Err(Problem::Unavailable));
        }
        // Written first, so that it goes with the rest.
        self.act.write(tx).await?;
        self.gone.decide(tx).await.map(Ok)
    }
}
