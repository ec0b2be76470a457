//! How the cookie choice is asked and remembered.

use super::retention::{longer, months};
use super::words::{find, is_empty};
use super::{Hits, Rule};
use crate::consent::ChoiceCookie;
use crate::register::{Cookie, Register};
use crate::retention::Period;
use crate::text::Language;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "acceptance-over-12-months",
        "GDPR Article 7(1); EDPB Guidelines 05/2020, section 5.2",
        "an acceptance remembered for more than 12 months, or not at all",
        acceptance_over_12_months,
    ),
    Rule::error(
        "refusal-shorter",
        "GDPR Article 7(3); EDPB Guidelines 03/2022 (continuous prompting)",
        "a refusal remembered for a shorter time than an acceptance",
        refusal_shorter,
    ),
    Rule::warning(
        "question-is-none",
        "GDPR Article 4(11); cookiebekendtgørelsen § 3(2)",
        "the banner's question does not ask",
        question_is_none,
    ),
    Rule::warning(
        "question-negated",
        "GDPR Article 7(2); EDPB Guidelines 03/2022 (left in the dark)",
        "the banner's question holds a negation, so that yes and no change places",
        question_negated,
    ),
    Rule::error(
        "choice-cookie-undeclared",
        "cookiebekendtgørelsen § 3(2); C-673/17 (Planet49)",
        "the choice's own cookies are not declared",
        choice_cookie_undeclared,
    ),
    Rule::error(
        "choice-cookie-other-duration",
        "cookiebekendtgørelsen § 3(2); C-673/17 (Planet49)",
        "the choice's cookies are declared with another duration than the choice is remembered for",
        choice_cookie_other_duration,
    ),
];

fn acceptance_over_12_months(register: &Register, hits: &mut Hits) {
    let kept = register.cookies.accepted_for;
    if kept.is_zero() || longer(kept, months(12), register.date) {
        hits.add(
            "cookies.accepted_for",
            "an acceptance is remembered for more than 12 months, or not at all",
            "write a period of at most 12 months, such as { months = 6 }",
        );
    }
}

fn refusal_shorter(register: &Register, hits: &mut Hits) {
    let rules = &register.cookies;
    if longer(rules.accepted_for, rules.refused_for, register.date) {
        hits.add(
            "cookies.refused_for",
            "who refuses is asked again sooner than who accepts",
            "write the same period as in accepted_for",
        );
    }
}

/// The cookies that hold the choice and its receipt's code.
const OWN_COOKIES: &[&str] = &[ChoiceCookie::NAME, "__Host-samtykke-receipt"];

fn declared<'a>(register: &'a Register, name: &str) -> Option<(String, &'a Cookie)> {
    register.service.iter().find_map(|(key, service)| {
        let i = service
            .cookie
            .iter()
            .position(|cookie| cookie.name == name)?;
        Some((
            format!("service.{key}.cookie[{i}].duration"),
            &service.cookie[i],
        ))
    })
}

fn choice_cookie_undeclared(register: &Register, hits: &mut Hits) {
    for name in OWN_COOKIES {
        if declared(register, name).is_none() {
            hits.add(
                "service",
                format!("the cookie {name} is set when people choose, and no service declares it"),
                "declare it in a service of the necessary category",
            );
        }
    }
}

/// How long each own cookie is set for: the choice as long as the longer memory, the receipt's code as
/// long as the acceptance.
fn choice_cookie_other_duration(register: &Register, hits: &mut Hits) {
    let rules = &register.cookies;
    let refused_longer = longer(rules.refused_for, rules.accepted_for, register.date);
    let remembered = if refused_longer {
        rules.refused_for
    } else {
        rules.accepted_for
    };
    let differs = |a: Period, b: Period| longer(a, b, register.date) || longer(b, a, register.date);
    for (name, kept) in OWN_COOKIES.iter().zip([remembered, rules.accepted_for]) {
        let Some((place, cookie)) = declared(register, name) else {
            continue;
        };
        if cookie
            .duration
            .is_some_and(|duration| differs(duration, kept))
        {
            hits.add(
                place,
                format!(
                    "{name} is declared with another duration than the choice is remembered for"
                ),
                "write the same period as in [cookies]",
            );
        }
    }
}

fn question_is_none(register: &Register, hits: &mut Hits) {
    let question = &register.cookies.question;
    for language in Language::ALL {
        let words = question.get(language).trim();
        if !words.is_empty() && !words.ends_with('?') {
            hits.add(
                format!("cookies.question.{}", language.tag()),
                "the banner's question does not ask",
                "write a question that can be answered with yes or no, ending with ?",
            );
        }
    }
}

const NEGATIONS: &[&str] = &[
    "ikke ",
    "ingen ",
    "undlade ",
    "fravælge",
    "afvise",
    "not ",
    "n't ",
    "refuse",
    "reject",
    "decline",
    "opt out",
];

fn question_negated(register: &Register, hits: &mut Hits) {
    let question = &register.cookies.question;
    if is_empty(question) {
        return;
    }
    for language in Language::ALL {
        if let Some(word) = find(question.get(language), NEGATIONS) {
            hits.add(
                format!("cookies.question.{}", language.tag()),
                format!("\"{}\" turns the question around", word.trim()),
                "ask whether you may, so that yes means yes",
            );
        }
    }
}
