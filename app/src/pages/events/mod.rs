//! The pages about events. Those behind a mailed link show what will happen; only their forms do it.

#[cfg(feature = "ssr")]
mod compose;
mod confirm;
mod event;
mod list;
mod mailbox;
mod pieces;
mod room;
mod seat;

pub use confirm::{NewlySeated, SeatConfirmPage};
pub use event::{EventPage, RefusedSeat, SeatForm};
pub use list::EventsPage;
pub use mailbox::EventMailboxPage;
pub use room::OpenRoom;
pub use seat::{SeatPage, SeatTold};
