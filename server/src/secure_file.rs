//! Files of secure messages, to be saved and never shown: what is in them comes from strangers.

use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue,
    X_CONTENT_TYPE_OPTIONS,
};
use service::OpenedFile;

/// The file as an answer that a browser saves.
pub(crate) fn save(file: OpenedFile) -> Result<Response, Problem> {
    let name = HeaderValue::from_str(&file.name.content_disposition());
    let headers = [
        (CONTENT_TYPE, "application/octet-stream"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (CACHE_CONTROL, "private, no-store"),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)));
    let mut response = (headers, file.content).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_DISPOSITION, name.map_err(|_| Problem::Fault)?);
    Ok(response)
}
