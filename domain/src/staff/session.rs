//! How long somebody stays signed in (ASVS 7.3.1, 7.3.2).

use jiff::SignedDuration;

/// A session that nobody used for so long is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// However busy, a session is over after this: a long working day.
pub const LONGEST_SESSION: SignedDuration = SignedDuration::from_hours(12);
/// For so long after a code the session may do what asks for one: export, erase, give access.
pub const STEPPED_UP: SignedDuration = SignedDuration::from_mins(5);
