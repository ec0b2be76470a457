//! What every answer carries, and what reading leaves behind: nothing.

use std::collections::BTreeSet;

use crate::bench::{Answer, Ask, BUILD, Bench, Browser, PAGES, Plan, REFUSE, SETTINGS, style};

/// One answer of every kind, by what it is.
fn every_kind(bench: &Bench) -> Vec<(&'static str, u16, Answer)> {
    let large = "x".repeat(server::limits::MAX_BODY);
    let browser = Browser::accepted(bench);
    let code = browser.receipt().unwrap().to_owned();
    bench.sql("UPDATE consent SET evidence = x'00'");
    vec![
        ("page", 200, bench.get("/")),
        ("nothing there", 404, bench.get("/nothing")),
        (
            "nothing there, to a program",
            404,
            bench.send(&Ask::new("GET", "/nothing")),
        ),
        ("wrong method", 404, bench.send(&Ask::new("DELETE", "/"))),
        (
            "too large",
            413,
            bench.send(&Ask::form(SETTINGS, &[("x", &large)])),
        ),
        ("refused form", 422, bench.send(&Ask::form(SETTINGS, &[]))),
        (
            "fault",
            500,
            bench.send(&Ask::form("/kvittering", &[("code", &code)])),
        ),
        ("static", 200, bench.get(&style())),
        (
            "static, missing",
            404,
            bench.get(&format!("/pkg/{BUILD}/nothing.css")),
        ),
        ("redirect", 303, bench.send(&Ask::form(SETTINGS, &REFUSE))),
        (
            "foreign",
            403,
            bench.send(&Ask::form(SETTINGS, &REFUSE).header("Origin", "null")),
        ),
        ("function", 422, bench.send(&Ask::json("/fn/choose", "{}"))),
        ("alive", 200, bench.get("/healthz")),
        ("security.txt", 200, bench.get("/.well-known/security.txt")),
    ]
}

#[test]
fn every_answer_carries_the_headers_that_keep_it_to_itself() {
    let bench =
        Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk"));
    for (kind, status, answer) in every_kind(&bench) {
        assert_eq!(answer.status, status, "{kind}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            (
                "strict-transport-security",
                "max-age=63072000; includeSubDomains",
            ),
        ] {
            assert_eq!(answer.header(name), Some(value), "{kind}: {name}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .unwrap()
                .contains("camera=()"),
            "{kind}"
        );
        let policy = answer.header("content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{kind}: {policy}");
        }
        assert!(!policy.contains("'unsafe-"), "{kind}: {policy}");
        assert!(answer.header("cache-control").is_some(), "{kind}");
        for name in ["server", "x-powered-by"] {
            assert_eq!(answer.header(name), None, "{kind}");
        }
    }
}

#[test]
fn without_tls_browsers_are_not_told_to_insist_on_it() {
    let bench = Bench::open();
    assert_eq!(bench.get("/").header("strict-transport-security"), None);
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy").unwrap();
    policy
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap()
        .to_owned()
}

#[test]
fn every_page_has_a_nonce_of_its_own_on_every_script() {
    let bench = Bench::open();
    let mut seen = BTreeSet::new();
    for path in PAGES {
        let answer = bench.get(path);
        let nonce = nonce(&answer);
        assert_eq!(nonce.len(), 32, "128 bits in hexadecimal digits");
        let scripts: Vec<&str> = answer
            .body
            .split("<script")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap())
            .collect();
        assert!(!scripts.is_empty(), "{path}");
        for script in scripts {
            assert!(
                script.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <script{script}>"
            );
        }
        for inline in [" style=\"", " onclick=", " onload=", "javascript:"] {
            assert!(!answer.body.contains(inline), "{path}: {inline}");
        }
        assert!(seen.insert(nonce), "{path}");
    }
}

#[test]
fn a_frame_may_load_only_after_a_yes_to_its_service() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    let frames = |answer: &Answer| {
        let policy = answer.header("content-security-policy").unwrap().to_owned();
        policy
            .split("; ")
            .find(|rule| rule.starts_with("frame-src"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(frames(&browser.get("/")), "frame-src 'none'");
    browser.choose("save", &["talrig"]);
    assert_eq!(frames(&browser.get("/")), "frame-src 'none'");
    browser.choose("accept", &[]);
    assert_eq!(
        frames(&browser.get("/")),
        "frame-src https://video.example.com"
    );
    browser.choose("refuse", &[]);
    assert_eq!(frames(&browser.get("/")), "frame-src 'none'");
}

#[test]
fn a_page_is_kept_by_nobody_and_sets_no_cookie() {
    let bench = Bench::open();
    for path in PAGES.into_iter().chain(["/nothing"]) {
        let answer = bench.get(path);
        assert_eq!(
            answer.header("cache-control"),
            Some("private, no-store"),
            "{path}"
        );
        assert_eq!(answer.all("set-cookie").len(), 0, "{path}");
        assert!(
            answer.header("content-type").unwrap().contains("utf-8"),
            "{path}"
        );
    }
}

#[test]
fn a_page_with_a_file_s_name_after_it_is_no_page() {
    let bench = Bench::open();
    for path in [
        "/kvittering/x.css",
        "/kvittering.css",
        "/kvittering%2fx.css",
        "/kvittering;x.css",
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
}

#[test]
fn reading_everything_writes_nothing() {
    let bench = Bench::open();
    let functions: Vec<&str> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    let others = [
        "/healthz",
        "/.well-known/gpc.json",
        "/.well-known/security.txt",
        "/nothing",
    ];
    for path in PAGES.into_iter().chain(others).chain(functions) {
        for method in ["GET", "HEAD"] {
            let target = format!("{path}?act=accept&surface=settings&service=talrig&code=x");
            let answer = bench.send(&Ask::new(method, &target).header("Accept", "text/html"));
            assert!(
                answer.status < 500 && answer.all("set-cookie").is_empty(),
                "{method} {path}"
            );
        }
    }
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}
