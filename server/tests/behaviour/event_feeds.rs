//! Following events: what the feeds hold, in which language, and that nothing is downloaded twice.

use jiff::SignedDuration;

use crate::bench::host::typed;
use crate::bench::{Answer, Ask, Bench, Plan};

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
const ALL: &str = "/feeds/events.ics";

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [fields, more].concat()
}

/// The value of the line of a calendar that begins with `name`, of its first event.
fn line<'a>(feed: &'a Answer, name: &str) -> &'a str {
    let mut lines = feed.body.split("\r\n");
    let found = lines.find_map(|line| line.strip_prefix(name));
    found.expect("the line is there")
}

#[test]
fn feeds_hold_what_everybody_may_see_in_the_language_of_their_address() {
    let bench = Bench::open();
    let mut host = bench.host();
    host.adds_kind("Koncert", "Concert");
    let fields = typed("Julekoncert", "2026-12-07T19:00", "2026-12-07T21:30");
    let concert = with(
        &fields,
        &[
            ("kind", "koncert"),
            ("english_title", "Carols"),
            ("english_words", "Sing."),
        ],
    );
    let (own, public) = host.publishes(&concert);
    host.publishes(&typed(
        "Generalforsamling",
        "2026-12-08T19:00",
        "2026-12-08T21:30",
    ));
    host.writes(&typed("Kladde", "2026-12-09T19:00", "2026-12-09T21:30"));
    host.acts(&own, "cancel", &concert);

    let feed = bench.get(ALL);
    assert_eq!(
        feed.header("content-type"),
        Some("text/calendar; charset=utf-8")
    );
    assert_eq!(feed.header("cache-control"), Some("public, max-age=300"));
    assert_eq!(feed.body.matches("BEGIN:VEVENT\r\n").count(), 2);
    assert!(!feed.body.contains("Kladde"), "{}", feed.body);
    assert_eq!(line(&feed, "STATUS:"), "CANCELLED");
    assert_eq!(line(&feed, "CATEGORIES:"), "Koncert");
    assert_eq!(line(&feed, "SUMMARY:"), "Julekoncert");
    let url = format!("http://{}{public}", bench.addr);
    assert!(
        feed.body
            .replace("\r\n ", "")
            .contains(&format!("URL:{url}\r\n"))
    );
    // An event is the same one in its own file, in every language and in the feed of its kind.
    let uid = line(&feed, "UID:").to_owned();
    for path in [
        "/en/feeds/events.ics",
        "/feeds/events/koncert.ics",
        &format!("{public}/kalender.ics"),
    ] {
        assert_eq!(line(&bench.get(path), "UID:"), uid, "{path}");
    }
    let english = bench.get("/en/feeds/events/koncert.ics");
    assert_eq!(line(&english, "SUMMARY:"), "Carols");
    assert_eq!(line(&english, "CATEGORIES:"), "Concert");
    assert!(!english.body.contains("Generalforsamling"));

    let news = bench.get("/feeds/events.atom");
    let kind = news.header("content-type");
    assert_eq!(kind, Some("application/atom+xml; charset=utf-8"));
    let read: atom_syndication::Feed = news.body.parse().unwrap();
    let titles: Vec<&str> = read
        .entries
        .iter()
        .map(|entry| entry.title.value.as_str())
        .collect();
    assert_eq!(titles.len(), 2);
    assert!(titles.contains(&"Aflyst: Julekoncert"), "{titles:?}");
    let english: atom_syndication::Feed = bench
        .get("/en/feeds/events/koncert.atom")
        .body
        .parse()
        .unwrap();
    assert_eq!(english.entries[0].title.value, "Cancelled: Carols");
    assert_eq!(
        english.entries[0].categories[0].label.as_deref(),
        Some("Concert")
    );

    let page = bench.get("/arrangementer?type=koncert");
    for link in [
        "href=\"/feeds/events/koncert.ics\"",
        "href=\"/feeds/events/koncert.atom\"",
        &format!("href=\"webcal://{}/feeds/events/koncert.ics\"", bench.addr),
    ] {
        assert!(page.body.contains(link), "{link}: {}", page.body);
    }
    for path in [
        "/feeds/events/x.ics",
        "/feeds/events/koncert.html",
        "/feeds/events/koncert",
        "/feeds/events/%00.ics",
        "/feeds/events.html",
    ] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
}

#[test]
fn whoever_has_the_newest_downloads_nothing_and_whoever_has_not_gets_it() {
    let bench = Bench::open();
    let mut host = bench.host();
    let fields = typed("Julekoncert", "2026-12-07T19:00", "2026-12-07T21:30");
    let (own, _) = host.publishes(&fields);
    for path in [ALL, "/feeds/events.atom"] {
        let ask = |name: &str, value: &str| bench.send(&Ask::get(path).header(name, value));
        let first = bench.get(path);
        assert_eq!(
            first.header("last-modified"),
            None,
            "this second is not over"
        );
        bench.wait(SignedDuration::from_secs(10));
        let first = bench.get(path);
        let tag = first.header("etag").unwrap().to_owned();
        let changed = first.header("last-modified").unwrap().to_owned();
        for (name, value) in [("If-None-Match", &tag), ("If-Modified-Since", &changed)] {
            let again = ask(name, value);
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{name}");
            assert_eq!(again.header("etag"), Some(&*tag));
        }
        bench.wait(SignedDuration::from_secs(10));
        host.acts(&own, "save", &fields);
        bench.wait(SignedDuration::from_secs(10));
        for (name, value) in [("If-None-Match", &tag), ("If-Modified-Since", &changed)] {
            let again = ask(name, value);
            assert_eq!(again.status, 200, "{name}");
            assert_ne!(again.header("etag"), Some(&*tag));
            assert_ne!(again.header("last-modified"), Some(&*changed));
        }
        // For the other feed the last change lies in the second that is not over.
        host.acts(&own, "save", &fields);
    }
}

#[test]
fn without_events_there_is_nothing_to_follow() {
    let bench = Bench::with(Plan {
        register: ADVISER.to_owned(),
        ..Plan::default()
    });
    for path in [ALL, "/en/feeds/events.atom", "/feeds/events/koncert.ics"] {
        assert_eq!(bench.get(path).status, 404, "{path}");
    }
    let bench = Bench::open();
    let empty = bench.get(ALL);
    assert_eq!(empty.status, 200);
    assert!(empty.body.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
}
