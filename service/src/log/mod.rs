//! The evidence log at work: leaves get their places, heads are signed, receipts prove themselves, and everything is
//! checked again from the bytes that lie in the database.

mod audit;
mod change_key;
mod finding;
mod number;
mod place;
mod publish;
mod receipt_file;
mod record;
mod sign;

pub use audit::{Audited, KeptNote, audit_log};
pub use change_key::record_key_change;
pub use finding::Finding;
pub use place::LeafPlace;
pub use sign::LogError;

/// The epoch that a new log begins in.
const FIRST_EPOCH: u32 = 1;
