//! What everyone may read of the log: the newest checkpoint, the tiles of hashes and the public key. They say nothing
//! about anyone, so every website may read them, with no cookie and no session.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::log::TilePath;
use domain::problem::Problem;
use http::StatusCode;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};

use crate::forms::count;
use crate::limits::Action;
use crate::problems::problem_json;
use crate::site::Site;

const TEXT: &str = "text/plain; charset=utf-8";
/// A new checkpoint comes within a second of a new leaf.
const SHORT: &str = "public, max-age=1";
/// A full tile never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The newest checkpoint.
pub(crate) async fn checkpoint(State(site): State<Site>, request: Request) -> Response {
    let counted = count(&site, Action::Read, &request);
    let found = match counted {
        Ok(()) => site.service.checkpoint().await,
        Err(problem) => Err(problem),
    };
    answer(found, TEXT, SHORT)
}

/// A tile, or the first hashes of one.
pub(crate) async fn tile(
    State(site): State<Site>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    let Some(path) = TilePath::parse(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let counted = count(&site, Action::Read, &request);
    let found = match counted {
        Ok(()) => site.service.tile(path).await,
        Err(problem) => Err(problem),
    };
    let age = if path.is_full() { FOREVER } else { SHORT };
    answer(found, "application/octet-stream", age)
}

/// The public key that checkpoints are signed with, and below it those that signed before.
pub(crate) async fn key(State(site): State<Site>) -> Response {
    let text = site.log_keys.now().public_text();
    answer(Ok(Some(text.into_bytes())), TEXT, SHORT)
}

fn answer(
    found: Result<Option<Vec<u8>>, Problem>,
    kind: &'static str,
    age: &'static str,
) -> Response {
    match found {
        Ok(Some(bytes)) => {
            let headers = [
                (CONTENT_TYPE, kind),
                (CACHE_CONTROL, age),
                (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            ];
            (headers, Body::from(bytes)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(problem) => problem_json(problem),
    }
}
