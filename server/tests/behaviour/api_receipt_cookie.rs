//! The receipt's code in the service's own cookie: for pages of the site that the service belongs to, and for nobody
//! who can merely make a browser send something.

use serde_json::{Value, json};

use crate::bench::api::{CONSENTS, LOOK_UP, SITE, WITHDRAW, consent, is_problem, post};
use crate::bench::{ASSOCIATION, Answer, Ask, Bench, Plan};

const KEYS: [&str; 3] = [
    "8e03978e-40d5-43e8-bc93-6894a57f9324",
    "5b1c6a44-54ad-4e21-8a4c-06b2fdbbc1fe",
    "c2d1a7a0-6f0e-4a55-9a4e-0d6a6a1c9f10",
];
const COOKIE: &str = "__Host-samtykke-receipt";
const BY_COOKIE: [&str; 3] = [CONSENTS, LOOK_UP, WITHDRAW];

/// A service on a subdomain of the association's site.
fn bench() -> Bench {
    Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk"))
}

/// As the script for other websites sends it from the site.
fn ask(path: &str, body: &Value) -> Ask {
    post(path, body)
        .header("Origin", SITE)
        .header("Samtykke-Receipt", "cookie")
}

fn give(bench: &Bench, key: &str, held: Option<&str>) -> Answer {
    let ask = ask(CONSENTS, &consent(bench)).header("Idempotency-Key", key);
    bench.send(&holding(ask, held))
}

fn holding(ask: Ask, code: Option<&str>) -> Ask {
    match code {
        Some(code) => ask.header("Cookie", format!("samtykke=1.20261121; {COOKIE}={code}")),
        None => ask,
    }
}

/// The code that an answer puts into the cookie, and the cookie's attributes.
fn kept(answer: &Answer) -> (String, String) {
    let lines = answer.all("set-cookie");
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (pair, attributes) = lines[0].split_once("; ").unwrap();
    let (name, code) = pair.split_once('=').unwrap();
    assert_eq!(name, COOKIE);
    (code.to_owned(), attributes.to_owned())
}

fn ended(bench: &Bench, code: &str) -> Value {
    let answer = bench.send(&post(LOOK_UP, &json!({ "receipt": code })));
    assert_eq!(answer.status, 200);
    answer.json()["ended"]["reason"].clone()
}

#[test]
fn the_code_goes_into_the_cookie_and_not_into_the_answer() {
    let bench = bench();
    let given = give(&bench, KEYS[0], None);
    assert_eq!(given.status, 201, "{}", given.body);
    let (code, attributes) = kept(&given);
    let half_a_year = "Max-Age=15638400";
    assert_eq!(
        attributes,
        format!("Path=/; Secure; HttpOnly; SameSite=Lax; {half_a_year}")
    );
    assert!(given.json().get("receipt").is_none() && !given.body.contains(&code));
    assert_eq!(given.header("access-control-allow-origin"), Some(SITE));
    assert_eq!(
        given.header("access-control-allow-credentials"),
        Some("true")
    );
    let found = bench.send(&holding(ask(LOOK_UP, &json!({})), Some(&code)));
    assert_eq!(found.status, 200, "{}", found.body);
    assert!(!found.body.contains(&code) && found.all("set-cookie").is_empty());
    assert_eq!(found.json()["id"], given.json()["id"]);
}

#[test]
fn a_retry_whose_cookie_arrived_is_the_same_consent() {
    let bench = bench();
    let first = give(&bench, KEYS[0], None);
    let (code, _) = kept(&first);
    let again = give(&bench, KEYS[0], Some(&code));
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(kept(&again).0, code);
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn a_new_consent_takes_the_place_of_the_one_that_the_cookie_opens() {
    let bench = bench();
    let (first, _) = kept(&give(&bench, KEYS[0], None));
    let (second, _) = kept(&give(&bench, KEYS[1], Some(&first)));
    assert_eq!(ended(&bench, &first), "replaced");
    assert_eq!(ended(&bench, &second), Value::Null);
    let unknown = give(&bench, KEYS[2], Some("01234-56789-ABCDE-FGHJK-MNPQRS"));
    assert_eq!(
        unknown.status, 201,
        "a cookie that opens nothing stands for nothing"
    );
}

#[test]
fn a_withdrawal_ends_what_the_cookie_opens_and_lets_the_cookie_go_with_the_browser() {
    let bench = bench();
    let (code, _) = kept(&give(&bench, KEYS[0], None));
    for _ in 0..2 {
        let answer = bench.send(&holding(ask(WITHDRAW, &json!({})), Some(&code)));
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["ended"]["reason"], "withdrawn");
        assert_eq!(
            kept(&answer),
            (
                code.clone(),
                "Path=/; Secure; HttpOnly; SameSite=Lax".to_owned()
            )
        );
    }
    for path in [WITHDRAW, LOOK_UP] {
        is_problem(&bench.send(&ask(path, &json!({}))), 422, "unknown-receipt");
    }
}

#[test]
fn nobody_else_can_use_a_browsers_cookie() {
    let bench = bench();
    let (code, _) = kept(&give(&bench, KEYS[0], None));
    let leaves = bench.leaves();
    let bodies = [consent(&bench), json!({}), json!({})];
    for (path, body) in BY_COOKIE.into_iter().zip(&bodies) {
        let by_cookie = || {
            holding(
                ask(path, body).header("Idempotency-Key", KEYS[1]),
                Some(&code),
            )
        };
        for origin in [
            "https://evil.example",
            "null",
            "https://evil.example.dk",
            "http://www.example.dk",
            "",
        ] {
            let answer = bench.send(&by_cookie().only("Origin", origin));
            is_problem(&answer, 403, "foreign-origin");
            assert_eq!(
                answer.header("access-control-allow-credentials"),
                None,
                "{origin}"
            );
        }
        let two = by_cookie().header("Origin", "https://evil.example");
        is_problem(&bench.send(&two), 403, "foreign-origin");
        let program = post(path, body)
            .header("Samtykke-Receipt", "cookie")
            .header("Idempotency-Key", KEYS[1]);
        is_problem(
            &bench.send(&holding(program, Some(&code))),
            403,
            "foreign-origin",
        );
        for value in ["yes", "Cookie", ""] {
            let answer = bench.send(&by_cookie().only("Samtykke-Receipt", value));
            assert_eq!(
                is_problem(&answer, 422, "not-as-described")["field"],
                "samtykke-receipt"
            );
        }
    }
    assert_eq!(
        (bench.leaves(), ended(&bench, &code)),
        (leaves, Value::Null)
    );
}

#[test]
fn what_a_form_can_send_does_nothing() {
    let bench = bench();
    let (code, _) = kept(&give(&bench, KEYS[0], None));
    for kind in [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    ] {
        let form = Ask::new("POST", WITHDRAW)
            .header("Origin", SITE)
            .header("Content-Type", kind)
            .body("{}");
        is_problem(&bench.send(&holding(form, Some(&code))), 415, "wrong-kind");
    }
    let without_header = post(WITHDRAW, &json!({})).header("Origin", SITE);
    let answer = bench.send(&holding(without_header, Some(&code)));
    assert_eq!(
        is_problem(&answer, 422, "not-as-described")["field"],
        "receipt"
    );
    assert_eq!(ended(&bench, &code), Value::Null);
}

#[test]
fn a_preflight_allows_cookies_only_where_they_are_asked_for() {
    let bench = bench();
    let preflight = |origin: &str, names: &str| {
        let ask = Ask::new("OPTIONS", CONSENTS)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", names);
        let answer = bench.send(&ask);
        answer
            .header("access-control-allow-credentials")
            .map(str::to_owned)
    };
    let names = "content-type,idempotency-key,samtykke-receipt";
    assert_eq!(preflight(SITE, names).as_deref(), Some("true"));
    assert_eq!(preflight(SITE, "content-type,idempotency-key"), None);
    assert_eq!(preflight("https://evil.example", names), None);
}

#[test]
fn a_site_that_the_service_does_not_belong_to_keeps_codes_itself() {
    let second = "[site.other]\nname = \"other.example.org\"\norigin = \"https://other.example.org\"\ndomain = \"example.org\"\n\n[texts]";
    let bench = Bench::with(
        Plan {
            register: ASSOCIATION.replacen("[texts]", second, 1),
            ..Plan::default()
        }
        .set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk"),
    );
    let mut body = consent(&bench);
    body["site"] = "other".into();
    let other = |ask: Ask| {
        ask.header("Idempotency-Key", KEYS[0])
            .only("Origin", "https://other.example.org")
    };
    is_problem(
        &bench.send(&other(ask(CONSENTS, &body))),
        403,
        "foreign-origin",
    );
    assert_eq!(
        bench.leaves(),
        0,
        "nobody could keep the code, so nothing is recorded"
    );
    let in_body = bench.send(&other(post(CONSENTS, &body)));
    assert_eq!(in_body.status, 201);
    assert!(in_body.json()["receipt"].is_string() && in_body.all("set-cookie").is_empty());
}
