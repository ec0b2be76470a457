//! The staff's own pages, read. Whoever is not signed in is sent to sign in, and comes back to where they were going.

use app::address::{Page, StaffPage, language_of};
use app::pages::{Asked, StaffView, load_staff};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{HeaderValue, REFERRER_POLICY};
use leptos::prelude::provide_context;

use crate::forms::see_other;
use crate::pages::{problem_page, render};
use crate::site::Site;

/// The name of the field, and of the part of an address, that says where to go after signing in.
pub(crate) const RETURN_TO: &str = "return_to";

/// The page at the request's address.
pub(crate) async fn staff_page(State(site): State<Site>, request: Request) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let Some(asked) = asked(&request) else {
        return problem_page(&site, request, Problem::NotFound).await;
    };
    if asked.page == StaffPage::SignIn && visit.staff.is_some() {
        return see_other(StaffPage::Start.path(asked.language), Vec::new());
    }
    match load_staff(&visit, &asked).await {
        Ok(view) => show(&site, visit, request, view).await,
        Err(Problem::SignInNeeded) => see_other(&sign_in_first(&request), Vec::new()),
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// Renders a staff page. An address with a token in it is told to nobody.
pub(crate) async fn show(site: &Site, visit: Visit, request: Request, view: StaffView) -> Response {
    let is_secret = request
        .uri()
        .path()
        .starts_with(StaffPage::Invitation.path(language_of(request.uri().path())));
    let mut response = render(site, visit, request, move || provide_context(view.clone())).await;
    if is_secret {
        let nobody = HeaderValue::from_static("no-referrer");
        response.headers_mut().insert(REFERRER_POLICY, nobody);
    }
    response
}

/// Which staff page the request asks for.
pub(crate) fn asked(request: &Request) -> Option<Asked> {
    let (page, language, one) = StaffPage::at(request.uri().path())?;
    let return_to = in_query(request, RETURN_TO).unwrap_or_default();
    Some(Asked {
        page,
        language,
        one: one.to_owned(),
        return_to: page_of_ours(&return_to, language),
        before: in_query(request, "before"),
        state: in_query(request, "state"),
        person: in_query(request, "person"),
    })
}

/// `path`, if it is a staff page to go to after signing in; else where staff begin.
pub(crate) fn page_of_ours(path: &str, language: Language) -> String {
    match Page::at(path) {
        Some((Page::Staff(page), _)) if page != StaffPage::SignIn => path.to_owned(),
        _ => StaffPage::Start.path(language).to_owned(),
    }
}

fn sign_in_first(request: &Request) -> String {
    let path = request.uri().path();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(RETURN_TO, path)
        .finish();
    format!("{}?{query}", StaffPage::SignIn.path(language_of(path)))
}

/// The value of a part of the request's address.
pub(crate) fn in_query(request: &Request, name: &str) -> Option<String> {
    let query = request.uri().query()?;
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(other, _)| other == name)?;
    Some(value.into_owned())
}
