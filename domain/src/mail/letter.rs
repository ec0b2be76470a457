//! What a mail says, as data. Words and layout come when it is sent, so that a retry says the same.

use serde::{Deserialize, Serialize};

use super::{Line, LinkToken, MailAddress};
use crate::text::Language;

/// A mail to one person, as it is sealed until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The mailbox it goes to.
    pub to: MailAddress,
    /// The person's name, where we know it.
    pub name: Option<Line>,
    /// The language it is written in.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
}

/// What a mail says. A new kind is a variant here, its name in [`Self::kind`], and its words in `server/src/mail/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Letter {
    /// Somebody asked for the newsletter with this address: is it theirs? Says nothing else.
    ConfirmSubscription {
        /// Of the link that leads to the question.
        token: LinkToken,
    },
    /// A message waits where only the person can read it. Says nothing of what it is about, so that it may be sent
    /// under a purpose that reveals something by its mere presence (`may_reveal`).
    MessageWaits {
        /// Of the link that leads to it.
        token: LinkToken,
    },
}

impl Letter {
    /// The name of its kind, as stored and counted. It never changes its meaning.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ConfirmSubscription { .. } => "confirm_subscription",
            Self::MessageWaits { .. } => "message_waits",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_stored_under_the_name_of_its_kind() {
        let token = LinkToken::from_bytes([1; 32]);
        for letter in [
            Letter::ConfirmSubscription {
                token: token.clone(),
            },
            Letter::MessageWaits { token },
        ] {
            let stored = serde_json::to_value(&letter).unwrap();
            assert_eq!(stored["kind"], letter.kind());
            assert_eq!(serde_json::from_value::<Letter>(stored).unwrap(), letter);
        }
    }
}
