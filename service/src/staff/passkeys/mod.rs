//! Passkeys (WebAuthn Level 3): what a member of staff may sign in with in the place of password and code, and show
//! again in the place of a code. A device keeps the private key and checks its owner; here lies the public key.

mod add;
mod challenge;
mod check;
mod credential;
mod relying_party;
mod remove;
mod sign_in;

pub use add::NewPasskeyQuestion;
pub use challenge::{PasskeyAnswer, PasskeyQuestion};
pub(super) use check::PasskeyCheck;
pub use credential::OwnPasskey;
pub use relying_party::RelyingParty;
pub use sign_in::PasskeySignIn;
