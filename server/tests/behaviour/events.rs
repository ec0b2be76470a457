//! Events over the network: forms without script, mailed links, the file for calendars, and who may do what.

use app::address::StaffPage;
use domain::log::ReceiptFile;
use domain::staff::Role;
use server::mail::{Folder, Seen};

use crate::bench::staff::{Colleague, at};
use crate::bench::{ASSOCIATION, Answer, Ask, Bench, Plan, hidden};
use crate::contact::holding;
use crate::log_kept::key;

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
/// A token that was never mailed.
const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What lets the adviser hold events, too.
const ADVISER_SEAT: &str = r#"
[purpose.seat]
section = "course"
title = { da = "Holde din plads", en = "Hold your seat" }
description = { da = "Vi holder en plads til dig.", en = "We hold a seat for you." }
subjects = { da = "Deltagere", en = "Participants" }
basis = { kind = "contract", agreement = { da = "Aftalen om din plads.", en = "The agreement about your seat." } }
data = [
  { category = "contact", items = { da = "Navn og e-mailadresse", en = "Name and e-mail address" } },
]
source = { from_person = true }
must_be_given = { required = true, consequence = { da = "Ingen plads.", en = "No seat." } }
retention = { trigger = "event_end", period = { days = 14 }, bound = "kept_until" }
assurance = "mail_link"
may_reveal = true
automated = { takes_place = false }
"#;
const REVEALING: (&str, &str) = (
    "[purpose.event-seat]\n",
    "[purpose.event-seat]\nmay_reveal = true\n",
);

fn fields<'a>(act: &'a str, capacity: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("title", "Julecafé"),
        ("words", "Kom *gerne* forbi <script>alert(1)</script>."),
        ("place", "Salen"),
        ("starts", "2026-12-07T19:00"),
        ("ends", "2026-12-07T21:30"),
        ("capacity", capacity),
        ("act", act),
    ]
}

/// A host, and the addresses of an event that everybody sees: the host's and everybody's.
pub(crate) fn published(bench: &Bench) -> (Colleague, String, String) {
    let mut host = bench.colleague("aase@example.dk", &[Role::EventHost]);
    let written = host.post(bench, at(StaffPage::NewEvent), &fields("save", "1"));
    assert_eq!(written.status, 303, "{}", written.body);
    let own = written.header("location").unwrap();
    let own = own.strip_suffix("#gemt").unwrap().to_owned();
    let done = host.post(bench, &own, &fields("publish", "1"));
    assert_eq!(done.status, 303, "{}", done.body);
    let id = own.rsplit_once('/').unwrap().1;
    let public = format!("/arrangementer/{id}");
    (host, own, public)
}

/// Signs up and confirms, and gives the address of the page.
pub(crate) fn seated(bench: &Bench, event: &str, email: &str) -> String {
    let done = bench.send(&sign_up(event, email, ""));
    assert_eq!(done.status, 303, "{}", done.body);
    let asked = mailed(bench, email, "/plads/bekraeft/");
    let confirmed = bench.send(&Ask::form(&asked, &[]));
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    link(&confirmed, "/plads/")
}

/// The one letter that came.
fn came(bench: &Bench) -> Seen {
    let mut letters = bench.letters_seen();
    assert_eq!(letters.len(), 1);
    letters.remove(0)
}

/// The value of a line of a calendar.
fn value<'a>(calendar: &'a str, name: &str) -> &'a str {
    let lines = calendar.split("\r\n");
    let found = lines.filter_map(|line| line.strip_prefix(name)).next();
    found.expect("the calendar has the line")
}

fn sign_up(event: &str, email: &str, phone: &str) -> Ask {
    Ask::form(
        event,
        &[("name", "Anna Bech"), ("email", email), ("phone", phone)],
    )
}

/// The address of the link of this kind in the latest letter to `email`.
fn mailed(bench: &Bench, email: &str, folder: &str) -> String {
    let letters = bench.letters();
    let says = letters
        .iter()
        .find_map(|(to, says)| (to == email && says.contains(folder)).then_some(says));
    let says = says.expect("the letter came");
    let start = says.find(folder).unwrap();
    says[start..].split_whitespace().next().unwrap().to_owned()
}

/// The first link of a page that begins with `folder`.
fn link(page: &Answer, folder: &str) -> String {
    let mut links = page.body.split("href=\"").skip(1);
    let found = links.find(|link| link.starts_with(folder));
    let found = found.expect("the page links there");
    found[..found.find('"').unwrap()].to_owned()
}

#[test]
fn somebody_signs_up_confirms_and_leaves_by_forms_alone() {
    let bench = Bench::open();
    let (_, _, event) = published(&bench);
    let list = bench.get("/arrangementer");
    assert!(list.body.contains(&event) && list.body.contains("1 ledig plads"));
    let page = bench.get(&event);
    assert!(page.body.contains("<em>gerne</em>") && !page.body.contains("<script>alert"));
    assert!(page.body.contains("21. december 2026"), "{}", page.body);

    let done = bench.send(&sign_up(&event, "anna@example.dk", ""));
    let expected = (303, Some("/arrangementer/postkasse"));
    assert_eq!((done.status, done.header("location")), expected);
    let asked = mailed(&bench, "anna@example.dk", "/plads/bekraeft/");
    let leaves = bench.leaves();
    for _ in 0..3 {
        assert!(bench.get(&asked).body.contains("Vil du med?"));
    }
    assert_eq!(bench.leaves(), leaves, "looking confirms nobody");
    let confirmed = bench.send(&Ask::form(&asked, &[]));
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    assert_eq!(bench.leaves(), leaves + 1);
    let seat = link(&confirmed, "/plads/");
    let page = bench.get(&seat);
    assert!(page.body.contains("Du har en plads."), "{}", page.body);
    assert_eq!(page.header("referrer-policy"), Some("strict-origin"));
    for _ in 0..2 {
        let left = bench.send(&Ask::form(&seat, &[("act", "leave")]));
        assert_eq!(left.status, 200);
        assert!(left.body.contains("Du er afmeldt"), "{}", left.body);
    }
    assert!(bench.get(&event).body.contains("1 ledig plads"));
}

#[test]
fn whoever_has_a_seat_can_prove_it_with_a_file_of_their_own() {
    let bench = Bench::open();
    let (_, _, event) = published(&bench);
    bench.send(&sign_up(&event, "anna@example.dk", ""));
    let asked = mailed(&bench, "anna@example.dk", "/plads/bekraeft/");
    let confirmed = bench.send(&Ask::form(&asked, &[]));
    let seat = link(&confirmed, "/plads/");
    let receipt = [("act", "receipt")];
    bench.signed();
    let file = bench.send(&Ask::form(&seat, &receipt));
    assert_eq!(file.status, 200, "{}", file.body);
    assert_eq!(file.header("content-type"), Some("application/json"));
    let verified = ReceiptFile::verify(file.bytes(), &[key(&bench)]).unwrap();
    for text in ["\"samtykke/seat/1\"", "anna@example.dk"] {
        assert!(verified.record.contains(text), "{text}");
    }
    // Nothing was answered, so nothing proves it; and what never was a seat proves nothing.
    let answers = bench.send(&Ask::form(&seat, &[("act", "answers-receipt")]));
    assert_eq!(answers.status, 410);
    let unknown = bench.send(&Ask::form(&format!("/plads/{UNKNOWN}"), &receipt));
    assert_eq!(unknown.status, 410);
}

#[test]
fn bad_input_is_named_and_what_was_typed_is_kept() {
    let bench = Bench::open();
    let (mut host, own, event) = published(&bench);
    let refused = bench.send(&sign_up(&event, "a@example.dk, b@example.dk", "ring"));
    assert_eq!(refused.status, 422);
    for text in ["id=\"email-error\"", "id=\"phone-error\"", "value=\"ring\""] {
        assert!(refused.body.contains(text), "{text}: {}", refused.body);
    }
    let refused = host.post(&bench, &own, &fields("save", "mange"));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"mange\""), "{}", refused.body);
    let unknown = "/arrangementer/00000000-0000-7000-8000-000000000000";
    assert_eq!(
        bench.send(&sign_up(unknown, "a@example.dk", "")).status,
        404
    );
    assert_eq!(bench.get(unknown).status, 404);
    let accept = [("act", "accept")];
    for (path, status) in [("/plads/", 409), ("/plads/bekraeft/", 410)] {
        let answer = bench.send(&Ask::form(&format!("{path}{UNKNOWN}"), &accept));
        assert_eq!(answer.status, status, "{path}");
    }
}

#[test]
fn the_file_for_calendars_is_one_that_calendars_take() {
    let bench = Bench::open();
    let (mut host, own, event) = published(&bench);
    let file = bench.get(&format!("{event}/kalender.ics"));
    assert_eq!(file.status, 200);
    let kind = file.header("content-type");
    assert_eq!(kind, Some("text/calendar; charset=utf-8"));
    assert!(file.body.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(file.body.contains("STATUS:CONFIRMED\r\n"));
    let done = host.post(&bench, &own, &fields("cancel", "1"));
    assert_eq!(done.status, 303);
    let file = bench.get(&format!("{event}/kalender.ics"));
    assert!(file.body.contains("STATUS:CANCELLED\r\n"));
    assert!(bench.get(&event).body.contains("Aflyst"));
}

#[test]
fn without_the_purpose_in_its_register_an_organisation_has_no_events() {
    let bench = Bench::with(Plan {
        register: ADVISER.to_owned(),
        ..Plan::default()
    });
    for path in [
        "/arrangementer",
        "/en/events",
        "/arrangementer/postkasse",
        &format!("/plads/{UNKNOWN}"),
        &format!("/plads/bekraeft/{UNKNOWN}"),
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
    assert!(!bench.get("/").body.contains("/arrangementer"));
}

#[test]
fn who_moves_an_event_says_that_they_write_and_calendars_take_the_change_and_the_end() {
    let bench = Bench::open();
    let (mut host, own, event) = published(&bench);
    seated(&bench, &event, "anna@example.dk");
    let confirmed = came(&bench);
    assert!(confirmed.calendar.contains("METHOD:REQUEST\r\n"));
    let file = bench.get(&format!("{event}/kalender.ics"));
    let uid = value(&file.body, "UID:");
    assert_eq!(value(&confirmed.calendar, "UID:"), uid);
    assert_eq!(value(&confirmed.calendar, "SEQUENCE:"), "0");

    let mut moved = fields("save", "1");
    moved[2].1 = "Gården, 1. sal";
    moved[3].1 = "2026-12-08T19:00";
    moved[4].1 = "2026-12-08T21:30";
    let asks = host.post(&bench, &own, &moved);
    assert_eq!(asks.status, 409, "{}", asks.body);
    for text in [
        "Gem og skriv til den ene",
        "value=\"Gården, 1. sal\"",
        "value=\"2026-12-08T19:00\"",
    ] {
        assert!(asks.body.contains(text), "{text}: {}", asks.body);
    }
    assert_eq!(bench.letters_seen().len(), 0, "nobody is told yet");
    moved[6].1 = "move";
    assert_eq!(host.post(&bench, &own, &moved).status, 303);
    let told = came(&bench);
    assert!(told.subject.starts_with("Ændret"), "{}", told.subject);
    for text in [
        "Det var: 7. december 2026 kl. 19.00–21.30, Salen",
        "Julecafé, 8. december 2026 kl. 19.00, Gården, 1. sal",
        "afmeld dig",
        "22. december 2026",
    ] {
        assert!(told.text.contains(text), "{text} in {}", told.text);
    }
    for (name, expected) in [
        ("METHOD:", "REQUEST"),
        ("UID:", uid),
        ("SEQUENCE:", "1"),
        ("DTSTART;TZID=Europe/Copenhagen:", "20261208T190000"),
        ("LOCATION:", "Gården\\, 1. sal"),
    ] {
        assert_eq!(value(&told.calendar, name), expected);
    }
    let joined = told.calendar.replace("\r\n ", "");
    assert!(joined.contains("mailto:anna@example.dk\r\n"), "{joined}");
    assert!(joined.contains("mailto:kontakt@example.dk\r\n"));
    assert!(!joined.contains("/plads/"), "no link of their own");

    let done = host.post(&bench, &own, &fields("cancel", "1"));
    assert_eq!(done.status, 303);
    let cancelled = came(&bench);
    assert_eq!(value(&cancelled.calendar, "METHOD:"), "CANCEL");
    assert_eq!(value(&cancelled.calendar, "UID:"), uid);
    assert_eq!(value(&cancelled.calendar, "SEQUENCE:"), "2");
    assert_eq!(value(&cancelled.calendar, "STATUS:"), "CANCELLED");
}

#[test]
fn where_a_seat_may_reveal_something_no_mail_and_no_calendar_says_what_it_is() {
    let association = ASSOCIATION.replace(REVEALING.0, REVEALING.1);
    for register in [association, format!("{ADVISER}{ADVISER_SEAT}")] {
        let bench = Bench::with(Plan {
            register,
            ..Plan::default()
        });
        let (_, _, event) = published(&bench);
        let seat = seated(&bench, &event, "anna@example.dk");
        let letter = came(&bench);
        assert_eq!(letter.calendar, "");
        for part in [&letter.subject, &letter.text, &letter.html] {
            for word in ["Julecafé", "Salen", "december", "rrangement"] {
                assert!(!part.contains(word), "{word} in {part}");
            }
        }
        let page = bench.get(&seat);
        let own = link(&page, &seat);
        assert_eq!(own, format!("{seat}/kalender.ics"));
        let file = bench.get(&own);
        assert_eq!(file.header("cache-control"), Some("private, no-store"));
        assert_eq!(value(&file.body, "SUMMARY:"), "Aftale");
        assert!(!file.body.contains("Salen") && !file.body.contains("http"));
        let unknown = bench.get(&format!("/plads/{UNKNOWN}/kalender.ics"));
        assert_eq!(unknown.status, 404);
    }
}

#[test]
fn who_has_a_seat_goes_into_the_room_by_forms_alone_and_its_link_is_nowhere_before() {
    const ROOM: &str = "https://maplecast.example/room/9381";
    let bench = Bench::open();
    let mut host = bench.colleague("aase@example.dk", &[Role::EventHost]);
    let mut webinar = fields("save", "1").to_vec();
    webinar[2].1 = "";
    webinar.extend([
        ("company", "Maplecast"),
        ("country", "Atlantis"),
        ("privacy", "https://maplecast.example/privacy"),
        ("room", ROOM),
    ]);
    let refused = host.post(&bench, at(StaffPage::NewEvent), &webinar);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"country-error\""));
    assert!(refused.body.contains("value=\"Atlantis\""));
    webinar[8].1 = "Canada";
    let written = host.post(&bench, at(StaffPage::NewEvent), &webinar);
    assert_eq!(written.status, 303, "{}", written.body);
    let own = written.header("location").unwrap();
    let own = own.strip_suffix("#gemt").unwrap().to_owned();
    webinar[6].1 = "publish";
    assert_eq!(host.post(&bench, &own, &webinar).status, 303);
    assert!(host.get(&bench, &own).body.contains(ROOM));
    let event = format!("/arrangementer/{}", own.rsplit_once('/').unwrap().1);
    let page = bench.get(&event);
    assert!(page.body.contains("i et rum hos Maplecast (Canada)"));
    for told in ["OnlineEventAttendanceMode", "VirtualLocation"] {
        assert!(page.body.contains(told), "{told}");
    }
    let seat = seated(&bench, &event, "anna@example.dk");
    let letter = came(&bench);
    let early = bench.get(&seat);
    assert!(early.body.contains("7. december 2026 kl. 18.45"));
    let enter = Ask::form(&seat, &[("act", "enter")]);
    assert_eq!(bench.send(&enter).status, 409);
    bench.move_clock("2026-12-07T17:45:00Z");
    let open = bench.get(&seat);
    assert!(open.body.contains("får Maplecast din IP-adresse"));
    for said in [
        &page.body,
        &early.body,
        &open.body,
        &letter.text,
        &letter.html,
    ] {
        assert!(!said.contains(ROOM), "{said}");
    }
    assert!(!letter.calendar.replace("\r\n ", "").contains(ROOM));
    let leaves = bench.leaves();
    let entered = bench.send(&enter);
    assert_eq!(entered.status, 200);
    let link = format!("href=\"{ROOM}\"");
    assert!(entered.body.contains(&link), "{}", entered.body);
    assert!(entered.body.contains("referrerpolicy=\"no-referrer\""));
    assert_eq!(bench.leaves(), leaves + 1);
    assert!(bench.get(&seat).body.contains("Det har vi givet videre"));
    let stranger = Ask::form(&format!("/plads/{UNKNOWN}"), &[("act", "enter")]);
    assert_eq!(bench.send(&stranger).status, 410);
}

#[test]
fn after_the_promised_day_whoever_came_is_found_nowhere_but_sealed_in_a_proof_and_then_not_even_there()
 {
    const CANARIES: [&str; 5] = [
        "Kanariefugl",
        "kanarie@example.dk",
        "Kanariefader",
        "Kanariesvar",
        "87 65 43 21",
    ];
    let bench = Bench::open();
    let mut host = bench.colleague("aase@example.dk", &[Role::EventHost]);
    let mut asks = fields("save", "2").to_vec();
    asks.extend([("companions", "1"), ("questions", "Hvorfra?")]);
    let written = host.post(&bench, at(StaffPage::NewEvent), &asks);
    let own = written.header("location").unwrap();
    let own = own.strip_suffix("#gemt").unwrap().to_owned();
    asks[6].1 = "publish";
    assert_eq!(host.post(&bench, &own, &asks).status, 303);
    let event = format!("/arrangementer/{}", own.rsplit_once('/').unwrap().1);
    let hidden = hidden(&bench.get(&event).body);
    let (_, wording) = hidden
        .iter()
        .find(|(name, _)| name == "answers_wording")
        .unwrap();
    let done = bench.send(&Ask::form(
        &event,
        &[
            ("name", "Anna Kanariefugl"),
            ("email", "kanarie@example.dk"),
            ("phone", "87 65 43 21"),
            ("companion", "Kanariefader"),
            ("own_answer", "Kanariesvar"),
            ("answers_wording", wording),
        ],
    ));
    assert_eq!(done.status, 303, "{}", done.body);
    let asked = mailed(&bench, "kanarie@example.dk", "/plads/bekraeft/");
    assert_eq!(bench.send(&Ask::form(&asked, &[])).status, 200);
    bench.letters();
    let data = bench.place.data();
    let folder = Folder::at(data.join("mail"));
    assert!(!holding(&data, CANARIES[1]).is_empty(), "mails are files");
    let proofs = || bench.count("SELECT count(*) FROM proof");
    // Promised until 21 December; the proof of the yes for three months more.
    for (now, left) in [("2026-12-22T12:00:00Z", 1), ("2027-03-25T12:00:00Z", 0)] {
        bench.move_clock(now);
        bench.sweep();
        bench.sweep_mails(&folder);
        assert_eq!(proofs(), left, "{now}");
        assert_eq!(bench.count("SELECT count(*) FROM seat"), 0);
        for canary in CANARIES {
            assert_eq!(holding(&data, canary), Vec::<std::path::PathBuf>::new());
        }
    }
    let place = bench.halt();
    for canary in CANARIES {
        assert_eq!(
            holding(&place.data(), canary),
            Vec::<std::path::PathBuf>::new()
        );
    }
}
