//! Until when somebody who signed up is kept: by what the event promises, or by what they were promised before it was
//! moved, until they were told and could leave.

use domain::event::SeatPromise;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{SeatMove, StoreError, StoredEvent};

use crate::{Service, problem};

/// What is promised to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Promised {
    /// What holds.
    pub(super) now: SeatPromise,
    /// What holds later, and from when on, where they were told of it.
    pub(super) later: Option<(Timestamp, SeatPromise)>,
}

impl Service {
    /// What is promised to somebody, by what they know of a move of the event.
    pub(super) fn promised_to(
        &self,
        stored: &StoredEvent,
        moved: Option<&SeatMove>,
    ) -> Result<Promised, Problem> {
        let of_event = self.seat_promise(stored)?;
        let still_holds =
            |moved: &&SeatMove| moved.holds_until.is_none_or(|until| until > self.now());
        let Some(moved) = moved.filter(still_holds) else {
            return Ok(Promised {
                now: of_event,
                later: None,
            });
        };
        let own: SeatPromise = serde_json::from_str(&moved.promise)
            .map_err(|_| problem::of_store(StoreError::Unreadable("seat_move.promise")))?;
        let now = own.shorter(of_event);
        let now = now.map_err(|_| problem::missing("a day to promise"))?;
        let later = moved.holds_until.map(|until| (until, of_event));
        Ok(Promised {
            now,
            later: later.filter(|_| now != of_event),
        })
    }

    /// As [`Self::promised_to`], for somebody whose move was not looked up.
    pub(super) async fn promised(
        &self,
        stored: &StoredEvent,
        seat: &uuid::Uuid,
    ) -> Result<Promised, Problem> {
        let moved = self.store().seat_move(seat).await;
        let moved = moved.map_err(problem::of_store)?;
        self.promised_to(stored, moved.as_ref())
    }
}
