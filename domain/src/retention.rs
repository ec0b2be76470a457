//! How long something is kept: a trigger, a calendar period, and what the last day means.

use serde::{Deserialize, Serialize};

use crate::text::{Language, Text};

/// A length in calendar units, as the law and people count it: three months from 30 November end on the
/// last day of February, not 90 days later. Exactly one unit is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    /// Calendar years.
    #[serde(skip_serializing_if = "is_zero")]
    pub years: u16,
    /// Calendar months.
    #[serde(skip_serializing_if = "is_zero")]
    pub months: u16,
    /// Civil days.
    #[serde(skip_serializing_if = "is_zero")]
    pub days: u16,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
const fn is_zero(n: &u16) -> bool {
    *n == 0
}

/// A period however it is written, a year as twelve months: months count first, to the month's last day where it
/// lacks the day, then days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Length {
    months: u32,
    days: u16,
}

impl From<Period> for Length {
    fn from(period: Period) -> Self {
        Self {
            months: 12 * u32::from(period.years) + u32::from(period.months),
            days: period.days,
        }
    }
}

impl Period {
    /// No time at all: an incomplete rule.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.years == 0 && self.months == 0 && self.days == 0
    }

    /// The period in words: `6 måneder`, `1 year and 3 months`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let (and, units) = match language {
            Language::Da => (
                " og ",
                [("år", "år"), ("måned", "måneder"), ("dag", "dage")],
            ),
            Language::En => (
                " and ",
                [("year", "years"), ("month", "months"), ("day", "days")],
            ),
        };
        [self.years, self.months, self.days]
            .into_iter()
            .zip(units)
            .filter(|(count, _)| *count > 0)
            .map(|(count, (one, many))| format!("{count} {}", if count == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(and)
    }

    /// The day that lies this period after `day`; a day that the month lacks becomes the month's last.
    ///
    /// # Errors
    /// When the result lies outside the supported calendar (year 9999).
    pub fn after(self, day: jiff::civil::Date) -> Result<jiff::civil::Date, jiff::Error> {
        day.checked_add(
            jiff::Span::new()
                .years(self.years)
                .months(self.months)
                .days(self.days),
        )
    }
}

/// What starts the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// The data was collected.
    Collection,
    /// A consent was withdrawn, ran out or was ended by a refused mailbox.
    ConsentEnd,
    /// The last message of a thread, either way.
    LastMessage,
    /// The end of an event.
    EventEnd,
    /// The end of the relationship (customer, member, employee).
    RelationshipEnd,
    /// The end of the financial year (bookkeeping).
    FinancialYearEnd,
    /// A case was closed.
    CaseClosed,
    /// The visitor's own last visit (device storage).
    LastVisit,
}

/// What the last day means. Neither rolls to a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// Gone by the end of the computed day ("within", "up to").
    GoneBy,
    /// Kept through the computed day and gone during the next ("until").
    KeptUntil,
}

/// When data of one purpose goes. Incomplete rules are representable so that the check can name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// What starts the period; missing is an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Trigger>,
    /// How long after the trigger. Zero means "at once".
    #[serde(default)]
    pub period: Period,
    /// What the last day means.
    pub bound: Bound,
    /// The rule in words, where the composed sentence is not enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The statute that demands this period, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
}

impl RetentionRule {
    /// The latest day such that what the rule's event happened to on it, or before, is to be gone today. None in a
    /// calendar that has hardly begun.
    #[must_use]
    pub fn over(&self, today: jiff::civil::Date) -> Option<jiff::civil::Date> {
        let is_over = |last: jiff::civil::Date| match self.bound {
            Bound::GoneBy => last <= today,
            Bound::KeptUntil => last < today,
        };
        let mut day = today;
        // A later day's data never goes earlier, so the search steps back from today.
        while !is_over(self.period.after(day).ok()?) {
            day = day.yesterday().ok()?;
        }
        Some(day)
    }

    /// The rule as a sentence for the privacy page.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let sentence = match language {
            Language::Da => self.in_danish(),
            Language::En => self.in_english(),
        };
        match &self.note {
            Some(note) => format!("{sentence} {}", note.get(language)),
            None => sentence,
        }
    }

    fn in_danish(&self) -> String {
        let event = self.trigger.map_or("", Trigger::in_danish);
        let period = self.period.in_words(Language::Da);
        match (self.period.is_zero(), self.bound) {
            (true, _) => format!("Slettes straks efter {event}."),
            (false, Bound::GoneBy) => format!("Er slettet senest {period} efter {event}."),
            (false, Bound::KeptUntil) => {
                format!("Gemmes i {period} efter {event} og slettes dagen efter.")
            }
        }
    }

    fn in_english(&self) -> String {
        let event = self.trigger.map_or("", Trigger::in_english);
        let period = self.period.in_words(Language::En);
        match (self.period.is_zero(), self.bound) {
            (true, _) => format!("Deleted at once after {event}."),
            (false, Bound::GoneBy) => format!("Deleted no later than {period} after {event}."),
            (false, Bound::KeptUntil) => {
                format!("Kept for {period} after {event} and deleted the day after.")
            }
        }
    }
}

impl Trigger {
    const fn in_danish(self) -> &'static str {
        match self {
            Self::Collection => "den dag, vi fik oplysningerne",
            Self::ConsentEnd => "den dag, dit ja slutter",
            Self::LastMessage => "den sidste besked mellem os",
            Self::EventEnd => "arrangementets afslutning",
            Self::RelationshipEnd => "den dag, forholdet mellem os slutter",
            Self::FinancialYearEnd => "udgangen af regnskabsåret",
            Self::CaseClosed => "den dag, sagen er lukket",
            Self::LastVisit => "dit seneste besøg",
        }
    }

    const fn in_english(self) -> &'static str {
        match self {
            Self::Collection => "the day we got the data",
            Self::ConsentEnd => "the day your yes ends",
            Self::LastMessage => "the last message between us",
            Self::EventEnd => "the end of the event",
            Self::RelationshipEnd => "the day our relationship ends",
            Self::FinancialYearEnd => "the end of the financial year",
            Self::CaseClosed => "the day the case is closed",
            Self::LastVisit => "your last visit",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn months_are_calendar_months() {
        let three_months = Period {
            months: 3,
            ..Period::default()
        };
        assert_eq!(
            three_months.after(date(2026, 11, 30)).unwrap(),
            date(2027, 2, 28)
        );
        assert_eq!(
            three_months.after(date(2027, 11, 30)).unwrap(),
            date(2028, 2, 29)
        );
    }

    #[test]
    fn what_is_gone_by_a_day_goes_on_it_and_what_is_kept_until_it_goes_the_day_after() {
        let rule = |bound| RetentionRule {
            trigger: Some(Trigger::RelationshipEnd),
            period: Period {
                months: 3,
                ..Period::default()
            },
            bound,
            note: None,
            statute: None,
        };
        let over = |bound, today| rule(bound).over(today).unwrap();
        assert_eq!(over(Bound::GoneBy, date(2027, 2, 27)), date(2026, 11, 27));
        // The months that follow are shorter: three days of November go together.
        assert_eq!(over(Bound::GoneBy, date(2027, 2, 28)), date(2026, 11, 30));
        assert_eq!(
            over(Bound::KeptUntil, date(2027, 2, 28)),
            date(2026, 11, 27)
        );
        assert_eq!(over(Bound::KeptUntil, date(2027, 3, 1)), date(2026, 11, 30));
    }

    #[test]
    fn periods_read_as_people_say_them() {
        let period = Period {
            years: 1,
            months: 1,
            days: 14,
        };
        assert_eq!(period.in_words(Language::Da), "1 år og 1 måned og 14 dage");
        assert_eq!(
            Period {
                months: 26,
                ..Period::default()
            }
            .in_words(Language::En),
            "26 months"
        );
    }

    proptest! {
        #[test]
        fn a_longer_period_never_ends_earlier(months in 0_u16..240, more in 0_u16..24, day in 0_i32..20_000) {
            let start = date(2000, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let shorter = Period { months, ..Period::default() }.after(start).unwrap();
            let longer = Period { months: months + more, ..Period::default() }.after(start).unwrap();
            prop_assert!(shorter <= longer);
        }
    }
}
