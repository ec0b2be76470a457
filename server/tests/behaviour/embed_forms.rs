//! The forms for other websites: a script that is the same every day, and descriptions that say what our own pages say
//! today and that REST takes.

use domain::canonical::Digest;
use serde_json::{Value, json};

use crate::bench::api::{self, SUBSCRIPTIONS};
use crate::bench::{Ask, Bench, CLIENT, Plan};

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
const PUBLIC: &str = "https://samtykke.example.dk";

fn bench() -> Bench {
    Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", PUBLIC))
}

fn form(bench: &Bench, language: &str, kind: &str) -> Value {
    let answer = bench.get(&format!("/s/www/{language}/{kind}.json"));
    assert_eq!(answer.status, 200, "{language} {kind}");
    answer.json()
}

/// Every string in `value`.
fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        Value::Object(all) => all.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What the form would send if `typed` were all that is typed.
fn body(form: &Value, typed: &Value) -> Value {
    let mut body = form["sent"].clone();
    let typed = typed.as_object().unwrap().clone();
    body.as_object_mut().unwrap().extend(typed);
    body
}

fn post(bench: &Bench, form: &Value, typed: &Value) -> (u16, Value) {
    let path = format!("/api/v1/{}", form["to"].as_str().unwrap());
    let body = body(form, typed);
    let key = Digest::of(body.to_string().as_bytes()).to_string();
    let ask = api::post(&path, &body)
        .header("Origin", api::SITE)
        .header("Idempotency-Key", key);
    let answer = bench.send(&ask);
    let said = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    (answer.status, said)
}

#[test]
fn the_script_holds_for_whom_it_is_and_nothing_else() {
    let bench = bench();
    let (before, after) = CLIENT.split_once("__SAMTYKKE__").unwrap();
    for language in ["da", "en"] {
        let script = bench.get(&format!("/s/www/{language}/forms.v1.js"));
        assert_eq!(
            script.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(script.header("access-control-allow-origin"), Some("*"));
        let data = script.body.strip_prefix(before).unwrap();
        let data: Value = serde_json::from_str(data.strip_suffix(after).unwrap()).unwrap();
        assert_eq!(
            data,
            json!({
                "v": 1,
                "site": "www",
                "lang": language,
                "at": PUBLIC,
                "origins": ["https://www.example.dk"],
            })
        );
    }
}

#[test]
fn the_script_is_also_at_an_address_that_names_it_on_every_day() {
    let bench = bench();
    let stable = bench.get("/s/www/da/forms.v1.js");
    let version = bench.get("/s/www/da/version.json").json();
    let hash = version["forms"]["hash"].as_str().unwrap();
    assert_eq!(&Digest::of(stable.body.as_bytes()).to_string()[..16], hash);
    let integrity = version["forms"]["integrity"].as_str().unwrap();
    assert!(integrity.starts_with("sha384-") && integrity != version["integrity"]);
    let path = format!("/s/www/da/{hash}/forms.v1.js");
    let pinned = bench.get(&path);
    assert_eq!(pinned.body, stable.body);
    assert_eq!(
        pinned.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    bench.move_clock("2026-12-24T10:00:00Z");
    assert_eq!(bench.get(&path).body, stable.body);
    assert_eq!(
        bench.get("/s/www/da/0123456789abcdef/forms.v1.js").status,
        404
    );
}

#[test]
fn the_newsletter_says_the_wording_that_is_in_force_and_what_it_sends_is_taken() {
    let bench = bench();
    for language in ["da", "en"] {
        let form = form(&bench, language, "newsletter");
        let wording = bench.get(&format!("/api/v1/newsletter/wording/{language}"));
        let wording = wording.json();
        assert_eq!(form["sent"]["wording"], wording["hash"]);
        let said = strings(&form);
        for text in strings(&wording["wording"]) {
            let is_said = said.contains(&text) || ["sign_up", language].contains(&text);
            assert!(is_said, "{text}");
        }
        let typed = json!({ "email": "anna@example.dk", "topics": ["news"] });
        let (status, _) = post(&bench, &form, &typed);
        assert_eq!(u64::from(status), form["taken"].as_u64().unwrap());
    }
}

#[test]
fn the_contact_form_says_what_our_page_says_and_what_it_sends_is_taken() {
    let bench = bench();
    for (language, page) in [("da", "/kontakt"), ("en", "/en/contact")] {
        let form = form(&bench, language, "contact");
        let page = bench.get(page).body;
        for part in ["title", "lead", "button"] {
            assert!(page.contains(form[part].as_str().unwrap()), "{part}");
        }
        let parts = [&form["warning"], &form["fields"], &form["promise"]];
        let sentences = parts.into_iter().flat_map(strings);
        for sentence in sentences.flat_map(|text| text.split(". ")) {
            let is_code = sentence.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            let sentence = sentence.strip_prefix(PUBLIC).unwrap_or(sentence);
            let is_said = page.contains(sentence.trim_end_matches('.'));
            assert!(is_code || is_said, "{sentence}");
        }
        let more = form["more"]["href"].as_str().unwrap();
        assert!(page.contains(more.strip_prefix(PUBLIC).unwrap()), "{more}");
        let typed = json!({ "name": "Anna", "email": "anna@example.dk", "message": "Hej" });
        let (status, said) = post(&bench, &form, &typed);
        assert_eq!(u64::from(status), form["taken"].as_u64().unwrap());
        assert!(
            form["promise"]
                .as_str()
                .unwrap()
                .contains(said["words"].as_str().unwrap())
        );
    }
}

#[test]
fn whatever_a_person_can_get_wrong_is_said_in_the_forms_language_at_its_field() {
    let bench = bench();
    let long = "a".repeat(300);
    let newsletter = json!({ "email": "anna@example.dk", "topics": ["news"] });
    let contact = json!({ "name": "Anna", "email": "anna@example.dk", "message": "Hej" });
    for (kind, right, field, wrong) in [
        ("newsletter", &newsletter, "email", json!("anna@")),
        (
            "newsletter",
            &newsletter,
            "email",
            json!("a@example.dk, b@example.dk"),
        ),
        ("newsletter", &newsletter, "name", json!(long)),
        ("newsletter", &newsletter, "name", json!("a\u{7}b")),
        ("newsletter", &newsletter, "topics", json!(["nobody"])),
        ("contact", &contact, "name", json!(" ")),
        ("contact", &contact, "name", json!(long)),
        ("contact", &contact, "name", json!("a\u{7}b")),
        ("contact", &contact, "email", json!(" ")),
        ("contact", &contact, "email", json!("anna@")),
        (
            "contact",
            &contact,
            "email",
            json!("a@example.dk, b@example.dk"),
        ),
        ("contact", &contact, "phone", json!("x")),
        ("contact", &contact, "message", json!(" ")),
        ("contact", &contact, "message", json!("a".repeat(5001))),
        ("contact", &contact, "message", json!("010203-1234")),
    ] {
        let form = form(&bench, "da", kind);
        let mut typed = right.clone();
        typed[field] = wrong;
        let (status, said) = post(&bench, &form, &typed);
        assert_eq!(status, 422, "{kind} {typed}");
        let problem = &form["problems"][said["code"].as_str().unwrap()];
        assert_eq!(problem["field"], field, "{said}");
        assert!(problem["text"].as_str().unwrap().ends_with('.'));
    }
    // What is told before anything is sent, and what REST cannot read.
    for kind in ["newsletter", "contact"] {
        let form = form(&bench, "da", kind);
        let fields = form["fields"].as_array().unwrap().iter();
        let codes = fields.flat_map(|field| [&field["missing"], &field["unreadable"]]);
        for code in codes.chain([&form["choice"]["missing"]]) {
            let is_said = code.is_null() || form["problems"].get(code.as_str().unwrap()).is_some();
            assert!(is_said, "{code}");
        }
    }
    let stale =
        json!({ "email": "anna@example.dk", "topics": ["news"], "wording": "0".repeat(64) });
    let form = form(&bench, "da", "newsletter");
    let (_, said) = post(&bench, &form, &stale);
    assert!(
        form["problems"]
            .get(said["code"].as_str().unwrap())
            .is_some()
    );
}

#[test]
fn a_form_is_another_one_each_day_and_yesterdays_is_still_taken() {
    let bench = bench();
    let path = "/s/www/da/newsletter.json";
    let ask = Ask::get(path).header("Accept-Encoding", "br");
    let first = bench.send(&ask);
    assert_eq!(first.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(first.header("content-encoding"), Some("br"));
    let tag = first.header("etag").unwrap().to_owned();
    let again = ask.header("If-None-Match", &tag);
    assert_eq!(bench.send(&again).status, 304);
    let yesterdays = form(&bench, "da", "newsletter");
    bench.move_clock("2026-11-22T10:00:00Z");
    assert_eq!(bench.send(&again).status, 200);
    let todays = form(&bench, "da", "newsletter");
    assert_ne!(yesterdays["sent"]["wording"], todays["sent"]["wording"]);
    let typed = json!({ "email": "anna@example.dk", "topics": ["news"] });
    assert_eq!(post(&bench, &yesterdays, &typed).0, 202);
    bench.move_clock("2026-11-23T10:00:00Z");
    let (status, said) = post(&bench, &yesterdays, &typed);
    assert_eq!((status, &said["code"]), (422, &json!("notice-changed")));
}

#[test]
fn what_the_organisation_does_not_have_is_nowhere() {
    let bench = Bench::with(Plan {
        register: ADVISER.to_owned(),
        ..Plan::default()
    });
    assert_eq!(bench.get("/s/www/da/newsletter.json").status, 404);
    assert_eq!(bench.get("/s/www/da/contact.json").status, 200);
    for path in [
        "/s/other/da/contact.json",
        "/s/www/de/contact.json",
        "/s/www/da/donation.json",
        "/s/other/da/forms.v1.js",
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
    let from_elsewhere =
        api::post(SUBSCRIPTIONS, &json!({})).header("Origin", "https://evil.example");
    assert_eq!(bench.send(&from_elsewhere).status, 403);
}
