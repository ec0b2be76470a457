//! Events as everybody looks at them: by month and by kind; the dates of one that comes again; and what search engines
//! are told.

use app::address::StaffPage;

use crate::bench::host::typed;
use crate::bench::staff::at;
use crate::bench::{Answer, Ask, Bench};

/// The page without the marks that its script finds its way by.
fn plain(page: &Answer) -> String {
    page.body.replace("<!>", "")
}

#[test]
fn a_month_shows_each_event_on_every_day_it_touches() {
    let bench = Bench::open();
    let mut host = bench.host();
    let (_, eve) = host.publishes(&typed("Nytårsfest", "2026-12-31T22:00", "2027-01-01T01:00"));
    host.writes(&typed("Kladde", "2026-12-09T19:00", "2026-12-09T21:30"));
    for (path, caption) in [
        ("/arrangementer?maaned=2026-12", "december 2026"),
        ("/arrangementer?maaned=2027-01", "januar 2027"),
        ("/en/events?month=2026-12", "December 2026"),
    ] {
        let page = bench.get(path);
        assert_eq!(page.status, 200, "{path}");
        let page = plain(&page);
        let table = &page[page.find("<table").unwrap()..page.find("</table>").unwrap()];
        assert!(
            table.contains(&format!("<caption>{caption}</caption>")),
            "{table}"
        );
        assert_eq!(table.matches("Nytårsfest").count(), 2, "{table}");
        assert_eq!(table.matches("scope=\"row\"").count(), 5, "{table}");
        assert_eq!(table.matches("scope=\"col\"").count(), 8, "{table}");
        assert!(!table.contains("Kladde"), "{table}");
    }
    let page = bench.get("/arrangementer?maaned=2026-12");
    assert!(page.body.contains(&eve) && page.body.contains("torsdag den 31. december 2026"));
    assert!(page.body.contains("maaned=2026-11") && page.body.contains("maaned=2027-01"));
    assert!(
        !page.body.contains("aria-current=\"date\""),
        "today is in November"
    );
    let page = bench.get("/arrangementer?maaned=2026-11");
    assert_eq!(page.body.matches("aria-current=\"date\"").count(), 1);
    assert!(
        page.body
            .contains("Der er ikke planlagt noget i denne måned")
    );
    for odd in [
        "2026-13",
        "9999-12",
        "-1",
        "%00",
        "2026-12-01",
        "1999-01",
        "%ff%fe",
    ] {
        let path = format!("/arrangementer?maaned={odd}");
        assert_eq!(bench.get(&path).status, 404, "{path}");
    }
    for plain in [
        "/arrangementer?maaned=",
        "/arrangementer?month=x",
        "/arrangementer?x=y",
    ] {
        assert_eq!(bench.get(plain).status, 200, "{plain}");
    }
}

#[test]
fn hosts_keep_kinds_by_forms_and_events_stand_by_kind() {
    let bench = Bench::open();
    let mut host = bench.host();
    let kinds = at(StaffPage::EventKinds);
    assert!(host.get(kinds).body.contains("Der er ingen typer endnu"));
    let add = |danish| {
        [
            ("danish", danish),
            ("english", "Talk \"<b>"),
            ("act", "add"),
        ]
    };
    let refused = host.post(kinds, &add(" "));
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("id=\"danish-error\""),
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains("value=\"Talk &quot;&lt;b&gt;\""),
        "{}",
        refused.body
    );
    host.does(kinds, &add("Foredrag"));
    assert_eq!(host.post(kinds, &add("Foredrag")).status, 409);
    let fields = typed("Om rødder", "2026-12-07T19:00", "2026-12-07T21:30");
    let (own, public) = host.publishes(&[&fields[..], &[("kind", "foredrag")]].concat());
    host.publishes(&typed("Fest", "2026-12-08T19:00", "2026-12-08T21:30"));
    assert!(
        host.get(&own)
            .body
            .contains("<option value=\"foredrag\" selected")
    );
    let page = bench.get(&public);
    assert!(
        page.body.contains("href=\"/arrangementer?type=foredrag\""),
        "{}",
        page.body
    );
    for path in [
        "/arrangementer?type=foredrag",
        "/arrangementer?type=foredrag&maaned=2026-12",
    ] {
        let page = bench.get(path);
        assert!(
            page.body.contains("Om rødder") && !page.body.contains("Fest<"),
            "{path}"
        );
    }
    assert!(plain(&bench.get("/en/events?type=foredrag")).contains("<h1>Talk \"&lt;b&gt;</h1>"));
    assert_eq!(bench.get("/arrangementer?type=x").status, 404);
    let unknown = host.post(
        &own,
        &[&fields[..], &[("kind", "x"), ("act", "save")]].concat(),
    );
    assert_eq!(unknown.status, 422);

    let list = host.get(kinds).body;
    let one = &list[list.find(&format!("{kinds}/")).unwrap()..];
    let one = one[..one.find('"').unwrap()].to_owned();
    assert_eq!(
        host.post(&one, &[("act", "remove")]).status,
        409,
        "an event is of it"
    );
    host.does(
        &one,
        &[("danish", "Oplæg"), ("english", "Talk"), ("act", "rename")],
    );
    assert!(plain(&bench.get("/arrangementer?type=foredrag")).contains("<h1>Oplæg</h1>"));
    host.acts(&own, "save", &fields);
    host.does(&one, &[("act", "remove")]);
    assert_eq!(bench.get("/arrangementer?type=foredrag").status, 404);
}

#[test]
fn a_date_that_does_not_exist_is_named_and_what_was_typed_is_kept() {
    let bench = Bench::open();
    let mut host = bench.host();
    let new = at(StaffPage::NewEvent);
    let repeated = |starts, ends, every, times| {
        let more = [
            ("every", every),
            ("times", times),
            ("until", ""),
            ("missing_days", "x"),
        ];
        [&typed("Natcafé", starts, ends)[..], &more].concat()
    };
    let night = repeated("2027-03-21T02:30", "2027-03-21T04:00", "week", "3");
    let refused = host.post(new, &night);
    assert_eq!(refused.status, 422);
    for text in [
        "28. marts 2027, hvor uret springer over",
        "id=\"every-error\"",
        "<option value=\"week\" selected",
        "value=\"2027-03-21T02:30\"",
    ] {
        assert!(refused.body.contains(text), "{text}: {}", refused.body);
    }
    let leap = repeated("2028-02-29T19:00", "2028-02-29T20:00", "year", "3");
    let refused = host.post(new, &leap);
    assert!(
        refused.body.contains("29. februar 2029; 29. februar 2030"),
        "{}",
        refused.body
    );
    let many = repeated("2026-12-07T19:00", "2026-12-07T20:00", "week", "53");
    let refused = host.post(new, &many);
    assert!(
        refused.body.contains("id=\"times-error\""),
        "{}",
        refused.body
    );
    assert_eq!(bench.count("SELECT count(*) FROM event"), 0);

    let monthly = repeated("2026-12-07T19:00", "2026-12-07T20:00", "month", "3");
    let own = host.writes(&monthly);
    assert_eq!(
        bench.count("SELECT count(*) FROM event WHERE state = 'draft'"),
        3
    );
    host.acts(&own, "publish-later", &monthly);
    assert_eq!(
        bench.count("SELECT count(*) FROM event WHERE state = 'published'"),
        3
    );
    let page = bench.get(&own.replace("/personale", ""));
    assert!(page.body.contains("Andre datoer"), "{}", page.body);
    for date in ["4. januar 2027 kl. 19.00", "1. februar 2027 kl. 19.00"] {
        assert!(page.body.contains(date), "{date}");
    }
    host.acts(&own, "cancel-later", &monthly);
    assert_eq!(
        bench.count("SELECT count(*) FROM event WHERE state = 'cancelled'"),
        3
    );
}

#[test]
fn search_engines_are_told_what_is_true_and_nothing_typed_runs() {
    let bench = Bench::open();
    let mut host = bench.host();
    let title = "Fest </script><script>alert(1)</script>";
    let fields = typed(title, "2027-03-27T23:00", "2027-03-28T04:00");
    let fields = [&fields[..], &[("capacity", "2")]].concat();
    let (own, public) = host.publishes(&fields);
    let told = || {
        let page = bench.get(&public).body;
        assert!(!page.contains("<script>alert"), "{page}");
        let start = page.find("application/ld+json").unwrap();
        let start = start + page[start..].find('>').unwrap() + 1;
        let end = start + page[start..].find("</script>").unwrap();
        serde_json::from_str::<serde_json::Value>(&page[start..end]).unwrap()
    };
    let first = told();
    let url = format!("http://{}{public}", bench.addr);
    for (name, expected) in [
        ("name", title),
        ("url", &*url),
        ("startDate", "2027-03-27T23:00:00+01:00"),
        ("endDate", "2027-03-28T04:00:00+02:00"),
        ("eventStatus", "https://schema.org/EventScheduled"),
        (
            "eventAttendanceMode",
            "https://schema.org/OfflineEventAttendanceMode",
        ),
        ("inLanguage", "da"),
    ] {
        assert_eq!(first[name], expected, "{name}");
    }
    assert_eq!(first["remainingAttendeeCapacity"], 2);
    let sign_up = [
        ("name", "Anna Bech"),
        ("email", "anna@example.dk"),
        ("phone", ""),
    ];
    assert_eq!(bench.send(&Ask::form(&public, &sign_up)).status, 303);
    assert_eq!(told()["remainingAttendeeCapacity"], 1);
    host.acts(&own, "cancel", &fields);
    let last = told();
    assert_eq!(last["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(last["remainingAttendeeCapacity"], serde_json::Value::Null);
}
