//! Mail as data: to whom, from whom and what it says. Every part of it is a type that holds no line break and no
//! second address, so that nothing typed by a person can become a header of its own.
//!
//! Only the server sends; the feature `mail` keeps this out of the browser's client.

mod address;
mod bounce;
mod letter;
mod line;
mod message_id;
mod token;

pub use address::{AddressError, MailAddress};
pub use bounce::{Bounce, Failure, Returned, Verdict};
pub use letter::{AboutCalendar, AboutEvent, Envelope, Letter};
pub use line::{Line, LineError};
pub use message_id::mail_of;
pub use token::LinkToken;
