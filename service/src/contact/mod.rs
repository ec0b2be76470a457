//! Enquiries: writing in, reading and writing on, answering, and letting go. The thread of an enquiry has a key of its
//! own, and so has each passage of its messages: what the passage's key sealed lies within what the thread's sealed, so
//! a passage goes alone, and all of them go with the thread.

mod answer;
mod close;
mod erase;
mod for_staff;
mod held;
mod keep;
mod letters;
mod link;
mod list;
mod mark;
mod message;
mod move_to_purpose;
mod opened;
mod private_page;
mod staff_view;
mod take_in;
mod write_again;
mod write_in;

#[cfg(test)]
pub(crate) mod tests;

pub use answer::Answer;
pub use close::Ending;
pub(crate) use erase::ThreadGone;
pub(crate) use held::OwnThread;
pub use keep::KeepPassage;
pub use list::{Inbox, ListedSender, ListedThread};
pub use message::{ShownMessage, ShownPassage};
pub use move_to_purpose::MoveThread;
pub use private_page::PrivatePage;
pub use staff_view::StaffThread;
pub use take_in::TakenIn;
pub use write_again::WriteAgain;
pub use write_in::{Origin, WriteIn};
