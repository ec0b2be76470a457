//! What machines look for: health, readiness, where to report a weakness, and that Global Privacy Control is
//! honoured.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header::CONTENT_TYPE;

use crate::problems::problem_json;
use crate::site::Site;

/// Alive.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Able to serve and write.
pub(crate) async fn readyz(State(site): State<Site>) -> Response {
    match site.service.ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(problem) => problem_json(problem),
    }
}

/// The GPC support resource: the signal is honoured.
pub(crate) async fn gpc(State(site): State<Site>) -> Response {
    let since = site.service.register().register().date;
    let body = format!("{{\"gpc\":true,\"lastUpdate\":\"{since}\"}}\n");
    ([(CONTENT_TYPE, "application/json")], body).into_response()
}

/// RFC 9116. It expires a year from today at most, so it is made new each day.
pub(crate) async fn security_txt(State(site): State<Site>) -> Response {
    let contact = &site.service.register().register().privacy_contact.email;
    let today = site.service.today();
    let expires = today
        .checked_add(jiff::Span::new().months(6))
        .unwrap_or(today);
    let canonical = site
        .public_url
        .as_ref()
        .map(|url| format!("Canonical: {url}/.well-known/security.txt\n"))
        .unwrap_or_default();
    let body = format!(
        "Contact: mailto:{contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: da, en\n{canonical}"
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}

/// The published schema of an export (Article 20).
pub(crate) async fn export_schema() -> Response {
    let kind = (CONTENT_TYPE, "application/schema+json");
    ([kind], service::EXPORT_SCHEMA).into_response()
}
