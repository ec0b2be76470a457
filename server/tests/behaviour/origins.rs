//! Who may send and read: forms of our own pages, and no other website.

use crate::bench::{Ask, Bench, PAGES, REFUSE, SETTINGS, style};

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
