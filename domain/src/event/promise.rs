//! Until when it is kept who comes to an event: what is said beside the form, on the participant's page and in mails.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::retention::{Bound, Period, RetentionRule};
use crate::text::{Language, date_in_words};
use crate::thread::Promise;

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
}
