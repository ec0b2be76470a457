//! The legal basis of each purpose (Article 6), and what a consent must name.

use super::words::{find_in, is_empty, is_missing};
use super::{Hits, Rule};
use crate::register::{LegalBasis, Purpose, Register};
use crate::retention::Trigger;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "interest-incomplete",
        "GDPR Articles 6(1)(f) and 13(1)(d)",
        "legitimate interest without the interest, or without its balancing",
        interest_incomplete,
    ),
    Rule::error(
        "agreement-unnamed",
        "GDPR Article 6(1)(b)",
        "an agreement as the basis, without saying which",
        agreement_unnamed,
    ),
    Rule::error(
        "statute-missing",
        "GDPR Article 6(3)",
        "a legal obligation or public task without its statute",
        statute_missing,
    ),
    Rule::warning(
        "seat-on-consent",
        "GDPR Article 6(1)(b); EDPB Guidelines 05/2020",
        "a seat at an event that rests on consent: it rests on the agreement about it",
        seat_on_consent,
    ),
    Rule::error(
        "consent-open-ended",
        "GDPR Articles 4(11) and 5(1)(b); markedsføringsloven § 10",
        "a consent to \"other marketing\" or the like: it must name what for",
        consent_open_ended,
    ),
    Rule::error(
        "marketing-without-channel",
        "markedsføringsloven § 10; GDPR Article 4(11)",
        "a marketing consent that does not name its channel",
        marketing_without_channel,
    ),
    Rule::error(
        "marketing-without-topic",
        "markedsføringsloven § 10; GDPR Articles 4(11) and 7(2)",
        "a marketing consent that does not name its topics one by one",
        marketing_without_topic,
    ),
];

fn interest_incomplete(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let LegalBasis::LegitimateInterest {
            interest,
            balancing,
        } = &purpose.basis
        else {
            continue;
        };
        if is_empty(interest) {
            hits.add(
                format!("purpose.{key}.basis.interest"),
                "the legitimate interest is not named",
                "write which interest it is, in words people understand",
            );
        }
        if is_empty(balancing) {
            hits.add(
                format!("purpose.{key}.basis.balancing"),
                "the interest is not weighed against the person's own",
                "write why the person's interests and rights do not outweigh it",
            );
        }
    }
}

fn agreement_unnamed(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if let LegalBasis::Contract { agreement } = &purpose.basis
            && is_empty(agreement)
        {
            hits.add(
                format!("purpose.{key}.basis.agreement"),
                "the agreement is not named",
                "write which agreement with the person this use is needed for",
            );
        }
    }
}

fn statute_missing(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let (LegalBasis::LegalObligation { statute } | LegalBasis::PublicTask { statute }) =
            &purpose.basis
        else {
            continue;
        };
        if statute.trim().is_empty() {
            hits.add(
                format!("purpose.{key}.basis.statute"),
                "the statute that demands or permits this use is not named",
                "write statute and section, such as \"bogføringsloven § 12\"",
            );
        }
    }
}

const OPTIONAL_WORDS: &[&str] = &["valgfri", "frivillige svar", "optional", "voluntary"];

fn seat_on_consent(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let after_event = purpose
            .retention
            .as_ref()
            .is_some_and(|rule| rule.trigger == Some(Trigger::EventEnd));
        let optional = !purpose.must_be_given.required
            && [&purpose.title, &purpose.description]
                .into_iter()
                .any(|text| find_in(text, OPTIONAL_WORDS).is_some());
        if after_event && purpose.basis == LegalBasis::Consent && !optional {
            hits.add(
                format!("purpose.{key}.basis"),
                "a seat at an event rests on consent",
                "rest it on the agreement about the seat; keep consent for the optional answers alone",
            );
        }
    }
}

const OPEN_ENDS: &[&str] = &[
    "anden markedsføring",
    "øvrig markedsføring",
    "andet markedsføring",
    "andre formål",
    "øvrige formål",
    "other marketing",
    "further marketing",
    "other purposes",
];

fn consent_open_ended(register: &Register, hits: &mut Hits) {
    for (key, purpose) in consents(register) {
        let mut texts = vec![
            (format!("purpose.{key}.title"), &purpose.title),
            (format!("purpose.{key}.description"), &purpose.description),
        ];
        if let Some(channel) = &purpose.channel {
            texts.push((format!("purpose.{key}.channel"), channel));
        }
        for (topic, text) in &purpose.topic {
            texts.push((format!("purpose.{key}.topic.{topic}"), text));
        }
        for (place, text) in texts {
            if let Some(phrase) = find_in(text, OPEN_ENDS) {
                hits.add(
                    place,
                    format!("\"{phrase}\" leaves open what the person says yes to"),
                    "name the topics one by one, or leave it out",
                );
            }
        }
    }
}

fn consents(register: &Register) -> impl Iterator<Item = (&String, &Purpose)> {
    register
        .purpose
        .iter()
        .filter(|(_, purpose)| purpose.basis == LegalBasis::Consent)
}

const MARKETING_WORDS: &[&str] = &["nyhedsbrev", "markedsføring", "newsletter", "marketing"];

/// Consents to being written to. Cookies are chosen in the banner, which has no channel.
fn marketing_consents(register: &Register) -> impl Iterator<Item = (&String, &Purpose)> {
    consents(register).filter(|(key, purpose)| {
        let in_banner = register.category.values().any(|c| c.purpose == **key);
        let named = [&purpose.title, &purpose.description]
            .into_iter()
            .any(|text| find_in(text, MARKETING_WORDS).is_some());
        let shaped = purpose.channel.is_some() || !purpose.topic.is_empty();
        let sent = register
            .newsletter
            .as_ref()
            .is_some_and(|newsletter| newsletter.purpose == **key);
        !in_banner && !purpose.own_service && (named || shaped) || sent
    })
}

fn marketing_without_channel(register: &Register, hits: &mut Hits) {
    for (key, purpose) in marketing_consents(register) {
        if is_missing(purpose.channel.as_ref()) {
            hits.add(
                format!("purpose.{key}.channel"),
                "the consent does not say by which channel people are written to",
                "add channel, such as { da = \"e-mail\", en = \"e-mail\" }",
            );
        }
    }
}

fn marketing_without_topic(register: &Register, hits: &mut Hits) {
    for (key, purpose) in marketing_consents(register) {
        if purpose.topic.is_empty() {
            hits.add(
                format!("purpose.{key}.topic"),
                "the consent does not say what people are written to about",
                format!("add [purpose.{key}.topic] with one text per topic"),
            );
        }
    }
}
