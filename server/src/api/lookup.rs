//! `POST /api/v1/consents/lookup`: what a receipt code opens.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::consent::{EndReason, Method};
use domain::notice::Surface;
use domain::register::Key;
use domain::text::Language;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use service::{Ended, Receipt};
use utoipa::ToSchema;
use utoipa::openapi::{Object, ObjectBuilder, Type};

use super::answer::{self, Any, Refusal, WithBody};
use super::body;
use super::fields::{self, Code, Hash, Name};
use super::receipt_cookie::Keeping;
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// A receipt to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ByCode {
    /// Its code; without one, the code that the service's cookie holds, which takes the header `Samtykke-Receipt`.
    #[serde(default)]
    pub(super) receipt: Option<Code>,
}

/// Yes or no per category and service, everything the register held as a choice.
#[derive(Serialize, ToSchema)]
#[schema(
    value_type = std::collections::HashMap<String, std::collections::HashMap<String, bool>>,
    example = json!({"video": {"video-player": true}})
)]
pub(super) struct Choices(BTreeMap<Key, BTreeMap<Key, bool>>);

/// In one order, whether the record was just drawn or read back.
impl From<IndexMap<Key, IndexMap<Key, bool>>> for Choices {
    fn from(choices: IndexMap<Key, IndexMap<Key, bool>>) -> Self {
        let sorted = |services: IndexMap<Key, bool>| services.into_iter().collect();
        let categories = choices.into_iter();
        Self(
            categories
                .map(|(key, services)| (key, sorted(services)))
                .collect(),
        )
    }
}

/// A consent as recorded, and whether it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Receipt)]
pub(super) struct ReceiptAnswer {
    /// The record's id.
    #[schema(format = "uuid", example = "019aa5f0-5c00-7000-8000-000000000000")]
    id: String,
    /// When it was given.
    #[schema(format = DateTime, example = "2026-11-21T10:00:00Z")]
    given_at: String,
    /// The site, by its name in the register.
    #[schema(value_type = Name)]
    site: Key,
    #[schema(schema_with = fields::language)]
    language: Language,
    #[schema(schema_with = fields::surface)]
    surface: Surface,
    #[schema(schema_with = method)]
    method: Method,
    choices: Choices,
    /// The version of the register that was in force.
    register: Hash,
    /// The date printed on that version.
    #[schema(format = Date, example = "2026-11-16")]
    register_date: String,
    /// The notice that was shown; `/api/v1/notices/{hash}` gives its words.
    notice: Hash,
    /// What the record's leaf in the evidence log holds.
    commitment: Hash,
    /// When and why it ended; null while it stands.
    ended: Option<EndedAnswer>,
}

/// The end of a consent.
#[derive(Serialize, ToSchema)]
#[schema(as = Ended)]
struct EndedAnswer {
    /// When.
    #[schema(format = DateTime, example = "2026-11-22T09:00:00Z")]
    at: String,
    #[schema(schema_with = reason)]
    reason: EndReason,
}

fn words(description: &str, words: &[&str]) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words.iter().copied()))
        .build()
}

fn method() -> Object {
    words(
        "How it reached the service: a form, a page's script, or this interface.",
        &["form", "script", "api"],
    )
}

fn reason() -> Object {
    words(
        "Taken back, or replaced by a later choice.",
        &["withdrawn", "replaced"],
    )
}

impl From<Receipt> for ReceiptAnswer {
    fn from(receipt: Receipt) -> Self {
        let record = receipt.record;
        Self {
            id: record.id.to_string(),
            given_at: record.given_at.to_string(),
            site: record.site,
            language: record.language,
            surface: record.surface,
            method: record.method,
            choices: record.choices.into(),
            register: Hash(record.register.0),
            register_date: receipt.register_date.to_string(),
            notice: Hash(record.notice),
            commitment: Hash(receipt.commitment),
            ended: receipt.ended.map(EndedAnswer::from),
        }
    }
}

impl From<Ended> for EndedAnswer {
    fn from(ended: Ended) -> Self {
        Self {
            at: ended.at.to_string(),
            reason: ended.reason,
        }
    }
}

/// Opens a receipt by its code.
///
/// A code that is unknown, malformed or erased gets the same answer.
#[utoipa::path(
    post,
    path = "/api/v1/consents/lookup",
    tag = "consents",
    operation_id = "look_up_consent",
    params((
        "Samtykke-Receipt" = Option<String>,
        Header,
        description = "Only from a page of the site that the service belongs to: the code is in the service's own cookie.",
        pattern = "^cookie$"
    )),
    request_body(content = ByCode, content_type = "application/json"),
    responses((status = 200, description = "The consent", body = ReceiptAnswer), WithBody, Any)
)]
pub(super) async fn look_up(State(site): State<Site>, mut request: Request) -> Response {
    match answer(&site, &mut request).await {
        Ok(receipt) => Json(ReceiptAnswer::from(receipt)).into_response(),
        Err(refusal) => answer::of(refusal),
    }
}

async fn answer(site: &Site, request: &mut Request) -> Result<Receipt, Refusal> {
    count(site, Action::LookUp, request)?;
    let asked: ByCode = body::read(request).await?;
    let keeping = Keeping::of(site, request.headers())?;
    let code = keeping.code(asked.receipt)?;
    Ok(site.service.receipt(&code).await?)
}
