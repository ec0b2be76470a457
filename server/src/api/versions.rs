//! `GET /api/v1/register/versions` and `…/{version}`: every register that was served.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::register::RegisterVersion;
use serde::Serialize;
use service::ServedVersion;
use utoipa::ToSchema;

use super::answer::{self, Any, ProblemAnswer};
use super::cache::{self, Kept, Named};
use super::fields::Hash;
use super::notices::digest;
use super::register::FRESH;
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// The registers that were served.
#[derive(Serialize, ToSchema)]
pub(super) struct Versions {
    /// The latest first.
    versions: Vec<Version>,
}

/// A register that was served.
#[derive(Serialize, ToSchema)]
struct Version {
    /// Its name: the SHA-256 of its canonical form.
    version: Hash,
    /// The date printed on it.
    #[schema(format = Date, example = "2026-11-16")]
    date: String,
    /// When it was first served.
    #[schema(format = DateTime, example = "2026-11-16T08:00:00Z")]
    first_served_at: String,
}

impl From<ServedVersion> for Version {
    fn from(served: ServedVersion) -> Self {
        Self {
            version: Hash(served.version.0),
            date: served.date.to_string(),
            first_served_at: served.first_served_at.to_string(),
        }
    }
}

/// Lists the registers that were served.
#[utoipa::path(
    get,
    path = "/api/v1/register/versions",
    tag = "register",
    operation_id = "register_versions",
    responses(
        (
            status = 200,
            description = "The registers that were served, the latest first",
            body = Versions,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        Any
    )
)]
pub(super) async fn versions(State(site): State<Site>, request: Request) -> Response {
    if let Err(problem) = count(&site, Action::Read, &request) {
        return answer::of(problem);
    }
    cache::answer(request.headers(), list(&site).await, Kept::For(FRESH))
}

async fn list(site: &Site) -> Result<Named, Problem> {
    let served = site.service.register_versions().await?;
    let versions = served.into_iter().map(Version::from).collect();
    let body = serde_json::to_vec(&Versions { versions }).map_err(|_| Problem::Fault)?;
    Ok(Named::of(body))
}

/// Gives a register that was served.
///
/// The body is the exact canonical form (RFC 8785) of the register and the order of its tables, so that its SHA-256
/// is the version. `docs/register.md` explains each table. It never changes.
#[utoipa::path(
    get,
    path = "/api/v1/register/versions/{version}",
    tag = "register",
    operation_id = "register_version",
    params(("version" = Hash, Path, description = "The register's SHA-256")),
    responses(
        (
            status = 200,
            description = "The register",
            content_type = "application/json",
            body = Object,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        (
            status = 404,
            description = "No register of this version was served",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        Any
    )
)]
pub(super) async fn version(
    State(site): State<Site>,
    version: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::Read, &request) {
        return answer::of(problem);
    }
    cache::answer(request.headers(), one(&site, version).await, Kept::Always)
}

async fn one(site: &Site, version: Result<Path<String>, PathRejection>) -> Result<Named, Problem> {
    let version = RegisterVersion(digest(version)?);
    let register = site.service.earlier_register(&version).await?;
    let register = register.ok_or(Problem::NotFound)?;
    let body = register.canonical().to_vec();
    Ok(Named::known(body, &version.0))
}
