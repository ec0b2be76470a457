//! Events: what is held where and when, who may still have a seat, until when those who come are kept, and how a
//! calendar is told.

mod admission;
#[cfg(feature = "mail")]
mod answers_wording;
#[cfg(feature = "mail")]
mod calendar;
#[cfg(feature = "mail")]
mod content;
#[cfg(feature = "mail")]
mod door;
#[cfg(feature = "mail")]
mod invitation;
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
mod question;
#[cfg(feature = "mail")]
mod record;
#[cfg(feature = "mail")]
mod recurrence;
mod reminder;
mod state;
#[cfg(feature = "mail")]
mod webinar;
#[cfg(feature = "mail")]
mod window;

pub use admission::{HOLD, Room, offer_until};
#[cfg(feature = "mail")]
pub use answers_wording::AnswersWording;
#[cfg(feature = "mail")]
pub use calendar::{CalendarEntry, CalendarFeed};
#[cfg(feature = "mail")]
pub use content::{Event, EventText, MOST_COMPANIONS, MOST_SEATS, TypedEvent, WhenAndWhere};
#[cfg(feature = "mail")]
pub use door::DoorCode;
#[cfg(feature = "mail")]
pub use invitation::{Invitation, Invites, SilentEntry};
#[cfg(feature = "mail")]
pub use kind::{KindName, MOST_KINDS};
#[cfg(feature = "mail")]
pub use month::{Month, Week, last_day, touches, weekdays};
#[cfg(feature = "mail")]
pub use participant::{Participant, TypedParticipant};
#[cfg(feature = "mail")]
pub use picture::{LARGEST_PICTURE, PictureWords};
pub use promise::{SeatPromise, longer_promise_holds_from};
#[cfg(feature = "mail")]
pub use question::{Answer, Answers, MOST_QUESTIONS, Question};
#[cfg(feature = "mail")]
pub use record::{AnswersGiven, SeatBy, SeatLeft, SeatTaken};
#[cfg(feature = "mail")]
pub use recurrence::{Every, MissingDay, Occurrence, Recurrence, TypedRecurrence};
pub use reminder::{
    EARLIEST_REMINDER, LATEST_THANKS, day_after_at_ten, day_before_at_ten, reminds_who_knew_before,
    thanks_are_due,
};
pub use state::{EventState, SeatState};
#[cfg(feature = "mail")]
pub use webinar::{WebLink, Webinar, room_opens};
#[cfg(feature = "mail")]
pub use window::SignUpWindow;
