//! A month as calendars on walls show it: whole weeks that begin on Monday, with their numbers (ISO 8601), and the days
//! that an event touches.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Weekday, date};

/// The years that have months to look at.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2199;

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    first: Date,
}

/// A week of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its number in the year (ISO 8601).
    pub number: i8,
    /// Its Monday.
    pub monday: Date,
}

impl Month {
    /// The month of a day; none of a year that nobody looks at.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        let first = day.first_of_month();
        YEARS.contains(&first.year()).then_some(Self { first })
    }

    /// Reads `2026-12`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let is_number = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(year, 4) || !is_number(month, 2) {
            return None;
        }
        let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        Self::of(first)
    }

    /// The month before, if anybody looks at it.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::of(self.first.checked_sub(1.month()).ok()?)
    }

    /// The month after, likewise.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::of(self.first.checked_add(1.month()).ok()?)
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Whether `day` is in it.
    #[must_use]
    pub fn has(self, day: Date) -> bool {
        day.first_of_month() == self.first
    }

    /// Its weeks. The first and the last may hold days of its neighbours.
    #[must_use]
    pub fn weeks(self) -> Vec<Week> {
        let last = self.first.last_of_month();
        let mut weeks = Vec::with_capacity(6);
        let back = self.first.weekday().to_monday_zero_offset();
        let mut monday = self.first.saturating_sub(i64::from(back).days());
        while monday <= last {
            weeks.push(Week {
                number: monday.iso_week_date().week(),
                monday,
            });
            monday = monday.saturating_add(1.week());
        }
        weeks
    }
}

impl fmt::Display for Month {
    /// `2026-12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl Week {
    /// Its days, Monday first.
    #[must_use]
    pub fn days(self) -> [Date; 7] {
        std::array::from_fn(|day| self.monday.saturating_add((day as i64).days()))
    }
}

/// The days of a week as headings, Monday first.
#[must_use]
pub fn weekdays() -> [Weekday; 7] {
    std::array::from_fn(|day| Weekday::Monday.wrapping_add(day as i64))
}

/// Whether an event touches `day`. One that ends at midnight does not touch the day that begins then.
#[must_use]
pub fn touches(starts: DateTime, ends: DateTime, day: Date) -> bool {
    let begins = day.to_datetime(jiff::civil::Time::midnight());
    starts.date() == day || (starts.date() < day && ends > begins)
}

/// The last day on which an event lasts.
#[must_use]
pub fn last_day(starts: DateTime, ends: DateTime) -> Date {
    let ends_at_midnight = ends.time() == jiff::civil::Time::midnight();
    if ends_at_midnight && ends.date() > starts.date() {
        return ends.date().yesterday().unwrap_or(date(-9999, 1, 1));
    }
    ends.date()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    #[test]
    fn weeks_begin_on_monday_and_are_numbered_over_new_year() {
        let weeks = month("2026-12").weeks();
        let numbers: Vec<i8> = weeks.iter().map(|week| week.number).collect();
        assert_eq!(numbers, [49, 50, 51, 52, 53]);
        assert_eq!(weeks[0].monday, date(2026, 11, 30));
        assert_eq!(weeks[4].days()[6], date(2027, 1, 3));
        let numbers = month("2027-01").weeks();
        let numbers: Vec<i8> = numbers.iter().map(|week| week.number).collect();
        assert_eq!(numbers, [53, 1, 2, 3, 4]);
        assert_eq!(month("2027-02").weeks().len(), 4, "28 days from a Monday");
        assert_eq!(weekdays()[0], Weekday::Monday);
        assert_eq!(weekdays()[6], Weekday::Sunday);
    }

    #[test]
    fn what_is_no_month_is_none() {
        for text in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "2026-1",
            "26-12",
            "1999-12",
            "2200-01",
            "9999-12",
            "-026-12",
            "2026-12-01",
            "+026-12",
            "2026-١٢",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
        assert_eq!(month("2000-01").previous(), None);
        assert_eq!(month("2199-12").next(), None);
        assert_eq!(month("2026-12").next(), Some(month("2027-01")));
        assert_eq!(month("2027-01").previous().unwrap().to_string(), "2026-12");
    }

    #[test]
    fn an_event_touches_each_day_it_lasts_on() {
        let eve = date(2026, 12, 31);
        let starts = eve.at(22, 0, 0, 0);
        let on = |ends: DateTime, day| touches(starts, ends, day);
        let late = date(2027, 1, 1).at(1, 0, 0, 0);
        assert!(on(late, eve) && on(late, date(2027, 1, 1)));
        assert!(!on(late, date(2027, 1, 2)) && !on(late, date(2026, 12, 30)));
        let midnight = date(2027, 1, 1).at(0, 0, 0, 0);
        assert!(on(midnight, eve) && !on(midnight, date(2027, 1, 1)));
        assert_eq!(last_day(starts, midnight), eve);
        assert_eq!(last_day(starts, late), date(2027, 1, 1));
    }

    proptest! {
        #[test]
        fn every_day_of_a_month_stands_in_one_week(year in 2000_i16..2200, number in 1_i8..=12) {
            let month = Month::of(date(year, number, 17)).unwrap();
            prop_assert_eq!(Month::parse(&month.to_string()), Some(month));
            let days: Vec<Date> = month.weeks().into_iter().flat_map(Week::days).collect();
            prop_assert!(days.windows(2).all(|pair| pair[0].tomorrow().unwrap() == pair[1]));
            let inside = days.iter().filter(|day| month.has(**day)).count();
            prop_assert_eq!(inside, usize::try_from(month.first().days_in_month()).unwrap());
            for week in month.weeks() {
                prop_assert_eq!(week.monday.weekday(), Weekday::Monday);
                prop_assert!(week.days().into_iter().any(|day| month.has(day)));
            }
        }
    }
}
