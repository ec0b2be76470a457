//! The Danish calendar: which days nobody has to work on.
//!
//! Not among them, though many have the day off: grundlovsdag (5 June), juleaftensdag (24 December) and nytårsaftensdag
//! (31 December). Only some Danish statutes count those, and the Regulation asks for public holidays.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::RULES;
use crate::text::Language;

/// A Danish public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Skærtorsdag, the Thursday before Easter.
    MaundyThursday,
    /// Langfredag, the Friday before Easter.
    GoodFriday,
    /// Påskedag.
    EasterSunday,
    /// 2. påskedag.
    EasterMonday,
    /// Store bededag, the fourth Friday after Easter; until and with 2023.
    PrayerDay,
    /// Kristi himmelfartsdag, 39 days after Easter.
    Ascension,
    /// Pinsedag, seven weeks after Easter.
    WhitSunday,
    /// 2. pinsedag.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
}

impl Holiday {
    /// Which one a day is, if any.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        match (day.month(), day.day()) {
            (1, 1) => return Some(Self::NewYear),
            (12, 25) => return Some(Self::ChristmasDay),
            (12, 26) => return Some(Self::SecondChristmasDay),
            _ => {}
        }
        match super::days_between(easter(day.year()), day) {
            -3 => Some(Self::MaundyThursday),
            -2 => Some(Self::GoodFriday),
            0 => Some(Self::EasterSunday),
            1 => Some(Self::EasterMonday),
            26 if day.year() <= RULES.last_prayer_day => Some(Self::PrayerDay),
            39 => Some(Self::Ascension),
            49 => Some(Self::WhitSunday),
            50 => Some(Self::WhitMonday),
            _ => None,
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            Self::NewYear => ("nytårsdag", "New Year's Day"),
            Self::MaundyThursday => ("skærtorsdag", "Maundy Thursday"),
            Self::GoodFriday => ("langfredag", "Good Friday"),
            Self::EasterSunday => ("påskedag", "Easter Sunday"),
            Self::EasterMonday => ("2. påskedag", "Easter Monday"),
            Self::PrayerDay => ("store bededag", "Great Prayer Day"),
            Self::Ascension => ("Kristi himmelfartsdag", "Ascension Day"),
            Self::WhitSunday => ("pinsedag", "Whit Sunday"),
            Self::WhitMonday => ("2. pinsedag", "Whit Monday"),
            Self::ChristmasDay => ("1. juledag", "Christmas Day"),
            Self::SecondChristmasDay => ("2. juledag", "the second day of Christmas"),
        };
        match language {
            Language::Da => danish,
            Language::En => english,
        }
    }
}

/// Why a day is no working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOff {
    /// A public holiday, on whichever day of the week.
    Holiday(Holiday),
    /// Saturday or Sunday, and nothing else.
    Weekend,
}

impl DayOff {
    /// Why nobody has to work on a day; none on a working day.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        if let Some(holiday) = Holiday::of(day) {
            return Some(Self::Holiday(holiday));
        }
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday).then_some(Self::Weekend)
    }
}

/// Monday to Friday and no public holiday: "hverdag".
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    DayOff::of(day).is_none()
}

/// The day itself where it is a working day, otherwise the next one that is.
#[must_use]
pub fn next_working_day(mut day: Date) -> Date {
    // The calendar ends with year 9999, on a Friday.
    while !is_working_day(day) {
        day = day.saturating_add(1.day());
    }
    day
}

/// Easter Sunday of a date's year, by the Gregorian computus in the form of Meeus, Jones and Butcher.
fn easter(year: i16) -> Date {
    let of = i64::from(year);
    let golden = of.rem_euclid(19);
    let (century, of_century) = (of.div_euclid(100), of.rem_euclid(100));
    let lunar = (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + century - century.div_euclid(4) - lunar + 15).rem_euclid(30);
    let to_sunday = 32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4;
    let to_sunday = to_sunday.rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    // Every year that a date can have has a 22 March.
    Date::constant(year, 3, 22).saturating_add((epact + to_sunday - 7 * late).days())
}
