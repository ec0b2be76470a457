//! When the clock stands still: while we wait for what only the person can tell.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::days_between;

/// Why we had to ask. There is no third reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A real doubt, in this one case, about who asks: Article 12(6).
    Identity,
    /// A wide access request, of which we asked what is wanted: recital 63.
    Clarification,
}

/// From the day we asked until the day the answer came. That is as many whole days as lie between them: asked and
/// answered on one day is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The day we asked.
    pub from: Date,
    /// The day the answer came; none while we wait.
    pub to: Option<Date>,
    /// Why we asked.
    pub reason: PauseReason,
}

/// The pauses with those that are still open counted to `day`, as if the answer came then.
#[must_use]
pub fn counted_to(pauses: &[Pause], day: Date) -> Vec<Pause> {
    let close = |pause: &Pause| Pause {
        to: pause.to.or(Some(day.max(pause.from))),
        ..*pause
    };
    pauses.iter().map(close).collect()
}

/// What was waited for in a stretch of time, in which several pauses may have met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// To know who asks.
    Identity,
    /// To know what is wanted.
    Clarification,
    /// Both.
    Both,
}

impl From<PauseReason> for Waiting {
    fn from(reason: PauseReason) -> Self {
        match reason {
            PauseReason::Identity => Self::Identity,
            PauseReason::Clarification => Self::Clarification,
        }
    }
}

impl Waiting {
    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }
}

/// A stretch of days in which the clock stood, from the first to the day it went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) waiting: Waiting,
}

impl Stretch {
    /// How many days that is.
    pub(super) fn days(self) -> i64 {
        days_between(self.from, self.to)
    }
}

/// The union of the pauses that have ended, from `first` on: stretches in order, none of which meets the next, so that
/// no day is counted twice.
pub(super) fn union(pauses: &[Pause], first: Date) -> Vec<Stretch> {
    let mut ended: Vec<Stretch> = pauses
        .iter()
        .filter_map(|pause| {
            Some(Stretch {
                from: pause.from.max(first),
                to: pause.to?,
                waiting: pause.reason.into(),
            })
        })
        .filter(|stretch| stretch.from < stretch.to)
        .collect();
    ended.sort_by_key(|stretch| (stretch.from, stretch.to));
    let mut union: Vec<Stretch> = Vec::new();
    for stretch in ended {
        match union.last_mut() {
            Some(last) if stretch.from <= last.to => {
                last.to = last.to.max(stretch.to);
                last.waiting = last.waiting.and(stretch.waiting);
            }
            _ => union.push(stretch),
        }
    }
    union
}

/// The first day of the pauses that are still open.
pub(super) fn open_since(pauses: &[Pause]) -> Option<Date> {
    let open = pauses.iter().filter(|pause| pause.to.is_none());
    open.map(|pause| pause.from).min()
}
