//! Until when it is kept who comes to an event: what is said beside the form, on the participant's page and in mails.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::retention::{Bound, Period, RetentionRule};
use crate::text::{Language, date_in_words};
use crate::thread::Promise;

/// For how long whoever is told that an event was moved can leave before a longer promise holds for them.
const TO_LEAVE: SignedDuration = SignedDuration::from_hours(72);

/// Until when somebody who signed up is kept. Neither of its dates rolls to a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatPromise {
    /// The last day, and what it means.
    pub kept: Promise,
    /// How long that is after the event.
    pub period: Period,
}

impl SeatPromise {
    /// The promise of `rule` for an event that ends on `day`.
    ///
    /// # Errors
    /// When a date lies outside the supported calendar (year 9999).
    pub fn of(rule: &RetentionRule, day: Date) -> Result<Self, jiff::Error> {
        Ok(Self {
            kept: Promise::of(rule, day)?,
            period: rule.period,
        })
    }

    /// The one that ends first: a rule that became shorter reaches everybody, one that became longer reaches nobody who
    /// was promised less.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn shorter(self, other: Self) -> Result<Self, jiff::Error> {
        let is_shorter = self.kept.goes_on()? <= other.kept.goes_on()?;
        Ok(if is_shorter { self } else { other })
    }

    /// The same promise for an event that ends on another `day`.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn moved_to(self, day: Date) -> Result<Self, jiff::Error> {
        let kept = Promise {
            last_day: self.period.after(day)?,
            bound: self.kept.bound,
        };
        Ok(Self { kept, ..self })
    }

    /// The promise in words.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let day = date_in_words(self.kept.last_day, language);
        let period = self.period.in_words(language);
        let kept = match (self.kept.bound, language) {
            (Bound::KeptUntil, Language::Da) => {
                format!("Vi gemmer det til {day}, {period} efter arrangementet. Så sletter vi det.")
            }
            (Bound::KeptUntil, Language::En) => {
                format!("We keep it until {day}, {period} after the event. Then we delete it.")
            }
            (Bound::GoneBy, Language::Da) => {
                format!("Vi sletter det senest {day}, {period} efter arrangementet.")
            }
            (Bound::GoneBy, Language::En) => {
                format!("We delete it by {day} at the latest, {period} after the event.")
            }
        };
        let Ok(backups) = self.kept.last_backup_day() else {
            return kept;
        };
        let backups = date_in_words(backups, language);
        match language {
            Language::Da => {
                format!("{kept} Senest {backups} er det også væk fra sikkerhedskopierne.")
            }
            Language::En => format!("{kept} By {backups} it is gone from the backups too."),
        }
    }
}

/// From when on a longer promise holds for somebody who was told at `told` that their event was moved: until then they
/// can leave under the one they had. It holds from the beginning at the latest, and before the old one would delete
/// somebody who still comes.
#[must_use]
pub fn longer_promise_holds_from(told: Timestamp, starts: Timestamp, due: Timestamp) -> Timestamp {
    let left = told.saturating_add(TO_LEAVE).unwrap_or(Timestamp::MAX);
    left.min(starts).min(due).max(told)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::retention::Trigger;

    fn rule(days: u16, bound: Bound) -> RetentionRule {
        RetentionRule {
            trigger: Some(Trigger::EventEnd),
            period: Period {
                days,
                ..Period::default()
            },
            bound,
            note: None,
            statute: None,
        }
    }

    #[test]
    fn both_dates_are_told_with_the_rule_behind_them() {
        let promise = SeatPromise::of(&rule(14, Bound::KeptUntil), date(2026, 12, 7)).unwrap();
        assert_eq!(
            promise.in_words(Language::Da),
            "Vi gemmer det til 21. december 2026, 14 dage efter arrangementet. Så sletter vi det. \
             Senest 20. januar 2027 er det også væk fra sikkerhedskopierne."
        );
        assert_eq!(promise.kept.goes_on().unwrap(), date(2026, 12, 22));
        let promise = SeatPromise::of(&rule(14, Bound::GoneBy), date(2028, 2, 15)).unwrap();
        assert_eq!(
            promise.in_words(Language::En),
            "We delete it by 29 February 2028 at the latest, 14 days after the event. \
             By 30 March 2028 it is gone from the backups too."
        );
    }

    #[test]
    fn the_shorter_promise_holds() {
        let day = date(2026, 12, 7);
        let long = SeatPromise::of(&rule(14, Bound::KeptUntil), day).unwrap();
        let short = SeatPromise::of(&rule(7, Bound::KeptUntil), day).unwrap();
        assert_eq!(long.shorter(short).unwrap(), short);
        assert_eq!(short.shorter(long).unwrap(), short);
    }

    #[test]
    fn a_moved_event_is_counted_from_its_new_end_with_the_period_that_was_promised() {
        let promise = SeatPromise::of(&rule(14, Bound::KeptUntil), date(2026, 12, 7)).unwrap();
        let moved = promise.moved_to(date(2027, 1, 5)).unwrap();
        assert_eq!(
            moved,
            SeatPromise::of(&rule(14, Bound::KeptUntil), date(2027, 1, 5)).unwrap()
        );
    }

    #[test]
    fn there_are_three_days_to_leave_and_fewer_where_time_is_short() {
        let at = |hours| {
            let start = Timestamp::from_second(1_800_000_000).unwrap();
            start + SignedDuration::from_hours(hours)
        };
        assert_eq!(longer_promise_holds_from(at(0), at(900), at(1200)), at(72));
        assert_eq!(longer_promise_holds_from(at(0), at(9), at(1200)), at(9));
        assert_eq!(longer_promise_holds_from(at(0), at(900), at(24)), at(24));
        // Told too late for the old one: nobody is forgotten who still comes.
        assert_eq!(longer_promise_holds_from(at(10), at(900), at(9)), at(10));
    }
}
