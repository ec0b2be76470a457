//! Secure messages: both ways, with files, between the organisation and a person, or somebody outside who has to do with
//! the person. A thread has one key, which seals all of it, and goes with it; mails about it carry a link and nothing
//! that is said.
//!
//! The person comes by the rights portal, and reads with a second factor; to write first, their mailbox is enough.
//! Somebody outside comes by a mailed link and a code that staff say over another channel, and sees what is addressed to
//! them. What we send waits for 90 days; a reminder goes out meanwhile, and what nobody opens becomes a task of staff
//! before it cannot be opened any more.

mod about_case;
mod begin;
mod by_clock;
mod clean;
mod files;
mod forget;
mod held;
mod left_behind;
mod letters;
mod open;
mod opened;
mod outside;
mod staff_view;
mod start;
mod view;
mod visit;
mod write;

#[cfg(test)]
mod tests;

pub use about_case::CaseSecure;
pub use begin::BeginSecure;
pub use files::{HandedFile, OpenedFile, ShownFile};
pub(crate) use forget::SecureGone;
pub use left_behind::{LeftBehind, Settling};
pub use outside::{InviteOutsider, InvitedOutsider};
pub use staff_view::{ListedSecure, ShownOutsider, StaffSecure, StaffSecureMessage};
pub use view::{OwnSecure, SecureContent, ShownSecure};
pub use visit::{OutsideVisit, Visited};
pub use write::SecureMessage;
