//! Time is passed in: one place reads the real clock, and tests and the bench bring their own.

use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The instant it is.
    fn now(&self) -> Timestamp;
}
