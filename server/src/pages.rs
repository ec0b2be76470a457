//! Rendering: one visit, one nonce, one policy, one document.

use app::ToldProblem;
use app::address::{Page, StaffPage};
use app::visit::{Origin, Visit};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY};
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use crate::headers::page_policy;
use crate::site::Site;

/// The page at the request's address.
pub(crate) async fn page(State(site): State<Site>, request: Request) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    render(&site, visit, request, || {}).await
}

/// The page at the request's address, where the organisation has a contact form.
pub(crate) async fn contact_page(State(site): State<Site>, request: Request) -> Response {
    if site.service.register().contact().is_none() {
        return problem_page(&site, request, Problem::NotFound).await;
    }
    page(State(site), request).await
}

/// The page that tells about `problem`, with its status.
pub(crate) async fn problem_page(site: &Site, request: Request, problem: Problem) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let mut response = render(site, visit, request, move || {
        provide_context(ToldProblem(problem))
    })
    .await;
    *response.status_mut() = status(problem);
    response
}

/// Renders the page at the request's address for `visit`, with what `context` adds.
pub(crate) async fn render(
    site: &Site,
    visit: Visit,
    request: Request,
    context: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let nonce = nonce(site);
    let page = Page::at(request.uri().path()).map(|(page, _)| page);
    let frames_own = page == Some(Page::Staff(StaffPage::Issue));
    let policy = page_policy(
        site,
        &nonce,
        visit.standing.granted.iter().cloned(),
        frames_own,
    );
    let options = site.leptos.clone();
    let origin = Origin(site.origin.clone());
    let handler = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(Nonce::from_value(nonce.as_str()));
            provide_context(visit.clone());
            provide_context(origin.clone());
            context();
        },
        move || app::shell(options.clone()),
    );
    let mut response = handler(without_body(request)).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if page.is_some_and(Page::is_secret) {
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin"));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The status of `problem`.
pub(crate) fn status(problem: Problem) -> StatusCode {
    StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn without_body(request: Request) -> Request {
    request.map(|_| Body::empty())
}

/// 128 bits in hexadecimal digits.
fn nonce(site: &Site) -> String {
    let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = site.chance.bytes32();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
