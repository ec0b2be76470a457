//! The 72 hours of a breach: straight hours, through weekends, holidays and the nights on which clocks change.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{RULES, Step};

/// When Datatilsynet must know of a breach at the latest, where somebody became aware of it at `aware`: Article 33(1).
/// A period in hours does not move to a working day (Article 3(4) of the Regulation excepts them).
#[must_use]
pub fn breach(aware: Timestamp) -> Timestamp {
    let hours = SignedDuration::from_hours(i64::from(RULES.breach_hours));
    aware.checked_add(hours).unwrap_or(Timestamp::MAX)
}

/// How that was found, as clocks in `zone` show it.
#[must_use]
pub fn breach_steps(aware: Timestamp, zone: &TimeZone) -> Vec<Step> {
    let due = breach(aware);
    let from = zone.to_datetime(aware);
    let to = zone.to_datetime(due);
    let shown = from.duration_until(to) - aware.duration_until(due);
    let mut steps = vec![
        Step::Aware { at: from },
        Step::Hours {
            hours: RULES.breach_hours,
        },
    ];
    if !shown.is_zero() {
        steps.push(Step::ClocksChanged {
            forward: shown.is_positive(),
        });
    }
    steps.push(Step::DueAt { at: to });
    steps
}
