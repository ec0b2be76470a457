//! Mail as data: to whom, from whom and what it says. Every part of it is a type that holds no line break and no
//! second address, so that nothing typed by a person can become a header of its own.
//!
//! Only the server sends; the feature `mail` keeps this out of the browser's client.

mod address;
mod letter;
mod line;
mod token;

pub use address::{AddressError, MailAddress};
pub use letter::{Envelope, Letter};
pub use line::{Line, LineError};
pub use token::LinkToken;
