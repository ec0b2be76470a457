//! `GET /api/v1/register`: what a program needs to ask, and to set the choice cookie by itself.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::Response;
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::{Key, ServedRegister};
use domain::text::Language;
use serde::Serialize;
use service::NoticeInForce;
use utoipa::ToSchema;

use super::answer::Any;
use super::cache::{self, Kept, Named};
use super::fields::{self, Hash, Name};
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// How long the register is kept without asking: a changed text is shown soon after.
pub(super) const FRESH: Duration = Duration::from_secs(60);

/// The register in force, as far as asking goes.
#[derive(Serialize, ToSchema)]
pub(super) struct Register {
    /// Its version: the SHA-256 of what `/api/v1/register/versions/{version}` gives.
    version: Hash,
    /// The date printed on it.
    #[schema(format = Date, example = "2026-11-16")]
    date: String,
    /// Who decides why and how personal data is used.
    #[schema(example = "Landsforeningen Fleksnetværket")]
    controller: String,
    /// The sites whose visitors are asked.
    sites: Vec<SiteAnswer>,
    /// What stores or reads on the visitor's device, in the order it is shown.
    services: Vec<ServiceAnswer>,
    /// The notices that are shown to whoever has not chosen yet.
    notices: Vec<NoticeAnswer>,
}

/// A website.
#[derive(Serialize, ToSchema)]
#[schema(as = Site)]
struct SiteAnswer {
    /// Its name in the register.
    #[schema(value_type = Name)]
    key: Key,
    /// What it is called.
    #[schema(example = "www.example.dk")]
    name: String,
    /// Its exact origin; only pages of such an origin may call.
    #[schema(example = "https://www.example.dk")]
    origin: String,
    /// Further origins whose pages belong to it and may call.
    #[schema(example = json!([]))]
    origins: Vec<String>,
}

/// A service.
#[derive(Serialize, ToSchema)]
#[schema(as = Service)]
struct ServiceAnswer {
    /// Its name in the register.
    #[schema(value_type = Name, example = "video-player")]
    key: Key,
    /// The group it is chosen with.
    #[schema(value_type = Name, example = "video")]
    category: Key,
    /// Needed for what the visitor asked for: told, not asked.
    necessary: bool,
    /// What an answer depends on, as the choice cookie holds it.
    #[schema(pattern = "^[0-9a-f]{8}$", example = "99aabbcc")]
    fingerprint: String,
}

/// A notice in force.
#[derive(Serialize, ToSchema)]
#[schema(as = NoticeInForce)]
struct NoticeAnswer {
    #[schema(schema_with = fields::language)]
    language: Language,
    #[schema(schema_with = fields::surface)]
    surface: Surface,
    /// On a placeholder, the service whose embed it stands for; null elsewhere.
    #[schema(value_type = Option<Name>)]
    embed: Option<Key>,
    /// Its hash; `/api/v1/notices/{hash}` gives its words.
    hash: Hash,
}

impl From<&NoticeInForce> for NoticeAnswer {
    fn from(notice: &NoticeInForce) -> Self {
        Self {
            language: notice.language,
            surface: notice.surface,
            embed: notice.embed.clone(),
            hash: Hash(notice.hash),
        }
    }
}

/// Gives the register in force.
#[utoipa::path(
    get,
    path = "/api/v1/register",
    tag = "register",
    operation_id = "register",
    responses(
        (
            status = 200,
            description = "The register in force",
            body = Register,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        Any
    )
)]
pub(super) async fn register(State(site): State<Site>, request: Request) -> Response {
    let outcome = count(&site, Action::Read, &request).and_then(|()| answer(&site));
    cache::answer(request.headers(), outcome, Kept::For(FRESH))
}

/// Composed once, since the register served does not change while the service runs.
fn answer(site: &Site) -> Result<Named, Problem> {
    if let Some(composed) = site.answers.register.get() {
        return Ok(composed.clone());
    }
    let notices = site.service.notices_in_force()?;
    let answer = describe(site.service.register(), &notices);
    let body = serde_json::to_vec(&answer).map_err(|_| Problem::Fault)?;
    Ok(site
        .answers
        .register
        .get_or_init(|| Named::of(body))
        .clone())
}

fn describe(served: &ServedRegister, notices: &[NoticeInForce]) -> Register {
    let register = served.register();
    let sites = register.site.iter().map(|(key, site)| SiteAnswer {
        key: key.clone(),
        name: site.name.clone(),
        origin: site.origin.clone(),
        origins: site.origins.clone(),
    });
    let services = register.service.iter().filter_map(|(key, service)| {
        Some(ServiceAnswer {
            key: key.clone(),
            category: service.category.clone(),
            necessary: served.is_necessary(service),
            fingerprint: served.fingerprint(key)?.to_string(),
        })
    });
    Register {
        version: Hash(served.version().0),
        date: register.date.to_string(),
        controller: register.controller.name.clone(),
        sites: sites.collect(),
        services: services.collect(),
        notices: notices.iter().map(NoticeAnswer::from).collect(),
    }
}
