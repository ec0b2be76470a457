//! How fast mails may go: one row that all nodes share, so that a rate that was set is the whole service's. Each mail
//! of a rate has a moment of its own, one after the other; nobody sleeps to keep it.

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};

use crate::StoreError;
use crate::connection::{self, Connection, Statement, Value};

pub(crate) const READ: Statement<0> =
    Statement("SELECT paused_at, used_until FROM mail_pace WHERE one = 1");
/// For PostgreSQL: moments are given to one taker at a time.
pub(crate) const HOLD: Statement<0> =
    Statement("SELECT paused_at, used_until FROM mail_pace WHERE one = 1 FOR UPDATE");
pub(crate) const USE: Statement<1> =
    Statement("UPDATE mail_pace SET used_until = $1 WHERE one = 1");
pub(crate) const PAUSE: Statement<1> =
    Statement("UPDATE mail_pace SET paused_at = $1 WHERE one = 1 AND paused_at IS NULL");
pub(crate) const RESUME: Statement<0> =
    Statement("UPDATE mail_pace SET paused_at = NULL WHERE one = 1");

/// How far ahead moments are given out, and how much of a pause is caught up on: together less than 2 % of a minute,
/// so that no minute has 2 % more than the rate.
const AHEAD: SignedDuration = SignedDuration::from_millis(500);
const BEHIND: SignedDuration = AHEAD;

/// The row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) paused_at: Option<Timestamp>,
    pub(crate) used_until: Timestamp,
}

/// The moments of a rate from one instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moments {
    first: Timestamp,
    between: SignedDuration,
}

impl Moments {
    /// The moments that are free at `now`.
    pub(crate) fn after(used_until: Timestamp, per_minute: NonZeroU32, now: Timestamp) -> Self {
        let earliest = now.saturating_sub(BEHIND).unwrap_or(Timestamp::MIN);
        Self {
            first: used_until.max(earliest),
            between: SignedDuration::from_micros(60_000_000 / i64::from(per_minute.get())),
        }
    }

    /// How many of them may be given out at `now`.
    pub(crate) fn count(&self, now: Timestamp) -> u32 {
        let ahead = (now.duration_since(self.first) + AHEAD).as_micros();
        if ahead < 0 {
            return 0;
        }
        let between = self.between.as_micros().max(1);
        u32::try_from(ahead / between + 1).unwrap_or(u32::MAX)
    }

    /// The moment with this number, counted from 0.
    pub(crate) fn nth(&self, number: u32) -> Timestamp {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let wait = self.between.saturating_mul(number);
        self.first.saturating_add(wait).unwrap_or(Timestamp::MAX)
    }
}

/// The row; nobody else gives out moments until this operation is done.
pub(crate) async fn hold(connection: &mut Connection<'_>) -> Result<Pace, StoreError> {
    let statement = connection.either(&READ, &HOLD);
    pace(connection, statement).await
}

pub(crate) async fn read(connection: &mut Connection<'_>) -> Result<Pace, StoreError> {
    pace(connection, &READ).await
}

async fn pace(
    connection: &mut Connection<'_>,
    statement: &Statement<0>,
) -> Result<Pace, StoreError> {
    let row = connection.fetch_optional(statement, []).await?;
    let row = row.ok_or(StoreError::Unreadable("mail_pace"))?;
    let paused_at = row.optional_integer(0)?;
    Ok(Pace {
        paused_at: paused_at
            .map(|at| connection::instant(at, "mail_pace.paused_at"))
            .transpose()?,
        used_until: row.instant(1, "mail_pace.used_until")?,
    })
}

pub(crate) async fn use_until(
    connection: &mut Connection<'_>,
    until: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(&USE, [Value::instant(until)]).await?;
    Ok(())
}

pub(crate) async fn pause(
    connection: &mut Connection<'_>,
    at: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(&PAUSE, [Value::instant(at)]).await?;
    Ok(())
}

pub(crate) async fn resume(connection: &mut Connection<'_>) -> Result<(), StoreError> {
    connection.execute(&RESUME, []).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(milliseconds).unwrap()
    }

    /// Takes like a sender that comes every `every` milliseconds and never finds the queue empty, and gives the
    /// moments at which mails went.
    fn send(per_minute: u32, every: i64, limit: u32, times: impl Fn(i64) -> bool) -> Vec<i64> {
        let rate = NonZeroU32::new(per_minute).unwrap();
        let mut used_until = Timestamp::UNIX_EPOCH;
        let mut sent = Vec::new();
        for now in (10_000..10_000 + 3 * MINUTE).step_by(usize::try_from(every).unwrap()) {
            if !times(now) {
                continue;
            }
            let moments = Moments::after(used_until, rate, at(now));
            let taken = moments.count(at(now)).min(limit);
            sent.extend((0..taken).map(|n| moments.nth(n).as_millisecond().max(now)));
            used_until = moments.nth(taken);
        }
        sent
    }

    fn in_minute_from(sent: &[i64], from: i64) -> usize {
        sent.iter()
            .filter(|moment| (from..from + MINUTE).contains(moment))
            .count()
    }

    #[test]
    fn each_minute_has_the_rate_within_two_percent() {
        for per_minute in [60, 100, 1_000, 7_321, 60_000] {
            let sent = send(per_minute, 50, 256, |_| true);
            for from in (10_000..10_000 + 2 * MINUTE).step_by(1_000) {
                let (sent, rate) = (in_minute_from(&sent, from), f64::from(per_minute));
                let sent = f64::from(u32::try_from(sent).unwrap());
                assert!(
                    (sent - rate).abs() <= (0.02 * rate).max(1.0),
                    "{sent} of {rate} from {from}"
                );
            }
        }
    }

    #[test]
    fn what_a_pause_left_out_is_not_caught_up_on_with_a_rush() {
        let sent = send(1_000, 50, 256, |now| !(40_000..70_000).contains(&now));
        for from in (10_000..10_000 + 2 * MINUTE).step_by(1_000) {
            assert!(in_minute_from(&sent, from) <= 1_020, "from {from}");
        }
    }

    #[test]
    fn one_a_minute_goes_once_a_minute() {
        let sent = send(1, 50, 256, |_| true);
        assert_eq!(sent, [10_000, 69_500, 129_500, 189_500]);
    }
}
