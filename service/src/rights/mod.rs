//! Dine oplysninger: what a person sees and does about what is held about them. Every use case of theirs takes a
//! [`DataSubject`], and only a live session makes one.

mod access_answer;
mod address;
mod address_by_staff;
mod around;
mod case;
mod coming_in;
mod correct;
mod data_subject;
mod draft;
mod export;
mod held;
mod named_consent;
mod noted_disclosure;
mod object;
mod proof_mailbox;
mod proofs;
mod receipt;
mod second_factor;

#[cfg(test)]
mod tests;

pub use address::{AddressConfirmed, AddressQuestion};
pub use address_by_staff::{ChangeAddress, ChangedAddress};
pub(crate) use around::{Around, drawn_at};
pub use case::{
    AskForRight, CaseQueuePage, CaseReceipt, CaseView, DecideThing, EndingThing, EnterCase,
    ErasableThing, HappenedAt, ListedCase, OfferedStep, OwnAnswer, OwnCase, RecipientTold,
    RequestView, SeeToAnswer, StaffCase, StaffRequest, TakeStep, TakenAction, UnopenedAnswer,
};
pub use coming_in::{AskToComeIn, ByCode, ByLink, CameIn, EntryBrowser};
pub use correct::CorrectContact;
pub use data_subject::DataSubject;
pub use draft::{OwnDraft, SaveDraft};
pub use export::EXPORT_SCHEMA;
pub(crate) use held::Whose;
pub use named_consent::{
    AskConsent, CaseConsents, ConsentAnswer, ConsentReceipt, OwnConsent, RecordAnswer,
    RecordConsent, StaffConsent,
};
pub use noted_disclosure::{
    BasisChoice, DisclosureChoices, NoteDisclosure, NotedBasis, StaffDisclosure,
};
pub use object::{Objected, Objection};
pub use second_factor::{EidSecrets, EidSubject, MadePersonCode, MakePersonCode};

/// The register's purpose that the portal itself, its cases and its codes are kept for.
const RIGHTS_CASES: &str = "rights-cases";
