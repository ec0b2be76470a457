//! The door for server functions, which the hydrated page calls. What it reads of the visitor is what a page's
//! door reads.

use app::visit::{Origin, Visit};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use http::HeaderMap;
use http::header::{ACCEPT, HeaderValue, REFERER};
use leptos::prelude::provide_context;

use crate::forms::count;
use crate::limits::{Action, MAX_BODY};
use crate::problems::problem_json;
use crate::site::Site;

/// Calls the server function at the request's address.
pub(crate) async fn call(State(site): State<Site>, mut request: Request) -> Response {
    let action = match request.uri().path() {
        "/fn/choose" => Action::Choose,
        "/fn/receipt" | "/fn/newsletter-why" => Action::LookUp,
        "/fn/sign-up" => Action::SignUp,
        "/fn/write-in" => Action::WriteIn,
        "/fn/staff-passkey" => Action::Staff,
        _ => Action::Read,
    };
    if let Err(problem) = count(&site, action, &request) {
        return problem_json(problem);
    }
    let body = std::mem::take(request.body_mut());
    match to_bytes(body, MAX_BODY).await {
        Ok(bytes) => *request.body_mut() = Body::from(bytes),
        Err(_) => return problem_json(Problem::TooLarge),
    }
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    answer_in_json(request.headers_mut());
    let origin = Origin(site.origin.clone());
    let context = move || {
        provide_context(visit.clone());
        provide_context(origin.clone());
    };
    leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response()
}

/// A caller that takes HTML would be sent back to where it came from, with the error in the address. Our forms post
/// to their pages, never here, so every caller is answered in JSON.
fn answer_in_json(headers: &mut HeaderMap) {
    headers.remove(REFERER);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
}
