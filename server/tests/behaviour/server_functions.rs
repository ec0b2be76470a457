//! The functions that the hydrated page calls. Each is listed here with what it may answer to anyone; one that
//! is added without a line here fails.

use std::collections::BTreeSet;

use leptos::server_fn::axum::server_fn_paths;

use crate::bench::{Ask, Bench, Browser, Plan};

/// What a function answers to a visitor without cookies: its address, a call, the status, and what it tells.
const FUNCTIONS: [(&str, &str, u16, &str); 26] = [
    ("/fn/home", "language=da", 200, "video-player"),
    ("/fn/privacy", "language=da", 200, "Datatilsynet"),
    (
        "/fn/privacy-versions",
        "language=da",
        200,
        "16. november 2026",
    ),
    (
        "/fn/privacy-version",
        "language=da&version=x",
        404,
        "not-found",
    ),
    ("/fn/cookies", "language=da", 200, "talrig_id"),
    ("/fn/cookie-settings", "language=da", 200, "talrig"),
    ("/fn/receipt", "language=da", 200, "null"),
    ("/fn/choose", "", 422, "unreadable-form"),
    ("/fn/newsletter", "language=da", 200, "Skriv mig op"),
    (
        "/fn/newsletter-mailbox",
        "language=da",
        200,
        "nyhedsbrev@example.dk",
    ),
    ("/fn/newsletter-confirm", "token=x", 200, "Spent"),
    ("/fn/newsletter-topics", "language=da&token=x", 200, "Spent"),
    ("/fn/newsletter-why", "language=da&token=x", 200, "[]"),
    ("/fn/newsletter-archive", "language=da", 200, "issues"),
    ("/fn/newsletter-issue", "language=da&id=x", 404, "not-found"),
    (
        "/fn/staff-issue-progress",
        "language=da&id=x",
        401,
        "sign-in-needed",
    ),
    // Reached by an address in numbers, as here, passkeys are not offered.
    ("/fn/staff-passkey", "again=false", 404, "not-found"),
    ("/fn/events", "language=da", 200, "\"kinds\":[]"),
    ("/fn/event", "language=da&id=x", 404, "not-found"),
    ("/fn/seat-confirm", "language=da&token=x", 200, "Spent"),
    ("/fn/seat", "language=da&token=x", 200, "Spent"),
    ("/fn/sign-up", "", 422, "unreadable-form"),
    (
        "/fn/contact",
        "language=da",
        200,
        "/dine-oplysninger/sikker-besked",
    ),
    (
        "/fn/contact-received",
        "language=da",
        200,
        "Vi sletter det senest",
    ),
    (
        "/fn/enquiry",
        "{\"language\":\"da\",\"token\":\"x\"}",
        200,
        "null",
    ),
    ("/fn/write-in", "", 422, "unreadable-form"),
];

/// Those that are called with JSON.
const JSON: [&str; 4] = ["/fn/choose", "/fn/enquiry", "/fn/sign-up", "/fn/write-in"];

fn call(path: &str, body: &str) -> Ask {
    let kind = if JSON.contains(&path) {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    Ask::new("POST", path)
        .header("Content-Type", kind)
        .header("Accept", "application/json")
        .body(body)
}

#[test]
fn every_function_is_listed_here() {
    let registered: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
    let listed: BTreeSet<&str> = FUNCTIONS.iter().map(|(path, ..)| *path).collect();
    assert_eq!(registered, listed);
    assert!(server_fn_paths().all(|(_, method)| method == "POST"));
}

#[test]
fn a_stranger_is_told_what_everyone_may_know_and_nothing_is_stored() {
    let bench = Bench::open();
    for (path, body, status, told) in FUNCTIONS {
        let answer = bench.send(&call(path, body));
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert!(answer.body.contains(told), "{path}: {}", answer.body);
        assert_eq!(answer.all("set-cookie").len(), 0, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn none_answers_to_get_or_to_another_site() {
    let bench = Bench::open();
    for (path, body, ..) in FUNCTIONS {
        let get = format!("{path}?language=da");
        assert_eq!(bench.get(&get).status, 404, "{path}");
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
        ] {
            assert_eq!(
                bench.send(&call(path, body).header(name, value)).status,
                403,
                "{path}"
            );
        }
    }
}

#[test]
fn a_call_that_cannot_be_read_is_refused_without_insides() {
    let bench = Bench::open();
    let deep = "[".repeat(10_000);
    for (path, ..) in FUNCTIONS {
        for body in [
            "",
            "language=Klingon",
            "{",
            "\u{0}",
            "{\"language\":\"da\"}",
            &deep,
        ] {
            let answer = bench.send(&call(path, body));
            assert_eq!(
                answer.status,
                422,
                "{path} {}: {}",
                &body[..body.len().min(20)],
                answer.body
            );
            // A form that tells all that is wrong tells one thing here.
            let told = answer.body.trim_matches(['[', ']']);
            assert_eq!(told, "\"unreadable-form\"", "{path}");
        }
    }
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn a_call_over_the_limit_is_refused_whether_or_not_it_tells_its_length() {
    let bench = Bench::open();
    let large = format!("language=da&x={}", "x".repeat(server::limits::MAX_BODY));
    for (path, ..) in FUNCTIONS {
        assert_eq!(bench.send(&call(path, &large)).status, 413, "{path}");
        let answer = bench.send(&call(path, &large).chunked());
        assert!(
            matches!(answer.status, 413 | 422),
            "{path}: {} {}",
            answer.status,
            answer.body
        );
    }
}

#[test]
fn a_function_that_is_not_there_is_not_found() {
    let bench = Bench::open();
    for path in ["/fn/nothing", "/fn/", "/fn/choose/x", "/fn/../healthz"] {
        let answer = bench.send(&call(path, ""));
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("server function"),
            "{path}: {}",
            answer.body
        );
    }
}

/// A call of the hydrated page for a choice.
fn choose(browser: &mut Browser<'_>, act: &str, services: &[&str]) -> crate::bench::Answer {
    let field = |hidden: &[(String, String)], name: &str| {
        hidden
            .iter()
            .find(|(other, _)| other == name)
            .unwrap()
            .1
            .clone()
    };
    let hidden = browser.settings();
    let form = serde_json::json!({
        "act": act,
        "surface": "settings",
        "service": services,
        "notice": field(&hidden, "notice"),
        "attempt": field(&hidden, "attempt"),
        "return_to": "/privatliv",
    });
    let body = serde_json::json!({ "language": "da", "form": form }).to_string();
    browser.send(call("/fn/choose", &body))
}

#[test]
fn a_choice_by_script_stores_what_the_form_would() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let answer = choose(&mut browser, "save", &["talrig"]);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (200, "\"/privatliv#valg-gemt\"")
    );
    assert_eq!(browser.allowed(), ["talrig"]);
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn a_problem_has_its_own_status_and_code() {
    let bench = Bench::open();
    let answer = choose(&mut Browser::new(&bench), "save", &["nobody"]);
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (422, "\"unknown-service\"")
    );
    let limited = Bench::with(Plan::default().rate(1));
    let twice = [(); 2].map(|()| limited.send(&call("/fn/home", "language=da")));
    assert_eq!((twice[0].status, twice[1].status), (200, 429));
    assert!(twice[1].body.contains("too-many-requests"));
}
