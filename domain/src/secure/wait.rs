//! How long a message waits to be opened, and who is reminded meanwhile.

use jiff::{SignedDuration, Timestamp};

/// How long what we send can be opened: 90 days.
pub const WAITS: SignedDuration = SignedDuration::from_hours(90 * 24);
/// After how long whoever has not opened it is reminded: 30 days.
const REMINDED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long before it cannot be opened any more staff look after it: 14 days, enough for a letter.
const LOOKED_AFTER: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How long the link of somebody outside opens anything: as long as a message waits.
pub const LINK_LASTS: SignedDuration = WAITS;
/// How long somebody outside may read and write after the code: 30 minutes from their last click.
pub const VISIT_LASTS: SignedDuration = SignedDuration::from_mins(30);
/// How often a code may be tried.
pub const TRIES: u8 = 5;

/// Until when a message sent at `sent_at` can be opened.
#[must_use]
pub fn expires(sent_at: Timestamp) -> Timestamp {
    sent_at.checked_add(WAITS).unwrap_or(Timestamp::MAX)
}

/// At `now`, what nobody opened and can be opened until then, or shorter, is to be reminded of.
#[must_use]
pub fn reminded_until(now: Timestamp) -> Timestamp {
    now.checked_add(WAITS - REMINDED).unwrap_or(Timestamp::MAX)
}

/// At `now`, what nobody opened and can be opened until then, or shorter, is looked after by staff.
#[must_use]
pub fn looked_after_until(now: Timestamp) -> Timestamp {
    now.checked_add(LOOKED_AFTER).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_comes_first_then_staff_then_the_end() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        let sent = at("2026-12-01T09:00:00Z");
        let expires = expires(sent);
        assert_eq!(expires, at("2027-03-01T09:00:00Z"));
        assert!(reminded_until(at("2026-12-31T08:59:59Z")) < expires);
        assert_eq!(reminded_until(at("2026-12-31T09:00:00Z")), expires);
        assert!(looked_after_until(at("2027-02-15T08:59:59Z")) < expires);
        assert_eq!(looked_after_until(at("2027-02-15T09:00:00Z")), expires);
    }
}
