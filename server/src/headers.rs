//! What every answer carries so that a browser keeps it to itself, and what a page may load.

use std::fmt::Write as _;

use axum::extract::State;
use axum::response::Response;
use domain::register::Key;
use http::header::{HeaderName, HeaderValue, STRICT_TRANSPORT_SECURITY};

use crate::site::Site;

/// The same on every answer that does not say otherwise.
static ALWAYS: [(HeaderName, HeaderValue); 9] = [
    fixed("x-content-type-options", "nosniff"),
    fixed("referrer-policy", "same-origin"),
    fixed("cross-origin-opener-policy", "same-origin"),
    fixed("cross-origin-resource-policy", "same-origin"),
    fixed("x-frame-options", "DENY"),
    fixed(
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=(), \
         publickey-credentials-create=(self), publickey-credentials-get=(self)",
    ),
    fixed("x-permitted-cross-domain-policies", "none"),
    // The policy of an answer that is no page: nothing may be loaded from it.
    fixed(
        "content-security-policy",
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    fixed("cache-control", "no-store"),
];

const fn fixed(name: &'static str, value: &'static str) -> (HeaderName, HeaderValue) {
    (
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    )
}

/// Two years, subdomains included.
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds to every answer what it does not say itself.
pub(crate) async fn secure(State(site): State<Site>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        if !headers.contains_key(name) {
            headers.insert(name, value.clone());
        }
    }
    if site.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    response
}

/// The policy of one page: its own script by nonce, and frames only of services that the visitor allowed, and of our
/// own where the page shows one.
pub(crate) fn page_policy(
    site: &Site,
    nonce: &str,
    allowed: impl Iterator<Item = Key>,
    frames_own: bool,
) -> String {
    let services = &site.service.register().register().service;
    let mut frames = String::from(if frames_own { " 'self'" } else { "" });
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
