//! The newsletter as the public meets it: asking for it, confirming, choosing topics, leaving and taking that back.
//! Nothing here tells whether an address is known.

mod bounce;
mod confirm;
mod ending;
mod export;
mod held;
mod import;
mod keep_out;
mod leave;
mod leave_by_mail;
mod links;
mod preferences;
mod sign_up;
mod subscriber;
mod unconfirmed;
mod undo;
mod why;
mod wording;
mod yes;

pub use confirm::{Confirmation, Waiting};
pub(crate) use held::OwnSubscription;
pub use import::{Import, Imported, NotImported};
pub use keep_out::KeepOut;
pub(crate) use leave::Leave;
pub use leave::Left;
pub use links::MailLinks;
pub use preferences::{ChangeTopics, Preferences};
pub use sign_up::SignUp;
pub(crate) use sign_up::{Asked, next_confirmation};
pub(crate) use subscriber::open_with;
pub use undo::{Undo, UndoToken};
pub use why::{Why, Yes};

#[cfg(test)]
pub(crate) mod tests;
