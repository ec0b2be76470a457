//! What the system does: one file a use case, holding its input, its function and its tests. The doors
//! (forms, server functions, REST) call these and nothing below them; `domain` decides at each step.

mod attempt;
mod chance;
mod clock;
mod end_consent;
mod erase_proofs;
mod look_up_receipt;
mod notice;
mod open_record;
mod problem;
mod readiness;
mod record_choice;
mod root_key;
mod seal_rows_before;
mod sealing;
mod serve_register;
mod service;
mod standing;
mod sweep;
#[cfg(test)]
mod testing;
mod withdraw;

pub use attempt::Attempt;
pub use chance::Chance;
pub use clock::Clock;
pub use look_up_receipt::Receipt;
pub use open_record::OpenedRecord;
pub use record_choice::{ReceiptChange, RecordChoice, RecordedChoice};
pub use root_key::RootKey;
pub use service::{Parts, Service};
pub use storage::{Ended, ServedVersion};
