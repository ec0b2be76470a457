//! The code of a person, typed by somebody who is in.

use app::address::{RightsPage, language_of};
use app::pages::RIGHTS_DONE;
use app::visit::keep_session;
use axum::extract::{Request, State};
use axum::response::Response;

use super::{eid, refuse, see_other, signed, single};
use crate::site::Site;

/// Answers a typed code, or the wish to show it by an electronic identity.
pub(crate) async fn confirm(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    if single(&signed.fields, "act").as_deref() == Some("eid") {
        return eid::go(&site, request, signed).await;
    }
    let typed = single(&signed.fields, "person_code").unwrap_or_default();
    let shown = site.service.show_person(&signed.subject, &typed).await;
    let page = RightsPage::SecondFactor.path(language_of(request.uri().path()));
    match shown.and_then(|token| keep_session(&token)) {
        Ok(kept) => see_other(&format!("{page}#{RIGHTS_DONE}"), vec![kept]),
        Err(problem) => refuse(&site, request, problem, signed.fields).await,
    }
}
