//! Guessing is slowed: after a few failures in a row each further attempt waits longer, and never for so long that the
//! rightful person is shut out. Attempts made while waiting change nothing, so nobody can prolong a wait.

use jiff::{SignedDuration, Timestamp};

/// Failures before this many cost no waiting: people mistype.
const FREE: u32 = 5;
/// Failures are forgotten when there was none for so long.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// A password. Somebody else can cause these failures, so the wait is short.
    Password,
    /// A six-digit code. Whoever causes these failures knows the password; a recovery code, which cannot be guessed,
    /// does not wait.
    Code,
}

impl Guess {
    /// From when on the next attempt counts, after `failures` in a row of which the latest was at `last`.
    #[must_use]
    pub fn next_at(self, failures: u32, last: Timestamp) -> Timestamp {
        let (first, longest) = match self {
            Self::Password => (SignedDuration::from_secs(1), SignedDuration::from_mins(1)),
            Self::Code => (SignedDuration::from_mins(1), SignedDuration::from_hours(1)),
        };
        let Some(beyond) = failures.checked_sub(FREE) else {
            return last;
        };
        let wait = 2_i32
            .checked_pow(beyond)
            .and_then(|times| first.checked_mul(times))
            .map_or(longest, |wait| wait.min(longest));
        last.saturating_add(wait).unwrap_or(Timestamp::MAX)
    }

    /// How many failures count at `now`: none when the latest is long ago.
    #[must_use]
    pub fn counted(failures: u32, last: Timestamp, now: Timestamp) -> u32 {
        if now.duration_since(last) >= FORGOTTEN_AFTER {
            0
        } else {
            failures
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(guess: Guess, failures: u32) -> i64 {
        let last = Timestamp::UNIX_EPOCH;
        guess.next_at(failures, last).duration_since(last).as_secs()
    }

    #[test]
    fn a_few_mistakes_cost_nothing_and_more_cost_twice_as_much_each_up_to_a_bound() {
        let waits = |guess| [0, 4, 5, 6, 7, 11, 12, 40, u32::MAX].map(|n| wait(guess, n));
        assert_eq!(waits(Guess::Password), [0, 0, 1, 2, 4, 60, 60, 60, 60]);
        assert_eq!(
            waits(Guess::Code),
            [0, 0, 60, 120, 240, 3600, 3600, 3600, 3600]
        );
    }

    /// Three codes of a million are right at any time (one step each way).
    #[test]
    fn a_year_of_guessing_codes_leaves_the_guesser_little_chance_a_day() {
        let mut at = Timestamp::UNIX_EPOCH;
        let end = at + SignedDuration::from_hours(24);
        let mut failures = 0;
        while at < end {
            failures += 1;
            at = Guess::Code.next_at(failures, at);
        }
        assert!(failures < 40, "{failures} guesses in a day");
    }

    #[test]
    fn failures_of_yesterday_are_forgotten() {
        let last = Timestamp::UNIX_EPOCH;
        let day = FORGOTTEN_AFTER;
        assert_eq!(Guess::counted(7, last, last + day), 0);
        assert_eq!(
            Guess::counted(7, last, last + (day - SignedDuration::from_secs(1))),
            7
        );
    }
}
