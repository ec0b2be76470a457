//! Events: written by staff, seen by everybody, and the way of somebody who signs up, from the form to the day on which
//! they are forgotten. Whoever changes who has a seat holds the event's row first, so that no seat is given twice.
//! Nothing here tells whether an address is known.

mod answers;
mod by_clock;
mod check_in;
mod confirm;
mod enter;
mod feed;
mod forget;
mod gone;
mod held;
mod kind;
mod leave;
mod offer;
mod own_answers;
mod participant;
mod picture;
mod promised;
mod public;
mod receipt;
mod room;
mod run_out;
mod seat_calendar;
mod seat_page;
mod series;
mod sign_up;
mod staff_view;
mod stopped;
mod tell;
mod write;

#[cfg(test)]
pub(crate) mod tests;

pub use answers::TypedAnswers;
pub use check_in::{CheckIn, Expected};
pub use confirm::{SeatConfirmation, SeatQuestion};
pub use feed::{EventFeed, PublishedEvent};
pub(crate) use gone::SeatGone;
pub(crate) use held::OwnSeat;
pub use kind::EventKind;
pub use own_answers::AnswersPage;
pub(crate) use picture::read as read_picture;
pub use picture::{EventPicture, HandedIn};
pub use public::{PublicEvent, SignUpStands};
pub use receipt::SeatReceipt;
pub use room::{GIVEN_IN_ROOM, RoomStands};
pub use seat_page::{SeatPage, SeatStands};
pub use series::SeriesRefused;
pub use sign_up::TakeSeat;
pub use staff_view::{EventList, ListedEvent, ListedParticipant, SeriesDate, StaffEvent};
pub use stopped::StoppedSeat;

use domain::event::{Event, SeatPromise};
use domain::problem::Problem;
use domain::register::SeatPurpose;
use domain::staff::Area;
use jiff::Timestamp;
use storage::{StoreError, StoredEvent};

use crate::{Service, StaffActor, problem};

impl Service {
    /// What a seat is kept for.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation holds no events.
    pub(crate) fn seat_purpose(&self) -> Result<SeatPurpose<'_>, Problem> {
        self.register().seats().ok_or(Problem::NotFound)
    }

    /// Lets through whom a role opens events for, where the organisation holds some.
    fn require_events(&self, actor: &StaffActor) -> Result<(), Problem> {
        actor.require(Area::Events)?;
        self.seat_purpose().map(|_| ())
    }

    /// What is promised to those who sign up: what was promised first, or less where the rule is shorter now.
    fn seat_promise(&self, stored: &StoredEvent) -> Result<SeatPromise, Problem> {
        let promised: SeatPromise = serde_json::from_str(&stored.draft.promise)
            .map_err(|_| problem::of_store(StoreError::Unreadable("event.promise")))?;
        let rule = self.seat_purpose()?.rule;
        let now = SeatPromise::of(rule, self.day_of(stored.draft.ends_at));
        let shorter = now.and_then(|now| promised.shorter(now));
        shorter.map_err(|_| problem::missing("a day to promise"))
    }
}

/// What an event holds.
fn content(stored: &StoredEvent) -> Result<Event, Problem> {
    serde_json::from_str(&stored.draft.content)
        .map_err(|_| problem::of_store(StoreError::Unreadable("event.content")))
}

/// Whether somebody may still sign up at `now`.
fn is_open(stored: &StoredEvent, now: Timestamp) -> bool {
    stored.state == domain::event::EventState::Published && now < stored.draft.starts_at
}
