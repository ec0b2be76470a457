//! Addresses that are ours, odd or well known.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::bench::{Ask, Bench, Plan, SETTINGS};

#[test]
fn people_get_a_page_and_programs_get_a_problem() {
    let bench = Bench::open();
    let page = bench.get("/en/nothing");
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    assert!(page.body.contains("This page does not exist"));
    let problem = bench.send(&Ask::new("GET", "/nothing").header("Accept", "application/json"));
    assert_eq!(
        problem.header("content-type"),
        Some("application/problem+json")
    );
    let read: serde_json::Value = serde_json::from_str(&problem.body).unwrap();
    assert_eq!(
        (read["status"].as_u64(), read["code"].as_str()),
        (Some(404), Some("not-found"))
    );
    for key in ["type", "title", "detail"] {
        assert!(
            read[key].as_str().is_some_and(|text| !text.is_empty()),
            "{key}"
        );
    }
}

#[test]
fn a_version_that_was_never_served_is_not_found() {
    let bench = Bench::open();
    let unknown = format!("/privatliv/versioner/{}", "0".repeat(64));
    for path in [unknown.as_str(), "/privatliv/versioner/x"] {
        let answer = bench.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("Siden findes ikke"), "{path}");
    }
}

#[test]
fn odd_addresses_are_answered() {
    let bench = Bench::open();
    let long = format!("/{}", "a".repeat(6000));
    for path in [
        "//",
        "//evil.example/",
        "/%ff%fe",
        "/en//",
        "/?a[]=%00",
        "/%2e%2e/",
        "*",
        &long,
        "/\u{e6}",
    ] {
        let answer = bench.send(&Ask::get(path));
        assert!(
            matches!(answer.status, 200 | 400 | 404 | 414),
            "{path}: {}",
            answer.status
        );
        assert_eq!(answer.header("location"), None, "{path}");
    }
}

/// What is sent byte for byte, and the status of what comes back; none when the connection is closed.
fn raw(bench: &Bench, bytes: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(bench.addr).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(5)))
        .unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).ok()?;
    std::str::from_utf8(&head[9..]).unwrap().parse().ok()
}

#[test]
fn a_request_that_proxies_read_differently_is_refused() {
    let bench = Bench::open();
    let form = "Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    for head in [
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: +4\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        " folded: x\r\n",
    ] {
        let bytes = format!("POST {SETTINGS} HTTP/1.1\r\n{form}{head}\r\nact=\r\n\r\n");
        assert_eq!(raw(&bench, &bytes), Some(400), "{head}");
    }
    assert_eq!(
        raw(&bench, "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Some(404)
    );
    let many = "X: y\r\n".repeat(10_000);
    assert_eq!(
        raw(&bench, &format!("GET / HTTP/1.1\r\n{many}\r\n")),
        Some(431)
    );
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn the_support_resource_says_that_gpc_is_honoured() {
    let bench = Bench::open();
    let answer = bench.get("/.well-known/gpc.json");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let read: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(
        read,
        serde_json::json!({ "gpc": true, "lastUpdate": "2026-11-16" })
    );
}

#[test]
fn security_txt_names_a_contact_and_expires_within_a_year() {
    let bench =
        Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", "https://samtykke.example.dk"));
    let answer = bench.get("/.well-known/security.txt");
    assert_eq!(
        answer.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let lines: Vec<&str> = answer.body.lines().collect();
    assert_eq!(
        lines,
        [
            "Contact: mailto:privatliv@example.dk",
            "Expires: 2027-05-21T00:00:00Z",
            "Preferred-Languages: da, en",
            "Canonical: https://samtykke.example.dk/.well-known/security.txt",
        ]
    );
}
