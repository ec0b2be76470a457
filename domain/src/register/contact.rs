//! The contact form: which purpose it serves, where its mails are answered to, and which way what is sensitive takes.

use serde::{Deserialize, Serialize};

use super::{Article9Ground, Assurance, CprGround, Key, LegalBasis, Purpose, ServedRegister};
use crate::retention::{RetentionRule, Trigger};

/// The contact form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The purpose of what people write, a key of `[purpose]`.
    pub purpose: Key,
    /// The address that people answer to, with a `+` and a mark of their own before the `@`.
    pub from: String,
    /// The purpose that something sensitive is kept under when its sender asks for that, a key of `[purpose]`.
    /// Without it, what was marked as sensitive always goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<Key>,
    /// The purpose of what people send securely, a key of `[purpose]`. With it the form points at the portal for what is
    /// sensitive; without it, at the controller's telephone number and address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secure: Option<Key>,
}

impl Purpose {
    /// Whether it can hold what people send securely by themselves: it counts from the last message, asks for a second
    /// factor, and rests on no consent, which nobody gives there.
    #[must_use]
    pub fn holds_secure_messages(&self) -> bool {
        let rule = self.retention.as_ref().and_then(|rule| rule.trigger);
        let mut grounds = self.data.iter().map(|item| (item.article9, item.cpr));
        rule == Some(Trigger::LastMessage)
            && self.assurance == Assurance::SecondFactor
            && self.basis != LegalBasis::Consent
            && !grounds.any(|(article9, cpr)| {
                article9 == Some(Article9Ground::ExplicitConsent) || cpr == Some(CprGround::Consent)
            })
    }
}

impl ServedRegister {
    /// The contact form, if there is one.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        self.register().contact.as_ref()
    }

    /// The purpose of what people write in the contact form.
    #[must_use]
    pub fn contact_purpose(&self) -> Option<&Purpose> {
        self.register().purpose.get(&self.contact()?.purpose)
    }

    /// The purpose of what people send securely by themselves, if they can.
    #[must_use]
    pub fn secure_purpose(&self) -> Option<&Key> {
        let key = self.contact()?.secure.as_ref()?;
        let purpose = self.register().purpose.get(key)?;
        purpose.holds_secure_messages().then_some(key)
    }

    /// The rule by which an enquiry under `purpose` goes: one that counts from the last message.
    #[must_use]
    pub fn enquiry_rule(&self, purpose: &str) -> Option<&RetentionRule> {
        let rule = self.register().purpose.get(purpose)?.retention.as_ref()?;
        (rule.trigger == Some(Trigger::LastMessage)).then_some(rule)
    }

    /// The purposes that an enquiry can be moved to, by key: they count from the last message, and rest on no consent,
    /// which nobody gave.
    pub fn enquiry_purposes(&self) -> impl Iterator<Item = (&Key, &Purpose)> {
        let purposes = self.register().purpose.iter();
        purposes.filter(|(key, purpose)| {
            purpose.basis != LegalBasis::Consent && self.enquiry_rule(key).is_some()
        })
    }
}
