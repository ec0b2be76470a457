//! `POST /api/v1/contact/messages`: somebody writes in through a form on a site of the register, or another program.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::retention::Bound;
use domain::text::Language;
use domain::thread::{Enquiry, TypedEnquiry};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use service::{Origin, WriteIn};
use utoipa::ToSchema;

use super::answer::{self, Any, ProblemAnswer, Refusal, WithBody};
use super::{body, fields, idempotency};
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// A message to the organisation. What is sensitive must not be sent this way; the site's form says so, and names the
/// telephone number and the postal address of the register's controller.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewContactMessage)]
pub(super) struct NewMessage {
    #[schema(schema_with = fields::language)]
    language: Language,
    /// The person's name, on one line.
    #[schema(min_length = 1, max_length = 200, example = "Anna Eksempel")]
    name: String,
    /// The mail address to answer to: one, and nothing beside it.
    #[schema(min_length = 3, max_length = 254, example = "anna@example.dk")]
    email: String,
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 30, example = "+45 12 34 56 78")]
    phone: Option<String>,
    /// What is asked. A message that holds what looks like a CPR number is refused.
    #[schema(min_length = 1, max_length = 5000, example = "Hvornår holder I åbent?")]
    message: String,
}

/// Until when the message is kept, if nobody writes again. Show it to the person.
#[derive(Serialize, ToSchema)]
#[schema(as = ContactPromise)]
pub(super) struct PromiseAnswer {
    /// `gone_by`: deleted by the end of the last day. `kept_until`: kept through it, and deleted during the next.
    #[schema(pattern = "^(gone_by|kept_until)$", example = "gone_by")]
    bound: &'static str,
    /// The last day.
    #[schema(format = Date, example = "2027-02-21")]
    last_day: String,
    /// The last day on which a backup of the keys can still open a copy.
    #[schema(format = Date, example = "2027-03-23")]
    last_backup_day: String,
    /// The same in a sentence or two.
    #[schema(example = "Vi sletter det senest 21. februar 2027, medmindre en af os skriver igen.")]
    words: String,
}

/// Sends a message to the organisation.
///
/// Its sender gets a mail with a link to a page of their own. The answer is the same whoever they are. The same key
/// with the same body is one message.
#[utoipa::path(
    post,
    path = "/api/v1/contact/messages",
    tag = "contact",
    operation_id = "write_in",
    params(
        (
        "Idempotency-Key" = String,
        Header,
        description = "Names this request: 16 to 64 visible ASCII characters, drawn at random and kept secret. A retry carries the same.",
        min_length = 16,
        max_length = 64,
        pattern = "^[!-~]{16,64}$",
        example = "8e03978e-40d5-43e8-bc93-6894a57f9324"
        )
    ),
    request_body(content = NewMessage, content_type = "application/json"),
    responses(
        (status = 201, description = "Taken in, now or by an earlier arrival of the same request", body = PromiseAnswer),
        (
            status = 404,
            description = "The organisation has no contact form",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        WithBody,
        Any
    )
)]
pub(super) async fn write_in(State(site): State<Site>, mut request: Request) -> Response {
    match answer(&site, &mut request).await {
        Ok(promise) => (StatusCode::CREATED, Json(promise)).into_response(),
        Err(refusal) => answer::of(refusal),
    }
}

async fn answer(site: &Site, request: &mut Request) -> Result<PromiseAnswer, Refusal> {
    count(site, Action::WriteIn, request)?;
    let message: NewMessage = body::read(request).await?;
    let key = idempotency::key(request.headers(), &message)?;
    let typed = TypedEnquiry {
        name: &message.name,
        email: &message.email,
        phone: message.phone.as_deref().unwrap_or_default(),
        message: &message.message,
    };
    let enquiry = Enquiry::read(typed).map_err(first)?;
    let language = message.language;
    let written = WriteIn {
        language,
        enquiry,
        origin: Origin::Api(key),
    };
    site.service.write_in(written).await?;
    let promise = site.service.enquiry_promise()?;
    let backups = promise.last_backup_day().map_err(|_| Problem::Fault)?;
    Ok(PromiseAnswer {
        bound: match promise.bound {
            Bound::GoneBy => "gone_by",
            Bound::KeptUntil => "kept_until",
        },
        last_day: promise.last_day.to_string(),
        last_backup_day: backups.to_string(),
        words: promise.in_words(language),
    })
}

/// A program is told of one field at a time.
fn first(problems: Vec<Problem>) -> Problem {
    problems.first().copied().unwrap_or(Problem::Fault)
}
