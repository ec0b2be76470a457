//! Answers that are the same for everyone: named by their content, so that a caller who has them is told so.

use std::time::Duration;

use axum::response::{IntoResponse as _, Response};
use domain::canonical::Digest;
use domain::problem::Problem;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{HeaderMap, StatusCode};

use super::answer;

/// How long an answer may be kept without asking.
#[derive(Clone, Copy)]
pub(super) enum Kept {
    /// It never changes: its address names its content.
    Always,
    /// It changes with the register.
    For(Duration),
}

impl Kept {
    fn header(self) -> HeaderValue {
        match self {
            Self::Always => HeaderValue::from_static("public, max-age=31536000, immutable"),
            Self::For(time) => {
                let text = format!("public, max-age={}", time.as_secs());
                // Digits and the words before them are always a header value.
                HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("no-cache"))
            }
        }
    }
}

/// The answer, or the problem that came instead.
pub(super) fn answer(asked: &HeaderMap, outcome: Result<Vec<u8>, Problem>, kept: Kept) -> Response {
    match outcome {
        Ok(body) => json(asked, body, kept),
        Err(problem) => answer::of(problem),
    }
}

/// The answer `body`, or 304 when the caller has it.
fn json(asked: &HeaderMap, body: Vec<u8>, kept: Kept) -> Response {
    let tag = format!("\"{}\"", Digest::of(&body));
    let has_it = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*");
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "application/json")], body).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    headers.insert(CACHE_CONTROL, kept.header());
    response
}
