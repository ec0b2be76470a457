//! Staff: letting people in, signing in, what a session may do, and what is noted of it. One file a use case.

mod accept_invitation;
mod account;
mod actor;
mod change_password;
mod change_roles;
mod code;
mod disable;
mod erase;
mod failures;
mod invite;
mod list;
mod log_access;
mod new_app;
mod passkeys;
mod passwords;
mod recovery_codes;
mod sessions;
mod sign_in;
mod step_up;

pub use accept_invitation::{AcceptInvitation, Accepted, Enrolment};
pub use actor::StaffActor;
pub use invite::{InviteStaff, Invited};
pub use list::{Member, MemberState};
pub use log_access::{AccessPage, Look, Noted, Who};
pub use passkeys::{
    NewPasskeyQuestion, OwnPasskey, PasskeyAnswer, PasskeyQuestion, PasskeySignIn, RelyingParty,
};
pub use passwords::Password;
pub(crate) use passwords::Passwords;
pub use sessions::OwnSession;
pub use sign_in::{ConfirmSignIn, SignIn, SignedIn};

#[cfg(test)]
pub(crate) mod tests;
