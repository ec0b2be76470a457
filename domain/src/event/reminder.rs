//! The mails that come by the clock: a reminder before an event, and thanks after it. Which clocks show what is for
//! whoever knows the zone to say.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

/// How long before it begins whoever signed up late is reminded.
const SHORTLY: SignedDuration = SignedDuration::from_hours(2);

/// For how long thanks still make sense.
const THANKS_LAST: SignedDuration = SignedDuration::from_hours(72);

/// Nobody is reminded earlier than this before an event, whatever clocks show: from ten o'clock of the day before.
pub const EARLIEST_REMINDER: SignedDuration = SignedDuration::from_hours(39);

/// Nobody is thanked later than this after an event, whatever clocks show.
pub const LATEST_THANKS: SignedDuration = SignedDuration::from_hours(35 + 72);

/// When people are reminded of what begins then, as clocks show it: at ten on the day before.
#[must_use]
pub fn day_before_at_ten(starts: DateTime) -> Option<DateTime> {
    Some(at_ten(starts.date().yesterday().ok()?))
}

/// When people are thanked for what ended then, as clocks show it: at ten on the day after.
#[must_use]
pub fn day_after_at_ten(ends: DateTime) -> Option<DateTime> {
    Some(at_ten(ends.date().tomorrow().ok()?))
}

const fn at_ten(day: Date) -> DateTime {
    day.at(10, 0, 0, 0)
}

/// Whom to remind at `now` of what begins at `starts`: those who knew of it before the instant that this gives. None
/// while it is too early, and once it has begun. `day_before` is when most are reminded; whoever knew of it only later
/// is reminded two hours before.
#[must_use]
pub fn reminds_who_knew_before(
    now: Timestamp,
    day_before: Timestamp,
    starts: Timestamp,
) -> Option<Timestamp> {
    let shortly = starts.saturating_sub(SHORTLY).unwrap_or(Timestamp::MIN);
    if now >= starts || now < day_before.min(shortly) {
        None
    } else if now >= shortly {
        Some(shortly)
    } else {
        Some(day_before)
    }
}

/// Whether it is time to thank, from `day_after` on.
#[must_use]
pub fn thanks_are_due(now: Timestamp, day_after: Timestamp) -> bool {
    let last = day_after.saturating_add(THANKS_LAST);
    now >= day_after && now < last.unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000).unwrap() + SignedDuration::from_hours(hours)
    }

    #[test]
    fn it_is_ten_on_the_day_before_and_the_day_after() {
        let starts = date(2027, 3, 1).at(0, 30, 0, 0);
        let reminded = date(2027, 2, 28).at(10, 0, 0, 0);
        assert_eq!(day_before_at_ten(starts), Some(reminded));
        let ends = date(2026, 12, 31).at(23, 0, 0, 0);
        let thanked = date(2027, 1, 1).at(10, 0, 0, 0);
        assert_eq!(day_after_at_ten(ends), Some(thanked));
    }

    #[test]
    fn a_reminder_comes_the_day_before_or_shortly_before_and_never_afterwards() {
        let whom = |now| reminds_who_knew_before(at(now), at(0), at(30));
        assert_eq!(whom(-1), None);
        assert_eq!(whom(0), Some(at(0)));
        assert_eq!(whom(27), Some(at(0)), "caught up");
        assert_eq!(whom(28), Some(at(28)));
        assert_eq!(whom(29), Some(at(28)));
        assert_eq!(whom(30), None, "it has begun");
    }

    #[test]
    fn thanks_come_within_three_days_or_not_at_all() {
        for (now, due) in [(-1, false), (0, true), (71, true), (72, false)] {
            assert_eq!(thanks_are_due(at(now), at(0)), due, "{now}");
        }
    }
}
