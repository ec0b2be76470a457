//! The lawful clock: until when a request must be answered, and why on that day.
//!
//! Regulation (EEC, Euratom) No 1182/71 counts the month of Article 12(3), databeskyttelsesforordningen: to the same
//! date of the next month, or to that month's last day where it lacks the date; and from a Saturday, a Sunday or a public
//! holiday on to the end of the next working day. Days are Danish civil days, given by whoever knows the zone; nothing
//! here reads a clock. Each result tells how it was found, step by step, to staff and to the person alike.
//!
//! The rules are data with a version ([`RULES`]), and `domain/tests/vectors/deadlines.json` holds what an independent
//! program makes of them, for others to try their own clocks against.

mod breach;
mod calendar;
mod deadline;
mod pause;
mod reminder;
mod rules;
mod step;
#[cfg(test)]
mod tests;

pub use breach::{breach, breach_steps};
pub use calendar::{DayOff, Holiday, is_working_day, next_working_day};
pub use deadline::{
    Counted, Deadline, Received, extended, extension_notice_due, first_month, promise,
};
pub use pause::{Pause, PauseReason, Waiting, counted_to};
pub use reminder::Reminder;
pub use rules::{RULES, Rules};
pub use step::Step;

/// Whole days from `from` to `to`; below zero where `to` comes first.
fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
