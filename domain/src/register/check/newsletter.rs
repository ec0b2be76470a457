//! The newsletter: what it rests on must be a consent that can be asked for in one form, proven and ended.
//! That the consent names channel and topics one by one is checked with the other legal bases.

use super::{Hits, Rule};
use crate::register::{LegalBasis, Newsletter, Purpose, Register};
use crate::retention::Trigger;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "newsletter-not-consent",
        "markedsføringsloven § 10; GDPR Article 6(1)(a)",
        "a newsletter that rests on something else than consent",
        newsletter_not_consent,
    ),
    Rule::error(
        "newsletter-outlives-consent",
        "GDPR Articles 5(1)(e) and 7(3)",
        "a newsletter's addresses that do not go when the consent ends",
        newsletter_outlives_consent,
    ),
    Rule::error(
        "newsletter-proof-unstated",
        "GDPR Articles 7(1) and 13(2)(a)",
        "a newsletter that cannot tell people how long the proof of their consent is kept",
        newsletter_proof_unstated,
    ),
    Rule::error(
        "newsletter-carrier-unnamed",
        "GDPR Articles 13(1)(e) and 28(3)",
        "a newsletter that names nobody who stores or carries its mails",
        newsletter_carrier_unnamed,
    ),
    Rule::error(
        "no-return-not-consent",
        "GDPR Articles 6(1)(a) and 17(1)(b)",
        "an address kept out on something else than the person's own wish, or without an end",
        no_return_not_consent,
    ),
    Rule::error(
        "no-marketing-without-duty",
        "GDPR Articles 5(1)(e), 6(1)(c) and 21(3)",
        "an objection to marketing remembered on something else than the duty to respect it, or without an end",
        no_marketing_without_duty,
    ),
];

fn of(register: &Register) -> Option<(&Newsletter, &Purpose)> {
    let newsletter = register.newsletter.as_ref()?;
    Some((newsletter, register.purpose.get(&newsletter.purpose)?))
}

fn newsletter_not_consent(register: &Register, hits: &mut Hits) {
    if let Some((newsletter, purpose)) = of(register)
        && purpose.basis != LegalBasis::Consent
    {
        hits.add(
            format!("purpose.{}.basis", newsletter.purpose),
            "the newsletter does not rest on consent",
            "write basis = { kind = \"consent\" }, and ask those who are on the list already",
        );
    }
}

fn newsletter_outlives_consent(register: &Register, hits: &mut Hits) {
    let ends_with_consent = |purpose: &Purpose| {
        let retention = purpose.retention.as_ref();
        retention.is_some_and(|rule| rule.trigger == Some(Trigger::ConsentEnd))
    };
    if let Some((newsletter, purpose)) = of(register)
        && purpose.retention.is_some()
        && !ends_with_consent(purpose)
    {
        hits.add(
            format!("purpose.{}.retention.trigger", newsletter.purpose),
            "the addresses do not go when people say stop",
            "write trigger = \"consent_end\"; what must be shown later is the proof's matter",
        );
    }
}

fn newsletter_proof_unstated(register: &Register, hits: &mut Hits) {
    if let Some((newsletter, purpose)) = of(register)
        && purpose.proof_after_end.is_none()
    {
        hits.add(
            format!("purpose.{}.proof_after_end", newsletter.purpose),
            "the form cannot say how long the proof of a yes is kept",
            "add proof_after_end = { period = { months = 3 } }",
        );
    }
}

fn newsletter_carrier_unnamed(register: &Register, hits: &mut Hits) {
    if let Some((newsletter, purpose)) = of(register)
        && purpose.recipients.is_empty()
    {
        hits.add(
            format!("purpose.{}.recipients", newsletter.purpose),
            "nobody is named who stores the addresses or carries the mails",
            "name the companies that run your server and your mail",
        );
    }
}

fn no_return_not_consent(register: &Register, hits: &mut Hits) {
    let Some(key) = register
        .newsletter
        .as_ref()
        .and_then(|n| n.no_return.as_ref())
    else {
        return;
    };
    let Some(purpose) = register.purpose.get(key) else {
        return;
    };
    let ends = purpose
        .retention
        .as_ref()
        .is_some_and(|rule| rule.trigger == Some(Trigger::Collection) && !rule.period.is_zero());
    if purpose.basis != LegalBasis::Consent || !ends {
        hits.add(
            format!("purpose.{key}"),
            "an address is kept out only while the person wants it, and for a time that is said",
            "write basis = { kind = \"consent\" } and retention = { trigger = \"collection\", period = { years = 2 }, bound = \"gone_by\" }",
        );
    }
}

fn no_marketing_without_duty(register: &Register, hits: &mut Hits) {
    let Some(key) = register
        .newsletter
        .as_ref()
        .and_then(|n| n.no_marketing.as_ref())
    else {
        return;
    };
    let Some(purpose) = register.purpose.get(key) else {
        return;
    };
    let is_duty = matches!(purpose.basis, LegalBasis::LegalObligation { .. });
    let ends = purpose
        .retention
        .as_ref()
        .is_some_and(|rule| rule.trigger == Some(Trigger::Collection) && !rule.period.is_zero());
    if !is_duty || !ends {
        hits.add(
            format!("purpose.{key}"),
            "an objection is remembered because the law demands that it is respected, and for a time that is said",
            "write basis = { kind = \"legal_obligation\", statute = \"GDPR art. 21(3)\" } and retention = { trigger = \"collection\", period = { years = 5 }, bound = \"gone_by\" }",
        );
    }
}
