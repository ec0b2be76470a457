//! Noting that somebody was given data, by staff, in half a minute: said in a meeting, on the telephone, handed over. Each
//! leaves a record of the same kind as every other disclosure, which the person sees. One that was noted by mistake is put
//! right by another record; the first one stays.

mod choices;
mod held;
mod note;
mod opened;
mod sweep;
mod undo;

#[cfg(test)]
mod tests;

pub use choices::{BasisChoice, DisclosureChoices};
pub use note::{NoteDisclosure, NotedBasis};
pub use opened::StaffDisclosure;
