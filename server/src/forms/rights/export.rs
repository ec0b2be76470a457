//! Taking one's data along: the file is made for the answer and kept nowhere.

use app::address::language_of;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::text::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::{refuse, signed};
use crate::site::Site;

/// Answers the form with the file.
pub(crate) async fn export(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    match site.service.export_own(&signed.subject, language).await {
        Ok(file) => attached(language, file),
        Err(problem) => refuse(&site, request, problem, signed.fields).await,
    }
}

fn attached(language: Language, file: Vec<u8>) -> Response {
    let disposition = match language {
        Language::Da => "attachment; filename=\"dine-oplysninger.zip\"",
        Language::En => "attachment; filename=\"your-data.zip\"",
    };
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, file).into_response()
}
