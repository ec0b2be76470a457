//! Mails. Whoever causes one draws it ([`Service::draw_mail`]) and writes it in the operation that is its cause
//! (`tx.mail`). The sender takes what is due, opened, and tells what came of it. What a letter looks like is the
//! server's.

mod bounce_token;
mod draw;
mod keep;
mod pause;
mod seal;
mod settle;
mod take;
#[cfg(test)]
mod tests;

pub use draw::MailFor;
pub use settle::Undelivered;
pub use take::{DueMail, MailSender};
