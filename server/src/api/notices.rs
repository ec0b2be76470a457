//! `GET /api/v1/notices/{hash}`: what a person was, or is, shown.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::canonical::Digest;
use domain::problem::Problem;

use super::answer::{self, Any, ProblemAnswer};
use super::cache::{self, Kept, Named};
use super::fields::Hash;
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// Gives a notice by its hash.
///
/// The body is the exact canonical form (RFC 8785), so that its SHA-256 is the hash: every string in order, button
/// labels included. It never changes. The words of a sign-up to the newsletter are found here too, once somebody said
/// yes to them.
#[utoipa::path(
    get,
    path = "/api/v1/notices/{hash}",
    tag = "register",
    operation_id = "notice",
    params(("hash" = Hash, Path, description = "The notice's SHA-256")),
    responses(
        (
            status = 200,
            description = "The notice",
            content_type = "application/json",
            body = Object,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        (
            status = 404,
            description = "No notice in force has this hash, nor one that somebody accepted something under",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        Any
    )
)]
pub(super) async fn notice(
    State(site): State<Site>,
    hash: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::Read, &request) {
        return answer::of(problem);
    }
    cache::answer(request.headers(), find(&site, hash).await, Kept::Always)
}

async fn find(site: &Site, hash: Result<Path<String>, PathRejection>) -> Result<Named, Problem> {
    let hash = digest(hash)?;
    let bytes = site.service.notice_bytes(&hash).await?;
    let bytes = bytes.ok_or(Problem::NotFound)?;
    Ok(Named::known(bytes, &hash))
}

/// The digest in an address; an address that holds none is one where nothing is.
pub(super) fn digest(text: Result<Path<String>, PathRejection>) -> Result<Digest, Problem> {
    let Path(text) = text.map_err(|_| Problem::NotFound)?;
    Digest::from_hex(&text).ok_or(Problem::NotFound)
}
