//! `POST /api/v1/consents`: a consent, or with a receipt code a change of one.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::consent::ReceiptCode;
use domain::notice::Surface;
use domain::problem::Problem;
use domain::text::Language;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use service::{GiveConsent, GivenConsent, RequestKey};
use utoipa::ToSchema;

use super::answer::{self, Any, ProblemAnswer, Refusal, WithBody};
use super::fields::{self, Accepted, Code, Cookie, Hash, Name};
use super::lookup::Choices;
use super::receipt_cookie::Keeping;
use super::{body, idempotency, origin};
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// A consent to record.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewConsent)]
pub(super) struct NewConsent {
    /// The site it was asked on, by its name in the register.
    site: Name,
    #[schema(schema_with = fields::language)]
    language: Language,
    #[schema(schema_with = fields::surface)]
    surface: Surface,
    /// On a placeholder, the service whose embed it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    embed: Option<Name>,
    /// The hash of the notice that was shown. It must be in force.
    notice: Hash,
    #[schema(schema_with = fields::accepted)]
    accepted: Accepted,
    /// The receipt code of the consent that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<Code>,
    /// The choice cookie that stood before, so that answers to what was not asked about stay. It counts only
    /// together with `receipt`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cookie: Option<Cookie>,
}

/// A consent that was recorded.
#[derive(Serialize, ToSchema)]
#[schema(as = GivenConsent)]
pub(super) struct Given {
    /// The receipt code, unless the service's cookie keeps it. It opens the receipt and can change or withdraw this
    /// consent, and nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "01234-56789-ABCDE-FGHJK-MNPQRS")]
    receipt: Option<String>,
    /// The value to set the choice cookie `samtykke` to.
    #[schema(example = "1.20261121.video-player:99aabbcc:y")]
    cookie: String,
    /// The record's id.
    #[schema(format = "uuid", example = "019aa5f0-5c00-7000-8000-000000000000")]
    id: String,
    /// When it was recorded.
    #[schema(format = DateTime, example = "2026-11-21T10:00:00Z")]
    given_at: String,
    choices: Choices,
    /// The version of the register in force.
    register: Hash,
    /// The notice that was shown.
    notice: Hash,
}

impl From<GivenConsent> for Given {
    fn from(given: GivenConsent) -> Self {
        let record = given.record;
        Self {
            receipt: Some(given.code.to_groups()),
            cookie: given.cookie.to_value(),
            id: record.id.to_string(),
            given_at: record.given_at.to_string(),
            choices: record.choices.into(),
            register: Hash(record.register.0),
            notice: Hash(record.notice),
        }
    }
}

/// Records a consent.
///
/// With `receipt` it is a change: the consent before ends, and a new one begins under a new code. The same key with
/// the same body gives the same answer, for as long as the consent stands, and records nothing twice.
#[utoipa::path(
    post,
    path = "/api/v1/consents",
    tag = "consents",
    operation_id = "give_consent",
    params(
        (
            "Samtykke-Receipt" = Option<String>,
            Header,
            description = "Only from a page of the site that the service belongs to: the service's own cookie keeps the code, which is then not in the answer; without `receipt`, the consent that the cookie opens is replaced.",
            pattern = "^cookie$"
        ),
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
    request_body(content = NewConsent, content_type = "application/json"),
    responses(
        (status = 201, description = "Recorded, now or by an earlier arrival of the same request", body = Given),
        (
            status = 409,
            description = "This request recorded a consent that was taken back or replaced since, or the one before does not stand for what the cookie says: ask again, under a new key",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        WithBody,
        Any
    )
)]
pub(super) async fn give(State(site): State<Site>, mut request: Request) -> Response {
    answer(&site, &mut request).await.unwrap_or_else(answer::of)
}

async fn answer(site: &Site, request: &mut Request) -> Result<Response, Refusal> {
    count(site, Action::Record, request)?;
    let consent: NewConsent = body::read(request).await?;
    let key = idempotency::key(request.headers(), &consent)?;
    origin::speaks_for(site, request.headers(), consent.site.as_str())?;
    let keeping = Keeping::of(site, request.headers())?;
    let replaces = replaced(site, consent.receipt.clone(), &keeping).await?;
    let given = site
        .service
        .give_consent(read(consent, replaces, key))
        .await?;
    let code = given.code.clone();
    let mut said = Given::from(given);
    if let Keeping::Cookie(_) = keeping {
        said.receipt = None;
    }
    let mut response = (StatusCode::CREATED, Json(said)).into_response();
    keeping.keep(site, &code, &mut response)?;
    Ok(response)
}

/// The code of the consent before: the one the body names, or the cookie's. A cookie may open nothing any more, since
/// its visitor cannot see it; it then stands for nothing.
async fn replaced(
    site: &Site,
    named: Option<Code>,
    keeping: &Keeping,
) -> Result<Option<ReceiptCode>, Problem> {
    match (named, keeping) {
        (Some(code), _) => code.read().ok_or(Problem::UnknownReceipt).map(Some),
        (None, Keeping::Cookie(Some(held))) => match site.service.receipt(held).await {
            Ok(_) => Ok(Some(held.clone())),
            Err(Problem::UnknownReceipt) => Ok(None),
            Err(problem) => Err(problem),
        },
        (None, _) => Ok(None),
    }
}

fn read(consent: NewConsent, replaces: Option<ReceiptCode>, key: RequestKey) -> GiveConsent {
    GiveConsent {
        site: consent.site.into_key(),
        language: consent.language,
        surface: consent.surface,
        embed: consent.embed.map(Name::into_key),
        accepted: consent.accepted.into_keys(),
        cookie: consent.cookie.map(Cookie::into_text),
        notice: consent.notice.0,
        replaces,
        key,
    }
}
