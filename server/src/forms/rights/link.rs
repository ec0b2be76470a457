//! The link of a mail, pressed.

use app::address::RightsPage;
use app::visit::{entry_browser_in, session_in};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use service::ByLink;

use super::{Fields, browser, count, kept, read_form, refuse, see_other};
use crate::limits::Action;
use crate::pages::problem_page;
use crate::site::Site;

/// Answers the button behind a mailed link.
pub(crate) async fn link(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::ComeIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    if let Err(problem) = read_form(&mut request).await {
        return problem_page(&site, request, problem).await;
    }
    let (by, start) = match by_link(&request) {
        Ok(by) => by,
        Err(problem) => return refuse(&site, request, problem, Fields::new()).await,
    };
    let came_in = site.service.come_in_by_link(by).await;
    match came_in.and_then(|came_in| kept(&request, &came_in)) {
        Ok(headers) => see_other(start, headers),
        Err(problem) => refuse(&site, request, problem, Fields::new()).await,
    }
}

/// What was pressed, and where it leads.
fn by_link(request: &Request) -> Result<(ByLink, &'static str), Problem> {
    let at = RightsPage::at(request.uri().path());
    let (_, language, token) = at.ok_or(Problem::NotFound)?;
    let by = ByLink {
        token: LinkToken::parse(token).ok_or(Problem::EntryLinkRefused)?,
        browser: entry_browser_in(request.headers()),
        named: browser(request),
        before: session_in(request.headers()),
    };
    Ok((by, RightsPage::Start.path(language)))
}
