//! What programs read: the register, its versions and the notices, each under the hash of its bytes.

use domain::canonical::Digest;
use serde_json::Value;

use crate::bench::api::{banner, is_problem};
use crate::bench::{Ask, Bench};

#[test]
fn a_notice_is_the_bytes_that_its_name_is_the_hash_of() {
    let bench = Bench::open();
    let register = bench.get("/api/v1/register").json();
    let notices = register["notices"].as_array().unwrap();
    assert!(notices.len() > 4);
    for listed in notices {
        let hash = listed["hash"].as_str().unwrap();
        let answer = bench.get(&format!("/api/v1/notices/{hash}"));
        assert_eq!(Digest::of(answer.body.as_bytes()).to_string(), hash);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let notice = answer.json();
        for same in ["language", "surface"] {
            assert_eq!(notice[same], listed[same]);
        }
    }
}

#[test]
fn what_never_changes_is_kept_for_ever_and_what_may_is_asked_about() {
    let bench = Bench::open();
    let version = bench.get("/api/v1/register").json()["version"]
        .as_str()
        .unwrap()
        .to_owned();
    for (path, kept) in [
        ("/api/v1/register".to_owned(), "public, max-age=60"),
        ("/api/v1/register/versions".to_owned(), "public, max-age=60"),
        ("/api/v1/openapi.json".to_owned(), "public, max-age=60"),
        (
            format!("/api/v1/register/versions/{version}"),
            "public, max-age=31536000, immutable",
        ),
        (
            format!("/api/v1/notices/{}", banner(&bench)),
            "public, max-age=31536000, immutable",
        ),
    ] {
        let answer = bench.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("cache-control"), Some(kept), "{path}");
        let tag = answer.header("etag").unwrap();
        for sent in [tag, &format!("W/{tag}"), &format!("\"x\", {tag}"), "*"] {
            let again = bench.send(&Ask::get(&path).header("If-None-Match", sent));
            assert_eq!((again.status, &*again.body), (304, ""), "{path}: {sent}");
            assert_eq!(again.header("etag"), Some(tag));
        }
        let other = bench.send(&Ask::get(&path).header("If-None-Match", "\"x\""));
        assert_eq!(other.status, 200);
    }
}

#[test]
fn every_version_that_was_served_is_the_bytes_that_its_name_is_the_hash_of() {
    let bench = Bench::open();
    let register = bench.get("/api/v1/register").json();
    let versions = bench.get("/api/v1/register/versions").json();
    let versions: Vec<&Value> = versions["versions"].as_array().unwrap().iter().collect();
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0]["version"], register["version"]);
    let version = register["version"].as_str().unwrap();
    let document = bench.get(&format!("/api/v1/register/versions/{version}"));
    assert_eq!(Digest::of(document.body.as_bytes()).to_string(), version);
}

#[test]
fn a_name_that_is_none_is_an_address_where_nothing_is() {
    let bench = Bench::open();
    let zeros = "0".repeat(64);
    for name in [
        &*zeros,
        "x",
        "%",
        "%ff",
        "..%2f..%2fetc%2fpasswd",
        &"A".repeat(64),
    ] {
        for folder in ["notices", "register/versions"] {
            let answer = bench.get(&format!("/api/v1/{folder}/{name}"));
            is_problem(&answer, 404, "not-found");
        }
    }
}

#[test]
fn addresses_and_methods_that_are_none_are_told_as_problems() {
    let bench = Bench::open();
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/consents",
        "/api/v1/consents/",
    ] {
        is_problem(&bench.get(path), 404, "not-found");
        is_problem(&bench.send(&Ask::new("POST", path)), 404, "not-found");
    }
    for (method, path, allowed) in [
        ("GET", "/api/v1/consents", "POST"),
        ("GET", "/api/v1/refusals", "POST"),
        ("PUT", "/api/v1/consents/lookup", "POST"),
        ("DELETE", "/api/v1/consents/withdraw", "POST"),
        ("POST", "/api/v1/register", "GET,HEAD"),
        ("PATCH", "/api/v1/register/versions", "GET,HEAD"),
        ("TRACE", "/api/v1/openapi.json", "GET,HEAD"),
    ] {
        let answer = bench.send(&Ask::new(method, path));
        is_problem(&answer, 405, "no-such-method");
        assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
    }
}
