//! Dine oplysninger: what a person sees and does about what is held about them. Every use case of theirs takes a
//! [`DataSubject`], and only a live session makes one.

mod case;
mod coming_in;
mod data_subject;

pub use case::{
    AskForRight, CaseQueuePage, CaseReceipt, CaseView, EnterCase, HappenedAt, ListedCase,
    OfferedStep, OwnCase, RecipientTold, RequestView, StaffCase, StaffRequest, TakeStep,
    TakenAction,
};
pub use coming_in::{AskToComeIn, ByCode, ByLink, CameIn, EntryBrowser};
pub use data_subject::DataSubject;
