//! One purpose on the privacy page, with every item of Articles 13 and 14.

use super::recipient::recipient_line;
use super::words::{self, Words};
use super::{PurposePart, Row, row};
use crate::register::{DataItem, Key, LegalBasis, Purpose, Sensitivity, ServedRegister};
use crate::text::Language;

pub(super) fn part(
    served: &ServedRegister,
    language: Language,
    id: &Key,
    purpose: &Purpose,
) -> PurposePart {
    let words = words::of(language);
    let rows = [
        Some(row(
            words.subjects,
            [purpose.subjects.get(language).to_owned()],
        )),
        Some(row(words.basis, basis(&purpose.basis, language))),
        scope(purpose, language, words),
        Some(row(
            words.data,
            purpose
                .data
                .iter()
                .map(|item| data_line(served, language, item)),
        )),
        Some(row(words.source, source_in(purpose, language, words))),
        // Article 13(2)(e) speaks of data that the person gives.
        purpose.source.from_person.then(|| {
            let answer = must_be_given(purpose, language, words);
            row(words.must_be_given, answer)
        }),
        Some(row(
            words.recipients,
            recipients_in(served, language, purpose, words),
        )),
        Some(row(words.retention, retention(purpose, language))),
        Some(row(words.automated, automated_in(purpose, language, words))),
    ];
    PurposePart {
        id: id.clone(),
        title: purpose.title.get(language).to_owned(),
        description: purpose.description.get(language).to_owned(),
        rows: rows.into_iter().flatten().collect(),
    }
}

/// What permits the use, in words.
pub(crate) fn basis(basis: &LegalBasis, language: Language) -> Vec<String> {
    let words = words::of(language);
    match basis {
        LegalBasis::Consent => vec![words.basis_consent.to_owned()],
        LegalBasis::Contract { agreement } => vec![
            words.basis_contract.to_owned(),
            agreement.get(language).to_owned(),
        ],
        LegalBasis::LegalObligation { statute } => {
            vec![format!("{} {statute}.", words.basis_obligation)]
        }
        LegalBasis::VitalInterests => vec![words.basis_vital.to_owned()],
        LegalBasis::PublicTask { statute } => {
            vec![format!("{} {statute}.", words.basis_public_task)]
        }
        LegalBasis::LegitimateInterest {
            interest,
            balancing,
        } => vec![
            format!("{} {}", words.basis_interest, interest.get(language)),
            format!("{} {}", words.balancing, balancing.get(language)),
        ],
    }
}

fn scope(purpose: &Purpose, language: Language, words: &Words) -> Option<Row> {
    let channel = purpose.channel.as_ref()?.get(language);
    let topics: Vec<&str> = purpose
        .topic
        .values()
        .map(|topic| topic.get(language))
        .collect();
    Some(row(
        words.scope,
        [format!("{channel}: {}", topics.join(" · "))],
    ))
}

fn data_line(served: &ServedRegister, language: Language, item: &DataItem) -> String {
    let words = words::of(language);
    let items = item.items.get(language);
    let Some(category) = served.register().data.get(&item.category) else {
        return items.to_owned();
    };
    let title = category.title.get(language);
    let care = match category.sensitivity {
        Sensitivity::Ordinary => None,
        Sensitivity::Confidential => Some(words.confidential.to_owned()),
        Sensitivity::Cpr => Some(words.cpr(item.cpr)),
        Sensitivity::Criminal => Some(words.criminal.to_owned()),
        Sensitivity::Special => Some(words.special(item.article9)),
    };
    let whose = category.third_party.then_some(words.third_party);
    [
        Some(format!("{title}: {items}.")),
        care,
        whose.map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ")
}

fn source_in(purpose: &Purpose, language: Language, words: &Words) -> Vec<String> {
    let person = purpose
        .source
        .from_person
        .then(|| words.from_you.to_owned());
    let others = purpose
        .source
        .others
        .as_ref()
        .map(|others| others.get(language).to_owned());
    person.into_iter().chain(others).collect()
}

fn must_be_given(purpose: &Purpose, language: Language, words: &Words) -> [String; 1] {
    let must = &purpose.must_be_given;
    let answer = if must.required {
        words.required
    } else {
        words.voluntary
    };
    [format!("{answer} {}", must.consequence.get(language))]
}

fn recipients_in(
    served: &ServedRegister,
    language: Language,
    purpose: &Purpose,
    words: &Words,
) -> Vec<String> {
    let lines: Vec<String> = purpose
        .recipients
        .iter()
        .filter_map(|key| served.register().recipient.get(key))
        .map(|recipient| recipient_line(recipient, language))
        .collect();
    if lines.is_empty() {
        vec![words.nobody.to_owned()]
    } else {
        lines
    }
}

/// How long, and how long the proof.
pub(crate) fn retention(purpose: &Purpose, language: Language) -> Vec<String> {
    let rule = purpose
        .retention
        .as_ref()
        .map(|rule| rule.in_words(language));
    let proof = purpose.proof_after_end.as_ref().map(|proof| {
        let words = words::of(language);
        let reason = proof
            .reason
            .as_ref()
            .map_or("", |reason| reason.get(language));
        let period = proof.period.in_words(language);
        format!("{} {period}. {reason}", words.proof)
            .trim_end()
            .to_owned()
    });
    rule.into_iter().chain(proof).collect()
}

fn automated_in(purpose: &Purpose, language: Language, words: &Words) -> [String; 1] {
    let automated = &purpose.automated;
    let explanation = automated
        .explanation
        .as_ref()
        .map_or("", |text| text.get(language));
    [if automated.takes_place {
        format!("{} {explanation}", words.automated_yes)
    } else {
        words.automated_no.to_owned()
    }]
}

/// Which data, kind by kind.
#[cfg(feature = "mail")]
pub(crate) fn data(served: &ServedRegister, language: Language, purpose: &Purpose) -> Vec<String> {
    let data = purpose.data.iter();
    data.map(|item| data_line(served, language, item)).collect()
}

/// Where it comes from.
#[cfg(feature = "mail")]
pub(crate) fn source(purpose: &Purpose, language: Language) -> Vec<String> {
    source_in(purpose, language, words::of(language))
}

/// Who receives it.
#[cfg(feature = "mail")]
pub(crate) fn recipients(
    served: &ServedRegister,
    language: Language,
    purpose: &Purpose,
) -> Vec<String> {
    recipients_in(served, language, purpose, words::of(language))
}

/// Whether a computer decides.
#[cfg(feature = "mail")]
pub(crate) fn automated(purpose: &Purpose, language: Language) -> Vec<String> {
    automated_in(purpose, language, words::of(language)).into()
}
