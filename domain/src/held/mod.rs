//! What is held about whoever reads a mailbox: found by the service, told here in plain words, purpose by purpose, and
//! given along when they ask for it (Articles 15 and 20).

#[cfg(feature = "mail")]
mod address;
#[cfg(feature = "mail")]
mod address_by_staff;
#[cfg(feature = "mail")]
mod correction;
#[cfg(feature = "mail")]
mod export;
#[cfg(feature = "mail")]
mod facts;
#[cfg(feature = "mail")]
mod objection;
#[cfg(feature = "mail")]
mod right;
mod shown;
#[cfg(feature = "mail")]
mod tell;
#[cfg(feature = "mail")]
mod thing;
#[cfg(feature = "mail")]
mod words;

#[cfg(feature = "mail")]
pub use address::{ADDRESS_WISHES, ADDRESS_WITHIN, AddressWish};
#[cfg(feature = "mail")]
pub use address_by_staff::AddressByStaff;
#[cfg(feature = "mail")]
pub use correction::{ContactDetails, CorrectedField, DataCorrected, TypedContact};
#[cfg(feature = "mail")]
pub use export::{Export, ExportItem, Exported, ExportedAnswer, ExportedForm, ExportedMessage};
#[cfg(feature = "mail")]
pub use objection::Objection;
#[cfg(feature = "mail")]
pub use right::rights_under;
pub use shown::{AtOnce, Contact, HeldPart, HeldShown, ThingKind, ThingPart};
#[cfg(feature = "mail")]
pub use tell::tell;
#[cfg(feature = "mail")]
pub use thing::{Held, HeldThing, KeptFor, Looked, MailWent, SentMail, Spoken, What};
