//! The two languages, and words that exist in both.

use serde::{Deserialize, Serialize};

/// A language that pages, notices and mails are written in. Danish comes first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish, the first language.
    #[default]
    Da,
    /// English.
    En,
}

impl Language {
    /// Both languages, Danish first.
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }
}

/// One text in both languages. An empty string means that the language is missing, which the register's
/// check reports as an error; a register that is served has both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The Danish words.
    #[serde(default)]
    pub da: String,
    /// The English words.
    #[serde(default)]
    pub en: String,
}

impl Text {
    /// The words in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Da => &self.da,
            Language::En => &self.en,
        }
    }
}

/// A civil date in words: `21. november 2026`, `21 November 2026`.
#[must_use]
pub fn date_in_words(date: jiff::civil::Date, language: Language) -> String {
    let month = month_name(date, language);
    match language {
        Language::Da => format!("{}. {month} {}", date.day(), date.year()),
        Language::En => format!("{} {month} {}", date.day(), date.year()),
    }
}

/// A day in words, with its day of the week: `lørdag den 21. november 2026`, `Saturday 21 November 2026`.
#[must_use]
pub fn day_in_words(day: jiff::civil::Date, language: Language) -> String {
    let weekday = weekday_in_words(day.weekday(), language);
    let date = date_in_words(day, language);
    match language {
        Language::Da => format!("{weekday} den {date}"),
        Language::En => format!("{weekday} {date}"),
    }
}

/// The month of a date in words: `november 2026`, `November 2026`.
#[must_use]
pub fn month_in_words(date: jiff::civil::Date, language: Language) -> String {
    format!("{} {}", month_name(date, language), date.year())
}

fn month_name(date: jiff::civil::Date, language: Language) -> &'static str {
    const DA: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // A civil date's month is 1 to 12.
    let month = usize::from(date.month().unsigned_abs() - 1);
    match language {
        Language::Da => DA[month],
        Language::En => EN[month],
    }
}

/// A day of the week in words: `mandag`, `Monday`.
#[must_use]
pub const fn weekday_in_words(day: jiff::civil::Weekday, language: Language) -> &'static str {
    use jiff::civil::Weekday;
    match (day, language) {
        (Weekday::Monday, Language::Da) => "mandag",
        (Weekday::Tuesday, Language::Da) => "tirsdag",
        (Weekday::Wednesday, Language::Da) => "onsdag",
        (Weekday::Thursday, Language::Da) => "torsdag",
        (Weekday::Friday, Language::Da) => "fredag",
        (Weekday::Saturday, Language::Da) => "lørdag",
        (Weekday::Sunday, Language::Da) => "søndag",
        (Weekday::Monday, Language::En) => "Monday",
        (Weekday::Tuesday, Language::En) => "Tuesday",
        (Weekday::Wednesday, Language::En) => "Wednesday",
        (Weekday::Thursday, Language::En) => "Thursday",
        (Weekday::Friday, Language::En) => "Friday",
        (Weekday::Saturday, Language::En) => "Saturday",
        (Weekday::Sunday, Language::En) => "Sunday",
    }
}

/// A moment in words, to the minute: `21. november 2026 kl. 11.05`, `21 November 2026 at 11:05`.
#[must_use]
pub fn moment_in_words(moment: jiff::civil::DateTime, language: Language) -> String {
    let day = date_in_words(moment.date(), language);
    let (hour, minute) = (moment.hour(), moment.minute());
    match language {
        Language::Da => format!("{day} kl. {hour:02}.{minute:02}"),
        Language::En => format!("{day} at {hour:02}:{minute:02}"),
    }
}

/// From when until when, to the minute: `7. december 2026 kl. 19.00–21.30`, and with both days where it ends on another.
#[must_use]
pub fn span_in_words(
    starts: jiff::civil::DateTime,
    ends: jiff::civil::DateTime,
    language: Language,
) -> String {
    let begins = moment_in_words(starts, language);
    if starts.date() != ends.date() {
        let ends = moment_in_words(ends, language);
        return match language {
            Language::Da => format!("{begins} til {ends}"),
            Language::En => format!("{begins} to {ends}"),
        };
    }
    let (hour, minute) = (ends.hour(), ends.minute());
    match language {
        Language::Da => format!("{begins}–{hour:02}.{minute:02}"),
        Language::En => format!("{begins}–{hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_people_say_them() {
        let date = jiff::civil::date(2026, 3, 1);
        assert_eq!(date_in_words(date, Language::Da), "1. marts 2026");
        assert_eq!(date_in_words(date, Language::En), "1 March 2026");
        assert_eq!(day_in_words(date, Language::Da), "søndag den 1. marts 2026");
        assert_eq!(day_in_words(date, Language::En), "Sunday 1 March 2026");
        assert_eq!(month_in_words(date, Language::Da), "marts 2026");
        assert_eq!(weekday_in_words(date.weekday(), Language::Da), "søndag");
        let moment = date.at(9, 5, 59, 0);
        assert_eq!(
            moment_in_words(moment, Language::Da),
            "1. marts 2026 kl. 09.05"
        );
        assert_eq!(
            moment_in_words(moment, Language::En),
            "1 March 2026 at 09:05"
        );
        let until = |ends, language| span_in_words(moment, ends, language);
        assert_eq!(
            until(date.at(11, 30, 0, 0), Language::Da),
            "1. marts 2026 kl. 09.05–11.30"
        );
        assert_eq!(
            until(date.tomorrow().unwrap().at(1, 0, 0, 0), Language::En),
            "1 March 2026 at 09:05 to 2 March 2026 at 01:00"
        );
    }
}
