//! When whoever answers is reminded: a volunteer may look in once a month.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Deadline;

/// What a reminder is for, the less pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// A request has come.
    Arrival,
    /// Half of the time is over.
    HalfTime,
    /// Five days are left.
    FiveDays,
    /// One day is left.
    OneDay,
}

impl Deadline {
    /// The days on which staff are reminded, in order; counted to the day they work to, as if the clock had never stood
    /// still. At most one a day, then the more pressing one, and none before the arrival.
    #[must_use]
    pub fn reminders(&self) -> Vec<(Date, Reminder)> {
        let arrival = self.received.0;
        let before = |days: i64| self.unpaused.saturating_sub(days.days());
        let mut later = vec![
            (self.half_time(), Reminder::HalfTime),
            (before(5), Reminder::FiveDays),
            (before(1), Reminder::OneDay),
        ];
        later.retain(|(day, _)| *day > arrival);
        // Of two on one day the last is the more pressing, and it stays.
        later.sort_by_key(|(day, reminder)| (*day, std::cmp::Reverse(*reminder)));
        later.dedup_by_key(|(day, _)| *day);
        std::iter::once((arrival, Reminder::Arrival))
            .chain(later)
            .collect()
    }
}
