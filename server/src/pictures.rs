//! Pictures of ours. Their addresses name their content, so browsers keep them for ever.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::canonical::Digest;
use domain::problem::Problem;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};

use crate::pages::problem_page;
use crate::site::Site;

/// The picture at the request's address.
pub(crate) async fn picture(
    State(site): State<Site>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let hash = file.strip_suffix(".jpg").and_then(Digest::from_hex);
    let content = match hash {
        Some(hash) => site.service.picture_content(&hash).await,
        None => Err(Problem::NotFound),
    };
    match content {
        Ok(content) => {
            let headers = [
                (CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
                (
                    CACHE_CONTROL,
                    HeaderValue::from_static("public, max-age=31536000, immutable"),
                ),
            ];
            (headers, content).into_response()
        }
        Err(problem) => problem_page(&site, request, problem).await,
    }
}
