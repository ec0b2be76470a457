//! Dine oplysninger: what a person sees and does about what is held about them. Every use case of theirs takes a
//! [`DataSubject`], and only a live session makes one.

mod coming_in;
mod data_subject;

pub use coming_in::{AskToComeIn, ByCode, ByLink, CameIn, EntryBrowser};
pub use data_subject::DataSubject;
