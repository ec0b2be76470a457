//! Every error answer says what happened and what to do: a page for people, RFC 9457 for programs.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::text::Language;
use http::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::api;
use crate::pages::{problem_page, status};
use crate::site::Site;

/// Gives words to an error answer that has none, such as a layer's bare status, and says when to come back.
pub(crate) async fn tell(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let response = next.run(request).await;
    let mut response = match untold(&response) {
        Some(problem) => reader.answer(&site, problem).await,
        None => response,
    };
    let come_back = [
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    if come_back.contains(&response.status()) {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}

/// The answer to an address where nothing is.
pub(crate) async fn not_found(State(site): State<Site>, request: Request) -> Response {
    Reader::of(&request).answer(&site, Problem::NotFound).await
}

/// Who reads the words.
enum Reader {
    /// A person, who asked with this.
    Person(Box<Request>),
    /// A caller of the REST interface.
    Program,
    /// A page's script, or a program that asked for something else.
    Script,
}

impl Reader {
    fn of(request: &Request) -> Self {
        if api::is_for_programs(request.uri()) {
            Self::Program
        } else if wants_page(request.headers()) {
            Self::Person(Box::new(copy_of(request)))
        } else {
            Self::Script
        }
    }

    async fn answer(self, site: &Site, problem: Problem) -> Response {
        match self {
            Self::Person(asked) => problem_page(site, *asked, problem).await,
            Self::Program => api::problem(problem),
            Self::Script => problem_json(problem),
        }
    }
}

fn copy_of(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = Method::GET;
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// The problem behind an error status that came without words of ours.
fn untold(response: &Response) -> Option<Problem> {
    let has_words = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.contains("json"));
    if has_words {
        return None;
    }
    match response.status() {
        StatusCode::FORBIDDEN => Some(Problem::ForeignOrigin),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Problem::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Some(Problem::TookTooLong),
        StatusCode::TOO_MANY_REQUESTS => Some(Problem::TooManyRequests),
        StatusCode::SERVICE_UNAVAILABLE => Some(Problem::Unavailable),
        other if other.is_client_error() => Some(Problem::UnreadableForm),
        other if other.is_server_error() => Some(Problem::Fault),
        _ => None,
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// RFC 9457, in English, for programs.
pub(crate) fn problem_json(problem: Problem) -> Response {
    let body = serde_json::json!({
        "type": format!("urn:samtykke:problem:{}", problem.code()),
        "title": problem.title(Language::En),
        "detail": problem.remedy(Language::En),
        "status": problem.status(),
        "code": problem.code(),
        "field": problem.field(),
    });
    let kind = [(CONTENT_TYPE, "application/problem+json")];
    (status(problem), kind, body.to_string()).into_response()
}
