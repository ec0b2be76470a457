//! Texts every privacy page must have: rights, withdrawal, complaint (Article 13(2)(b)-(d)).

use super::words::{find_claimed, is_empty};
use super::{Hits, Rule};
use crate::register::Register;
use crate::text::Language;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "withdrawal-missing",
        "GDPR Articles 7(3) and 13(2)(c)",
        "nothing says how a consent is withdrawn",
        withdrawal_missing,
    ),
    Rule::error(
        "rights-missing",
        "GDPR Article 13(2)(b)",
        "nothing tells people their rights",
        rights_missing,
    ),
    Rule::error(
        "complaint-missing",
        "GDPR Articles 13(2)(d) and 77(1)",
        "nothing tells people where to complain",
        complaint_missing,
    ),
    Rule::error(
        "complaint-authority-unnamed",
        "GDPR Articles 13(2)(d) and 77(1)",
        "the complaint text does not name the authority",
        complaint_authority_unnamed,
    ),
    Rule::error(
        "complaint-to-us-first",
        "GDPR Article 77(1)",
        "the complaint text demands, or sounds like demanding, a complaint to the organisation first",
        complaint_to_us_first,
    ),
    Rule::warning(
        "complaint-any-time-unsaid",
        "GDPR Article 77(1)",
        "the complaint text does not say that one can complain at any time",
        complaint_any_time_unsaid,
    ),
];

fn withdrawal_missing(register: &Register, hits: &mut Hits) {
    if is_empty(&register.texts.withdrawal) {
        hits.add(
            "texts.withdrawal",
            "nothing says how a consent is withdrawn",
            "write where and how, as easily as it was given",
        );
    }
}

fn rights_missing(register: &Register, hits: &mut Hits) {
    if is_empty(&register.texts.rights) {
        hits.add(
            "texts.rights",
            "nothing tells people their rights",
            "write the rights to see, correct, erase, limit, object and move, and how to use them",
        );
    }
}

fn complaint_missing(register: &Register, hits: &mut Hits) {
    if is_empty(&register.texts.complaint) {
        hits.add(
            "texts.complaint",
            "nothing tells people where to complain",
            format!(
                "write that one can complain to {} at any time",
                register.authority.name
            ),
        );
    }
}

/// The complaint text in each language that has one, lower case.
fn complaint(register: &Register) -> impl Iterator<Item = (Language, String)> {
    Language::ALL
        .into_iter()
        .map(|language| {
            (
                language,
                register.texts.complaint.get(language).to_lowercase(),
            )
        })
        .filter(|(_, words)| !words.trim().is_empty())
}

fn complaint_authority_unnamed(register: &Register, hits: &mut Hits) {
    let name = &register.authority.name;
    for (language, words) in complaint(register) {
        if !words.contains(&name.to_lowercase()) {
            hits.add(
                format!("texts.complaint.{}", language.tag()),
                format!("the complaint text does not name {name}"),
                format!("write \"{name}\""),
            );
        }
    }
}

const US_FIRST: &[&str] = &[
    "først klage til os",
    "klage til os først",
    "klage til os, før",
    "først kontakte os",
    "kontakte os først",
    "først henvende",
    "først skrive til os",
    "skal først",
    "før du kan klage",
    "før du klager",
    "inden du klager",
    "inden du kan klage",
    "first complain to us",
    "complain to us first",
    "first contact us",
    "contact us first",
    "must first",
    "before you complain",
    "before you can complain",
    "before complaining",
];

fn complaint_to_us_first(register: &Register, hits: &mut Hits) {
    for (language, words) in complaint(register) {
        if let Some(phrase) = find_claimed(&words, US_FIRST) {
            hits.add(
                format!("texts.complaint.{}", language.tag()),
                format!("\"{phrase}\" puts a step before the complaint that the law does not know"),
                "write that one can complain at any time, without writing to us before",
            );
        }
    }
}

fn complaint_any_time_unsaid(register: &Register, hits: &mut Hits) {
    for (language, words) in complaint(register) {
        let phrase = match language {
            Language::Da => "når som helst",
            Language::En => "at any time",
        };
        if !words.contains(phrase) {
            hits.add(
                format!("texts.complaint.{}", language.tag()),
                "the complaint text does not say that one can complain at any time",
                format!("write \"{phrase}\""),
            );
        }
    }
}
