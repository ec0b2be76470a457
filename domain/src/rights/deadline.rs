//! The dates of a request: what the law allows at most, and what the organisation promised.

use jiff::civil::Date;

use super::case::Case;
use super::request::Request;
use crate::clock::{self, Deadline, Received};

/// By when a request is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// The most that the law allows.
    pub legal: Deadline,
    /// What the organisation promised, where it promised something.
    pub promised: Option<Deadline>,
}

impl Deadlines {
    /// The one that staff work to: the promise, where it ends before the month that the law gives.
    #[must_use]
    pub fn first(&self) -> &Deadline {
        match &self.promised {
            Some(promised) if promised.due <= self.legal.unpaused => promised,
            _ => &self.legal,
        }
    }

    /// The day that staff work to. Pauses do not count in it.
    #[must_use]
    pub fn work_to(&self) -> Date {
        self.first().unpaused
    }
}

impl Case {
    /// The dates of one of its requests on `today`, where the organisation promises an answer within `promise` working
    /// days.
    #[must_use]
    pub fn deadlines(&self, request: &Request, today: Date, promise: Option<u16>) -> Deadlines {
        let received = Received(self.received);
        Deadlines {
            legal: request.deadline(self.received, today),
            promised: promise.map(|days| clock::promise(received, days)),
        }
    }

    /// The dates of what is to be answered first; none when nothing waits for an answer.
    #[must_use]
    pub fn first_dates(&self, today: Date, promise: Option<u16>) -> Option<Deadlines> {
        let open = self.requests().iter();
        let open = open.filter(|request| request.status().is_unanswered());
        open.map(|request| self.deadlines(request, today, promise))
            .min_by_key(Deadlines::work_to)
    }
}
