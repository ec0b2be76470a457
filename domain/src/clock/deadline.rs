//! Until when an answer must be given.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::{DayOff, next_working_day};
use super::pause::{Pause, open_since, union};
use super::step::Step;
use super::{RULES, days_between};

/// The day on which a request reached the organisation, by any way it offers and whoever of it received the request.
/// Not the day on which it was read, or on which it was clear who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Received(pub Date);

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The month that the law gives for an answer: Article 12(3), first sentence.
    FirstMonth,
    /// The three months after a timely extension: Article 12(3), second sentence.
    Extended,
    /// What the organisation promised, in working days. No duty of the law.
    Promise,
}

/// A deadline, and how it was found. Each day is meant to its end, at midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// What was counted.
    pub counted: Counted,
    /// From when on.
    pub received: Received,
    /// The last day on which an answer is in time; with the pauses. A working day.
    pub due: Date,
    /// The last day if the clock had never stood still. Staff work to this one: that is our method, so that nothing
    /// hangs on whether somebody else agrees with a pause. A working day, and never later than `due`.
    pub unpaused: Date,
    /// The rules that were used: [`RULES`], its version.
    pub rules: &'static str,
    /// How it was found, in order.
    pub steps: Vec<Step>,
}

/// The month to answer in: Article 12(3), first sentence.
///
/// A pause that is still open adds nothing; [`super::counted_to`] counts it to a day. A pause adds nothing either if it
/// began after the time was over without it: what is late stays late.
#[must_use]
pub fn first_month(received: Received, pauses: &[Pause]) -> Deadline {
    months(Counted::FirstMonth, RULES.months, received, pauses)
}

/// The three months after an extension: Article 12(3), second sentence. They are counted from the receipt and not from
/// the end of the first month, which may have moved to a working day. Pauses as in [`first_month`].
#[must_use]
pub fn extended(received: Received, pauses: &[Pause]) -> Deadline {
    months(Counted::Extended, RULES.extended_months, received, pauses)
}

/// The last day on which the person can be told, with reasons, that the time is extended: the end of the first month,
/// without pauses.
#[must_use]
pub fn extension_notice_due(received: Received) -> Date {
    first_month(received, &[]).due
}

/// What the organisation promised: an answer within so many working days, of which the first is the one after the
/// receipt. Nothing pauses it, and the law's own deadline stands beside it. A promise of none means the day of receipt,
/// or the next working day after it.
#[must_use]
pub fn promise(received: Received, working_days: u16) -> Deadline {
    let mut steps = vec![
        Step::Received { day: received.0 },
        Step::Promised { working_days },
    ];
    let mut day = received.0;
    let mut left = working_days;
    while left > 0 && day < Date::MAX {
        day = day.saturating_add(1.day());
        match DayOff::of(day) {
            None => left -= 1,
            Some(DayOff::Holiday(holiday)) => steps.push(Step::NotCounted { day, holiday }),
            Some(DayOff::Weekend) => {}
        }
    }
    let due = next_working_day(day);
    steps.push(Step::Due { day: due });
    Deadline {
        counted: Counted::Promise,
        received,
        due,
        unpaused: due,
        rules: RULES.version,
        steps,
    }
}

fn months(counted: Counted, months: u8, received: Received, pauses: &[Pause]) -> Deadline {
    let received_day = received.0;
    let end = received_day.saturating_add(i64::from(months).months());
    let unpaused = next_working_day(end);
    let mut steps = vec![
        Step::Received { day: received_day },
        same_date(received_day, months, end),
    ];
    let paused_end = add_pauses(received_day, end, pauses, &mut steps);
    let due = roll(paused_end, &mut steps);
    steps.push(Step::Due { day: due });
    if unpaused != due {
        steps.push(Step::Unpaused { day: unpaused });
    }
    Deadline {
        counted,
        received,
        due,
        unpaused,
        rules: RULES.version,
        steps,
    }
}

fn same_date(received: Date, months: u8, end: Date) -> Step {
    if end.day() == received.day() {
        Step::SameDate { months, day: end }
    } else {
        Step::LastOfMonth {
            months,
            missing: received.day(),
            day: end,
        }
    }
}

/// The end with the days added on which the clock stood still.
fn add_pauses(received: Date, end: Date, pauses: &[Pause], steps: &mut Vec<Step>) -> Date {
    let mut added: i64 = 0;
    let later = |added: i64| end.saturating_add(added.days());
    for stretch in union(pauses, received) {
        if stretch.from > next_working_day(later(added)) {
            steps.push(Step::TooLateToPause { from: stretch.from });
            continue;
        }
        added += stretch.days();
        steps.push(Step::StoodStill {
            from: stretch.from,
            to: stretch.to,
            days: stretch.days(),
            waiting: stretch.waiting,
        });
    }
    if added > 0 {
        steps.push(Step::Added {
            days: added,
            day: later(added),
        });
    }
    if let Some(since) = open_since(pauses) {
        steps.push(Step::StandsStill { since });
    }
    later(added)
}

/// On to the next working day, naming each day that is none.
fn roll(end: Date, steps: &mut Vec<Step>) -> Date {
    let mut day = end;
    while let Some(why) = DayOff::of(day) {
        steps.push(Step::NoWorkingDay { day, why });
        day = day.saturating_add(1.day());
    }
    if day != end {
        steps.push(Step::MovedTo { day });
    }
    day
}

impl Deadline {
    /// Whether the time is over on `today`.
    #[must_use]
    pub fn late(&self, today: Date) -> bool {
        today > self.due
    }

    /// How many days are left after `today`: none on the last day, and below zero when it is late.
    #[must_use]
    pub fn days_left(&self, today: Date) -> i64 {
        days_between(today, self.due)
    }

    /// The day on which half of the time is over that staff work to.
    #[must_use]
    pub fn half_time(&self) -> Date {
        let days = days_between(self.received.0, self.unpaused);
        self.received.0.saturating_add((days / 2).days())
    }
}
