//! How long data is kept (Article 5(1)(e)), and the proof of an ended consent.

use jiff::civil::Date;

use super::words::{find, find_in};
use super::{Hits, Rule};
use crate::register::{LegalBasis, Purpose, Register};
use crate::retention::Period;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "retention-missing",
        "GDPR Articles 5(1)(e), 13(2)(a) and 30(1)(f)",
        "a purpose without a retention rule",
        retention_missing,
    ),
    Rule::error(
        "retention-without-trigger",
        "GDPR Articles 5(1)(e) and 13(2)(a)",
        "a retention period that nothing starts",
        retention_without_trigger,
    ),
    Rule::warning(
        "retention-zero",
        "GDPR Articles 5(1)(e) and 13(2)(a)",
        "a retention period of zero without a note saying that this is meant",
        retention_zero,
    ),
    Rule::warning(
        "retention-over-5-years",
        "GDPR Article 5(1)(e)",
        "more than five years without a statute that demands it",
        retention_over_5_years,
    ),
    Rule::warning(
        "statistics-over-26-months",
        "GDPR Article 5(1)(e)",
        "statistics about visitors kept for more than 26 months",
        statistics_over_26_months,
    ),
    Rule::warning(
        "proof-over-6-months",
        "GDPR Articles 5(1)(e) and 7(1)",
        "the personal part of a consent's proof kept for more than 6 months after its end",
        proof_over_6_months,
    ),
    Rule::error(
        "proof-for-limitation",
        "GDPR Articles 5(1)(e) and 17(3)(e)",
        "a limitation period as the reason for keeping proofs: only a concrete dispute can hold one",
        proof_for_limitation,
    ),
    Rule::note(
        "proof-period-unstated",
        "GDPR Articles 5(1)(e) and 7(1)",
        "a consent that does not say how long its proof is kept after its end (3 months by default)",
        proof_period_unstated,
    ),
];

/// Whether `period` ends later than `limit` when both start on `from`.
pub(super) fn longer(period: Period, limit: Period, from: Date) -> bool {
    match (period.after(from), limit.after(from)) {
        (Ok(end), Ok(latest)) => end > latest,
        (Err(_), Ok(_)) => true,
        (_, Err(_)) => false,
    }
}

/// So many calendar months.
pub(super) const fn months(months: u16) -> Period {
    Period {
        years: 0,
        months,
        days: 0,
    }
}

fn retention_missing(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if purpose.retention.is_none() {
            hits.add(
                format!("purpose.{key}.retention"),
                "nothing says when this data goes",
                "add retention = { trigger = \"…\", period = { months = 3 }, bound = \"gone_by\" }",
            );
        }
    }
}

fn retention_without_trigger(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        if purpose
            .retention
            .as_ref()
            .is_some_and(|rule| rule.trigger.is_none())
        {
            hits.add(
                format!("purpose.{key}.retention.trigger"),
                "nothing says what starts the period",
                "add trigger, such as \"last_message\" or \"event_end\"",
            );
        }
    }
}

fn retention_zero(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let Some(rule) = &purpose.retention else {
            continue;
        };
        if rule.period.is_zero() && rule.note.is_none() {
            hits.add(
                format!("purpose.{key}.retention.period"),
                "the period is zero: the data goes at once",
                "write the period; if \"at once\" is meant, say so in retention.note",
            );
        }
    }
}

fn retention_over_5_years(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let Some(rule) = &purpose.retention else {
            continue;
        };
        if rule.statute.is_none() && longer(rule.period, months(60), register.date) {
            hits.add(
                format!("purpose.{key}.retention.period"),
                "the data is kept for more than five years, and no statute demands it",
                "shorten the period, or name the statute in retention.statute",
            );
        }
    }
}

const STATISTICS: &[&str] = &["statisti", "analy", "besøgstal", "trafikmåling"];

fn is_statistics(register: &Register, key: &str, purpose: &Purpose) -> bool {
    let category = register
        .category
        .iter()
        .filter(|(_, category)| category.purpose == key && !category.necessary)
        .any(|(name, category)| {
            find(name, STATISTICS).is_some() || find_in(&category.title, STATISTICS).is_some()
        });
    category || find_in(&purpose.title, STATISTICS).is_some()
}

fn statistics_over_26_months(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let Some(rule) = &purpose.retention else {
            continue;
        };
        if is_statistics(register, key, purpose) && longer(rule.period, months(26), register.date) {
            hits.add(
                format!("purpose.{key}.retention.period"),
                "statistics are kept for more than 26 months",
                "shorten the period, or keep figures that say nothing about persons",
            );
        }
    }
}

fn proof_over_6_months(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let Some(proof) = &purpose.proof_after_end else {
            continue;
        };
        if longer(proof.period, months(6), register.date) {
            hits.add(
                format!("purpose.{key}.proof_after_end.period"),
                "the personal part of the proof outlives the consent by more than 6 months",
                "write 3 months; a concrete dispute can hold a single proof longer",
            );
        }
    }
}

const LIMITATION: &[&str] = &[
    "forældelse",
    "limitation period",
    "statute of limitation",
    "limitation act",
];

fn proof_for_limitation(register: &Register, hits: &mut Hits) {
    for (key, purpose) in &register.purpose {
        let reason = purpose
            .proof_after_end
            .as_ref()
            .and_then(|proof| proof.reason.as_ref());
        if reason.is_some_and(|reason| find_in(reason, LIMITATION).is_some()) {
            hits.add(
                format!("purpose.{key}.proof_after_end.reason"),
                "that a claim is not time-barred yet is no reason to keep everybody's proof",
                "write 3 months and another reason; a concrete dispute can hold a single proof longer",
            );
        }
    }
}

fn proof_period_unstated(register: &Register, hits: &mut Hits) {
    // The newsletter's must be stated: a rule of its own says so.
    let newsletter = register.newsletter.as_ref();
    let newsletter = newsletter.map(|newsletter| &newsletter.purpose);
    for (key, purpose) in &register.purpose {
        if newsletter == Some(key) {
            continue;
        }
        if purpose.basis == LegalBasis::Consent && purpose.proof_after_end.is_none() {
            hits.add(
                format!("purpose.{key}.proof_after_end"),
                "nothing says how long the proof is kept after the consent ended; 3 months it is",
                "add proof_after_end = { period = { months = 3 } } to say so",
            );
        }
    }
}
