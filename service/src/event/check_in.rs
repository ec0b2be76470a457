//! The list for the door: first names and codes, and nothing else that a sheet of paper could spread.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use uuid::Uuid;

use super::staff_view::ListedEvent;
use super::stopped::StoppedSeat;
use crate::event::participant::Opened;
use crate::{Look, Service, StaffActor, problem};

/// Who is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// The event.
    pub listed: ListedEvent,
    /// Everybody who has a seat, by first name.
    pub expected: Vec<Expected>,
    /// Those who have a seat and whose data is only kept: they are counted and not named.
    pub stopped: Vec<StoppedSeat>,
}

/// Somebody who is expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// Their first name.
    pub first_name: String,
    /// What they say at the door.
    pub code: String,
    /// The first names of those who come along.
    pub companions: Vec<String>,
}

impl Service {
    /// The list for the door, once the look is noted.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn check_in(&self, actor: &StaffActor, id: &Uuid) -> Result<CheckIn, Problem> {
        self.require_events(actor)?;
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        let mut seats = self.store().seats_of(id).await.map_err(problem::of_store)?;
        seats.retain(|seat| seat.state == domain::event::SeatState::Seated);
        if !seats.is_empty() {
            let look = Look {
                thing: *id,
                purpose: self.seat_purpose()?.key,
                action: AccessAction::Listed,
                reason: AccessReason::Task,
            };
            self.log_access(actor, look).await?;
        }
        let stopped_at = self.stopped_at(actor, id).await?;
        let (mut expected, mut stopped) = (Vec::new(), Vec::new());
        for seat in seats {
            if let Some(only_kept) = stopped_at.seat(&seat) {
                stopped.push(only_kept);
                continue;
            }
            let opened = self.open_seat_if_whole(seat).await?;
            expected.extend(opened.map(|opened| self.expected(&opened)));
        }
        expected.sort();
        Ok(CheckIn {
            listed: self.listed_event(&stored).await?,
            expected,
            stopped,
        })
    }

    fn expected(&self, opened: &Opened) -> Expected {
        let companions = opened.participant.companions.iter();
        Expected {
            first_name: first_name(opened.participant.name.as_str()),
            code: self.door_code(&opened.stored.id).to_string(),
            companions: companions.map(|name| first_name(name.as_str())).collect(),
        }
    }
}

/// What comes before the first space.
fn first_name(name: &str) -> String {
    let first = name.split_whitespace().next();
    first.unwrap_or(name).to_owned()
}
