//! What is no request of ours is refused by REST, by the right name, and leaves nothing.

use serde_json::json;

use crate::bench::api::{CONSENTS, LOOK_UP, REFUSALS, WRITES, consent, is_problem, refusal};
use crate::bench::{Ask, Bench};

#[test]
fn a_body_of_another_kind_is_refused() {
    let bench = Bench::open();
    let body = refusal().to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json; charset=iso-8859-1",
        "application/json, text/plain",
        "",
    ] {
        for path in WRITES {
            let answer = bench.send(&Ask::json(path, &body).only("Content-Type", kind));
            is_problem(&answer, 415, "wrong-kind");
        }
    }
    let none = Ask::new("POST", REFUSALS).body(&body);
    is_problem(&bench.send(&none), 415, "wrong-kind");
    let packed = Ask::json(REFUSALS, &body).header("Content-Encoding", "gzip");
    is_problem(&bench.send(&packed), 415, "wrong-kind");
    let told = Ask::json(REFUSALS, &body).only("Content-Type", "Application/JSON; charset=UTF-8");
    assert_eq!(bench.send(&told).status, 204);
    assert_eq!(bench.refusals(), 1);
}

#[test]
fn a_body_that_is_no_json_is_refused() {
    let bench = Bench::open();
    let bodies: [&[u8]; 7] = [
        b"",
        b"{",
        b"{\"site\":\"\xff\"}",
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{\0}\0",
        b"// {}",
        b"nul",
    ];
    for path in WRITES {
        for body in bodies {
            let ask = Ask::json(path, "").body(body);
            is_problem(&bench.send(&ask), 400, "not-json");
        }
    }
    for text in [
        format!("{}{{}}", refusal()),
        refusal().to_string().replace('}', ",}"),
    ] {
        is_problem(&bench.send(&Ask::json(REFUSALS, &text)), 400, "not-json");
    }
    assert_eq!(bench.refusals(), 0);
}

#[test]
fn a_body_of_another_shape_is_refused_and_the_place_is_named() {
    let bench = Bench::open();
    let deep = format!("{{\"site\":{}", "[".repeat(10_000));
    for (body, place) in [
        ("[]", None),
        ("null", None),
        ("{}", None),
        (
            r#"{"site":"www","site":"www","language":"da","surface":"banner"}"#,
            None,
        ),
        (
            r#"{"site":"www","language":"da","surface":"banner","more":1}"#,
            Some("more"),
        ),
        (
            r#"{"site":"","language":"da","surface":"banner"}"#,
            Some("site"),
        ),
        (
            r#"{"site":"WWW","language":"da","surface":"banner"}"#,
            Some("site"),
        ),
        (
            r#"{"site":1,"language":"da","surface":"banner"}"#,
            Some("site"),
        ),
        (
            r#"{"site":"www","language":"de","surface":"banner"}"#,
            Some("language"),
        ),
        (
            r#"{"site":"www","language":"da","surface":"wall"}"#,
            Some("surface"),
        ),
        (&deep, Some("site")),
    ] {
        let answer = bench.send(&Ask::json(REFUSALS, body));
        let problem = is_problem(&answer, 422, "not-as-described");
        if place.is_some() {
            assert_eq!(problem["field"].as_str(), place, "{body}");
        }
    }
    assert_eq!(bench.refusals(), 0);
}

#[test]
fn every_list_and_text_has_its_limit() {
    let bench = Bench::open();
    let body = consent(&bench);
    for (field, value) in [
        ("accepted", json!([])),
        ("accepted", json!(["video-player", "video-player"])),
        ("accepted", json!(vec!["video-player"; 101])),
        ("accepted", json!("video-player")),
        ("notice", json!("A".repeat(64))),
        ("notice", json!("0".repeat(63))),
        ("embed", json!("a".repeat(201))),
        ("receipt", json!("")),
        ("receipt", json!("0".repeat(105))),
        ("cookie", json!("")),
        ("cookie", json!("1".repeat(3073))),
    ] {
        let mut body = body.clone();
        body[field] = value;
        let ask = Ask::json(CONSENTS, &body.to_string())
            .header("Idempotency-Key", "8e03978e-40d5-43e8-bc93-6894a57f9324");
        let problem = is_problem(&bench.send(&ask), 422, "not-as-described");
        assert!(
            problem["field"].as_str().unwrap().starts_with(field),
            "{problem}"
        );
    }
    assert_eq!(bench.leaves(), 0);
}

#[test]
fn a_body_that_is_too_large_is_refused_however_it_is_sent() {
    let bench = Bench::open();
    let large = format!("{{\"receipt\":\"{}\"}}", "0".repeat(40_000));
    for ask in [
        Ask::json(LOOK_UP, &large),
        Ask::json(LOOK_UP, &large).chunked(),
    ] {
        is_problem(&bench.send(&ask), 413, "too-large");
    }
}

#[test]
fn nothing_that_was_sent_is_repeated() {
    let bench = Bench::open();
    let secret = "ABCDE-SECRET-FGHJK";
    for (path, body) in [
        (LOOK_UP, json!({"receipt": secret})),
        (LOOK_UP, json!({"receipt": [secret]})),
        (
            REFUSALS,
            json!({"site": secret, "language": "da", "surface": "banner"}),
        ),
        (
            REFUSALS,
            json!({"site": "www", "language": secret, "surface": "banner"}),
        ),
    ] {
        let answer = bench.send(&Ask::json(path, &body.to_string()));
        assert_eq!(answer.status, 422);
        assert!(!answer.body.contains("SECRET"), "{}", answer.body);
    }
}
