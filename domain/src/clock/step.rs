//! One step of an explanation, as data and as a sentence.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{DayOff, Holiday, Waiting};
use crate::text::{Language, day_in_words, moment_in_words};

/// One step on the way to a deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The request came.
    Received {
        /// When.
        day: Date,
    },
    /// The same date, so many months later.
    SameDate {
        /// How many.
        months: u8,
        /// That date.
        day: Date,
    },
    /// The month lacks that date, so its last day counts.
    LastOfMonth {
        /// How many months later.
        months: u8,
        /// The day of the month that it lacks.
        missing: i8,
        /// The month's last day.
        day: Date,
    },
    /// The clock stood still.
    StoodStill {
        /// The day we asked.
        from: Date,
        /// The day the answer came.
        to: Date,
        /// The whole days between them.
        days: i64,
        /// What was waited for.
        waiting: Waiting,
    },
    /// A pause changes nothing, because the time was over when it began.
    TooLateToPause {
        /// The day it began.
        from: Date,
    },
    /// The days on which the clock stood still are added.
    Added {
        /// How many in all.
        days: i64,
        /// The day that this gives.
        day: Date,
    },
    /// The clock stands still now, and those days are not counted yet.
    StandsStill {
        /// Since when.
        since: Date,
    },
    /// A day that nobody has to work on.
    NoWorkingDay {
        /// The day.
        day: Date,
        /// Why not.
        why: DayOff,
    },
    /// So the deadline moves to the next working day.
    MovedTo {
        /// That day.
        day: Date,
    },
    /// The organisation promised so many working days.
    Promised {
        /// How many.
        working_days: u16,
    },
    /// A holiday within them.
    NotCounted {
        /// The day.
        day: Date,
        /// Which holiday.
        holiday: Holiday,
    },
    /// The last day to answer on.
    Due {
        /// That day.
        day: Date,
    },
    /// The last day if the clock had never stood still.
    Unpaused {
        /// That day.
        day: Date,
    },
    /// Somebody became aware of a breach.
    Aware {
        /// When, as clocks show it.
        at: DateTime,
    },
    /// Straight hours from then.
    Hours {
        /// How many.
        hours: u8,
    },
    /// Clocks were changed by an hour meanwhile.
    ClocksChanged {
        /// Forward in spring, back in autumn.
        forward: bool,
    },
    /// When the hours are over.
    DueAt {
        /// When, as clocks show it.
        at: DateTime,
    },
}

impl Step {
    /// The step as a sentence, which staff and the person read alike.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        match language {
            Language::Da => self.in_danish(),
            Language::En => self.in_english(),
        }
    }

    fn in_danish(&self) -> String {
        let name = |day: &Date| day_in_words(*day, Language::Da);
        let moment = |at: &DateTime| moment_in_words(*at, Language::Da);
        match self {
            Self::Received { day } => format!("Vi fik den {}.", name(day)),
            Self::SameDate { months, day } => {
                format!("{} senere er {}.", danish_months(*months), name(day))
            }
            Self::LastOfMonth {
                months,
                missing,
                day,
            } => format!(
                "{} senere har måneden ingen {missing}. dag, så dens sidste dag tæller: {}.",
                danish_months(*months),
                name(day)
            ),
            Self::StoodStill {
                from,
                to,
                days,
                waiting,
            } => format!(
                "Uret stod stille fra {} til {}, mens vi ventede på at få at vide, {}: {}.",
                name(from),
                name(to),
                danish_waiting(*waiting),
                danish_days(*days)
            ),
            Self::TooLateToPause { from } => format!(
                "Vi spurgte først {}, da fristen var udløbet. Den pause tæller ikke.",
                name(from)
            ),
            Self::Added { days, day } => {
                format!("{} mere giver {}.", danish_days(*days), name(day))
            }
            Self::StandsStill { since } => format!(
                "Uret har stået stille siden {}. Dagene lægges til, når det går igen.",
                name(since)
            ),
            Self::NoWorkingDay { day, why } => {
                let why = match why {
                    DayOff::Holiday(holiday) => holiday.in_words(Language::Da),
                    DayOff::Weekend => "i en weekend",
                };
                capitalised(&format!("{} er {why}.", name(day)))
            }
            Self::MovedTo { day } => {
                format!("Derfor går fristen til den næste hverdag: {}.", name(day))
            }
            Self::Promised { working_days } => format!(
                "Vi har lovet svar inden {}. Vi tæller fra dagen efter, og lørdage, søndage og helligdage tæller ikke med.",
                danish_working_days(*working_days)
            ),
            Self::NotCounted { day, holiday } => capitalised(&format!(
                "{} er {} og tæller ikke med.",
                name(day),
                holiday.in_words(Language::Da)
            )),
            Self::Due { day } => format!("Fristen er {}. Hele dagen er med.", name(day)),
            Self::Unpaused { day } => format!(
                "Uden pauser ville fristen være {}. Det er den dag, vi arbejder efter. Sådan er vores egen metode.",
                name(day)
            ),
            Self::Aware { at } => format!("Vi blev klar over det {}.", moment(at)),
            Self::Hours { hours } => {
                format!("Derfra er der {hours} timer, også hen over weekender og helligdage.")
            }
            Self::ClocksChanged { forward: true } => "Imens stilles uret en time frem.".to_owned(),
            Self::ClocksChanged { forward: false } => {
                "Imens stilles uret en time tilbage.".to_owned()
            }
            Self::DueAt { at } => format!("Fristen er {}.", moment(at)),
        }
    }

    fn in_english(&self) -> String {
        let name = |day: &Date| day_in_words(*day, Language::En);
        let moment = |at: &DateTime| moment_in_words(*at, Language::En);
        match self {
            Self::Received { day } => format!("We received it on {}.", name(day)),
            Self::SameDate { months, day } => {
                format!("{} later is {}.", english_months(*months), name(day))
            }
            Self::LastOfMonth {
                months,
                missing,
                day,
            } => format!(
                "{} later the month has no day {missing}, so its last day counts: {}.",
                english_months(*months),
                name(day)
            ),
            Self::StoodStill {
                from,
                to,
                days,
                waiting,
            } => format!(
                "The clock stood still from {} to {} while we waited to be told {}: {}.",
                name(from),
                name(to),
                english_waiting(*waiting),
                english_days(*days)
            ),
            Self::TooLateToPause { from } => format!(
                "We did not ask until {}, when the time was already over. That pause does not count.",
                name(from)
            ),
            Self::Added { days, day } => {
                format!("{} more make {}.", english_days(*days), name(day))
            }
            Self::StandsStill { since } => format!(
                "The clock has stood still since {}. The days are added when it goes on.",
                name(since)
            ),
            Self::NoWorkingDay { day, why } => {
                let why = match why {
                    DayOff::Holiday(holiday) => holiday.in_words(Language::En),
                    DayOff::Weekend => "in a weekend",
                };
                format!("{} is {why}.", name(day))
            }
            Self::MovedTo { day } => {
                format!(
                    "So the deadline moves to the next working day: {}.",
                    name(day)
                )
            }
            Self::Promised { working_days } => format!(
                "We have promised an answer within {}. We count from the day after; Saturdays, Sundays and public holidays do not count.",
                english_working_days(*working_days)
            ),
            Self::NotCounted { day, holiday } => format!(
                "{} is {} and does not count.",
                name(day),
                holiday.in_words(Language::En)
            ),
            Self::Due { day } => format!("The deadline is {}. The whole day counts.", name(day)),
            Self::Unpaused { day } => format!(
                "Without pauses the deadline would be {}. That is the day we work to, which is a method of our own.",
                name(day)
            ),
            Self::Aware { at } => format!("We became aware of it on {}.", moment(at)),
            Self::Hours { hours } => format!(
                "From then there are {hours} hours, through weekends and public holidays too."
            ),
            Self::ClocksChanged { forward: true } => {
                "Meanwhile clocks are set forward by an hour.".to_owned()
            }
            Self::ClocksChanged { forward: false } => {
                "Meanwhile clocks are set back by an hour.".to_owned()
            }
            Self::DueAt { at } => format!("The deadline is {}.", moment(at)),
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn danish_months(months: u8) -> String {
    match months {
        1 => "En måned".to_owned(),
        3 => "Tre måneder".to_owned(),
        other => format!("{other} måneder"),
    }
}

fn english_months(months: u8) -> String {
    match months {
        1 => "One month".to_owned(),
        3 => "Three months".to_owned(),
        other => format!("{other} months"),
    }
}

fn danish_days(days: i64) -> String {
    format!("{days} {}", if days == 1 { "dag" } else { "dage" })
}

fn english_days(days: i64) -> String {
    format!("{days} {}", if days == 1 { "day" } else { "days" })
}

fn danish_working_days(days: u16) -> String {
    format!("{days} {}", if days == 1 { "hverdag" } else { "hverdage" })
}

fn english_working_days(days: u16) -> String {
    let unit = if days == 1 {
        "working day"
    } else {
        "working days"
    };
    format!("{days} {unit}")
}

const fn danish_waiting(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Identity => "hvem der spørger",
        Waiting::Clarification => "hvad der ønskes",
        Waiting::Both => "hvem der spørger, og hvad der ønskes",
    }
}

const fn english_waiting(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Identity => "who asks",
        Waiting::Clarification => "what is wanted",
        Waiting::Both => "who asks and what is wanted",
    }
}
