//! Writing in: the form, the enquiry's own page, the same through REST, and the day it goes.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use server::mail::Folder;

use crate::bench::api::{is_problem, post};
use crate::bench::{ASSOCIATION, Answer, Ask, Bench, Plan, hidden};

const FORM: &str = "/kontakt";
const MESSAGES: &str = "/api/v1/contact/messages";
pub(crate) const CANARY: &str = "canary7f3a";

/// The contact form's fields, with a fresh mark, as a browser would fill them in.
fn filled(bench: &Bench, email: &str, message: &str) -> Vec<(String, String)> {
    let page = bench.get(FORM);
    let start = page.body.find("class=\"contact\"").expect("a contact form");
    let mut fields = hidden(&page.body[start..]);
    fields.retain(|(name, _)| name == "attempt");
    for (name, value) in [
        ("name", CANARY),
        ("email", email),
        ("phone", "+45 12 34 56 78"),
        ("message", message),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    fields
}

fn form(path: &str, fields: &[(String, String)]) -> Ask {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Ask::form(path, &fields)
}

pub(crate) fn write_in(bench: &Bench, email: &str, message: &str) -> Answer {
    bench.send(&form(FORM, &filled(bench, email, message)))
}

/// The texts of so many mails, once they have been sent, soft line breaks joined.
pub(crate) fn mails(bench: &Bench, count: usize) -> Vec<String> {
    let folder = bench.place.data().join("mail");
    for _ in 0..200 {
        let files: Vec<_> = std::fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .collect();
        if files.len() >= count {
            let read = |file: &std::path::PathBuf| std::fs::read_to_string(file).unwrap();
            return files
                .iter()
                .map(|file| read(file).replace("=\r\n", ""))
                .collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("no {count} mails in {}", folder.display());
}

/// The address of the page that a mail leads to.
pub(crate) fn link(mail: &str) -> String {
    let at = mail.find("/henvendelse/").expect("a link to an enquiry");
    let link = &mail[at..];
    link[.."/henvendelse/".len() + 43].to_owned()
}

#[test]
fn who_writes_in_is_told_when_it_goes_and_gets_a_page_of_their_own() {
    let bench = Bench::open();
    let dates = [
        "Vi sletter det senest 21. februar 2027",
        "Senest 23. marts 2027 er det også væk",
    ];
    let page = bench.get(FORM);
    assert!(
        page.body
            .contains("Skriv ikke CPR-nummer eller helbredsoplysninger her")
    );
    let secure = "href=\"/dine-oplysninger/sikker-besked\"";
    assert!(page.body.contains(secure) && !page.body.contains("+45"));
    let answer = write_in(&bench, "anna@example.dk", "Hej\r\n\r\nHvornår?");
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), Some("/kontakt/modtaget"));
    let received = bench.get("/kontakt/modtaget");
    let mail = mails(&bench, 1).remove(0);
    let own = bench.get(&link(&mail));
    assert_eq!(own.status, 200);
    for date in dates {
        for page in [&page, &received, &own] {
            assert!(page.body.contains(date), "{date}");
        }
    }
    assert!(own.body.contains("Hej\n\nHvornår?"));
    assert!(own.body.contains(secure) && !own.body.contains("+45"));
    assert_eq!(own.header("referrer-policy"), Some("strict-origin"));
    assert_eq!(own.header("cache-control"), Some("private, no-store"));
    assert!(mail.contains("Reply-To:") && mail.contains("kontakt+"));
    let subject = mail
        .lines()
        .find(|line| line.starts_with("Subject:"))
        .unwrap();
    assert!(!subject.contains(CANARY));
}

#[test]
fn what_cannot_be_used_is_named_and_what_was_typed_is_kept() {
    let bench = Bench::open();
    let mut fields = filled(
        &bench,
        "a@b.dk, c@d.dk",
        "</textarea><script>alert(1)</script> æ",
    );
    fields[1].1 = "Anna\r\nBcc: x@y.dk".to_owned();
    fields[3].1 = "ring bare".to_owned();
    let refused = bench.send(&form(FORM, &fields));
    assert_eq!(refused.status, 422);
    for words in [
        "Navnet har tegn, der ikke kan ses",
        "Der står mere end én mailadresse",
        "Telefonnummeret ser ikke rigtigt ud",
        "href=\"#email\"",
        "id=\"phone-error\"",
        "value=\"a@b.dk, c@d.dk\"",
        "value=\"ring bare\"",
        "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; æ",
    ] {
        assert!(refused.body.contains(words), "{words}");
    }
    assert!(!refused.body.contains("<script>alert(1)"));
    let message = "Mit nummer er 010190-1234";
    let cpr = write_in(&bench, "a@b.dk", message);
    assert_eq!(cpr.status, 422);
    assert!(cpr.body.contains("ligner et CPR-nummer") && cpr.body.contains(message));
    let long = write_in(&bench, "a@b.dk", &"a".repeat(5_001));
    assert!(long.body.contains("Beskeden er for lang") && long.body.contains(&"a".repeat(5_001)));
    let empty = bench.send(&Ask::form(FORM, &[]));
    assert_eq!(empty.status, 422);
    assert!(
        empty.body.contains("Vi mangler et navn")
            && empty.body.contains("Vi mangler din mailadresse")
    );
}

#[test]
fn a_known_address_and_an_unknown_one_get_the_same_answer() {
    let bench = Bench::open();
    let first = write_in(&bench, "known@example.dk", "Hej");
    let known = write_in(&bench, "Known@Example.dk", "Hej");
    let unknown = write_in(&bench, "unknown@example.dk", "Hej");
    for other in [known, unknown] {
        assert_eq!((other.status, &other.body), (first.status, &first.body));
        assert_eq!(other.header("location"), first.header("location"));
        assert_eq!(other.all("set-cookie"), [""; 0]);
    }
    assert_eq!(bench.leaves(), 0);
}

#[test]
fn a_link_is_looked_at_without_changing_anything_and_dead_ones_look_alike() {
    let bench = Bench::open();
    write_in(&bench, "anna@example.dk", "Hej");
    let link = link(&mails(&bench, 1)[0]);
    for _ in 0..3 {
        assert_eq!(bench.get(&link).status, 200);
    }
    bench.move_clock("2026-12-21T10:00:00Z");
    let expired = bench.get(&link);
    let unknown = bench.get(&format!("/henvendelse/{}", "A".repeat(43)));
    let no_token = bench.get(&format!("/henvendelse/{}", "-".repeat(43)));
    for dead in [&expired, &unknown, &no_token] {
        assert_eq!(dead.status, 410);
        assert!(dead.body.contains("Linket virker ikke længere"));
        assert!(!dead.body.contains(CANARY));
        assert_eq!(dead.header("referrer-policy"), Some("strict-origin"));
    }
    let short = bench.get("/henvendelse/kort");
    assert_eq!(short.status, 410);
    assert!(
        !short.body.contains("value=\"link\""),
        "there is nothing to send"
    );
    let unknown = format!("/henvendelse/{}", "A".repeat(43));
    for dead in [&link, &unknown] {
        let asked = bench.send(&Ask::form(dead, &[("act", "link")]));
        assert_eq!(asked.status, 303);
        assert_eq!(asked.header("location"), Some("/henvendelse/nyt-link"));
    }
    let mails = mails(&bench, 2);
    let fresh = mails.iter().map(|mail| self::link(mail));
    let fresh: Vec<String> = fresh.filter(|fresh| *fresh != link).collect();
    assert_eq!(fresh.len(), 1, "one mail, to the one that is known");
    assert_eq!(bench.get(&fresh[0]).status, 200);
}

#[test]
fn writing_again_keeps_what_was_typed_when_it_is_refused() {
    let bench = Bench::open();
    write_in(&bench, "anna@example.dk", "Hej");
    let link = link(&mails(&bench, 1)[0]);
    let page = bench.get(&link);
    let start = page
        .body
        .find("class=\"contact\"")
        .expect("a form to write again");
    let attempt = hidden(&page.body[start..])
        .into_iter()
        .find(|(name, _)| name == "attempt")
        .unwrap()
        .1;
    let again = |message: &str| {
        let fields = [
            ("act", "write"),
            ("attempt", &attempt),
            ("message", message),
        ];
        bench.send(&Ask::form(&link, &fields))
    };
    let refused = again("010190-1234 <b>");
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("010190-1234 &lt;b&gt;"));
    for _ in 0..2 {
        let sent = again("Er I der?");
        assert_eq!(
            sent.header("location"),
            Some(format!("{link}#sendt").as_str())
        );
    }
    let page = bench.get(&link).body;
    assert_eq!(page.matches("class=\"words\">Er I der?").count(), 1);
    for act in ["keep", "delete", "nothing"] {
        let wrong = bench.send(&Ask::form(&link, &[("act", act), ("passage", "1")]));
        assert_eq!(wrong.status, 422, "{act}");
    }
}

fn message(change: &[(&str, Value)]) -> Value {
    let mut message = json!({
        "language": "en",
        "name": "Anna",
        "email": "anna@example.dk",
        "message": "When do you open?",
    });
    for (field, value) in change {
        message[*field] = value.clone();
    }
    message
}

fn bring(bench: &Bench, key: &str, message: &Value) -> Answer {
    bench.send(&post(MESSAGES, message).header("Idempotency-Key", key))
}

#[test]
fn a_program_writes_in_once_and_is_told_when_it_goes() {
    let bench = Bench::open();
    for _ in 0..2 {
        let answer = bring(&bench, "0123456789abcdef", &message(&[]));
        assert_eq!(answer.status, 201, "{}", answer.body);
        let promise = answer.json();
        assert_eq!(promise["bound"], "gone_by");
        assert_eq!(promise["last_day"], "2027-02-21");
        assert_eq!(promise["last_backup_day"], "2027-03-23");
    }
    let mail = mails(&bench, 1).remove(0);
    assert!(mail.contains("/en/enquiry/"));
    let other = message(&[("message", json!("Another"))]);
    is_problem(
        &bring(&bench, "0123456789abcdef", &other),
        422,
        "key-reused",
    );
    is_problem(
        &bench.send(&post(MESSAGES, &message(&[]))),
        422,
        "missing-key",
    );
    for (field, value, code) in [
        ("name", json!(""), "missing-name"),
        ("name", json!("a".repeat(998)), "name-too-long"),
        ("email", json!("a@b.dk, c@d.dk"), "several-addresses"),
        ("email", json!("anna"), "malformed-address"),
        ("phone", json!("ring"), "malformed-phone"),
        ("message", json!("010190-1234"), "cpr-in-message"),
        ("message", json!("a".repeat(5_001)), "message-too-long"),
        ("extra", json!(1), "not-as-described"),
    ] {
        let refused = bring(&bench, "fedcba9876543210", &message(&[(field, value)]));
        let problem = is_problem(&refused, 422, code);
        assert_eq!(problem["field"], field);
    }
    let foreign = post(MESSAGES, &message(&[]))
        .header("Idempotency-Key", "fedcba9876543210")
        .header("Origin", "https://evil.example");
    is_problem(&bench.send(&foreign), 403, "foreign-origin");
}

#[test]
fn one_limit_stands_behind_every_door() {
    let bench = Bench::with(Plan::default().rate(3));
    assert_eq!(write_in(&bench, "a@b.dk", "Hej").status, 303);
    let called = json!({"language": "da", "form": {
        "name": "", "email": "", "phone": "", "message": "", "attempt": "",
    }});
    assert_eq!(
        bench
            .send(&Ask::json("/fn/write-in", &called.to_string()))
            .status,
        422
    );
    assert_eq!(bring(&bench, "0123456789abcdef", &message(&[])).status, 201);
    assert_eq!(bench.send(&Ask::form(FORM, &[])).status, 429);
    assert_eq!(
        bench
            .send(&Ask::json("/fn/write-in", &called.to_string()))
            .status,
        429
    );
    assert_eq!(bring(&bench, "0123456789abcdef", &message(&[])).status, 429);
}

#[test]
fn the_server_function_tells_everything_that_is_wrong_at_once() {
    let bench = Bench::open();
    let called = json!({"language": "da", "form": {
        "name": "", "email": "anna", "phone": "x", "message": "", "attempt": "",
    }});
    let refused = bench.send(&Ask::json("/fn/write-in", &called.to_string()));
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.json(),
        json!([
            "missing-name",
            "malformed-address",
            "malformed-phone",
            "missing-message"
        ])
    );
}

/// The association without its contact form.
pub(crate) fn without_contact() -> Bench {
    let start = ASSOCIATION.find("[contact]").unwrap();
    let end = ASSOCIATION[start + 1..].find("\n[").unwrap() + start + 2;
    let register = format!("{}{}", &ASSOCIATION[..start], &ASSOCIATION[end..]);
    Bench::with(Plan {
        register,
        ..Plan::default()
    })
}

#[test]
fn without_a_contact_form_there_is_none_behind_any_door_and_no_link() {
    let bench = without_contact();
    for path in [
        FORM,
        "/en/contact",
        "/kontakt/modtaget",
        "/henvendelse/nyt-link",
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
    assert_eq!(bench.send(&Ask::form(FORM, &[])).status, 404);
    is_problem(
        &bring(&bench, "0123456789abcdef", &message(&[])),
        404,
        "not-found",
    );
    let home = bench.get("/");
    assert!(!home.body.contains("\"/kontakt\"") && home.body.contains("mailto:"));
    assert!(Bench::open().get("/").body.contains("\"/kontakt\""));
}

/// Everything below a folder that holds `words`.
pub(crate) fn holding(folder: &Path, words: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, words));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            if bytes
                .windows(words.len())
                .any(|part| part == words.as_bytes())
            {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn on_the_promised_day_everything_goes_and_nothing_is_found() {
    let bench = Bench::open();
    let address = format!("{CANARY}@example.dk");
    write_in(&bench, &address, CANARY);
    let link = link(&mails(&bench, 1)[0]);
    let folder = Folder::at(bench.place.data().join("mail"));
    bench.move_clock("2027-02-20T12:00:00Z");
    bench.sweep();
    bench.sweep_mails(&folder);
    let again = bench.send(&Ask::form(&link, &[("act", "link")]));
    assert_eq!(again.status, 303);
    // The day before, it is still there.
    mails(&bench, 1);
    bench.move_clock("2027-02-21T12:00:00Z");
    bench.sweep();
    bench.sweep_mails(&folder);
    let place = bench.halt();
    assert_eq!(
        holding(&place.data(), CANARY),
        Vec::<std::path::PathBuf>::new()
    );
}
