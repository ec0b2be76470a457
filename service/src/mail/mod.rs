//! Mails. Whoever causes one draws it ([`Service::draw_mail`]) and writes it in the operation that is its cause
//! (`tx.mail`). The sender takes what is due, opened, and tells what came of it. What a letter looks like is the
//! server's. What comes back is dealt with in `came_back`, by the token in the address it comes to.

mod address_token;
mod bounce_token;
mod came_back;
mod draw;
mod keep;
mod mailbox;
mod pause;
mod seal;
mod settle;
mod take;
#[cfg(test)]
mod tests;

pub(crate) use address_token::{read_token, write_token};
pub use came_back::CameBack;
pub use draw::MailFor;
pub use mailbox::HeldMailbox;
pub use settle::Undelivered;
pub use take::{DueMail, MailSender};
