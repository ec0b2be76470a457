//! Consent to giving one person's data to somebody, or fetching it. Staff ask from a case, or write down what was said or
//! signed; the person answers in the portal, takes a yes back there, and sets right what staff wrote down. The clock ends
//! what reached its end.

mod answer;
mod ask;
mod held;
mod opened;
mod own;
mod receipt;
mod record;
mod staff_view;
mod sweep;

#[cfg(test)]
pub(super) mod tests;

pub use ask::AskConsent;
pub(super) use opened::OpenConsent;
pub use own::OwnConsent;
pub use receipt::ConsentReceipt;
pub use record::{ConsentAnswer, RecordAnswer, RecordConsent};
pub use staff_view::{CaseConsents, StaffConsent};
