//! Consents and refusals by REST: given once, changed, looked up, withdrawn.

use serde_json::{Value, json};

use crate::bench::api::{
    CONSENTS, LOOK_UP, REFUSALS, WITHDRAW, consent, give, is_problem, post, refusal,
};
use crate::bench::{Ask, Bench, Plan};

const KEY: &str = "8e03978e-40d5-43e8-bc93-6894a57f9324";
const OTHER_KEY: &str = "another-key-of-the-same-caller";

fn with(body: &Value, field: &str, value: impl Into<Value>) -> Value {
    let mut body = body.clone();
    body[field] = value.into();
    body
}

#[test]
fn a_consent_is_recorded_and_its_code_opens_it() {
    let bench = Bench::open();
    let given = give(&bench, KEY, &consent(&bench));
    assert_eq!((given.status, bench.leaves()), (201, 1));
    assert_eq!(given.header("cache-control"), Some("no-store"));
    let given = given.json();
    let code = json!({"receipt": given["receipt"]});
    let receipt = bench.send(&post(LOOK_UP, &code));
    assert_eq!(
        (receipt.status, receipt.header("cache-control")),
        (200, Some("no-store"))
    );
    let receipt = receipt.json();
    assert_eq!(receipt["method"], "api");
    assert_eq!(receipt["ended"], Value::Null);
    for same in ["id", "given_at", "choices", "register", "notice"] {
        assert_eq!(receipt[same], given[same], "{same}");
    }
    let granted: Vec<&String> = receipt["choices"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|category| category.as_object().unwrap())
        .filter(|(_, granted)| **granted == true)
        .map(|(service, _)| service)
        .collect();
    assert_eq!(granted, ["video-player"]);
}

#[test]
fn the_cookie_it_answers_with_is_the_one_that_our_own_pages_understand() {
    let bench = Bench::open();
    assert!(!bench.get("/").body.contains("<iframe"));
    let given = give(&bench, KEY, &consent(&bench)).json();
    let cookies = format!(
        "samtykke={}; __Host-samtykke-receipt={}",
        given["cookie"].as_str().unwrap(),
        given["receipt"].as_str().unwrap()
    );
    let home = bench.send(&Ask::get("/").header("Cookie", cookies));
    assert!(home.body.contains("<iframe"));
}

#[test]
fn the_same_key_and_body_give_the_same_answer_and_one_record() {
    let bench = Bench::open();
    let body = consent(&bench);
    let first = give(&bench, KEY, &body);
    bench.move_clock("2026-11-22T10:00:00Z");
    let reordered = format!(
        "{{\"accepted\":[\"video-player\"],\"notice\":{},\"surface\":\"banner\", \"language\":\"da\",\"site\":\"www\"}}",
        body["notice"]
    );
    for text in [body.to_string(), reordered] {
        let again = bench.send(&Ask::json(CONSENTS, &text).header("Idempotency-Key", KEY));
        assert_eq!((again.status, &again.body), (201, &first.body));
    }
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn copies_sent_at_once_are_one_record() {
    let bench = Bench::open();
    let ask = post(CONSENTS, &consent(&bench)).header("Idempotency-Key", KEY);
    let bodies: Vec<String> = std::thread::scope(|scope| {
        let sending: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| bench.send(&ask).body))
            .collect();
        sending
            .into_iter()
            .map(|sent| sent.join().unwrap())
            .collect()
    });
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn the_same_key_with_another_body_is_refused() {
    let bench = Bench::open();
    let body = consent(&bench);
    let given = give(&bench, KEY, &body).json();
    for other in [
        with(&body, "language", "en"),
        with(&body, "surface", "settings"),
        with(&body, "receipt", given["receipt"].clone()),
        with(&body, "cookie", given["cookie"].clone()),
    ] {
        let answer = give(&bench, KEY, &other);
        // A body that would be refused by itself may be told so instead; it is never taken.
        assert_eq!(answer.status, 422, "{other}");
    }
    let replaces = with(&body, "receipt", given["receipt"].clone());
    is_problem(&give(&bench, KEY, &replaces), 422, "key-reused");
    assert_eq!(bench.leaves(), 1);
}

#[test]
fn a_consent_needs_one_key_of_16_to_64_visible_characters() {
    let bench = Bench::open();
    let ask = post(CONSENTS, &consent(&bench));
    let twice = ask
        .clone()
        .header("Idempotency-Key", KEY)
        .header("Idempotency-Key", OTHER_KEY);
    is_problem(&bench.send(&ask), 422, "missing-key");
    is_problem(&bench.send(&twice), 422, "missing-key");
    for key in [
        "",
        "short",
        &"k".repeat(65),
        "with a space inside",
        "æøåæøåæøåæøåæøå",
    ] {
        let answer = bench.send(&ask.clone().header("Idempotency-Key", key));
        let problem = is_problem(&answer, 422, "missing-key");
        assert_eq!(problem["field"], "idempotency-key");
    }
    assert_eq!(bench.leaves(), 0);
}

#[test]
fn a_change_ends_the_old_record_and_begins_a_new_one() {
    let bench = Bench::open();
    let body = consent(&bench);
    let first = give(&bench, KEY, &body).json();
    let change = with(&body, "receipt", first["receipt"].clone());
    let second = give(&bench, OTHER_KEY, &change);
    assert_eq!((second.status, bench.leaves()), (201, 3));
    let look_up = |code: &Value| {
        bench
            .send(&post(LOOK_UP, &json!({ "receipt": code })))
            .json()
    };
    assert_eq!(look_up(&first["receipt"])["ended"]["reason"], "replaced");
    assert_eq!(look_up(&second.json()["receipt"])["ended"], Value::Null);
    let late = give(&bench, KEY, &body);
    is_problem(&late, 409, "consent-ended");
    let unknown = with(&body, "receipt", "01234-56789-ABCDE-FGHJK-MNPQRS");
    let refused = give(&bench, "a-third-key-that-is-fresh", &unknown);
    assert_eq!(
        is_problem(&refused, 422, "unknown-receipt")["field"],
        "receipt"
    );
    assert_eq!(bench.leaves(), 3);
}

#[test]
fn what_is_not_in_force_or_not_asked_is_refused() {
    let bench = Bench::open();
    let body = consent(&bench);
    for (other, code, field) in [
        (
            with(&body, "notice", "0".repeat(64)),
            "notice-changed",
            None,
        ),
        (with(&body, "language", "en"), "notice-changed", None),
        (with(&body, "site", "other"), "unknown-site", Some("site")),
        (
            with(&body, "accepted", json!(["unknown"])),
            "unknown-service",
            Some("accepted"),
        ),
        (
            with(&body, "surface", "placeholder"),
            "unknown-service",
            Some("accepted"),
        ),
    ] {
        let problem = is_problem(&give(&bench, KEY, &other), 422, code);
        assert_eq!(problem["field"].as_str(), field, "{other}");
    }
    assert_eq!(bench.leaves(), 0);
}

#[test]
fn a_withdrawal_ends_the_consent_once() {
    let bench = Bench::open();
    let given = give(&bench, KEY, &consent(&bench)).json();
    let code = json!({"receipt": given["receipt"]});
    let first = bench.send(&post(WITHDRAW, &code));
    assert_eq!((first.status, bench.leaves()), (200, 2));
    assert_eq!(first.json()["ended"]["reason"], "withdrawn");
    bench.move_clock("2026-11-23T10:00:00Z");
    let second = bench.send(&post(WITHDRAW, &code));
    assert_eq!((second.body, bench.leaves()), (first.body, 2));
}

#[test]
fn unknown_and_malformed_codes_are_told_apart_by_nobody() {
    let bench = Bench::open();
    for path in [LOOK_UP, WITHDRAW] {
        let answers = ["01234-56789-ABCDE-FGHJK-MNPQRS", "x", "🦀", "' OR 1=1 --"].map(|code| {
            let answer = bench.send(&post(path, &json!({ "receipt": code })));
            is_problem(&answer, 422, "unknown-receipt");
            answer.body
        });
        assert!(answers.iter().all(|answer| *answer == answers[0]));
    }
}

#[test]
fn a_refusal_raises_the_count_and_leaves_nothing_else() {
    let bench = Bench::open();
    for expected in 1..=3 {
        let answer = bench.send(&post(REFUSALS, &refusal()).header("Idempotency-Key", KEY));
        assert_eq!((answer.status, &*answer.body), (204, ""));
        assert_eq!(bench.refusals(), expected);
    }
    assert_eq!(bench.leaves(), 0);
    let elsewhere = bench.send(&post(REFUSALS, &with(&refusal(), "site", "other")));
    is_problem(&elsewhere, 422, "unknown-site");
    assert_eq!(bench.refusals(), 3);
}

#[test]
fn each_action_has_its_own_limit() {
    let bench = Bench::with(Plan::default().rate(1));
    let code = json!({"receipt": "x"});
    for (path, body, status) in [
        (REFUSALS, refusal(), 204),
        (LOOK_UP, code.clone(), 422),
        (WITHDRAW, code, 422),
    ] {
        assert_eq!(bench.send(&post(path, &body)).status, status, "{path}");
        let limited = bench.send(&post(path, &body));
        is_problem(&limited, 429, "too-many-requests");
        assert_eq!(limited.header("retry-after"), Some("60"));
    }
    assert_eq!(bench.get("/api/v1/register").status, 200);
    is_problem(&bench.get("/api/v1/register"), 429, "too-many-requests");
    assert_eq!(bench.refusals(), 1);
}

#[test]
fn without_its_database_a_consent_is_refused_and_told_when_to_come_back() {
    let bench = Bench::open();
    let body = consent(&bench);
    bench.sql("ALTER TABLE consent RENAME TO lost");
    let answer = give(&bench, KEY, &body);
    assert!(matches!(answer.status, 500 | 503), "{}", answer.status);
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(bench.get("/api/v1/register").status, 200);
}
