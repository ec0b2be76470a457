//! Wording that pushes people towards yes where they are asked to choose.

use super::words::{Placed, all_texts, find, find_claimed};
use super::{Hits, Rule};
use crate::register::{LegalBasis, Register};

pub(super) const RULES: &[Rule] = &[
    Rule::warning(
        "steering-wording",
        "GDPR Articles 5(1)(a) and 7(2); EDPB Guidelines 03/2022 (emotional steering)",
        "praise, promises or guilt where people choose",
        steering_wording,
    ),
    Rule::warning(
        "steering-exclamation",
        "GDPR Articles 5(1)(a) and 7(2); EDPB Guidelines 03/2022 (emotional steering)",
        "an exclamation mark where people choose",
        steering_exclamation,
    ),
    Rule::error(
        "implied-consent",
        "GDPR Article 4(11); C-673/17 (Planet49)",
        "a text that takes going on, or using the site, for consent",
        implied_consent,
    ),
];

/// The texts that stand where people choose: banner, categories, services, and consents' own words.
fn asking_texts(register: &Register) -> Vec<Placed> {
    let mut texts = all_texts(register);
    texts.retain(|placed| is_asking(register, &placed.place));
    texts
}

fn is_asking(register: &Register, place: &str) -> bool {
    let mut names = place.split('.');
    match (names.next(), names.next(), names.next()) {
        (Some("cookies" | "category"), _, _) => true,
        (Some("service"), _, Some("description")) => true,
        (Some("purpose"), Some(key), Some("title" | "description" | "topic" | "channel")) => {
            register
                .purpose
                .get(key)
                .is_some_and(|purpose| purpose.basis == LegalBasis::Consent)
        }
        _ => false,
    }
}

const STEERING: &[&str] = &[
    "vi går op i dit privatliv",
    "vi værner om dit privatliv",
    "vi respekterer dit privatliv",
    "dit privatliv er vigtigt",
    "dit privatliv betyder",
    "den bedste oplevelse",
    "bedst mulig",
    "bedste mulige",
    "en bedre oplevelse",
    "fulde oplevelse",
    "forbedre din oplevelse",
    "hjælp os",
    "støt os",
    "går glip",
    "gå glip",
    "desværre",
    "vi anbefaler",
    "anbefalet",
    "helt ufarlig",
    "lækre småkager",
    "we value your privacy",
    "we care about your privacy",
    "we respect your privacy",
    "we take your privacy",
    "your privacy is important",
    "your privacy matters",
    "the best experience",
    "best possible",
    "a better experience",
    "full experience",
    "improve your experience",
    "enhance your experience",
    "help us",
    "support us",
    "miss out",
    "missing out",
    "unfortunately",
    "we recommend",
    "recommended",
    "perfectly harmless",
    "tasty cookies",
];

fn steering_wording(register: &Register, hits: &mut Hits) {
    for placed in asking_texts(register) {
        for (place, words) in placed.languages() {
            if let Some(phrase) = find(words, STEERING) {
                hits.add(
                    place,
                    format!("\"{phrase}\" praises or pushes instead of informing"),
                    "say what happens on a yes and what on a no, and nothing else",
                );
            }
        }
    }
}

fn steering_exclamation(register: &Register, hits: &mut Hits) {
    for placed in asking_texts(register) {
        for (place, words) in placed.languages() {
            if words.contains('!') {
                hits.add(
                    place,
                    "an exclamation mark pushes",
                    "end the sentence with a full stop",
                );
            }
        }
    }
}

const IMPLIED: &[&str] = &[
    "ved at fortsætte",
    "hvis du fortsætter",
    "når du fortsætter",
    "fortsat brug",
    "ved at bruge hjemmesiden",
    "ved at bruge siden",
    "ved at bruge vores",
    "ved at klikke videre",
    "by continuing",
    "if you continue",
    "continued use",
    "by using this",
    "by using our",
];

fn implied_consent(register: &Register, hits: &mut Hits) {
    for placed in all_texts(register) {
        for (place, words) in placed.languages() {
            if let Some(phrase) = find_claimed(words, IMPLIED) {
                hits.add(
                    place,
                    format!("\"{phrase}\" takes going on for a yes"),
                    "only a clear act on the question itself is a consent",
                );
            }
        }
    }
}
