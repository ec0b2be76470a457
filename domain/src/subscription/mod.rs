//! Signing up to the newsletter: the exact words a person says yes to, the topics chosen, and the records that
//! prove the yes and its end. The view renders a [`Wording`] and nothing else, and the evidence names it by its
//! hash, so that the two cannot differ.

mod record;
mod topics;
mod wording;
mod words;

pub use record::{Confirmed, End, Given, KeptOut, LinkUsed};
pub use topics::{Topics, TopicsError};
pub use wording::{CONFIRM_WITHIN, SaidElsewhere, Surface, Term, TopicWording, Wording};
