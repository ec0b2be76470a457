//! What the front build sends: kept for ever, compressed, and nothing beside it.

use crate::bench::{Ask, BUILD, Bench, COMPRESSED, STYLE, style};

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
