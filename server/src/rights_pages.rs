//! The pages of the rights portal, read. Whoever is not in is sent to the start, and comes back to where they were going.

use app::address::{Page, RightsPage, language_of};
use app::pages::{RightsAsked, RightsView, load_rights};
use app::visit::{Visit, entry_browser_in};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::provide_context;

use crate::forms::see_other;
use crate::pages::{problem_page, render};
use crate::site::Site;
use crate::staff_pages::{RETURN_TO, in_query};

/// The page at the request's address.
pub(crate) async fn rights_page(State(site): State<Site>, request: Request) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let Some(asked) = asked(&site, &request) else {
        return problem_page(&site, request, Problem::NotFound).await;
    };
    if asked.page == RightsPage::Code && visit.subject.is_some() {
        return see_other(RightsPage::Start.path(asked.language), Vec::new());
    }
    match load_rights(&visit, &asked).await {
        Ok(view) => show(&site, visit, request, view).await,
        Err(Problem::SignInNeeded) => see_other(&come_in_first(&request), Vec::new()),
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// Renders a page of the portal.
pub(crate) async fn show(
    site: &Site,
    visit: Visit,
    request: Request,
    view: RightsView,
) -> Response {
    render(site, visit, request, move || provide_context(view.clone())).await
}

/// Which page of the portal the request asks for.
pub(crate) fn asked(site: &Site, request: &Request) -> Option<RightsAsked> {
    let (page, language, one) = RightsPage::at(request.uri().path())?;
    let return_to = in_query(request, RETURN_TO).unwrap_or_default();
    Some(RightsAsked {
        page,
        language,
        one: one.to_owned(),
        return_to: page_of_ours(&return_to, language),
        eid: site.eid.as_ref().map(|eid| eid.name().to_owned()),
        back: in_query(request, "code").zip(in_query(request, "state")),
        browser: entry_browser_in(request.headers()),
    })
}

/// `path`, if it is a page of the portal to go to once in; else where one begins.
pub(crate) fn page_of_ours(path: &str, language: Language) -> String {
    match Page::at(path) {
        Some((Page::Rights(page), _)) if !is_on_the_way(page) => path.to_owned(),
        _ => RightsPage::Start.path(language).to_owned(),
    }
}

/// Whether one comes there only on the way in.
const fn is_on_the_way(page: RightsPage) -> bool {
    matches!(
        page,
        RightsPage::Code | RightsPage::Link | RightsPage::EidReturn
    )
}

/// The address of `page`, from which one goes on to `return_to` once in.
pub(crate) fn on_the_way_to(page: RightsPage, language: Language, return_to: &str) -> String {
    let path = page.path(language);
    if return_to == RightsPage::Start.path(language) {
        return path.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(RETURN_TO, return_to)
        .finish();
    format!("{path}?{query}")
}

/// Where whoever is not in is sent.
pub(crate) fn come_in_first(request: &Request) -> String {
    let path = request.uri().path();
    on_the_way_to(RightsPage::Start, language_of(path), path)
}
