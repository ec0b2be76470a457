//! The start of the portal: asking to come in, and going out.

use app::address::{RightsPage, language_of};
use app::visit::{entry_browser_in, keep_entry_browser, session_in};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::AskToComeIn;

use super::overview::{self, AtOnceForm};
use super::{Fields, count, out, read_form, refuse, see_other, single};
use crate::forms::network;
use crate::limits::Action;
use crate::pages::problem_page;
use crate::rights_pages::{on_the_way_to, page_of_ours};
use crate::site::Site;
use crate::staff_pages::RETURN_TO;

/// Answers a form of the start page.
pub(crate) async fn start(State(site): State<Site>, mut request: Request) -> Response {
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let act = single(&fields, "act").unwrap_or_default();
    if let Some(act) = AtOnceForm::of_name(&act) {
        return overview::act(&site, request, fields, act).await;
    }
    if let Err(problem) = count(&site, Action::ComeIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    match act.as_str() {
        "ask" => ask(&site, request, fields).await,
        "sign-out" => sign_out(&site, request).await,
        _ => problem_page(&site, request, Problem::UnreadableForm).await,
    }
}

/// The answer is the same for every address that is one.
async fn ask(site: &Site, request: Request, fields: Fields) -> Response {
    let language = language_of(request.uri().path());
    let return_to = single(&fields, RETURN_TO).unwrap_or_default();
    let return_to = page_of_ours(&return_to, language);
    let network = match network(site, &request) {
        Ok(network) => network.to_string(),
        Err(problem) => return problem_page(site, request, problem).await,
    };
    let ask = AskToComeIn {
        language,
        email: single(&fields, "email").unwrap_or_default(),
        network,
        browser: entry_browser_in(request.headers()),
    };
    let browser = site.service.ask_to_come_in(ask).await;
    match browser.and_then(|browser| keep_entry_browser(request.headers(), &browser)) {
        Ok(kept) => {
            let next = on_the_way_to(RightsPage::Code, language, &return_to);
            see_other(&next, vec![kept])
        }
        Err(problem) => refuse(site, request, problem, fields).await,
    }
}

/// Whoever is out already is out.
async fn sign_out(site: &Site, request: Request) -> Response {
    let start = RightsPage::Start.path(language_of(request.uri().path()));
    let ended = match session_in(request.headers()) {
        Some(token) => site.service.sign_out(&token).await,
        None => Ok(()),
    };
    match ended.and_then(|()| out()) {
        Ok(headers) => see_other(start, headers),
        Err(problem) => problem_page(site, request, problem).await,
    }
}
