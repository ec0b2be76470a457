//! A newsletter as its mails will show it, for whoever writes it: the mail's own HTML, in a frame of the page where it
//! is written, and without letting it do anything.

use app::address::language_of;
use app::visit::Visit;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue};
use service::PrintedIssue;
use uuid::Uuid;

use crate::pages::problem_page;
use crate::site::Site;

/// What it may do: be looked at, with the styles in it, by the page that frames it.
const SANDBOX: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

/// The edition in the language of the address, as it was saved last.
pub(crate) async fn preview(
    State(site): State<Site>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let language = language_of(request.uri().path());
    match compose(&site, &visit, &id, language).await {
        Ok(html) => {
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/html; charset=utf-8"),
                ),
                (CONTENT_SECURITY_POLICY, SANDBOX),
                (
                    HeaderName::from_static("x-frame-options"),
                    HeaderValue::from_static("SAMEORIGIN"),
                ),
            ];
            (headers, html).into_response()
        }
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

async fn compose(
    site: &Site,
    visit: &Visit,
    id: &str,
    language: Language,
) -> Result<String, Problem> {
    let actor = visit.staff.as_ref().ok_or(Problem::SignInNeeded)?;
    let id = Uuid::parse_str(id).map_err(|_| Problem::NotFound)?;
    let issue = site.service.issue(actor, &id).await?;
    let printed = PrintedIssue::of(&issue.issue, language);
    let html = site.composer.preview(&printed, language);
    html.ok_or(Problem::Fault)
}
