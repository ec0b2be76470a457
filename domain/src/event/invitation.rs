//! What a mail tells a calendar of an event (iMIP, RFC 6047): an invitation that the person has accepted by signing up,
//! the same again when the event was moved, and its end when it is cancelled. It knows the entry again by its UID, and
//! the latest by its SEQUENCE.

use jiff::Timestamp;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::calendar::{Frame, begins, ends, escape, utc};
use crate::mail::MailAddress;

/// What a calendar is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invites {
    /// Take the event in, or take it as it is now.
    Request,
    /// Take it as cancelled.
    Cancel,
}

impl Invites {
    /// The method, as calendars and mail programs call it (RFC 5546).
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// An event, as the mail to one person tells their calendar of it.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// What the calendar is to do.
    pub invites: Invites,
    /// The event's id, the same whatever changes.
    pub id: Uuid,
    /// The host that the id is unique at.
    pub host: &'a str,
    /// Where everybody finds it: calendars are shared, so this is no link of the person's own.
    pub page: &'a str,
    /// Its name.
    pub title: &'a str,
    /// Where it is.
    pub place: &'a str,
    /// When it begins, as clocks in Denmark show it.
    pub starts: DateTime,
    /// When it ends, likewise.
    pub ends: DateTime,
    /// How often it was changed since it was published.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// What the organisation is called.
    pub organizer: &'a str,
    /// Where it writes from.
    pub from: &'a MailAddress,
    /// Whom the mail goes to.
    pub to: &'a MailAddress,
}

impl Invitation<'_> {
    /// The part of the mail, of type `text/calendar` with the method as a parameter.
    #[must_use]
    pub fn to_text(&self) -> String {
        let changed = utc(self.changed_at);
        let (status, stands) = match self.invites {
            Invites::Request => ("CONFIRMED", "ACCEPTED"),
            Invites::Cancel => ("CANCELLED", "NEEDS-ACTION"),
        };
        let mut frame = Frame::open(self.invites.method());
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@{}", self.id, self.host),
            format!("DTSTAMP:{changed}"),
            format!("LAST-MODIFIED:{changed}"),
            format!("SEQUENCE:{}", self.sequence),
            begins(self.starts),
            ends(self.ends),
            format!("SUMMARY:{}", escape(self.title)),
            format!("LOCATION:{}", escape(self.place)),
            format!("URL:{}", self.page),
            format!(
                "ORGANIZER;CN={}:mailto:{}",
                quoted(self.organizer),
                self.from.as_str()
            ),
            format!(
                "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={stands};RSVP=FALSE:mailto:{}",
                self.to.as_str()
            ),
            format!("STATUS:{status}"),
            "END:VEVENT".to_owned(),
        ] {
            frame.line(&line);
        }
        frame.close()
    }
}

/// An entry that says only when, for the calendar of somebody whose coming is nobody else's to know.
#[derive(Clone, Copy, Debug)]
pub struct SilentEntry<'a> {
    /// Its id, which leads to no event.
    pub id: Uuid,
    /// The host that the id is unique at.
    pub host: &'a str,
    /// What it is called: nothing that says what it is.
    pub title: &'a str,
    /// When it begins, as clocks in Denmark show it.
    pub starts: DateTime,
    /// When it ends, likewise.
    pub ends: DateTime,
    /// Whether it is held.
    pub is_held: bool,
    /// How often it was changed.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

impl SilentEntry<'_> {
    /// The file, of type `text/calendar`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let status = if self.is_held {
            "CONFIRMED"
        } else {
            "CANCELLED"
        };
        let mut frame = Frame::open("PUBLISH");
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@{}", self.id, self.host),
            format!("DTSTAMP:{}", utc(self.changed_at)),
            format!("SEQUENCE:{}", self.sequence),
            begins(self.starts),
            ends(self.ends),
            format!("SUMMARY:{}", escape(self.title)),
            "CLASS:PRIVATE".to_owned(),
            format!("STATUS:{status}"),
            "END:VEVENT".to_owned(),
        ] {
            frame.line(&line);
        }
        frame.close()
    }
}

/// A parameter's value (RFC 5545, section 3.2): what it cannot hold is left out.
fn quoted(value: &str) -> String {
    let is_held = |character: &char| *character != '"' && !character.is_control();
    let held: String = value.chars().filter(is_held).collect();
    format!("\"{held}\"")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn text(invites: Invites, sequence: u32) -> String {
        let address = |typed| MailAddress::parse(typed).unwrap();
        let invitation = Invitation {
            invites,
            id: Uuid::from_u128(1),
            host: "www.example.dk",
            page: "https://www.example.dk/arrangementer/1",
            title: "Natcafé; med sang",
            place: "Salen, 1. sal",
            starts: date(2027, 3, 28).at(1, 30, 0, 0),
            ends: date(2027, 3, 28).at(4, 0, 0, 0),
            sequence,
            changed_at: "2026-11-21T12:00:00Z".parse().unwrap(),
            organizer: "Foreningen \"Ø\"; afd. 2",
            from: &address("kontakt@example.dk"),
            to: &address("anna@example.dk"),
        };
        invitation.to_text().replace("\r\n ", "")
    }

    #[test]
    fn a_change_is_the_same_entry_with_a_higher_number_and_an_end_says_so() {
        let moved = text(Invites::Request, 2);
        for line in [
            "METHOD:REQUEST\r\n",
            "UID:00000000-0000-0000-0000-000000000001@www.example.dk\r\n",
            "SEQUENCE:2\r\n",
            "DTSTART;TZID=Europe/Copenhagen:20270328T013000\r\n",
            "DTEND;TZID=Europe/Copenhagen:20270328T040000\r\n",
            "SUMMARY:Natcafé\\; med sang\r\n",
            "ORGANIZER;CN=\"Foreningen Ø; afd. 2\":mailto:kontakt@example.dk\r\n",
            "PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:anna@example.dk\r\n",
            "STATUS:CONFIRMED\r\n",
        ] {
            assert!(moved.contains(line), "{line} in {moved}");
        }
        let cancelled = text(Invites::Cancel, 3);
        for line in [
            "METHOD:CANCEL\r\n",
            "SEQUENCE:3\r\n",
            "STATUS:CANCELLED\r\n",
        ] {
            assert!(cancelled.contains(line), "{line} in {cancelled}");
        }
    }

    #[test]
    fn a_silent_entry_says_only_when() {
        let entry = SilentEntry {
            id: Uuid::from_u128(7),
            host: "www.example.dk",
            title: "Aftale",
            starts: date(2027, 3, 28).at(1, 30, 0, 0),
            ends: date(2027, 3, 28).at(4, 0, 0, 0),
            is_held: true,
            sequence: 0,
            changed_at: "2026-11-21T12:00:00Z".parse().unwrap(),
        };
        let written = entry.to_text();
        assert!(written.contains("SUMMARY:Aftale\r\n"));
        for name in ["LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE"] {
            assert!(!written.contains(name), "{name} in {written}");
        }
    }
}
