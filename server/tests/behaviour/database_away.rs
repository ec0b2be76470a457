//! What still works while the database does not, and what is never assumed.

use crate::bench::{Bench, Browser, PAGES};

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
    let _browser = Browser::accepted(&bench);
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
    let mut browser = Browser::accepted(&bench);
    assert!(browser.get("/").body.contains("<iframe"));
    bench.sql("ALTER TABLE consent RENAME TO lost");
    let home = browser.get("/");
    assert_eq!(home.status, 200);
    assert!(!home.body.contains("<iframe"));
}
