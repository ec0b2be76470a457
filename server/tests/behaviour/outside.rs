//! What the world may do to the service, and what every answer carries.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::bench::{Answer, Ask, BUILD, Bench, Browser, COMPRESSED, Plan, STYLE};

const SETTINGS: &str = "/cookieindstillinger";
const REFUSE: [(&str, &str); 2] = [("act", "refuse"), ("surface", "banner")];
const PAGES: [&str; 12] = [
    "/",
    "/en",
    "/privatliv",
    "/en/privacy",
    "/privatliv/versioner",
    "/en/privacy/versions",
    "/cookies",
    "/en/cookies",
    SETTINGS,
    "/en/cookie-settings",
    "/kvittering",
    "/en/receipt",
];

fn style() -> String {
    format!("/pkg/{BUILD}/samtykke.css")
}

#[test]
fn a_form_from_another_site_is_refused_with_a_page_and_stores_nothing() {
    let bench = Bench::open();
    for (name, value) in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1"),
    ] {
        for (path, fields) in [
            (SETTINGS, REFUSE),
            ("/kvittering", [("act", "withdraw"), ("code", "x")]),
        ] {
            let answer = bench.send(&Ask::form(path, &fields).header(name, value));
            assert_eq!(answer.status, 403, "{name}: {value}");
            assert!(
                answer.body.contains("Formularen kom fra et andet sted"),
                "{name}: {value}"
            );
            assert_eq!(answer.all("set-cookie").len(), 0);
        }
    }
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}

#[test]
fn a_form_of_our_own_pages_is_taken() {
    let bench = Bench::open();
    let origin = format!("http://{}", bench.addr);
    for headers in [
        vec![("Sec-Fetch-Site", "same-origin"), ("Origin", &origin)],
        vec![("Sec-Fetch-Site", "none")],
        vec![("Origin", &origin)],
    ] {
        let ask = headers
            .iter()
            .fold(Ask::form(SETTINGS, &REFUSE), |ask, (name, value)| {
                ask.header(name, value)
            });
        assert_eq!(bench.send(&ask).status, 303, "{headers:?}");
    }
}

#[test]
fn no_other_origin_may_read_an_answer() {
    let bench = Bench::open();
    for path in PAGES
        .into_iter()
        .chain(["/healthz", "/.well-known/gpc.json", &style()])
    {
        let answer = bench.send(&Ask::get(path).header("Origin", "https://evil.example"));
        assert!(
            !answer
                .headers()
                .iter()
                .any(|(name, _)| name.starts_with("access-control")),
            "{path}"
        );
    }
    assert_eq!(
        bench
            .send(&Ask::new("OPTIONS", "/fn/choose").header("Origin", "https://evil.example"))
            .status,
        404
    );
}

/// One answer of every kind, by what it is.
fn every_kind(bench: &Bench) -> Vec<(&'static str, u16, Answer)> {
    let large = "x".repeat(server::limits::MAX_BODY);
    let mut browser = Browser::new(bench);
    browser.choose("accept", &[]);
    let code = browser.receipt().unwrap().to_owned();
    bench.sql("UPDATE consent SET record = x'00'");
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

#[test]
fn the_front_build_is_kept_for_ever_and_sent_compressed() {
    let bench = Bench::open();
    let plain = bench.get(&style());
    assert_eq!((plain.status, plain.body.as_str()), (200, STYLE));
    assert_eq!(
        plain.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(plain.header("content-type"), Some("text/css"));
    let small = bench.send(&Ask::get(&style()).header("Accept-Encoding", "gzip, br"));
    assert_eq!(
        (small.body.as_str(), small.header("content-encoding")),
        (COMPRESSED, Some("br"))
    );
    assert_eq!(
        small.header("vary").map(str::to_ascii_lowercase),
        Some("accept-encoding".to_owned())
    );
}

#[test]
fn a_file_that_has_not_changed_is_not_sent_again() {
    let bench = Bench::open();
    let first = bench.get(&style());
    let again = match (first.header("etag"), first.header("last-modified")) {
        (Some(tag), _) => Ask::get(&style()).header("If-None-Match", tag),
        (None, Some(day)) => Ask::get(&style()).header("If-Modified-Since", day),
        (None, None) => panic!("nothing to ask again with"),
    };
    let answer = bench.send(&again);
    assert_eq!((answer.status, answer.body.as_str()), (304, ""));
}

#[test]
fn nothing_outside_the_front_build_is_served() {
    let bench = Bench::open();
    for path in [
        "/pkg/../build.json",
        "/pkg/%2e%2e/build.json",
        "/pkg/..%2fbuild.json",
        "/pkg/../../secret.txt",
        "/pkg/%2e%2e/%2e%2e/secret.txt",
        "/pkg/..%5c..%5csecret.txt",
        "/pkg//etc/passwd",
        "/pkg/%00",
        "/pkg/",
        "/pkg",
        "/build.json",
        "/data/root.key",
        "/.git/config",
        "/metrics",
        "/debug",
    ] {
        let answer = bench.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("outside") && !answer.body.contains(BUILD.repeat(2).as_str()),
            "{path}"
        );
    }
}

#[test]
fn one_too_many_is_told_when_to_come_back() {
    let bench = Bench::with(Plan::default().rate(2));
    for _ in 0..2 {
        assert_eq!(bench.send(&Ask::form(SETTINGS, &REFUSE)).status, 303);
    }
    let page = bench.send(&Ask::form(SETTINGS, &REFUSE));
    assert_eq!((page.status, page.header("retry-after")), (429, Some("60")));
    assert!(page.body.contains("Vent et minut"));
    let program = bench.send(&Ask::json("/fn/choose", "{}"));
    assert_eq!(
        (program.status, program.header("retry-after")),
        (429, Some("60"))
    );
    assert_eq!(bench.refusals(), 2);
}

#[test]
fn a_receipt_looked_up_or_a_page_read_does_not_use_up_the_choices() {
    let bench = Bench::with(Plan::default().rate(1));
    for _ in 0..3 {
        assert_eq!(bench.get("/").status, 200);
        bench.send(&Ask::form("/kvittering", &[("code", "x")]));
    }
    assert_eq!(bench.send(&Ask::form(SETTINGS, &REFUSE)).status, 303);
}

#[test]
fn a_claimed_address_does_not_escape_the_limit() {
    let bench = Bench::with(Plan::default().rate(2));
    let statuses: Vec<u16> = (0..5)
        .map(|hop| {
            let claimed = format!("198.51.100.{hop}");
            let ask = ["X-Forwarded-For", "X-Real-IP", "Forwarded"]
                .iter()
                .fold(Ask::form(SETTINGS, &REFUSE), |ask, name| {
                    ask.header(name, &claimed)
                });
            bench.send(&ask).status
        })
        .collect();
    assert_eq!(statuses, [303, 303, 429, 429, 429]);
}

#[test]
fn behind_a_trusted_proxy_each_client_has_its_own_limit() {
    let bench = Bench::with(
        Plan::default()
            .rate(1)
            .set("SAMTYKKE_TRUSTED_PROXIES", "127.0.0.1"),
    );
    let send = |hops: &str| {
        bench
            .send(&Ask::form(SETTINGS, &REFUSE).header("X-Forwarded-For", hops))
            .status
    };
    assert_eq!(
        [
            send("198.51.100.1"),
            send("198.51.100.2"),
            send("198.51.100.1")
        ],
        [303, 303, 429]
    );
    assert_eq!(
        send("203.0.113.9, 198.51.100.2"),
        429,
        "what the client wrote before its own address"
    );
}

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
fn it_says_that_it_is_alive_and_able_to_write() {
    let bench = Bench::open();
    assert_eq!(
        (bench.get("/healthz").status, bench.get("/readyz").status),
        (200, 200)
    );
}

#[test]
fn without_its_database_it_is_not_ready_but_still_serves_pages() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("accept", &[]);
    for file in ["samtykke.db", "samtykke.db-wal", "samtykke.db-shm"] {
        std::fs::remove_file(bench.place.data().join(file)).unwrap();
    }
    let ready = bench.get("/readyz");
    assert_eq!(
        (ready.status, ready.header("retry-after")),
        (503, Some("60"))
    );
    assert_eq!(bench.get("/healthz").status, 200);
    for path in PAGES {
        // Earlier versions are read from the database; every other page is not.
        let expected = if path.ends_with("versioner") || path.ends_with("versions") {
            503
        } else {
            200
        };
        assert_eq!(bench.get(path).status, expected, "{path}");
    }
}

#[test]
fn without_its_tables_a_yes_is_refused_and_a_no_goes_through() {
    let bench = Bench::open();
    let hidden = Browser::new(&bench).settings();
    bench.sql(
        "DROP TABLE leaf; ALTER TABLE refusal RENAME TO gone; ALTER TABLE consent RENAME TO lost",
    );
    let mut browser = Browser::new(&bench);
    let yes = browser.post(&hidden, "accept", &[]);
    assert!(matches!(yes.status, 500 | 503), "{}", yes.status);
    assert!(
        browser.cookies.is_empty(),
        "no yes is claimed that was not stored"
    );
    let no = browser.post(&hidden, "refuse", &[]);
    assert_eq!(no.status, 303);
    assert!(browser.allowed().is_empty());
}

#[test]
fn a_yes_whose_receipt_cannot_be_looked_up_does_not_stand() {
    let bench = Bench::open();
    let mut browser = Browser::new(&bench);
    browser.choose("accept", &[]);
    assert!(browser.get("/").body.contains("<iframe"));
    bench.sql("ALTER TABLE consent RENAME TO lost");
    let home = browser.get("/");
    assert_eq!(home.status, 200);
    assert!(!home.body.contains("<iframe"));
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

#[test]
fn the_icon_that_pages_name_is_there() {
    let bench = Bench::open();
    let home = bench.get("/").body;
    let link = home.split("<link rel=\"icon\" href=\"").nth(1).unwrap();
    let path = link.split('"').next().unwrap();
    assert!(
        path.starts_with(&format!("/pkg/{BUILD}/")),
        "{path} is not among what the front build serves"
    );
}
