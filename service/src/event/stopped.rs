//! Participants the use of whose data is stopped (Article 18): in lists they are counted and not named, and one of them
//! is shown once, through a door of Article 18(2).

use std::collections::BTreeMap;

use domain::event::SeatState;
use domain::problem::Problem;
use domain::rights::{Door, Reason};
use domain::staff::Area;
use storage::StoredSeat;
use uuid::Uuid;

use super::staff_view::StaffEvent;
use crate::{Service, StaffActor, problem};

/// Somebody who signed up and whose data is only kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedSeat {
    /// The id of their seat, or of their place in line.
    pub seat: Uuid,
    /// How they stand.
    pub state: SeatState,
    /// How many seats they take, with those who come along.
    pub seats: u32,
    /// The cases that stop the use, where a role of the reader opens them.
    pub cases: Vec<Uuid>,
}

/// The seats at an event whose use is stopped.
pub(super) struct StoppedAt {
    cases: BTreeMap<Uuid, Vec<Uuid>>,
    opens_cases: bool,
}

impl StoppedAt {
    /// The seat as lists tell it; none when it may be used.
    pub(super) fn seat(&self, seat: &StoredSeat) -> Option<StoppedSeat> {
        let cases = self.cases.get(&seat.id)?;
        Some(StoppedSeat {
            seat: seat.id,
            state: seat.state,
            seats: seat.seats,
            cases: match self.opens_cases {
                true => cases.clone(),
                false => Vec::new(),
            },
        })
    }

    /// From here on `seat` counts as one that may be used.
    pub(super) fn let_through(&mut self, seat: &Uuid) {
        self.cases.remove(seat);
    }
}

impl Service {
    /// Which seats at an event are not to be used.
    pub(super) async fn stopped_at(
        &self,
        actor: &StaffActor,
        event: &Uuid,
    ) -> Result<StoppedAt, Problem> {
        let stopped = self.store().seats_stopped_at(event).await;
        let mut cases: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
        for (seat, case) in stopped.map_err(problem::of_store)? {
            cases.entry(seat).or_default().push(case);
        }
        Ok(StoppedAt {
            cases,
            opens_cases: actor.require(Area::Rights).is_ok(),
        })
    }

    /// An event and who comes, with somebody whose use is stopped among them, through a door of Article 18(2). Which, and
    /// why, is noted in each case that stops it, for the person to see.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: there is no such event, or nobody
    /// has this seat there; [`Problem::Unavailable`].
    pub async fn event_through_door(
        &self,
        actor: &StaffActor,
        event: &Uuid,
        seat: &Uuid,
        through: (Door, Reason),
    ) -> Result<StaffEvent, Problem> {
        self.require_events(actor)?;
        let seats = self.store().seats_of(event).await;
        let seats = seats.map_err(problem::of_store)?;
        let mut confirmed = seats.iter().filter(|seat| seat.state.is_confirmed());
        if !confirmed.any(|found| found.id == *seat) {
            return Err(Problem::NotFound);
        }
        self.note_use_through(actor, seat, through).await?;
        self.event_with(actor, event, Some(seat)).await
    }
}
