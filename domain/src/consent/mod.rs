//! A visitor's cookie choice: what was decided, what stands today, and the record an acceptance leaves.

mod cookie;
mod decision;
mod record;
mod standing;

pub use cookie::{Answer, ChoiceCookie};
pub use decision::{Decision, Outcome};
#[cfg(feature = "mail")]
pub(crate) use record::SYMBOLS;
pub use record::{ConsentRecord, EndReason, EndRecord, Method, RECEIPT_CODE_LENGTH, ReceiptCode};
pub use standing::{Ask, Standing};
