//! Answers that are the same for everyone: named by their content, so that a caller who has them is told so.

use std::time::Duration;

use axum::body::Bytes;
use axum::response::{IntoResponse as _, Response};
use domain::canonical::Digest;
use domain::problem::Problem;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::answer;
use crate::entity_tag::is_known;

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

/// A JSON answer and its name. What does not change while the service runs is named once.
#[derive(Clone)]
pub(crate) struct Named {
    body: Bytes,
    tag: HeaderValue,
}

impl Named {
    /// Names `body` by its SHA-256.
    pub(super) fn of(body: Vec<u8>) -> Self {
        let digest = Digest::of(&body);
        Self::known(body, &digest)
    }

    /// `body`, whose SHA-256 is `digest`.
    pub(super) fn known(body: Vec<u8>, digest: &Digest) -> Self {
        // Hexadecimal digits between quotes are always a header value.
        let tag = HeaderValue::from_str(&format!("\"{digest}\""));
        Self {
            body: body.into(),
            tag: tag.unwrap_or(HeaderValue::from_static("\"\"")),
        }
    }
}

/// The answer, or the problem that came instead.
pub(super) fn answer(asked: &HeaderMap, outcome: Result<Named, Problem>, kept: Kept) -> Response {
    match outcome {
        Ok(named) => json(asked, named, kept),
        Err(problem) => answer::of(problem),
    }
}

/// The answer `named`, or 304 when the caller has it.
fn json(asked: &HeaderMap, named: Named, kept: Kept) -> Response {
    let mut response = if is_known(asked, &named.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "application/json")], named.body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, named.tag);
    headers.insert(CACHE_CONTROL, kept.header());
    response
}
