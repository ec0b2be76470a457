//! Until when an enquiry is kept: the two dates that are told to its sender.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::retention::{Bound, Period, RetentionRule};
use crate::text::{Language, date_in_words};

/// How long a backup of the key store lives. Until it is gone, a copy of what was deleted can still be opened.
pub const KEY_BACKUP_LIFE: Period = Period {
    years: 0,
    months: 0,
    days: 30,
};

/// How long after it was seen to be spam an enquiry is gone at the latest.
pub const SPAM_GONE_AFTER: Period = Period {
    years: 0,
    months: 0,
    days: 7,
};

/// How long a passage that was marked as special-category stays hidden before it is deleted.
const HIDDEN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// When something goes. Neither date rolls to a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The last day on which it may be, or is, in the running system.
    pub last_day: Date,
    /// What that day means.
    pub bound: Bound,
}

impl Promise {
    /// The promise of `rule` when the last message is of `day`.
    ///
    /// # Errors
    /// When a date lies outside the supported calendar (year 9999).
    pub fn of(rule: &RetentionRule, day: Date) -> Result<Self, jiff::Error> {
        Ok(Self {
            last_day: rule.period.after(day)?,
            bound: rule.bound,
        })
    }

    /// The promise for what was seen to be spam on `day`: days, and never later than what was promised before.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn of_spam(self, day: Date) -> Result<Self, jiff::Error> {
        let soon = SPAM_GONE_AFTER.after(day)?;
        if soon < self.last_day {
            Ok(Self {
                last_day: soon,
                bound: Bound::GoneBy,
            })
        } else {
            Ok(self)
        }
    }

    /// The day on which it is deleted: the last day itself when it must be gone by then, and the day after when it
    /// is kept until then.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn goes_on(self) -> Result<Date, jiff::Error> {
        match self.bound {
            Bound::GoneBy => Ok(self.last_day),
            Bound::KeptUntil => self.last_day.tomorrow(),
        }
    }

    /// The promise in a sentence or two, for beside a form, in mails and on the enquiry's page.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let day = date_in_words(self.last_day, language);
        let kept = match (self.bound, language) {
            (Bound::GoneBy, Language::Da) => {
                format!("Vi sletter det senest {day}, medmindre en af os skriver igen.")
            }
            (Bound::GoneBy, Language::En) => {
                format!("We delete it by {day} at the latest, unless one of us writes again.")
            }
            (Bound::KeptUntil, Language::Da) => {
                format!(
                    "Vi gemmer det til og med {day}. Så sletter vi det, medmindre en af os skriver igen."
                )
            }
            (Bound::KeptUntil, Language::En) => {
                format!(
                    "We keep it through {day}. Then we delete it, unless one of us writes again."
                )
            }
        };
        let Ok(backups) = self.last_backup_day() else {
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

    /// The last day on which a key backup can still open a copy of it.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn last_backup_day(self) -> Result<Date, jiff::Error> {
        KEY_BACKUP_LIFE.after(self.last_day)
    }
}

/// The instant at which a passage marked at `at` is deleted.
#[must_use]
pub fn hidden_until(at: Timestamp) -> Timestamp {
    at.checked_add(HIDDEN_FOR).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::retention::Trigger;

    fn rule(months: u16, days: u16, bound: Bound) -> RetentionRule {
        RetentionRule {
            trigger: Some(Trigger::LastMessage),
            period: Period {
                years: 0,
                months,
                days,
            },
            bound,
            note: None,
            statute: None,
        }
    }

    #[test]
    fn both_dates_count_in_the_calendar() {
        let promise = Promise::of(&rule(3, 0, Bound::GoneBy), date(2026, 11, 30)).unwrap();
        assert_eq!(promise.last_day, date(2027, 2, 28));
        assert_eq!(promise.goes_on().unwrap(), date(2027, 2, 28));
        assert_eq!(promise.last_backup_day().unwrap(), date(2027, 3, 30));
        let promise = Promise::of(&rule(3, 0, Bound::KeptUntil), date(2026, 11, 30)).unwrap();
        assert_eq!(promise.goes_on().unwrap(), date(2027, 3, 1));
    }

    #[test]
    fn both_dates_are_told() {
        let day = date(2026, 11, 21);
        let words = |bound, language| {
            Promise::of(&rule(3, 0, bound), day)
                .unwrap()
                .in_words(language)
        };
        assert_eq!(
            words(Bound::GoneBy, Language::Da),
            "Vi sletter det senest 21. februar 2027, medmindre en af os skriver igen. \
             Senest 23. marts 2027 er det også væk fra sikkerhedskopierne."
        );
        assert_eq!(
            words(Bound::KeptUntil, Language::En),
            "We keep it through 21 February 2027. Then we delete it, unless one of us writes again. \
             By 23 March 2027 it is gone from the backups too."
        );
    }

    #[test]
    fn spam_goes_in_days_and_never_later_than_promised() {
        let promise = Promise::of(&rule(3, 0, Bound::KeptUntil), date(2026, 11, 21)).unwrap();
        let spam = promise.of_spam(date(2026, 11, 22)).unwrap();
        assert_eq!(spam.goes_on().unwrap(), date(2026, 11, 29));
        let short = Promise::of(&rule(0, 2, Bound::GoneBy), date(2026, 11, 21)).unwrap();
        assert_eq!(short.of_spam(date(2026, 11, 21)).unwrap(), short);
    }

    proptest! {
        #[test]
        fn it_is_never_deleted_before_kept_until_nor_after_gone_by(
            months in 0..40_u16, days in 0..60_u16, day in 0..20_000_i32,
        ) {
            let day = date(2000, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let until = Promise::of(&rule(months, days, Bound::KeptUntil), day).unwrap();
            prop_assert!(until.goes_on().unwrap() > until.last_day);
            let by = Promise::of(&rule(months, days, Bound::GoneBy), day).unwrap();
            prop_assert!(by.goes_on().unwrap() <= by.last_day);
            prop_assert!(by.last_backup_day().unwrap() > by.last_day);
        }

        #[test]
        fn a_later_message_never_shortens_the_promise(months in 0..40_u16, day in 0..20_000_i32, later in 0..400_i32) {
            let first = date(2000, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let second = first.checked_add(jiff::Span::new().days(later)).unwrap();
            let rule = rule(months, 0, Bound::GoneBy);
            prop_assert!(Promise::of(&rule, first).unwrap().last_day <= Promise::of(&rule, second).unwrap().last_day);
        }
    }
}
