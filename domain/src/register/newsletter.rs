//! The newsletter: which consent it rests on, and who it comes from.

use serde::{Deserialize, Serialize};

use super::{Key, Purpose, ServedRegister};
use crate::retention::Period;

/// The newsletter, where the organisation has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newsletter {
    /// The consent it rests on: a key of `[purpose]`, which names channel and topics.
    pub purpose: Key,
    /// The address it is sent from.
    pub from: String,
    /// The address that answers go to, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The consent under which a fingerprint keeps an address out, if that is offered to people who leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_return: Option<Key>,
    /// The purpose under which a fingerprint keeps an address out after an objection to direct marketing (Article
    /// 21(3)); without one an objection ends the subscription and nothing is remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_marketing: Option<Key>,
}

/// The newsletter of a register that is served, with what it points to.
#[derive(Clone, Copy, Debug)]
pub struct ServedNewsletter<'a> {
    /// What the register says of it.
    pub newsletter: &'a Newsletter,
    /// The consent it rests on.
    pub purpose: &'a Purpose,
    register: &'a ServedRegister,
}

impl ServedRegister {
    /// The newsletter, if the organisation has one.
    #[must_use]
    pub fn newsletter(&self) -> Option<ServedNewsletter<'_>> {
        let newsletter = self.register().newsletter.as_ref()?;
        Some(ServedNewsletter {
            newsletter,
            purpose: self.register().purpose.get(&newsletter.purpose)?,
            register: self,
        })
    }
}

impl<'a> ServedNewsletter<'a> {
    /// How long the personal part of the proof of a yes outlives it.
    #[must_use]
    pub fn proof_period(&self) -> Period {
        self.purpose.proof_period()
    }

    /// The register that it stands in.
    #[must_use]
    pub const fn register(&self) -> &'a ServedRegister {
        self.register
    }

    /// The address that answers go to.
    #[must_use]
    pub fn reply_to(&self) -> &'a str {
        let newsletter = self.newsletter;
        newsletter.reply_to.as_deref().unwrap_or(&newsletter.from)
    }

    /// The consent under which an address is kept out, with its key, if that is offered.
    #[must_use]
    pub fn no_return(&self) -> Option<(&'a Key, &'a Purpose)> {
        let key = self.newsletter.no_return.as_ref()?;
        Some((key, self.register.register().purpose.get(key)?))
    }

    /// The purpose under which an address is kept out after an objection to direct marketing, with its key.
    #[must_use]
    pub fn no_marketing(&self) -> Option<(&'a Key, &'a Purpose)> {
        let key = self.newsletter.no_marketing.as_ref()?;
        Some((key, self.register.register().purpose.get(key)?))
    }
}
