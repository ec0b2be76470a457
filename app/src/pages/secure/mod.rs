//! Secure messages: the page of whoever comes from outside, and the conversation that other pages show too. What it
//! shows comes with the answer to a form, since no address may hold what lets somebody in.

#[cfg(feature = "ssr")]
mod compose;
mod conversation;
mod outside;

#[cfg(feature = "ssr")]
pub(crate) use compose::shown_file;
#[cfg(feature = "ssr")]
pub use compose::shown_messages;
pub(crate) use conversation::{SecureConversation, WriteSecure};
pub use conversation::{SecureFileView, SecureMessageView, SecureShown};
pub use outside::{OutsideInside, OutsidePage, OutsideView};
