//! Events that come again: the days on which one does. What the clock shows stays, whether or not it was set in between;
//! which of those moments exist is for whoever knows the clocks to say.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Weekday};

use crate::problem::Problem;
use crate::text::{Language, date_in_words, month_in_words, weekday_in_words};

/// The fewest times, and the most, that an event is held.
const TIMES: std::ops::RangeInclusive<u32> = 2..=52;

/// How often an event comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every week.
    Week,
    /// Every second week.
    SecondWeek,
    /// Every month on the same weekday of the month, such as the second Tuesday.
    Month,
    /// Every year on the same date.
    Year,
}

impl Every {
    /// Every one, those that come more often first.
    pub const ALL: [Self; 4] = [Self::Week, Self::SecondWeek, Self::Month, Self::Year];

    /// What forms call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::SecondWeek => "second-week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// How often an event comes again, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    every: Every,
    until: Until,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    Times(u32),
    Day(Date),
}

/// The fields of the form, as they arrived.
#[derive(Clone, Debug, Default)]
pub struct TypedRecurrence {
    /// How often; nothing for an event that does not come again.
    pub every: String,
    /// How many times in all.
    pub times: String,
    /// Or the last day.
    pub until: String,
}

/// One of the moments at which an event is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// When it begins, as clocks show it.
    pub starts: DateTime,
    /// When it ends, likewise.
    pub ends: DateTime,
}

/// Moments that come again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// Those whose days exist.
    pub found: Vec<Occurrence>,
    /// Those that the rule leads to and no calendar has: the year and the month, and the day where there is one to
    /// name, such as 29 February 2027.
    pub missing: Vec<MissingDay>,
}

/// A day that the rule leads to and that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingDay {
    /// 29 February of a year that has none.
    LeapDay(i16),
    /// A fifth such weekday, of a month that has four: the month's first day, and the weekday.
    FifthWeekday(Date, Weekday),
    /// What clocks never show, since they are set forward. The day.
    SkippedHour(Date),
}

impl MissingDay {
    /// The day in words.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        match (self, language) {
            (Self::LeapDay(year), Language::Da) => format!("29. februar {year}"),
            (Self::LeapDay(year), Language::En) => format!("29 February {year}"),
            (Self::FifthWeekday(month, day), Language::Da) => format!(
                "den femte {} i {}",
                weekday_in_words(day, language),
                month_in_words(month, language)
            ),
            (Self::FifthWeekday(month, day), Language::En) => format!(
                "the fifth {} of {}",
                weekday_in_words(day, language),
                month_in_words(month, language)
            ),
            (Self::SkippedHour(day), Language::Da) => format!(
                "{}, hvor uret springer over det klokkeslæt",
                date_in_words(day, language)
            ),
            (Self::SkippedHour(day), Language::En) => format!(
                "{}, when clocks skip that time",
                date_in_words(day, language)
            ),
        }
    }
}

impl Recurrence {
    /// Reads what was typed; none for an event that does not come again.
    ///
    /// # Errors
    /// [`Problem::UnreadableForm`], [`Problem::UnusableTimes`], [`Problem::UnusableUntil`].
    pub fn read(typed: &TypedRecurrence) -> Result<Option<Self>, Problem> {
        let every = typed.every.trim();
        if every.is_empty() {
            return Ok(None);
        }
        let every = Every::ALL.into_iter().find(|one| one.name() == every);
        let every = every.ok_or(Problem::UnreadableForm)?;
        let until = match (typed.times.trim(), typed.until.trim()) {
            (times, "") => {
                let times = times.parse().ok().filter(|times| TIMES.contains(times));
                Until::Times(times.ok_or(Problem::UnusableTimes)?)
            }
            ("", day) => Until::Day(day.parse().map_err(|_| Problem::UnusableUntil)?),
            _ => return Err(Problem::UnusableTimes),
        };
        Ok(Some(Self { every, until }))
    }

    /// Every moment, the first among them.
    ///
    /// # Errors
    /// [`Problem::UnusableUntil`] when it would be held once, or more than 52 times, by that day;
    /// [`Problem::UnusableTimes`] outside the calendar.
    pub fn occurrences(self, first: Occurrence) -> Result<Occurrences, Problem> {
        let mut occurrences = Occurrences::default();
        let outside = || Problem::UnusableTimes;
        for step in 0.. {
            match self.until {
                Until::Times(times) if step == times => break,
                Until::Times(_) => {}
                Until::Day(_) if step > *TIMES.end() => return Err(Problem::UnusableUntil),
                Until::Day(day)
                    if self
                        .earliest(first.starts.date(), step)
                        .is_none_or(|on| on > day) =>
                {
                    break;
                }
                Until::Day(_) => {}
            }
            match self.day(first.starts.date(), step).ok_or_else(outside)? {
                Ok(day) if matches!(self.until, Until::Day(until) if day > until) => break,
                Ok(day) => occurrences
                    .found
                    .push(moved(first, day).ok_or_else(outside)?),
                Err(missing) => occurrences.missing.push(missing),
            }
        }
        let held = occurrences.found.len() + occurrences.missing.len();
        let is_some = u32::try_from(held).is_ok_and(|held| TIMES.contains(&held));
        is_some.then_some(occurrences).ok_or(Problem::UnusableUntil)
    }

    /// The first day on which the occurrence with this number could be.
    fn earliest(self, first: Date, step: u32) -> Option<Date> {
        let step = i64::from(step);
        match self.every {
            Every::Week => first.checked_add(step.weeks()).ok(),
            Every::SecondWeek => first.checked_add((2 * step).weeks()).ok(),
            Every::Month if step == 0 => Some(first),
            Every::Month => first.first_of_month().checked_add(step.months()).ok(),
            Every::Year => first.checked_add(step.years()).ok(),
        }
    }

    /// The day of the occurrence with this number; none outside the calendar.
    fn day(self, first: Date, step: u32) -> Option<Result<Date, MissingDay>> {
        let about = self.earliest(first, step)?;
        match self.every {
            Every::Week | Every::SecondWeek => Some(Ok(about)),
            Every::Month => {
                let nth = (first.day() + 6) / 7;
                let day = about.nth_weekday_of_month(nth, first.weekday());
                Some(
                    day.map_err(|_| {
                        MissingDay::FifthWeekday(about.first_of_month(), first.weekday())
                    }),
                )
            }
            Every::Year if about.day() != first.day() => {
                Some(Err(MissingDay::LeapDay(about.year())))
            }
            Every::Year => Some(Ok(about)),
        }
    }
}

/// What is held on `first`, held on `day`: at the same times, and as many days later where it ends on another.
fn moved(first: Occurrence, day: Date) -> Option<Occurrence> {
    let days = first.starts.date().until(first.ends.date()).ok()?;
    Some(Occurrence {
        starts: day.to_datetime(first.starts.time()),
        ends: day.checked_add(days).ok()?.to_datetime(first.ends.time()),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn rule(every: Every, times: &str, until: &str) -> Result<Option<Recurrence>, Problem> {
        Recurrence::read(&TypedRecurrence {
            every: every.name().to_owned(),
            times: times.to_owned(),
            until: until.to_owned(),
        })
    }

    fn on(day: Date) -> Occurrence {
        Occurrence {
            starts: day.at(22, 0, 0, 0),
            ends: day.tomorrow().unwrap().at(1, 30, 0, 0),
        }
    }

    fn held(every: Every, times: &str, until: &str, first: Date) -> Result<Occurrences, Problem> {
        rule(every, times, until)?.unwrap().occurrences(on(first))
    }

    fn days(every: Every, times: &str, until: &str, first: Date) -> Vec<String> {
        let occurrences = held(every, times, until, first).unwrap();
        let days = occurrences.found.iter();
        days.map(|one| one.starts.date().to_string()).collect()
    }

    #[test]
    fn an_event_comes_again_as_often_as_was_asked_at_the_same_time_of_day() {
        let first = date(2027, 3, 21);
        assert_eq!(
            days(Every::Week, "3", "", first),
            ["2027-03-21", "2027-03-28", "2027-04-04"]
        );
        assert_eq!(
            days(Every::SecondWeek, "", "2027-04-18", first),
            ["2027-03-21", "2027-04-04", "2027-04-18"]
        );
        // The third Sunday, over New Year.
        assert_eq!(
            days(Every::Month, "", "2027-06-19", first),
            ["2027-03-21", "2027-04-18", "2027-05-16"]
        );
        assert_eq!(
            days(Every::Year, "2", "", date(2026, 12, 31)),
            ["2026-12-31", "2027-12-31"]
        );
        let last = held(Every::Year, "2", "", date(2026, 12, 31))
            .unwrap()
            .found[1];
        assert_eq!(last.ends, date(2028, 1, 1).at(1, 30, 0, 0));
    }

    #[test]
    fn a_day_that_is_none_is_named() {
        let occurrences = held(Every::Year, "6", "", date(2028, 2, 29)).unwrap();
        let missing = [2029, 2030, 2031, 2033].map(MissingDay::LeapDay);
        assert_eq!(occurrences.missing, missing);
        assert_eq!(occurrences.found.len(), 2);
        // The fifth Thursday.
        let occurrences = held(Every::Month, "3", "", date(2026, 12, 31)).unwrap();
        let missing = [date(2027, 1, 1), date(2027, 2, 1)];
        let missing = missing.map(|month| MissingDay::FifthWeekday(month, Weekday::Thursday));
        assert_eq!(occurrences.missing, missing);
        for (day, danish) in [
            (missing[0], "den femte torsdag i januar 2027"),
            (MissingDay::LeapDay(2029), "29. februar 2029"),
            (
                MissingDay::SkippedHour(date(2027, 3, 28)),
                "28. marts 2027, hvor uret springer over det klokkeslæt",
            ),
        ] {
            assert_eq!(day.in_words(Language::Da), danish);
        }
    }

    #[test]
    fn a_rule_that_cannot_be_used_is_refused_with_its_field() {
        let first = date(2026, 12, 7);
        for (times, until, problem) in [
            ("", "", Problem::UnusableTimes),
            ("1", "", Problem::UnusableTimes),
            ("53", "", Problem::UnusableTimes),
            ("mange", "", Problem::UnusableTimes),
            ("3", "2027-01-01", Problem::UnusableTimes),
            ("", "snart", Problem::UnusableUntil),
            ("", "2026-12-13", Problem::UnusableUntil),
            ("", "2026-12-01", Problem::UnusableUntil),
            ("", "2028-01-01", Problem::UnusableUntil),
            ("", "9999-12-31", Problem::UnusableUntil),
        ] {
            let refused = held(Every::Week, times, until, first);
            assert_eq!(refused, Err(problem), "{times} {until}");
        }
        let none = Recurrence::read(&TypedRecurrence::default());
        assert_eq!(none, Ok(None));
        let odd = TypedRecurrence {
            every: "day".to_owned(),
            ..TypedRecurrence::default()
        };
        assert_eq!(Recurrence::read(&odd), Err(Problem::UnreadableForm));
        assert!(held(Every::Year, "52", "", date(9990, 1, 1)).is_err());
    }

    proptest! {
        #[test]
        fn whatever_the_rule_each_is_later_lasts_as_many_days_and_none_is_left_out(
            every in proptest::sample::select(&Every::ALL), times in 2_u32..=52, day in 0_i64..3_000,
        ) {
            let first = date(2026, 1, 1).checked_add(day.days()).unwrap();
            let occurrences = held(every, &times.to_string(), "", first).unwrap();
            let found = &occurrences.found;
            prop_assert_eq!(found[0], on(first));
            prop_assert_eq!(found.len() + occurrences.missing.len(), times as usize);
            prop_assert!(found.windows(2).all(|pair| pair[0].starts < pair[1].starts));
            for one in found {
                prop_assert_eq!(one.ends.date(), one.starts.date().tomorrow().unwrap());
                if every != Every::Year {
                    prop_assert_eq!(one.starts.date().weekday(), first.weekday());
                }
            }
        }
    }
}
