//! Signing out. Whoever is signed out already is signed out.

use app::address::{StaffPage, language_of};
use app::visit::{drop_session, session_in};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{HeaderName, HeaderValue};

use super::{count, read_form, see_other, single};
use crate::limits::Action;
use crate::pages::problem_page;
use crate::site::Site;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Answers the way out.
pub(crate) async fn start(State(site): State<Site>, mut request: Request) -> Response {
    let outcome = match count(&site, Action::Staff, &request) {
        Ok(()) => read_form(&mut request).await,
        Err(problem) => Err(problem),
    };
    let outcome = match outcome {
        Ok(fields) if single(&fields, "act").as_deref() == Some("sign-out") => {
            let token = session_in(request.headers());
            sign_out(&site, token, language_of(request.uri().path())).await
        }
        Ok(_) => Err(Problem::UnreadableForm),
        Err(problem) => Err(problem),
    };
    match outcome {
        Ok(response) => response,
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

async fn sign_out(
    site: &Site,
    token: Option<LinkToken>,
    language: Language,
) -> Result<Response, Problem> {
    if let Some(token) = token {
        site.service.sign_out(&token).await?;
    }
    let headers = vec![
        drop_session()?,
        (CLEAR_SITE_DATA, HeaderValue::from_static("\"storage\"")),
    ];
    Ok(see_other(StaffPage::SignIn.path(language), headers))
}
