//! What a person is shown before answering voluntary questions, in order and in full. The evidence names it by its hash.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Question;
use crate::canonical::{self, Digest, NotCanonical};
use crate::notice::provider_line;
use crate::register::{Purpose, ServedRegister};
use crate::subscription::Term;
use crate::text::{Language, date_in_words};

/// The ordered strings of the questions of one event in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersWording {
    /// The language it is written in.
    pub language: Language,
    /// What the answers are for.
    pub title: String,
    /// The same in a few sentences.
    pub intro: String,
    /// The questions.
    pub questions: Vec<String>,
    /// Who gets the answers, how to take them back, and how long they are kept.
    pub terms: Vec<Term>,
    /// What answering means.
    pub promise: String,
}

impl AnswersWording {
    /// What is shown above `questions`, whose answers go after `last_day`; none where the register has no purpose that
    /// answers rest on, or nothing is asked.
    #[must_use]
    pub fn of(
        register: &ServedRegister,
        questions: &[Question],
        language: Language,
        last_day: Date,
    ) -> Option<Self> {
        let purpose = register.seat_answers()?.purpose;
        if questions.is_empty() {
            return None;
        }
        let texts = questions.iter().map(|question| question.text(language));
        Some(Self {
            language,
            title: purpose.title.get(language).to_owned(),
            intro: purpose.description.get(language).to_owned(),
            questions: texts.map(|text| text.as_str().to_owned()).collect(),
            terms: terms(register, purpose, language, last_day),
            promise: format!(
                "{} {}",
                yes(language),
                purpose.must_be_given.consequence.get(language)
            ),
        })
    }

    /// The canonical bytes that are stored.
    ///
    /// # Errors
    /// Never in practice: a wording holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// Its name: the SHA-256 of its canonical bytes.
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::of(&self.to_bytes()?))
    }
}

const fn yes(language: Language) -> &'static str {
    match language {
        Language::Da => "Når du skriver et svar, siger du ja til, at vi bruger det sådan.",
        Language::En => "By writing an answer you agree that we use it so.",
    }
}

fn terms(
    register: &ServedRegister,
    purpose: &Purpose,
    language: Language,
    last_day: Date,
) -> Vec<Term> {
    let known = &register.register().recipient;
    let recipients = purpose.recipients.iter();
    let recipients = recipients.filter_map(|key| known.get(key));
    let recipients: Vec<String> = recipients
        .map(|recipient| format!("{}.", provider_line(Some(recipient), language)))
        .collect();
    let who = if recipients.is_empty() {
        register.register().controller.name.clone()
    } else {
        recipients.join(" ")
    };
    let day = date_in_words(last_day, language);
    let terms = match language {
        Language::Da => [
            ("Hvem får svarene", who),
            (
                "Sådan tager du dem tilbage",
                "Når som helst på din egen side, med linket i din mail. Du beholder din plads."
                    .to_owned(),
            ),
            (
                "Så længe gemmer vi dem",
                format!(
                    "Til du tager dem tilbage eller melder fra, og senest til {day}. Beviset på dit ja bliver liggende lidt længere, låst."
                ),
            ),
        ],
        Language::En => [
            ("Who gets the answers", who),
            (
                "How to take them back",
                "At any time on your own page, by the link in your mail. You keep your seat."
                    .to_owned(),
            ),
            (
                "How long we keep them",
                format!(
                    "Until you take them back or give up your place, and until {day} at the latest. The proof of your yes stays a little longer, locked."
                ),
            ),
        ],
    };
    let term = |(label, text): (&str, String)| Term {
        label: label.to_owned(),
        text,
    };
    terms.map(term).into()
}
