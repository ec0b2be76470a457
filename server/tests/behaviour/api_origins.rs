//! Who may call by REST: pages of the register's sites, our own, and programs; and without the header that asks for
//! it, never with cookies.

use crate::bench::api::{CONSENTS, REFUSALS, SITE, WRITES, consent, is_problem, post, refusal};
use crate::bench::{ASSOCIATION, Ask, Bench, Plan};

const KEY: &str = "8e03978e-40d5-43e8-bc93-6894a57f9324";

fn preflight(path: &str, origin: &str) -> Ask {
    Ask::new("OPTIONS", path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header(
            "Access-Control-Request-Headers",
            "content-type,idempotency-key",
        )
}

#[test]
fn a_page_of_the_site_may_call_and_read() {
    let bench = Bench::open();
    let answer = bench.send(&post(REFUSALS, &refusal()).header("Origin", SITE));
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some(SITE));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert!(
        answer
            .all("vary")
            .iter()
            .any(|vary| vary.to_ascii_lowercase().contains("origin"))
    );
    let read = bench.send(&Ask::new("GET", "/api/v1/register").header("Origin", SITE));
    assert_eq!(read.header("access-control-allow-origin"), Some(SITE));
}

#[test]
fn it_may_read_why_it_was_refused() {
    let bench = Bench::open();
    let large = serde_json::json!({"site": "a".repeat(40_000)});
    let broken = serde_json::json!({});
    for (ask, status) in [
        (post(REFUSALS, &large), 413),
        (post(REFUSALS, &large).chunked(), 413),
        (post(REFUSALS, &broken), 422),
        (Ask::new("PUT", REFUSALS), 405),
    ] {
        let answer = bench.send(&ask.header("Origin", SITE));
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("access-control-allow-origin"), Some(SITE));
        assert_eq!(
            answer.header("access-control-expose-headers"),
            Some("etag,retry-after")
        );
    }
}

#[test]
fn its_preflight_is_answered_and_remembered() {
    let bench = Bench::open();
    for path in WRITES {
        let answer = bench.send(&preflight(path, SITE));
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some(SITE));
        assert_eq!(
            answer.header("access-control-allow-headers"),
            Some("content-type,idempotency-key,samtykke-receipt")
        );
        assert_eq!(
            answer.header("access-control-allow-methods"),
            Some("GET,POST")
        );
        assert_eq!(answer.header("access-control-max-age"), Some("7200"));
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
}

#[test]
fn any_other_origin_is_refused_and_stores_nothing() {
    let bench = Bench::open();
    let body = consent(&bench);
    for origin in [
        "https://evil.example",
        "null",
        "",
        "http://www.example.dk",
        "https://www.example.dk:8443",
        "https://www.example.dk.evil.example",
        "https://sub.www.example.dk",
        "https://WWW.example.dk",
        "https://www.example.dk/",
        "www.example.dk",
    ] {
        for ask in [
            post(REFUSALS, &refusal()),
            post(CONSENTS, &body).header("Idempotency-Key", KEY),
            preflight(CONSENTS, "").only("Origin", origin),
            Ask::new("GET", "/api/v1/register"),
        ] {
            let answer = bench.send(&ask.only("Origin", origin));
            is_problem(&answer, 403, "foreign-origin");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
    let two = post(REFUSALS, &refusal())
        .header("Origin", SITE)
        .header("Origin", "https://evil.example");
    is_problem(&bench.send(&two), 403, "foreign-origin");
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn our_own_pages_may_call_and_no_other_origin_is_told_so() {
    let bench = Bench::open();
    let origin = format!("http://{}", bench.addr);
    let answer = bench.send(&post(REFUSALS, &refusal()).header("Origin", &origin));
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[test]
fn a_page_speaks_for_its_own_site_alone() {
    let second = "[site.other]\nname = \"other.example.org\"\norigin = \"https://other.example.org\"\ndomain = \"example.org\"\n\n[texts]";
    let bench = Bench::with(Plan {
        register: ASSOCIATION.replacen("[texts]", second, 1),
        ..Plan::default()
    });
    for (origin, site, status) in [
        (SITE, "www", 204),
        (SITE, "other", 422),
        ("https://other.example.org", "other", 204),
        ("https://other.example.org", "www", 422),
    ] {
        let mut body = refusal();
        body["site"] = site.into();
        let answer = bench.send(&post(REFUSALS, &body).header("Origin", origin));
        assert_eq!(answer.status, status, "{origin} for {site}");
    }
    assert_eq!(bench.refusals(), 2);
}

#[test]
fn cookies_are_neither_read_nor_set() {
    let bench = Bench::open();
    let body = consent(&bench);
    let ask = |key: &str| post(CONSENTS, &body).header("Idempotency-Key", key);
    let given = bench.send(&ask(KEY));
    let code = given.json()["receipt"].as_str().unwrap().to_owned();
    let cookies = format!(
        "samtykke={}; __Host-samtykke-receipt={code}; __Host-session=x",
        given.json()["cookie"].as_str().unwrap()
    );
    let other = bench.send(&ask("another-key-of-the-caller").header("Cookie", &cookies));
    assert_eq!(
        (other.status, bench.leaves()),
        (201, 2),
        "nothing is replaced"
    );
    for path in WRITES {
        let answer = bench.send(&post(path, &serde_json::json!({})).header("Cookie", &cookies));
        assert_eq!(answer.status, 422, "{path}: a code in a cookie is no code");
    }
    for answer in [given, other] {
        assert_eq!(answer.all("set-cookie").len(), 0);
    }
}
