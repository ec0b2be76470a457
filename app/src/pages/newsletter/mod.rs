//! The newsletter's pages. Those behind a mailed link show what will happen; only their forms do it.

mod archive;
mod confirm;
mod leave;
mod mailbox;
pub(super) mod pieces;
mod sign_up;
mod topics;
mod why;

pub use archive::{NewsletterArchivePage, NewsletterIssuePage};
pub use confirm::{NewlyConfirmed, NewsletterConfirmPage};
pub use leave::{AfterLeaving, NewsletterLeavePage, Offer};
pub use mailbox::NewsletterMailboxPage;
#[cfg(feature = "ssr")]
pub use sign_up::take_sign_up;
pub use sign_up::{LetIn, NewsletterPage, RefusedSignUp, SignUpForm};
pub use topics::{AfterTopics, NewsletterTopicsPage};
pub use why::NewsletterWhyPage;
