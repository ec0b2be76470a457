//! What each purpose must tell: data, source, decisions, and what opens it.

use super::words::is_missing;
use super::{Hits, Rule};
use crate::register::{Assurance, Purpose, Register, Sensitivity};

pub(super) const RULES: &[Rule] = &[
    Rule::warning(
        "purpose-without-data",
        "GDPR Articles 14(1)(d) and 30(1)(c)",
        "a purpose that names no data",
        purpose_without_data,
    ),
    Rule::error(
        "source-unnamed",
        "GDPR Article 14(2)(f)",
        "data that does not come from the person, without saying from whom",
        source_unnamed,
    ),
    Rule::error(
        "automated-unexplained",
        "GDPR Articles 13(2)(f) and 22",
        "automated decisions without their logic and consequences",
        automated_unexplained,
    ),
    Rule::error(
        "assurance-too-low",
        "GDPR Articles 12(6) and 32(1); databeskyttelsesloven § 11",
        "special categories, offences or CPR that a mail link or a receipt code would open",
        assurance_too_low,
    ),
    Rule::warning(
        "may-reveal-missing",
        "GDPR Articles 9(1) and 32(1)",
        "a purpose with special categories that may be shown to exist",
        may_reveal_missing,
    ),
    Rule::warning(
        "section-empty",
        "GDPR Article 12(1)",
        "a section of the privacy page without a purpose",
        section_empty,
    ),
];

fn holds(register: &Register, purpose: &Purpose, wanted: &[Sensitivity]) -> bool {
    purpose
        .data
        .iter()
        .filter_map(|item| register.data.get(&item.category))
        .any(|category| wanted.contains(&category.sensitivity))
}

fn purpose_without_data(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if purpose.data.is_empty() {
            hits.add(
                format!("purpose.{key}.data"),
                "no data is named for this purpose",
                "add data = [{ category = \"…\", items = { … } }], or take the purpose out",
            );
        }
    }
}

fn source_unnamed(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if !purpose.source.from_person && is_missing(purpose.source.others.as_ref()) {
            hits.add(
                format!("purpose.{key}.source"),
                "the data does not come from the person, and nobody else is named",
                "write in source.others who it comes from",
            );
        }
    }
}

fn automated_unexplained(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if purpose.automated.takes_place && is_missing(purpose.automated.explanation.as_ref()) {
            hits.add(
                format!("purpose.{key}.automated.explanation"),
                "decisions are made without a human, and are not explained",
                "write the logic, what it means for the person, and how to reach a human",
            );
        }
    }
}

fn assurance_too_low(register: &Register, hits: &mut Hits) {
    let guarded = [
        Sensitivity::Special,
        Sensitivity::Criminal,
        Sensitivity::Cpr,
    ];
    for (key, purpose) in &register.purpose {
        if holds(register, purpose, &guarded) && purpose.assurance < Assurance::SecondFactor {
            hits.add(
                format!("purpose.{key}.assurance"),
                "a mail link or a receipt code alone would open sensitive data or CPR",
                "write assurance = \"second_factor\"",
            );
        }
    }
}

fn may_reveal_missing(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if holds(register, purpose, &[Sensitivity::Special]) && !purpose.may_reveal {
            hits.add(
                format!("purpose.{key}.may_reveal"),
                "the purpose holds special categories, so its mere presence may tell something",
                "write may_reveal = true",
            );
        }
    }
}

fn section_empty(register: &Register, hits: &mut Hits) {
    for key in register.section.keys() {
        if !register
            .purpose
            .values()
            .any(|purpose| purpose.section == *key)
        {
            hits.add(
                format!("section.{key}"),
                "no purpose stands in this section",
                "put a purpose into it, or take it out",
            );
        }
    }
}
