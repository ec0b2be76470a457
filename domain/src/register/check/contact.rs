//! The contact form: what it promises must be what happens.

use super::organisation::is_email;
use super::{Hits, Rule};
use crate::register::{Article9Ground, LegalBasis, Purpose, Register, Sensitivity};
use crate::retention::Trigger;

/// A mark of 32 characters and a plus must fit before the `@` of an address (RFC 5321: 64 characters).
const LONGEST_LOCAL_PART: usize = 31;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "contact-from-unusable",
        "RFC 5321 section 4.5.3.1.1; RFC 5233",
        "an address that answers cannot go to: none, too long before the @, or one that holds a plus already",
        contact_from_unusable,
    ),
    Rule::error(
        "contact-not-from-last-message",
        "GDPR Articles 5(1)(e) and 13(2)(a)",
        "a contact form whose messages are not kept by a period from the last message",
        contact_not_from_last_message,
    ),
    Rule::error(
        "contact-sensitive",
        "GDPR Articles 9(1) and 32(1)",
        "a contact form for special categories, offences or CPR: its answers travel by ordinary mail",
        contact_sensitive,
    ),
    Rule::error(
        "contact-kept-as-unfit",
        "GDPR Articles 7(1) and 9(2)(a)",
        "something sensitive kept under a purpose without explicit consent, or with another retention than the contact form's",
        contact_kept_as_unfit,
    ),
    Rule::error(
        "contact-secure-unfit",
        "GDPR Articles 5(1)(e), 6(1), 9(2) and 32(1)",
        "secure messages under a purpose that does not count from the last message, opens with less than a second factor, or rests on a consent, which nobody gives there",
        contact_secure_unfit,
    ),
];

fn contact_from_unusable(register: &Register, hits: &mut Hits) {
    let Some(contact) = &register.contact else {
        return;
    };
    let local = contact.from.split('@').next().unwrap_or_default();
    if !is_email(&contact.from) || local.contains('+') || local.len() > LONGEST_LOCAL_PART {
        hits.add(
            "contact.from",
            format!("answers cannot go to \"{}\"", contact.from),
            format!(
                "write an address such as kontakt@example.dk, at most {LONGEST_LOCAL_PART} characters and no plus before the @"
            ),
        );
    }
}

fn contact_not_from_last_message(register: &Register, hits: &mut Hits) {
    let Some((key, purpose)) = purpose(register) else {
        return;
    };
    let trigger = purpose.retention.as_ref().and_then(|rule| rule.trigger);
    if trigger.is_some_and(|trigger| trigger != Trigger::LastMessage) {
        hits.add(
            format!("purpose.{key}.retention.trigger"),
            "the contact form's purpose does not count from the last message",
            "write trigger = \"last_message\", or point contact.purpose to another purpose",
        );
    }
}

fn contact_sensitive(register: &Register, hits: &mut Hits) {
    let Some((key, purpose)) = purpose(register) else {
        return;
    };
    let guarded = [
        Sensitivity::Special,
        Sensitivity::Criminal,
        Sensitivity::Cpr,
    ];
    let holds = |category: &String| {
        let category = register.data.get(category);
        category.is_some_and(|category| guarded.contains(&category.sensitivity))
    };
    if purpose.data.iter().any(|item| holds(&item.category)) {
        hits.add(
            format!("purpose.{key}.data"),
            "the contact form's purpose holds special categories, offences or CPR",
            "take them out, and name another way for what is sensitive: contact.secure, or phone and letter",
        );
    }
}

fn contact_kept_as_unfit(register: &Register, hits: &mut Hits) {
    let kept_as = register.contact.as_ref().and_then(|c| c.kept_as.as_ref());
    let Some((_, form)) = purpose(register) else {
        return;
    };
    let Some(purpose) = kept_as.and_then(|key| register.purpose.get(key)) else {
        return;
    };
    let explicit =
        |item: &crate::register::DataItem| item.article9 == Some(Article9Ground::ExplicitConsent);
    let term = |purpose: &Purpose| {
        let rule = purpose.retention.as_ref()?;
        Some((rule.trigger, rule.period, rule.bound))
    };
    let fits = purpose.basis == LegalBasis::Consent
        && purpose.data.iter().any(explicit)
        && term(purpose) == term(form);
    if !fits {
        hits.add(
            "contact.kept_as",
            "that purpose cannot hold what a sender asks us to keep",
            "name one with consent as its basis, article9 = \"explicit_consent\", and the contact form's own retention; or take the key out",
        );
    }
}

fn contact_secure_unfit(register: &Register, hits: &mut Hits) {
    let secure = register.contact.as_ref().and_then(|c| c.secure.as_ref());
    let Some(purpose) = secure.and_then(|key| register.purpose.get(key)) else {
        return;
    };
    if !purpose.holds_secure_messages() {
        hits.add(
            "contact.secure",
            "that purpose cannot hold what people send securely by themselves",
            "name one with trigger = \"last_message\" and assurance = \"second_factor\" that rests on no consent, nor its data; or take the key out",
        );
    }
}

fn purpose(register: &Register) -> Option<(&str, &Purpose)> {
    let key = &register.contact.as_ref()?.purpose;
    Some((key, register.purpose.get(key)?))
}
