//! How long what is written to us may be. The form says so before, and every door after.

/// The longest name, in characters.
pub const MAX_NAME: usize = 200;
/// The longest telephone number, in characters, spaces counted.
pub const MAX_PHONE: usize = 30;
/// The longest message, in characters.
pub const MAX_MESSAGE: usize = 5_000;
