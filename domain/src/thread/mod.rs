//! Enquiries: somebody writes in, and messages go both ways until nobody has more to say. The thread of an
//! enquiry is kept for a time that counts from its last message, whoever wrote it.

#[cfg(feature = "mail")]
mod enquiry;
mod keep;
mod limits;
mod passage;
mod promise;
mod record;
#[cfg(feature = "mail")]
mod reply;

#[cfg(feature = "mail")]
pub use enquiry::{Enquiry, Sender, TypedEnquiry, message};
#[cfg(feature = "mail")]
pub(crate) use enquiry::{name, phone};
pub use keep::KeepQuestion;
pub use limits::{MAX_MESSAGE, MAX_NAME, MAX_PHONE};
pub use passage::{Cut, NothingToCut, cut, find_quoted};
pub use promise::{KEY_BACKUP_LIFE, Promise, SPAM_GONE_AFTER, hidden_until};
pub use record::{KeptRecord, MovedRecord};
#[cfg(feature = "mail")]
pub use reply::{IncomingMail, NotAReply, REPLY_TOKEN, Reply, read_reply, reply_address};

use serde::{Deserialize, Serialize};

/// Where an enquiry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its sender waits for us.
    Open,
    /// We have answered.
    Answered,
    /// Nothing more is expected; a new message opens it again.
    Closed,
    /// Nobody's enquiry; gone in days.
    Spam,
}

impl State {
    /// Where an enquiry stands once a message of `author` has been added to it, whatever it was before: what was closed
    /// or taken for spam is looked at again when its sender writes again.
    #[must_use]
    pub const fn after_message(author: Author) -> Self {
        match author {
            Author::Sender => Self::Open,
            Author::Us => Self::Answered,
        }
    }
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The person who wrote in.
    Sender,
    /// The organisation.
    Us,
}

/// How a message travelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The contact form.
    Form,
    /// Another program, through REST.
    Api,
    /// The enquiry's own page.
    Page,
    /// A mail.
    Mail,
    /// A telephone call.
    Phone,
    /// A letter.
    Letter,
}

impl Way {
    /// Whether what is sensitive may travel so.
    #[must_use]
    pub const fn is_secure(self) -> bool {
        matches!(self, Self::Phone | Self::Letter)
    }
}

/// What can be seen of a passage of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// It is an ordinary part of the message.
    Plain,
    /// It was marked as special-category (Article 9): hidden, and gone within a day unless its sender asks us to
    /// keep it.
    Hidden,
    /// Its sender asked us to keep it, with explicit consent (Article 9(2)(a)). Only staff see it.
    Kept,
}
