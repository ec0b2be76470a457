//! The pages about events. Those behind a mailed link show what will happen; only their forms do it.

#[cfg(feature = "ssr")]
mod compose;
mod confirm;
mod dates;
mod event;
mod follow;
mod list;
mod mailbox;
mod month;
mod newsletter_box;
mod pieces;
mod questions;
mod room;
mod seat;
#[cfg(feature = "ssr")]
mod structured;

pub use confirm::{NewlySeated, SeatConfirmPage};
pub use event::{EventPage, RefusedSeat, SeatForm};
pub use list::EventsPage;
pub use mailbox::EventMailboxPage;
pub use room::OpenRoom;
pub use seat::{SeatPage, SeatTold};
