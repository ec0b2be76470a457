//! Staff: who may do what, and what keeps their accounts their own.

mod access;
mod browser;
mod identity_checked;
mod passkey;
mod password;
mod role;
mod session;
mod throttle;
mod vouched;

#[cfg(feature = "staff")]
pub mod recovery;
#[cfg(feature = "staff")]
pub mod totp;

pub use access::{AccessAction, AccessReason};
pub use browser::Browser;
pub use identity_checked::IdentityChecked;
pub use passkey::{CHALLENGE_LASTS, LONGEST_PASSKEY_NAME, MOST_PASSKEYS};
pub use password::{LONGEST_PASSWORD, SHORTEST_PASSWORD, check_password};
pub use role::{Area, Role};
pub use session::{IDLE, LONGEST_SESSION, STEPPED_UP};
pub use throttle::{FORGOTTEN_AFTER, Guess};
pub use vouched::Vouched;
