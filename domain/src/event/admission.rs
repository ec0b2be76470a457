//! Who gets a seat. The room is looked at while nobody else may change it, so that it is never given twice.

use jiff::{SignedDuration, Timestamp};

/// For how long a seat is kept until the mail is confirmed.
pub const HOLD: SignedDuration = SignedDuration::from_mins(30);

/// For how long a free seat is kept for the next in line, at most.
const OFFER: SignedDuration = SignedDuration::from_hours(24);

/// How full an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many seats there are; any number without.
    pub capacity: Option<u32>,
    /// How many are taken, or kept for somebody.
    pub taken: u64,
    /// How many wait for one.
    pub waiting: u64,
}

impl Room {
    /// Whether so many seats are free, whoever they go to.
    #[must_use]
    pub fn has_free(self, seats: u32) -> bool {
        self.capacity.is_none_or(|capacity| {
            self.taken.saturating_add(u64::from(seats)) <= u64::from(capacity)
        })
    }

    /// Whether somebody who comes now gets so many seats: they are free, and nobody waits for them.
    #[must_use]
    pub fn admits(self, seats: u32) -> bool {
        self.has_free(seats) && self.waiting == 0
    }
}

/// Until when a seat that is offered at `now` is kept: for a day, and never for more than half of the time that is left
/// before the event, so that somebody else can still have it.
#[must_use]
pub fn offer_until(now: Timestamp, starts: Timestamp) -> Timestamp {
    let left = starts.duration_since(now).max(SignedDuration::ZERO);
    let kept = OFFER.min(left / 2);
    now.saturating_add(kept).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_seat_goes_to_whoever_comes_only_while_one_is_free_and_nobody_waits() {
        let room = |capacity, taken, waiting| Room {
            capacity,
            taken,
            waiting,
        };
        assert!(room(Some(2), 1, 0).admits(1));
        assert!(!room(Some(2), 1, 0).admits(2));
        assert!(!room(Some(2), 2, 0).admits(1));
        assert!(!room(Some(2), 1, 1).admits(1));
        assert!(room(Some(2), 1, 1).has_free(1));
        assert!(!room(Some(2), 1, 1).has_free(2));
        assert!(room(None, 9_000, 0).admits(6));
        assert!(!room(Some(1), 3, 0).has_free(1));
    }

    proptest! {
        #[test]
        fn an_offer_runs_out_within_a_day_and_before_the_event(left in 0_i64..40_000_000) {
            let now = Timestamp::from_second(1_800_000_000).unwrap();
            let starts = Timestamp::from_second(1_800_000_000 + left).unwrap();
            let until = offer_until(now, starts);
            prop_assert!(until >= now && until <= starts);
            prop_assert!(until.duration_since(now) <= OFFER);
            prop_assert!(left < 2 * 86_400 || until.duration_since(now) == OFFER);
        }
    }
}
