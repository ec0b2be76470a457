//! What a program is told when it is refused: RFC 9457, in English, with what to do about it. Nothing that was
//! sent is repeated but the place in it.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{StatusCode, header};
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use crate::limits::MAX_BODY;

/// How much of a place's name is repeated.
const LONGEST_PLACE: usize = 100;

/// Why a request is refused.
pub(super) enum Refusal {
    /// As behind every other door.
    Told(Problem),
    /// The body is no JSON.
    NotJson,
    /// The body is not what the description says, at this place if one can be named.
    NotAsDescribed(Option<String>),
    /// The body is of another kind, or encoded.
    Kind,
    /// The key is missing or malformed.
    Key,
    /// The address does not take this method.
    Method,
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Told(problem)
    }
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Told(problem) => crate::pages::status(*problem),
            Self::NotJson => StatusCode::BAD_REQUEST,
            Self::NotAsDescribed(_) | Self::Key => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::Told(problem) => problem.code(),
            Self::NotJson => "not-json",
            Self::NotAsDescribed(_) => "not-as-described",
            Self::Kind => "wrong-kind",
            Self::Key => "missing-key",
            Self::Method => "no-such-method",
        }
    }

    fn field(self) -> Option<String> {
        match self {
            Self::NotAsDescribed(place) => place,
            Self::Kind => Some(header::CONTENT_TYPE.to_string()),
            Self::Key => Some(super::IDEMPOTENCY_KEY.to_string()),
            Self::Told(Problem::UnknownService) => Some("accepted".to_owned()),
            Self::Told(Problem::UnknownReceipt) => Some("receipt".to_owned()),
            Self::Told(Problem::NoTopic | Problem::UnknownTopic) => Some("topics".to_owned()),
            Self::Told(Problem::KeyReused | Problem::ConsentEnded) => {
                Some(super::IDEMPOTENCY_KEY.to_string())
            }
            Self::Told(problem) => problem.field().map(str::to_owned),
            Self::NotJson | Self::Method => None,
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::Told(Problem::NotFound) => "Nothing is at this address",
            Self::Told(Problem::ForeignOrigin) => "This origin may not call",
            Self::Told(problem) => problem.title(Language::En),
            Self::NotJson => "The body is not JSON",
            Self::NotAsDescribed(_) => "The body is not as described",
            Self::Kind => "The body is of another kind",
            Self::Key => "The request names no key",
            Self::Method => "This address does not take this method",
        }
    }

    const fn remedy(&self) -> &'static str {
        match self {
            Self::Told(Problem::NotFound) => {
                "Look the address up in /api/v1/openapi.json. What is looked for there by name may never have existed."
            }
            Self::Told(Problem::ForeignOrigin) => {
                "Call from a page of a site in the register, by its exact origin, or from a server without an Origin header."
            }
            Self::Told(Problem::UnknownService) => {
                "Name services that the notice asks about, and on a placeholder the service in `embed`. Nothing was stored."
            }
            Self::Told(Problem::UnknownSite) => {
                "Name a site of the register; a page names its own. Nothing was stored."
            }
            Self::Told(Problem::NoticeChanged) => {
                "Show the words that are in force, from /api/v1/register or /api/v1/newsletter, and ask again. Nothing was stored."
            }
            Self::Told(Problem::Unavailable | Problem::TookTooLong) => {
                "Send the same request with the same key again, after the seconds in Retry-After."
            }
            Self::Told(Problem::Fault) => {
                "Send the same request with the same key again. If it goes on, tell the operator."
            }
            Self::Told(problem) => problem.remedy(Language::En),
            Self::NotJson => {
                "Send one JSON value in UTF-8, without a byte order mark. Nothing was stored."
            }
            Self::NotAsDescribed(_) => {
                "Compare `field` with /api/v1/openapi.json: no field more, none twice, each within its limits. Nothing was stored."
            }
            Self::Kind => {
                "Send Content-Type: application/json and no Content-Encoding. Nothing was stored."
            }
            Self::Key => {
                "Send one Idempotency-Key header of 16 to 64 visible ASCII characters, drawn at random. Nothing was stored."
            }
            Self::Method => "Use a method that the Allow header names.",
        }
    }
}

/// What a refusal says, `application/problem+json` (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemAnswer {
    /// The kind of problem, as a URN that ends in `code`.
    #[serde(rename = "type")]
    #[schema(
        pattern = "^urn:samtykke:problem:[a-z-]+$",
        example = "urn:samtykke:problem:notice-changed"
    )]
    kind: String,
    /// What happened, in a few words.
    #[schema(example = "The text has changed since you opened the page")]
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    status: u16,
    /// The kind of problem, for programs.
    #[schema(pattern = "^[a-z-]+$", example = "notice-changed")]
    code: &'static str,
    /// The field or header it concerns.
    #[schema(max_length = 100, example = json!(null))]
    field: Option<String>,
    /// What to do about it.
    #[schema(
        example = "Show the words that are in force, from /api/v1/register or /api/v1/newsletter, and ask again. Nothing was stored."
    )]
    remedy: &'static str,
}

/// The answer to a refused request.
pub(super) fn of(refusal: impl Into<Refusal>) -> Response {
    let refusal = refusal.into();
    let status = refusal.status();
    let code = refusal.code();
    let body = ProblemAnswer {
        kind: format!("urn:samtykke:problem:{code}"),
        title: refusal.title(),
        status: status.as_u16(),
        code,
        remedy: refusal.remedy(),
        field: refusal
            .field()
            .map(|field| field.chars().take(LONGEST_PLACE).collect()),
    };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}

/// The answer to a problem that is told behind every door.
pub(crate) fn problem(problem: Problem) -> Response {
    of(problem)
}

/// What any request may be refused with.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers; `of` makes them")]
pub(super) enum Any {
    /// The page that calls is of no site in the register.
    #[response(status = 403, content_type = "application/problem+json")]
    Foreign(ProblemAnswer),
    /// Too many requests from this network.
    #[response(
        status = 429,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait"))
    )]
    TooMany(ProblemAnswer),
    /// A fault of the service. Nothing is half done.
    #[response(status = 500, content_type = "application/problem+json")]
    Fault(ProblemAnswer),
    /// The service or its database is overloaded, restarting or full. Nothing is half done.
    #[response(
        status = 503,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds to wait"))
    )]
    Unavailable(ProblemAnswer),
}

/// What a request with a body may be refused with besides.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "it describes answers; `of` makes them")]
pub(super) enum WithBody {
    /// The body is not JSON in UTF-8.
    #[response(status = 400, content_type = "application/problem+json")]
    NotJson(ProblemAnswer),
    /// The body is larger than 32 KiB.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(ProblemAnswer),
    /// The body is not `application/json`, or it is compressed.
    #[response(status = 415, content_type = "application/problem+json")]
    Kind(ProblemAnswer),
    /// The body, or what it asks for, is not possible: `code` says why.
    #[response(status = 422, content_type = "application/problem+json")]
    Impossible(ProblemAnswer),
}

/// The description names the limit in words.
const _: () = assert!(MAX_BODY == 32 * 1024);
