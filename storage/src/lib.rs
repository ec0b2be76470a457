//! Keeping things. There is one [`Store`] over SQLite or PostgreSQL; every write goes through [`Store::commit`]
//! as an [`Operation`], and is on the disk when it is acknowledged.
//!
//! SQL stands in `tables`, one file per table, as constants that both databases take wherever they agree. What
//! differs between databases (opening, migrating, the writer) stands in a module named after the database.

mod audit;
mod connection;
mod drafts;
mod error;
mod event_kinds;
mod event_mails;
mod event_pictures;
mod events;
mod held;
mod issues;
mod jobs;
pub(crate) mod keys;
mod mails;
mod migrations;
mod named_consents;
mod names;
mod operation;
mod passkeys;
mod portal;
mod postgres;
mod proofs;
mod rights_cases;
mod secure;
mod sqlite;
mod staff;
mod store;
mod subscriptions;
mod tables;
mod threads;
mod tx;

pub use audit::Audit;
pub use error::StoreError;
pub use keys::{DataKey, KeySettings, KeyState, KeyStore, NewKey, NewWrappingKey};
pub use mails::{MailOutcome, PacedMail, TakeMails};
pub use operation::Operation;
pub use portal::PortalOver;
pub use postgres::PostgresUrl;
pub use staff::Over;
pub use store::{Store, StoreSettings};
pub use tables::access_log::Access;
pub use tables::address_by_staff::NewAddressByStaff;
pub use tables::address_change::{AddressSide, NewAddressChange, StoredAddressChange};
pub use tables::audit::{RawContent, RawLeaf, RawRecord};
pub use tables::case_copy::CaseCopy;
pub use tables::case_hold::CaseHold;
pub use tables::checkpoint::StoredCheckpoint;
pub use tables::confirmation_pace::ConfirmationPace;
pub use tables::consent::{Ended, Evidence, NewConsent, NewEnd, StoredConsent};
pub use tables::correction::{Corrected, Correction};
pub use tables::eid_start::EidStart;
pub use tables::erasure::{Due, Erasure};
pub use tables::event::{EventDraft, StoredEvent};
pub use tables::event_kind::StoredEventKind;
pub use tables::event_picture::StoredPicture;
pub use tables::issue::{IssueDraft, IssueStep, StoredIssue};
pub use tables::job::{Lease, NewJob, TakeJobs};
pub use tables::kept_out::NewKeptOut;
pub use tables::leaf::AppendedLeaf;
pub use tables::log::PlacedLeaf;
pub use tables::mail::{
    MailBeginning, MailCounts, MailLease, MailState, MayGo, NewMail, StoredMail, TakenMail,
};
pub use tables::message::{NewMessage, NewPassage, StoredMessage, StoredPassage};
pub use tables::named_consent::{ConsentTime, NewNamedConsent, StoredNamedConsent};
pub use tables::noted_disclosure::NotedDisclosure;
pub use tables::passkey::{NewPasskey, StoredPasskey, UsedPasskey};
pub use tables::person::{Identifier, IdentifierKind, Verified, VerifiedHow};
pub use tables::person_code::{LivePersonCode, NewPersonCode};
pub use tables::portal_attempt::{LivePortalAttempt, NewPortalAttempt, Within};
pub use tables::portal_draft::{NewDraft, StoredDraft};
pub use tables::portal_session::{NewPortalSession, StoredPortalSession};
pub use tables::proof::{Proof, ProofEnd};
pub use tables::record::SealedRecord;
pub use tables::refusal::{Refusal, RefusalCount};
pub use tables::register_version::{ServedVersion, StoredRegister};
pub use tables::rights_answer::{NewAnswer, StoredAnswer};
pub use tables::rights_case::{CaseQueue, CaseToRemind, NewCase, StoredCase};
pub use tables::rights_step::CaseStep;
pub use tables::seat::{NewSeat, SeatLink, StoredSeat};
pub use tables::seat_answers::{NewAnswers, SeatAnswers};
pub use tables::seat_move::{Moved, SeatMove};
pub use tables::secure_message::{
    NewChunk, NewSecureFile, NewSecureMessage, StoredSecureFile, StoredSecureMessage,
};
pub use tables::secure_thread::{NewOutsider, NewSecureThread, StoredOutsider, StoredSecureThread};
pub use tables::session::{ListedSession, NewSession, StoredSession};
pub use tables::sign_in_failure::Failures;
pub use tables::signing_key::NewSigningKey;
pub use tables::staff::{Credentials, NewStaff, StoredStaff};
pub use tables::subscription::{
    ActiveSubscription, LinkHashes, NewSubscription, Renewed, StoredSubscription, SubscriptionLink,
};
pub use tables::thread::{Kept, NewThread, StoredThread, ThreadLink};
pub use tables::unplaced_proof::UnplacedProof;
pub use tables::unsealed::{NewlySealed, Unsealed};
pub use tx::Tx;
