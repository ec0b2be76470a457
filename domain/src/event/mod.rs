//! Events: what is held where and when, who may still have a seat, until when those who come are kept, and how a
//! calendar is told.

mod admission;
#[cfg(feature = "mail")]
mod calendar;
#[cfg(feature = "mail")]
mod content;
#[cfg(feature = "mail")]
mod kind;
#[cfg(feature = "mail")]
mod month;
#[cfg(feature = "mail")]
mod participant;
#[cfg(feature = "mail")]
mod picture;
mod promise;
#[cfg(feature = "mail")]
mod record;
#[cfg(feature = "mail")]
mod recurrence;
mod state;

pub use admission::{HOLD, Room, offer_until};
#[cfg(feature = "mail")]
pub use calendar::{CalendarEntry, CalendarFeed};
#[cfg(feature = "mail")]
pub use content::{Event, EventText, MOST_SEATS, TypedEvent};
#[cfg(feature = "mail")]
pub use kind::{KindName, MOST_KINDS};
#[cfg(feature = "mail")]
pub use month::{Month, Week, last_day, touches, weekdays};
#[cfg(feature = "mail")]
pub use participant::{Participant, TypedParticipant};
#[cfg(feature = "mail")]
pub use picture::{LARGEST_PICTURE, PictureWords};
pub use promise::SeatPromise;
#[cfg(feature = "mail")]
pub use record::{SeatLeft, SeatTaken};
#[cfg(feature = "mail")]
pub use recurrence::{Every, MissingDay, Occurrence, Recurrence, TypedRecurrence};
pub use state::{EventState, SeatState};
