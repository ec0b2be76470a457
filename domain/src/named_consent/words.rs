//! What people are told of a question for consent: what it asks, and where it stands.

use jiff::Timestamp;
use jiff::civil::Date;

use super::scope::{Direction, Scope};
use super::standing::{Answer, How, NamedConsent, Recorded, Source, Standing};
use crate::text::{Language, date_in_words};

impl Scope {
    /// The question.
    #[must_use]
    pub const fn question(&self, language: Language) -> &'static str {
        match (self.direction, language) {
            (Direction::Give, Language::Da) => "Må vi give oplysninger om dig videre?",
            (Direction::Give, Language::En) => "May we give data about you to somebody?",
            (Direction::Fetch, Language::Da) => "Må vi hente oplysninger om dig?",
            (Direction::Fetch, Language::En) => "May we fetch data about you?",
        }
    }

    /// The parts of what is asked, each with its label.
    #[must_use]
    pub fn parts(&self, language: Language) -> Vec<(&'static str, String)> {
        let labels = match language {
            Language::Da => [
                "Hvem giver",
                "Hvem får",
                "Hvad",
                "Hvorfor",
                "Hvad der giver lov",
            ],
            Language::En => ["Who gives", "Who gets", "What", "Why", "What permits it"],
        };
        let permits = match language {
            Language::Da => format!("Dit ja ({}).", self.bases.articles()),
            Language::En => format!("Your yes ({}).", self.bases.articles()),
        };
        let values = [
            self.sender.as_str().to_owned(),
            self.recipient.as_str().to_owned(),
            self.data.as_str().to_owned(),
            self.what_for.as_str().to_owned(),
            permits,
        ];
        labels.into_iter().zip(values).collect()
    }
}

impl NamedConsent {
    /// What a yes says and for how long, line by line, as it is shown beside the buttons.
    #[must_use]
    pub fn shown(&self, language: Language) -> Vec<String> {
        let question = self.scope.question(language).to_owned();
        let parts = self.scope.parts(language).into_iter();
        let parts = parts.map(|(label, value)| format!("{label}: {value}"));
        [question]
            .into_iter()
            .chain(parts)
            .chain([lasts(self.last_day, language)])
            .collect()
    }

    /// Where it stands, in a sentence or two. `day` says the day of an instant.
    #[must_use]
    pub fn in_words(&self, language: Language, day: &dyn Fn(Timestamp) -> String) -> Vec<String> {
        let yes = |yes: &Answer| match language {
            Language::Da => format!("Du sagde ja {}.", answered(yes, language, day)),
            Language::En => format!("You said yes {}.", answered(yes, language, day)),
        };
        match &self.standing {
            Standing::Asked { answer_by } => {
                let by = date_in_words(*answer_by, language);
                vec![match language {
                    Language::Da => format!(
                        "Venter på dit svar til og med {by}. Svarer du ikke, gør vi det ikke."
                    ),
                    Language::En => format!(
                        "Waits for your answer until and with {by}. If you do not answer, we do not do it."
                    ),
                }]
            }
            Standing::Given { yes: given } => {
                vec![yes(given), lasts(self.last_day, language)]
            }
            Standing::Refused { no } => vec![match language {
                Language::Da => format!("Du sagde nej {}.", answered(no, language, day)),
                Language::En => format!("You said no {}.", answered(no, language, day)),
            }],
            Standing::Withdrawn {
                yes: given,
                end,
                was_said: true,
            } => vec![
                yes(given),
                match language {
                    Language::Da => {
                        format!("Du trak det tilbage {}.", answered(end, language, day))
                    }
                    Language::En => format!("You took it back {}.", answered(end, language, day)),
                },
            ],
            Standing::Withdrawn { end, .. } => vec![match language {
                Language::Da => format!(
                    "Vi havde skrevet, at du sagde ja. Du har {} svaret, at det gjorde du ikke. Så det gælder ikke.",
                    answered(end, language, day)
                ),
                Language::En => format!(
                    "We had written that you said yes. You told us {} that you did not. So it does not count.",
                    answered(end, language, day)
                ),
            }],
            Standing::Ended {
                yes: Some(given), ..
            } => {
                let last = date_in_words(self.last_day, language);
                vec![
                    yes(given),
                    match language {
                        Language::Da => format!("Det gjaldt til og med {last} og er slut."),
                        Language::En => format!("It held until and with {last} and is over."),
                    },
                ]
            }
            Standing::Ended { yes: None, .. } => vec![
                match language {
                    Language::Da => "Du svarede ikke, og spørgsmålet er slut.",
                    Language::En => "You did not answer, and the question is over.",
                }
                .to_owned(),
            ],
        }
    }
}

impl Recorded {
    /// What staff wrote down, with how and when it was said.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let on = date_in_words(self.said_on, language);
        let wording = self.wording.as_str();
        match (self.from, language) {
            (Source::Paper, Language::Da) => format!("På papir, {on}: \"{wording}\""),
            (Source::Paper, Language::En) => format!("On paper, {on}: \"{wording}\""),
            (Source::Speech, Language::Da) => format!("Sagt til os, {on}: \"{wording}\""),
            (Source::Speech, Language::En) => format!("Said to us, {on}: \"{wording}\""),
        }
    }
}

fn lasts(last_day: Date, language: Language) -> String {
    let last = date_in_words(last_day, language);
    match language {
        Language::Da => format!("Dit ja gælder til og med {last}."),
        Language::En => format!("Your yes holds until and with {last}."),
    }
}

fn answered(answer: &Answer, language: Language, day: &dyn Fn(Timestamp) -> String) -> String {
    match (&answer.how, language) {
        (How::Portal, Language::Da) => format!("her på siden {}", day(answer.at)),
        (How::Portal, Language::En) => format!("on this site on {}", day(answer.at)),
        (How::Recorded(recorded), Language::Da) => {
            format!(
                "{} {}",
                how_it_came(recorded.from, language),
                date_in_words(recorded.said_on, language)
            )
        }
        (How::Recorded(recorded), Language::En) => {
            format!(
                "{} on {}",
                how_it_came(recorded.from, language),
                date_in_words(recorded.said_on, language)
            )
        }
    }
}

const fn how_it_came(from: Source, language: Language) -> &'static str {
    match (from, language) {
        (Source::Paper, Language::Da) => "på papir",
        (Source::Paper, Language::En) => "on paper",
        (Source::Speech, Language::Da) => "mundtligt",
        (Source::Speech, Language::En) => "by word of mouth",
    }
}
