//! A program that calls the REST interface.

use serde_json::{Value, json};

use super::{Answer, Ask, Bench};

/// The origin of the association's website.
pub(crate) const SITE: &str = "https://www.example.dk";
pub(crate) const CONSENTS: &str = "/api/v1/consents";
pub(crate) const REFUSALS: &str = "/api/v1/refusals";
pub(crate) const LOOK_UP: &str = "/api/v1/consents/lookup";
pub(crate) const WITHDRAW: &str = "/api/v1/consents/withdraw";
pub(crate) const SUBSCRIPTIONS: &str = "/api/v1/newsletter/subscriptions";
/// Every address that takes a body.
pub(crate) const WRITES: [&str; 5] = [CONSENTS, REFUSALS, LOOK_UP, WITHDRAW, SUBSCRIPTIONS];

/// A request of a program: no Origin, no cookies.
pub(crate) fn post(path: &str, body: &Value) -> Ask {
    Ask::json(path, &body.to_string())
}

/// A refusal as the register's site sends it.
pub(crate) fn refusal() -> Value {
    json!({"site": "www", "language": "da", "surface": "banner"})
}

/// A consent to the film service under the banner in force.
pub(crate) fn consent(bench: &Bench) -> Value {
    json!({
        "site": "www",
        "language": "da",
        "surface": "banner",
        "notice": banner(bench),
        "accepted": ["video-player"],
    })
}

/// The hash of the Danish banner's notice.
pub(crate) fn banner(bench: &Bench) -> String {
    let register = bench.get("/api/v1/register").json();
    let notices = register["notices"].as_array().unwrap();
    let is_banner = |notice: &&Value| notice["surface"] == "banner" && notice["language"] == "da";
    let notice = notices.iter().find(is_banner).unwrap();
    notice["hash"].as_str().unwrap().to_owned()
}

/// The hash of what signing up says today, in Danish.
pub(crate) fn wording(bench: &Bench) -> String {
    let wording = bench.get("/api/v1/newsletter/wording/da").json();
    wording["hash"].as_str().unwrap().to_owned()
}

/// A sign-up of this address.
pub(crate) fn sign_up(bench: &Bench, email: &str) -> Value {
    json!({
        "site": "www",
        "language": "da",
        "wording": wording(bench),
        "topics": ["news"],
        "email": email,
    })
}

/// Sends a consent under a key of its own.
pub(crate) fn give(bench: &Bench, key: &str, body: &Value) -> Answer {
    bench.send(&post(CONSENTS, body).header("Idempotency-Key", key))
}

/// Asserts that `answer` is a problem with this status and code, whole as RFC 9457 wants it, and gives it.
pub(crate) fn is_problem(answer: &Answer, status: u16, code: &str) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let problem = answer.json();
    assert_eq!(problem["code"], code, "{problem}");
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], format!("urn:samtykke:problem:{code}"));
    for words in ["title", "remedy"] {
        assert!(problem[words].as_str().is_some_and(|text| text.len() > 10));
    }
    problem
}
