//! Consent to giving one person's data to somebody, or fetching it from somebody (Articles 6(1)(a), 7 and 9(2)(a)). It names
//! five things: direction, sender, recipient, data and purpose. Staff ask; the person says yes or no, in the portal or on
//! paper or by word of mouth, and takes a yes back as easily as it was given.

mod record;
mod scope;
mod standing;
mod words;

pub use record::{NamedConsentEnded, NamedConsentGiven, NamedConsentStated, NamedEnd};
pub use scope::{Direction, Scope, TypedScope};
pub use standing::{Answer, How, NamedConsent, Recorded, Source, Standing, Statement};

/// For how many days a question waits for its answer.
pub const ANSWER_WITHIN_DAYS: i32 = 90;
/// How many statements a person may set beside what staff wrote down.
pub const MOST_STATEMENTS: usize = 20;
