//! What every answer carries so that a browser keeps it to itself, and what a page may load.

use std::fmt::Write as _;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::register::Key;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue};

use crate::site::Site;

/// The policy of an answer that is no page: nothing may be loaded from it.
const NO_PAGE: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The same on every answer that does not say otherwise.
const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
    ("x-permitted-cross-domain-policies", "none"),
];

/// Two years, subdomains included.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds to every answer what it does not say itself.
pub(crate) async fn secure(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    if site.secure {
        headers.insert("strict-transport-security", HeaderValue::from_static(HSTS));
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NO_PAGE));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The policy of one page: its own script by nonce, and frames only of services that the visitor allowed.
pub(crate) fn page_policy(site: &Site, nonce: &str, allowed: impl Iterator<Item = Key>) -> String {
    let services = &site.service.register().register().service;
    let mut frames = String::new();
    for origin in allowed
        .filter_map(|key| services.get(&key))
        .flat_map(|service| &service.frame_origins)
    {
        // Writing to a String cannot fail.
        let _written = write!(frames, " {origin}");
    }
    if frames.is_empty() {
        frames.push_str(" 'none'");
    }
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self'; connect-src 'self'; frame-src{frames}; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}
