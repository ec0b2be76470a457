//! `POST /api/v1/refusals`: raises the day's count. Nothing else is stored, and no key is taken: it would be a mark
//! on someone who said no.

use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::notice::Surface;
use domain::text::Language;
use http::StatusCode;
use serde::Deserialize;
use service::CountRefusal;
use utoipa::ToSchema;

use super::answer::{self, Any, Refusal, WithBody};
use super::fields::{self, Name};
use super::{body, origin};
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// A refusal to count.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRefusal {
    /// The site it was asked on, by its name in the register.
    site: Name,
    #[schema(schema_with = fields::language)]
    language: Language,
    #[schema(schema_with = fields::surface)]
    surface: Surface,
}

/// Counts a refusal.
///
/// What was refused is refused whatever the answer: the caller sets its own cookie, and need not retry.
#[utoipa::path(
    post,
    path = "/api/v1/refusals",
    tag = "consents",
    operation_id = "count_refusal",
    request_body(content = NewRefusal, content_type = "application/json"),
    responses((status = 204, description = "Counted"), WithBody, Any)
)]
pub(super) async fn count_one(State(site): State<Site>, mut request: Request) -> Response {
    match answer(&site, &mut request).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => answer::of(refusal),
    }
}

async fn answer(site: &Site, request: &mut Request) -> Result<(), Refusal> {
    count(site, Action::Record, request)?;
    let refusal: NewRefusal = body::read(request).await?;
    origin::speaks_for(site, request.headers(), refusal.site.as_str())?;
    let refusal = CountRefusal {
        site: refusal.site.into_key(),
        language: refusal.language,
        surface: refusal.surface,
    };
    Ok(site.service.count_refusal(refusal).await?)
}
