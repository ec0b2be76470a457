//! What goes by itself within a minute: sign-ups that nobody confirmed and offers that nobody took, whose seats are
//! offered to the next, and the news of an event: that it is cancelled or was moved, where that was not told yet, that it
//! is soon, and thanks.

use domain::erasure::ErasureRule;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{Operation, StoreError, StoredSeat, Tx};
use uuid::Uuid;

use super::gone::Gone;
use crate::erasure::BATCH;
use crate::{Service, problem};

impl Service {
    /// Ends what has run out, and goes on with what follows from that. Called every minute.
    ///
    /// # Errors
    /// [`Problem::Unavailable`]; the next call goes on.
    pub async fn tend_events(&self) -> Result<(), Problem> {
        if self.register().seats().is_none() {
            return Ok(());
        }
        self.end_run_out().await.map_err(problem::of_store)?;
        self.tell_moved().await?;
        self.tell_cancelled().await?;
        self.offer_free_seats().await?;
        self.remind().await?;
        self.thank().await
    }

    async fn end_run_out(&self) -> Result<(), StoreError> {
        loop {
            let now = self.now();
            let over = self.store().seats_run_out(now, BATCH).await?;
            if over.is_empty() {
                return Ok(());
            }
            for seat in &over {
                let end = self.draw_run_out(seat, now).await?;
                self.end(|| self.store().commit(end.clone())).await?;
            }
            self.finish_erasures().await?;
        }
    }

    async fn draw_run_out(&self, seat: &StoredSeat, now: Timestamp) -> Result<RunOut, StoreError> {
        let rule = if seat.state.is_confirmed() {
            ErasureRule::SeatLeft
        } else {
            ErasureRule::NotConfirmed
        };
        Ok(RunOut {
            seat: seat.id,
            event: seat.event,
            now,
            gone: self.draw_gone(&seat.id, rule).await?,
        })
    }
}

#[derive(Clone)]
struct RunOut {
    seat: Uuid,
    event: Uuid,
    now: Timestamp,
    gone: Gone,
}

impl Operation for RunOut {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.hold_event(&self.event).await?;
        let seat = tx.seat(&self.seat).await?;
        let end = seat.and_then(|seat| seat.expires_at);
        let is_over = end.is_some_and(|end| end <= self.now);
        if is_over && !self.gone.is_use_stopped(tx).await? {
            // Who answered anew meanwhile is met again by the next round.
            self.gone.decide(tx).await?;
        }
        Ok(())
    }
}
