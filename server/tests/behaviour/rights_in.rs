//! Coming in to the rights portal over the network: what browsers hold, what scanners and strangers see, and that every
//! address is answered alike.

use app::address::{RightsPage, StaffPage};
use domain::staff::Role;
use domain::text::Language;

use crate::bench::staff::{KNOWN_BROWSER, SESSION};
use crate::bench::{Answer, Ask, Bench, Browser, Plan};
use crate::contact::write_in;

const ANNA: &str = "anna@example.dk";

pub(crate) const fn at(page: RightsPage) -> &'static str {
    page.path(Language::Da)
}

/// A mail that lets in, as it was read.
pub(crate) struct Mail {
    pub(crate) subject: String,
    pub(crate) link: String,
    pub(crate) code: String,
}

/// The mail that went out since the last look and lets in.
pub(crate) fn mail(bench: &Bench) -> Mail {
    let folder = at(RightsPage::Link);
    let letters = bench.letters_seen().into_iter();
    let mut letters = letters.filter(|letter| letter.text.contains(folder));
    let letter = letters.next().expect("a mail that lets in");
    assert!(letters.next().is_none());
    let from = letter.text.find(folder).unwrap();
    let code = letter
        .text
        .lines()
        .map(str::trim)
        .find(|line| is_code(line));
    Mail {
        code: code.expect("a code").to_owned(),
        link: letter.text[from..from + folder.len() + 44].to_owned(),
        subject: letter.subject,
    }
}

fn is_code(line: &str) -> bool {
    let is_digit = |at: usize, byte: u8| byte.is_ascii_digit() != (at == 4) || byte == b' ';
    line.len() == 9
        && line
            .bytes()
            .enumerate()
            .all(|(at, byte)| is_digit(at, byte))
}

pub(crate) fn ask(browser: &mut Browser<'_>, email: &str) -> Answer {
    let fields = [("act", "ask"), ("email", email), ("return_to", "")];
    browser.send(Ask::form(at(RightsPage::Start), &fields))
}

pub(crate) fn type_code(browser: &mut Browser<'_>, code: &str) -> Answer {
    let fields = [("code", code), ("return_to", "")];
    browser.send(Ask::form(at(RightsPage::Code), &fields))
}

/// Asks, and types the code of the mail.
pub(crate) fn come_in<'b>(bench: &'b Bench, email: &str) -> Browser<'b> {
    let mut browser = Browser::new(bench);
    assert_eq!(ask(&mut browser, email).status, 303);
    let mail = mail(bench);
    let answer = type_code(&mut browser, &mail.code);
    assert_eq!(answer.status, 303, "{}", answer.body);
    browser
}

fn is_in(browser: &mut Browser<'_>) -> bool {
    browser.get(at(RightsPage::Sessions)).status == 200
}

#[test]
fn a_mail_brings_a_code_into_the_browser_that_asked() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let start = browser.get(at(RightsPage::Start));
    assert_eq!(start.status, 200);
    assert!(start.body.contains("type=\"email\""));
    let asked = ask(&mut browser, ANNA);
    assert_eq!(asked.status, 303);
    assert_eq!(asked.header("location"), Some(at(RightsPage::Code)));
    let set = asked.all("set-cookie");
    assert_eq!(set.len(), 1);
    for part in [
        "__Host-login=",
        "HttpOnly",
        "Secure",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(set[0].contains(part), "{part} in {}", set[0]);
    }
    assert!(!browser.cookies.contains_key(SESSION));
    let mail = mail(&bench);
    let subject = &mail.subject;
    assert!(
        !subject.contains(&mail.code[..4]) && !subject.contains("anna"),
        "{subject}"
    );
    let came_in = type_code(&mut browser, &mail.code);
    assert_eq!(came_in.header("location"), Some(at(RightsPage::Start)));
    let session = came_in.all("set-cookie");
    let session = session
        .iter()
        .find(|line| line.starts_with(SESSION))
        .unwrap();
    for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(session.contains(part), "{part} in {session}");
    }
    assert!(!session.contains("Max-Age"), "until the browser closes");
    let inside = browser.get(at(RightsPage::Start));
    assert!(inside.body.contains(ANNA));
    assert_eq!(inside.header("cache-control"), Some("private, no-store"));
    let again = browser.get(at(RightsPage::Code));
    assert_eq!(again.header("location"), Some(at(RightsPage::Start)));
}

#[test]
fn a_scanner_that_opens_the_link_a_hundred_times_learns_and_spends_nothing() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    ask(&mut browser, ANNA);
    let mail = mail(&bench);
    let nothing = format!("{}/{}", at(RightsPage::Link), "A".repeat(43));
    let mut scanner = Browser::new(&bench);
    let dead = scanner.get(&nothing);
    for _ in 0..100 {
        let seen = scanner.get(&mail.link);
        assert_eq!((seen.status, without_own(&seen)), (200, without_own(&dead)));
        assert!(seen.all("set-cookie").is_empty());
    }
    assert!(
        dead.body
            .contains("Skriv koden fra mailen i det vindue, hvor du begyndte")
    );
    assert!(
        !dead
            .body
            .contains("<form method=\"post\" action=\"/dine-oplysninger/link")
    );
    let pressed = scanner.send(Ask::form(&mail.link, &[]));
    let pressed_dead = scanner.send(Ask::form(&nothing, &[]));
    assert_eq!((pressed.status, pressed_dead.status), (422, 422));
    assert_eq!(without_own(&pressed), without_own(&pressed_dead));
    let own = browser.get(&mail.link);
    assert_eq!(own.header("referrer-policy"), Some("strict-origin"));
    assert!(own.body.contains(&format!("action=\"{}\"", mail.link)));
    let came_in = browser.send(Ask::form(&mail.link, &[]));
    assert_eq!(came_in.header("location"), Some(at(RightsPage::Start)));
    assert!(is_in(&mut browser));
    let replayed = browser.send(Ask::form(&mail.link, &[]));
    assert_eq!(replayed.status, 422);
}

/// A page without what each answer has of its own: nonces, marks, and the address that was asked for.
fn without_own(answer: &Answer) -> String {
    let mut page = answer.body.clone();
    for mark in [
        "nonce=\"",
        "name=\"attempt\" value=\"",
        "href=\"/en/your-data/link/",
    ] {
        let mut cleaned = String::new();
        let mut rest = page.as_str();
        while let Some((before, after)) = rest.split_once(mark) {
            cleaned.push_str(before);
            cleaned.push_str(mark);
            rest = after.split_once('"').map_or("", |(_, rest)| rest);
        }
        cleaned.push_str(rest);
        page = cleaned;
    }
    // What the page carries for its script holds the same marks once more.
    page.split("<script").next().unwrap_or_default().to_owned()
}

#[test]
fn an_address_that_is_known_is_answered_as_one_that_is_not() {
    let bench = Bench::open();
    assert_eq!(write_in(&bench, ANNA, "Hej").status, 303);
    let answers = [ANNA, "berta@example.dk"].map(|email| {
        let mut browser = Browser::new(&bench);
        let asked = ask(&mut browser, email);
        let next = browser.get(at(RightsPage::Code));
        let head = |answer: &Answer| {
            let mut names: Vec<String> = answer
                .headers()
                .iter()
                .map(|(name, _)| name.clone())
                .collect();
            names.sort();
            names
        };
        let cookie = asked.cookie(KNOWN_BROWSER).unwrap_or_default().len();
        (
            asked.status,
            head(&asked),
            asked.body.clone(),
            cookie,
            without_own(&next),
            next.body.len(),
        )
    });
    let [known, unknown] = answers;
    assert_eq!(known, unknown);
}

#[test]
fn what_is_typed_wrong_is_told_beside_the_field_and_nothing_typed_is_lost_but_codes() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let refused = ask(&mut browser, "anna@");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"anna@\""));
    assert!(refused.body.contains("id=\"email-error\""));
    let refused = type_code(&mut browser, "1234 5678");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"code-error\""));
    assert!(!refused.body.contains("1234 5678\""));
    for fields in [
        &[][..],
        &[("act", "nonsense")],
        &[("act", "ask"), ("act", "ask")],
    ] {
        let answer = browser.send(Ask::form(at(RightsPage::Start), fields));
        assert_eq!(answer.status, 422);
    }
}

#[test]
fn whoever_is_not_in_is_led_to_the_start_and_comes_back() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let away = browser.get(at(RightsPage::Sessions));
    let start = "/dine-oplysninger?return_to=%2Fdine-oplysninger%2Fadgang";
    assert_eq!((away.status, away.header("location")), (303, Some(start)));
    let posted = browser.send(Ask::form(at(RightsPage::Sessions), &[("act", "end-all")]));
    assert_eq!(posted.header("location"), Some(start));
    let page = browser.get(start);
    let path = at(RightsPage::Sessions);
    assert!(
        page.body
            .contains(&format!("name=\"return_to\" value=\"{path}\""))
    );
    let fields = [("act", "ask"), ("email", ANNA), ("return_to", path)];
    let asked = browser.send(Ask::form(at(RightsPage::Start), &fields));
    let code = "/dine-oplysninger/kode?return_to=%2Fdine-oplysninger%2Fadgang";
    assert_eq!(asked.header("location"), Some(code));
    let mail = mail(&bench);
    let fields = [("code", &*mail.code), ("return_to", path)];
    let came_in = browser.send(Ask::form(at(RightsPage::Code), &fields));
    assert_eq!(came_in.header("location"), Some(path));
    for elsewhere in ["//evil.example", "/privatliv", "/personale"] {
        let fields = [("act", "ask"), ("email", ANNA), ("return_to", elsewhere)];
        let asked = browser.send(Ask::form(at(RightsPage::Start), &fields));
        assert_eq!(asked.header("location"), Some(at(RightsPage::Code)));
    }
}

#[test]
fn one_ends_one_session_or_all_and_signs_out() {
    let bench = Bench::open();
    let mut here = come_in(&bench, ANNA);
    let mut there = come_in(&bench, ANNA);
    let page = here.get(at(RightsPage::Sessions));
    assert_eq!(page.body.matches("name=\"session\" value=\"").count(), 2);
    let out = here.send(Ask::form(at(RightsPage::Start), &[("act", "sign-out")]));
    assert_eq!(out.header("location"), Some(at(RightsPage::Start)));
    assert_eq!(out.header("clear-site-data"), Some("\"storage\""));
    assert!(!here.cookies.contains_key(SESSION));
    assert!(is_in(&mut there));
    let held = there.cookies.clone();
    let out = there.send(Ask::form(at(RightsPage::Sessions), &[("act", "end-all")]));
    assert_eq!(out.header("location"), Some(at(RightsPage::Start)));
    there.cookies = held;
    assert!(!is_in(&mut there), "an old token opens nothing");
}

#[test]
fn coming_in_and_signing_in_as_staff_replace_each_other_and_both_are_known_again() {
    let bench = Bench::open();
    let mut colleague = bench.colleague("aase@example.dk", &[Role::CaseWorker]);
    let staff_part = colleague.cookie(KNOWN_BROWSER).unwrap().to_owned();
    let mut browser = Browser::new(&bench);
    for (name, value) in &colleague.cookies {
        browser.cookies.insert(name.clone(), value.clone());
    }
    let staff_session = browser.cookies[SESSION].clone();
    ask(&mut browser, ANNA);
    assert!(browser.cookies[KNOWN_BROWSER].starts_with(&format!("{staff_part}.")));
    let mail = mail(&bench);
    type_code(&mut browser, &mail.code);
    assert!(is_in(&mut browser));
    assert_ne!(browser.cookies[SESSION], staff_session);
    assert!(
        !colleague.is_in(&bench),
        "the staff's session ended with it"
    );
    let portal_session = browser.cookies[SESSION].clone();
    colleague.cookies = browser.cookies.clone().into_iter().collect();
    assert_eq!(colleague.sign_in(&bench).status, 303);
    assert!(colleague.is_in(&bench));
    let kept = colleague.cookie(KNOWN_BROWSER).unwrap().to_owned();
    assert_eq!(kept, browser.cookies[KNOWN_BROWSER], "neither part is lost");
    browser.cookies.insert(SESSION.to_owned(), portal_session);
    assert!(!is_in(&mut browser), "the portal's session ended with it");
    assert_eq!(bench.get(StaffPage::Start.path(Language::Da)).status, 303);
}

#[test]
fn a_network_that_asks_too_often_is_told_to_wait() {
    let bench = Bench::with(Plan::default().rate(20));
    let mut browser = Browser::new(&bench);
    let statuses: Vec<u16> = (0..30).map(|_| ask(&mut browser, ANNA).status).collect();
    assert!(statuses[..10].iter().all(|status| *status == 303));
    assert!(statuses.contains(&429));
}
