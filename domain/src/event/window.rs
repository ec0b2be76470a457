//! When people can sign up: from when, and until when, where staff set either.

use jiff::civil::DateTime;

use super::Event;

/// How signing up stands at a time, as clocks in Denmark show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpWindow {
    /// It begins then.
    Before(DateTime),
    /// One can.
    Open,
    /// It is over.
    After,
}

impl Event {
    /// How signing up stands at `now`. That it ends when the event begins is for the caller to know.
    #[must_use]
    pub fn window(&self, now: DateTime) -> SignUpWindow {
        match (self.opens, self.closes) {
            (Some(opens), _) if now < opens => SignUpWindow::Before(opens),
            (_, Some(closes)) if now >= closes => SignUpWindow::After,
            _ => SignUpWindow::Open,
        }
    }

    /// The same event at other times. Signing up begins and ends as long before it.
    #[must_use]
    pub fn at(&self, starts: DateTime, ends: DateTime) -> Self {
        let as_long_before = |moment: DateTime| {
            let before = self.starts.since(moment).ok()?;
            starts.checked_sub(before).ok()
        };
        Self {
            starts,
            ends,
            opens: self.opens.and_then(as_long_before),
            closes: self.closes.and_then(as_long_before),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::event::TypedEvent;
    use crate::problem::Problem;

    fn typed(opens: &str, closes: &str) -> TypedEvent {
        TypedEvent {
            title: "Julecafé".to_owned(),
            words: "Vi ses.".to_owned(),
            place: "Salen".to_owned(),
            starts: "2026-12-07T19:00".to_owned(),
            ends: "2026-12-07T21:00".to_owned(),
            opens: opens.to_owned(),
            closes: closes.to_owned(),
            ..TypedEvent::default()
        }
    }

    #[test]
    fn signing_up_begins_and_ends_to_the_minute() {
        let event = Event::read(&typed("2026-11-20T12:00", "2026-12-06T23:59")).unwrap();
        let opens = date(2026, 11, 20).at(12, 0, 0, 0);
        let closes = date(2026, 12, 6).at(23, 59, 0, 0);
        let minute = jiff::Span::new().minutes(1);
        assert_eq!(event.window(opens - minute), SignUpWindow::Before(opens));
        assert_eq!(event.window(opens), SignUpWindow::Open);
        assert_eq!(event.window(closes - minute), SignUpWindow::Open);
        assert_eq!(event.window(closes), SignUpWindow::After);
        let always = Event::read(&typed("", "")).unwrap();
        assert_eq!(
            always.window(date(1, 1, 1).at(0, 0, 0, 0)),
            SignUpWindow::Open
        );
    }

    #[test]
    fn a_window_that_can_never_be_open_is_named() {
        for (opens, closes, problem) in [
            ("i dag", "", Problem::UnusableOpening),
            ("2026-12-07T19:00", "", Problem::UnusableOpening),
            (
                "2026-12-01T12:00",
                "2026-12-01T12:00",
                Problem::UnusableClosing,
            ),
            ("", "2026-12-07T19:01", Problem::UnusableClosing),
            ("", "2026-02-30T10:00", Problem::UnusableClosing),
        ] {
            assert_eq!(
                Event::read(&typed(opens, closes)),
                Err(problem),
                "{opens} {closes}"
            );
        }
        assert!(Event::read(&typed("", "2026-12-07T19:00")).is_ok());
    }

    #[test]
    fn another_date_has_its_window_as_long_before() {
        let event = Event::read(&typed("2026-11-30T19:00", "2026-12-06T12:00")).unwrap();
        let starts = date(2027, 1, 4).at(19, 0, 0, 0);
        let moved = event.at(starts, date(2027, 1, 4).at(21, 0, 0, 0));
        assert_eq!(moved.opens, Some(date(2026, 12, 28).at(19, 0, 0, 0)));
        assert_eq!(moved.closes, Some(date(2027, 1, 3).at(12, 0, 0, 0)));
        assert_eq!(moved.starts, starts);
    }
}
