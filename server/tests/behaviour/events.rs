//! Events over the network: forms without script, mailed links, the file for calendars, and who may do what.

use app::address::StaffPage;
use domain::log::ReceiptFile;
use domain::staff::Role;

use crate::bench::staff::{Colleague, at};
use crate::bench::{Answer, Ask, Bench, Plan};
use crate::log_kept::key;

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
/// A token that was never mailed.
const UNKNOWN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

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
fn published(bench: &Bench) -> (Colleague, String, String) {
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
