//! Both languages, everywhere (Article 12(1): intelligible to those it is written for).

use super::words::{all_texts, is_empty};
use super::{Hits, Rule};
use crate::register::Register;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "language-missing",
        "GDPR Article 12(1)",
        "a text that exists in one language only",
        language_missing,
    ),
    Rule::error(
        "text-empty",
        "GDPR Article 12(1)",
        "a text that says nothing in either language",
        text_empty,
    ),
    Rule::warning(
        "same-in-both-languages",
        "GDPR Article 12(1); EDPB Guidelines 03/2022 (language discontinuity)",
        "the same sentence in both languages: one was not translated",
        same_in_both_languages,
    ),
];

fn language_missing(register: &Register, hits: &mut Hits) {
    for placed in all_texts(register) {
        if is_empty(&placed.text) {
            continue;
        }
        for (place, words) in placed.languages() {
            if words.trim().is_empty() {
                let language = if place.ends_with(".da") {
                    "Danish"
                } else {
                    "English"
                };
                hits.add(
                    place,
                    format!("the {language} words are missing"),
                    "write them; a register holds both languages everywhere",
                );
            }
        }
    }
}

/// Places whose emptiness another rule names, with the law behind it.
const NAMED_ELSEWHERE: &[&str] = &[
    "texts.withdrawal",
    "texts.rights",
    "texts.complaint",
    "dpo.reason",
    ".basis.interest",
    ".basis.balancing",
    ".basis.agreement",
    ".source.others",
    ".automated.explanation",
    ".joint_arrangement",
    ".own_purposes",
    ".copy_at",
    ".necessary_because",
    ".channel",
];

fn text_empty(register: &Register, hits: &mut Hits) {
    for placed in all_texts(register) {
        let elsewhere = NAMED_ELSEWHERE
            .iter()
            .any(|end| placed.place.ends_with(end));
        if is_empty(&placed.text) && !elsewhere {
            hits.add(
                placed.place,
                "the text is empty in both languages",
                "write it in Danish and English, or take the key out if it is optional",
            );
        }
    }
}

/// Short titles and names may be one word for both.
const SENTENCE: usize = 4;

fn same_in_both_languages(register: &Register, hits: &mut Hits) {
    for placed in all_texts(register) {
        let same = placed.text.da == placed.text.en;
        if same && placed.text.da.split_whitespace().count() >= SENTENCE {
            hits.add(
                placed.place,
                "the same words stand in both languages",
                "translate one of them",
            );
        }
    }
}
