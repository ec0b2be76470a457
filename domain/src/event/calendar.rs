//! An event as calendars read it (RFC 5545). Our own few lines: the crate for it reads the clock by itself and brings a
//! second library for time.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::{Event, EventState};
use crate::text::Language;

/// The longest line, in octets without its end (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// How clocks in Denmark are set, by the rule of the European Union: forward on the last Sunday of March, back on the
/// last of October, both at 01:00 UTC (directive 2000/84/EC).
const ZONE: &str = "Europe/Copenhagen";
const ZONE_LINES: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Copenhagen",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// An event, and what a calendar needs to know it again when it has changed.
#[derive(Clone, Copy, Debug)]
pub struct CalendarEntry<'a> {
    /// What it holds.
    pub event: &'a Event,
    /// Its id, the same whatever changes.
    pub id: Uuid,
    /// The host that the id is unique at.
    pub host: &'a str,
    /// Where its page is.
    pub page: &'a str,
    /// Whether it is held.
    pub state: EventState,
    /// How often it was changed since it was published.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// The language it is told in.
    pub language: Language,
    /// What its kind is called, if it has one.
    pub kind: Option<&'a str>,
}

/// Events to follow: a program asks again and learns of what is new, moved or cancelled.
#[derive(Clone, Copy, Debug)]
pub struct CalendarFeed<'a> {
    /// What the calendar is called.
    pub name: &'a str,
    /// What stands in it.
    pub entries: &'a [CalendarEntry<'a>],
}

impl CalendarFeed<'_> {
    /// The calendar, of type `text/calendar`, with the wish to be asked for every hour (RFC 7986, section 5.7). It has
    /// no method, as calendars that are kept have none (RFC 4791, section 4.1).
    #[must_use]
    pub fn to_text(&self) -> String {
        let name = escape(self.name);
        let about = [
            format!("NAME:{name}"),
            format!("X-WR-CALNAME:{name}"),
            format!("X-WR-TIMEZONE:{ZONE}"),
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H".to_owned(),
            "X-PUBLISHED-TTL:PT1H".to_owned(),
        ];
        framed(&about, self.entries)
    }
}

/// A calendar with what is said about it and what stands in it.
fn framed(about: &[String], entries: &[CalendarEntry<'_>]) -> String {
    let mut frame = Frame::about(about);
    let mut line = |line: &str| frame.line(line);
    entries.iter().for_each(|entry| entry.write(&mut line));
    frame.close()
}

impl CalendarEntry<'_> {
    /// The file, of type `text/calendar`.
    #[must_use]
    pub fn to_text(&self) -> String {
        framed(&["METHOD:PUBLISH".to_owned()], &[*self])
    }

    fn write(&self, line: &mut impl FnMut(&str)) {
        let (text, _) = self.event.text(self.language);
        let changed = utc(self.changed_at);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{}", self.id, self.host));
        line(&format!("DTSTAMP:{changed}"));
        line(&format!("LAST-MODIFIED:{changed}"));
        line(&format!("SEQUENCE:{}", self.sequence));
        line(&begins(self.event.starts));
        line(&ends(self.event.ends));
        line(&format!("SUMMARY:{}", escape(text.title.as_str())));
        line(&format!("LOCATION:{}", escape(self.event.place.as_str())));
        line(&format!("DESCRIPTION:{}", escape(text.words.as_str())));
        line(&format!("URL:{}", self.page));
        if let Some(kind) = self.kind {
            line(&format!("CATEGORIES:{}", escape(kind)));
        }
        line(match self.state {
            EventState::Draft => "STATUS:TENTATIVE",
            EventState::Published => "STATUS:CONFIRMED",
            EventState::Cancelled => "STATUS:CANCELLED",
        });
        line("END:VEVENT");
    }
}

/// A calendar with what every one of ours holds, while lines are written into it.
pub(super) struct Frame(String);

impl Frame {
    /// One that is to be treated by this method (RFC 5546).
    pub(super) fn open(method: &str) -> Self {
        Self::about(&[format!("METHOD:{method}")])
    }

    /// One of which this is said.
    fn about(lines: &[String]) -> Self {
        let mut frame = Self(String::new());
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Samtykke//Samtykke//DA",
            "CALSCALE:GREGORIAN",
        ] {
            frame.line(line);
        }
        lines.iter().for_each(|line| frame.line(line));
        ZONE_LINES.into_iter().for_each(|line| frame.line(line));
        frame
    }

    /// Writes a line.
    pub(super) fn line(&mut self, line: &str) {
        fold(&mut self.0, line);
    }

    /// All that was written.
    pub(super) fn close(mut self) -> String {
        self.line("END:VCALENDAR");
        self.0
    }
}

/// The line that says when an event begins.
pub(super) fn begins(moment: DateTime) -> String {
    format!("DTSTART;TZID={ZONE}:{}", local(moment))
}

/// The line that says when it ends.
pub(super) fn ends(moment: DateTime) -> String {
    format!("DTEND;TZID={ZONE}:{}", local(moment))
}

fn local(moment: DateTime) -> String {
    moment.strftime("%Y%m%dT%H%M%S").to_string()
}

pub(super) fn utc(instant: Timestamp) -> String {
    format!("{}Z", local(TimeZone::UTC.to_datetime(instant)))
}

/// A text as a value (RFC 5545, section 3.3.11).
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // Programs that cut text into lines take all three for the end of one.
            '\n' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Writes a line in pieces of at most 75 octets, each after the first begun with a space, and cuts no character.
fn fold(written: &mut String, line: &str) {
    let mut used = 0;
    for character in line.chars() {
        if used + character.len_utf8() > LONGEST {
            written.push_str("\r\n ");
            used = 1;
        }
        used += character.len_utf8();
        // Writing to a string never fails.
        let _written = written.write_char(character);
    }
    written.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::TypedEvent;

    fn event(title: &str, words: &str) -> Event {
        Event::read(&TypedEvent {
            title: title.to_owned(),
            words: words.to_owned(),
            place: "Salen, 1. sal; til højre".to_owned(),
            starts: "2027-03-28T01:30".to_owned(),
            ends: "2027-03-28T04:00".to_owned(),
            ..TypedEvent::default()
        })
        .unwrap()
    }

    fn text(event: &Event, state: EventState) -> String {
        let entry = CalendarEntry {
            event,
            id: Uuid::from_u128(1),
            host: "www.example.dk",
            page: "https://www.example.dk/arrangementer/1",
            state,
            sequence: 3,
            changed_at: "2026-11-21T12:00:00Z".parse().unwrap(),
            language: Language::Da,
            kind: Some("Foredrag, debat"),
        };
        entry.to_text()
    }

    /// What a reader takes the lines for: pieces joined, escapes undone.
    fn value(written: &str, name: &str) -> String {
        let joined = written.replace("\r\n ", "");
        let line = joined
            .split("\r\n")
            .find_map(|line| line.strip_prefix(name));
        let mut value = String::new();
        let line = line.unwrap();
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match (character, character == '\\') {
                (_, false) => value.push(character),
                _ => match characters.next() {
                    Some('n') => value.push('\n'),
                    Some(escaped) => value.push(escaped),
                    None => panic!("an escape of nothing"),
                },
            }
        }
        value
    }

    #[test]
    fn a_calendar_learns_when_where_and_whether() {
        let event = event("Natcafé", "Kom, og bliv.\n\nVi ses; måske.");
        let written = text(&event, EventState::Published);
        for line in [
            "UID:00000000-0000-0000-0000-000000000001@www.example.dk\r\n",
            "DTSTAMP:20261121T120000Z\r\n",
            "SEQUENCE:3\r\n",
            "DTSTART;TZID=Europe/Copenhagen:20270328T013000\r\n",
            "DTEND;TZID=Europe/Copenhagen:20270328T040000\r\n",
            "SUMMARY:Natcafé\r\n",
            "LOCATION:Salen\\, 1. sal\\; til højre\r\n",
            "DESCRIPTION:Kom\\, og bliv.\\n\\nVi ses\\; måske.\r\n",
            "CATEGORIES:Foredrag\\, debat\r\n",
            "STATUS:CONFIRMED\r\n",
        ] {
            assert!(written.contains(line), "{line} in {written}");
        }
        let cancelled = text(&event, EventState::Cancelled);
        assert!(cancelled.contains("STATUS:CANCELLED\r\n"));
        assert_eq!(value(&cancelled, "UID:"), value(&written, "UID:"));
    }

    #[test]
    fn a_feed_holds_every_event_once_and_says_how_often_to_ask() {
        let event = event("Natcafé", "Kom.\u{2028}Bliv.");
        let entry = |id, state| CalendarEntry {
            event: &event,
            id: Uuid::from_u128(id),
            host: "www.example.dk",
            page: "https://www.example.dk/arrangementer/1",
            state,
            sequence: 0,
            changed_at: Timestamp::UNIX_EPOCH,
            language: Language::Da,
            kind: None,
        };
        let entries = [
            entry(1, EventState::Published),
            entry(2, EventState::Cancelled),
        ];
        let feed = CalendarFeed {
            name: "Arrangementer; alle",
            entries: &entries,
        };
        let written = feed.to_text();
        for (text, times) in [
            ("BEGIN:VCALENDAR\r\n", 1),
            ("BEGIN:VTIMEZONE\r\n", 1),
            ("BEGIN:VEVENT\r\n", 2),
            ("STATUS:CANCELLED\r\n", 1),
            ("X-WR-CALNAME:Arrangementer\\; alle\r\n", 1),
            ("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", 1),
            ("DESCRIPTION:Kom.\\nBliv.\r\n", 2),
            ("METHOD", 0),
            ("CATEGORIES", 0),
        ] {
            assert_eq!(written.matches(text).count(), times, "{text}: {written}");
        }
        let empty = CalendarFeed {
            name: "Arrangementer",
            entries: &[],
        };
        assert!(
            empty
                .to_text()
                .ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")
        );
    }

    proptest! {
        #[test]
        fn whatever_is_typed_lines_are_short_and_read_back(title in r"[a-zæøå🎉;,\\:\x22 ]{1,120}", words in r"[a-zæøå🎉;,\\:\x22 \n]{1,400}") {
            prop_assume!(!title.trim().is_empty() && !words.trim().is_empty());
            let event = event(&title, &words);
            let written = text(&event, EventState::Published);
            prop_assert!(written.ends_with("\r\n"));
            for line in written.split_terminator("\r\n") {
                prop_assert!(line.len() <= LONGEST && !line.contains(['\r', '\n']), "{line}");
            }
            prop_assert_eq!(value(&written, "SUMMARY:"), title.trim());
            prop_assert_eq!(value(&written, "DESCRIPTION:"), words.trim());
        }
    }
}
