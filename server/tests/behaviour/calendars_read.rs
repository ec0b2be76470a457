//! A second opinion on our calendars: three programs that know nothing of us read the same in them that was typed.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::bench::Bench;
use crate::bench::host::typed;

/// What one of the programs says of a calendar; a program that refuses it fails here.
#[track_caller]
fn said(program: &mut Command, calendar: &[u8]) -> Value {
    let program = program.stdin(Stdio::piped());
    let program = program.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program
        .spawn()
        .expect("Python, Node and their packages are installed; remedy: make setup-tests");
    child.stdin.take().unwrap().write_all(calendar).unwrap();
    let output = child.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What each program says: its name, and the events.
#[track_caller]
fn opinions(calendar: &[u8]) -> Vec<(&'static str, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut python = Command::new(root.join(".tools/venv/bin/python"));
    let mut python = said(
        python.arg(root.join("end2end/oracle/calendar_reads.py")),
        calendar,
    );
    let mut node = Command::new("node");
    let node = said(
        node.arg(root.join("end2end/oracle/calendar_reads.mjs")),
        calendar,
    );
    vec![
        ("vobject", python["vobject"].take()),
        ("icalendar", python["icalendar"].take()),
        ("ical.js", node),
    ]
}

#[test]
fn three_programs_read_what_was_typed_whatever_it_was() {
    let bench = Bench::open();
    let mut host = bench.host();
    host.adds_kind("Fest; sang, & dans", "Feast, song & dance");
    let long = "Æ🎉".repeat(100);
    let hostile =
        "Kom.\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:ond@example.dk\r\n\t\\n\\,;:\"x\"\u{2028}Slut";
    let lines = format!("{}\n\n{}", "a".repeat(500), "ø🎉".repeat(250));
    // Title, words, when it begins and ends, and the same in UTC.
    let events = [
        (
            "Uret frem",
            "Nat.",
            "2027-03-28T01:30",
            "2027-03-28T03:30",
            "2027-03-28T00:30:00Z",
            "2027-03-28T01:30:00Z",
        ),
        (
            "Uret tilbage",
            "Nat.",
            "2027-10-31T01:30",
            "2027-10-31T03:30",
            "2027-10-30T23:30:00Z",
            "2027-10-31T02:30:00Z",
        ),
        (
            "Skuddag",
            "Dag.",
            "2028-02-29T19:00",
            "2028-02-29T20:00",
            "2028-02-29T18:00:00Z",
            "2028-02-29T19:00:00Z",
        ),
        (
            "Nytår",
            "Fest.",
            "2026-12-31T22:00",
            "2027-01-01T01:00",
            "2026-12-31T21:00:00Z",
            "2027-01-01T00:00:00Z",
        ),
        (
            "Hele dagen",
            "Dag.",
            "2027-06-05T00:00",
            "2027-06-06T00:00",
            "2027-06-04T22:00:00Z",
            "2027-06-05T22:00:00Z",
        ),
        (
            "BEGIN:VEVENT; \\n, \"x\": 🎉",
            hostile,
            "2027-06-07T10:00",
            "2027-06-09T10:00",
            "2027-06-07T08:00:00Z",
            "2027-06-09T08:00:00Z",
        ),
        (
            &*long,
            &*lines,
            "2027-06-08T10:00",
            "2027-06-08T11:00",
            "2027-06-08T08:00:00Z",
            "2027-06-08T09:00:00Z",
        ),
    ];
    let mut expected = Vec::new();
    for (number, (title, words, starts, ends, starts_utc, ends_utc)) in
        events.into_iter().enumerate()
    {
        let fields = [
            ("title", title),
            ("words", words),
            ("place", "Salen, 1. sal; til højre\\venstre"),
            ("starts", starts),
            ("ends", ends),
            ("kind", if number == 0 { "fest-sang-dans" } else { "" }),
        ];
        let (own, public) = host.publishes(&fields);
        let is_cancelled = number == 1;
        if is_cancelled {
            host.acts(&own, "cancel", &fields);
        }
        let id = public.rsplit_once('/').unwrap().1;
        let event = json!({
            "uid": format!("{id}@127.0.0.1"),
            "title": title,
            "place": "Salen, 1. sal; til højre\\venstre",
            "words": words.replace("\r\n", "\n").replace('\u{2028}', "\n"),
            "starts": starts_utc,
            "ends": ends_utc,
            "status": if is_cancelled { "CANCELLED" } else { "CONFIRMED" },
            "kinds": if number == 0 { vec!["Fest; sang, & dans"] } else { vec![] },
        });
        for (program, said) in opinions(bench.get(&format!("{public}/kalender.ics")).bytes()) {
            assert_eq!(said, json!([event]), "{program}");
        }
        expected.push(event);
    }
    expected.sort_by_key(|event| event["starts"].as_str().unwrap().to_owned());
    for (program, said) in opinions(bench.get("/feeds/events.ics").bytes()) {
        assert_eq!(said, json!(expected), "{program}");
    }
}

#[test]
fn a_line_break_in_a_name_is_refused_before_any_calendar_could_hold_it() {
    let bench = Bench::open();
    let mut host = bench.host();
    let title = "Fest\r\nBEGIN:VEVENT";
    let fields = typed(title, "2026-12-07T19:00", "2026-12-07T21:30");
    let page = app::address::StaffPage::NewEvent;
    let refused = host.post(crate::bench::staff::at(page), &fields);
    assert_eq!(refused.status, 422);
}

#[test]
#[should_panic(expected = "DTSTAMP")]
fn a_calendar_that_is_none_is_refused() {
    let without = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nDTSTART:20270101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    opinions(without);
}
