//! An issue of the newsletter: what it says, in Danish and perhaps in English, and about which topics, so that it goes
//! to those who asked for one of them.

#[cfg(feature = "mail")]
mod content;
#[cfg(feature = "mail")]
mod html;
mod state;
#[cfg(feature = "mail")]
mod words;

#[cfg(feature = "mail")]
pub use content::{Edition, Issue};
#[cfg(feature = "mail")]
pub use html::to_html;
pub use state::IssueState;
#[cfg(feature = "mail")]
pub use words::{Words, WordsError};
