//! The code of a mail, typed.

use app::address::language_of;
use app::visit::{entry_browser_in, session_in};
use axum::extract::{Request, State};
use axum::response::Response;
use service::ByCode;

use super::{Fields, browser, count, kept, read_form, refuse, see_other, single};
use crate::limits::Action;
use crate::pages::problem_page;
use crate::rights_pages::page_of_ours;
use crate::site::Site;
use crate::staff_pages::RETURN_TO;

/// Answers a typed code.
pub(crate) async fn code(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::ComeIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let by = ByCode {
        code: single(&fields, "code").unwrap_or_default(),
        browser: entry_browser_in(request.headers()),
        named: browser(&request),
        before: session_in(request.headers()),
    };
    let came_in = site.service.come_in_by_code(by).await;
    match came_in.and_then(|came_in| kept(&request, &came_in)) {
        Ok(headers) => see_other(&return_to(&request, &fields), headers),
        Err(problem) => refuse(&site, request, problem, fields).await,
    }
}

/// Where whoever came in was going.
fn return_to(request: &Request, fields: &Fields) -> String {
    let path = single(fields, RETURN_TO).unwrap_or_default();
    page_of_ours(&path, language_of(request.uri().path()))
}
