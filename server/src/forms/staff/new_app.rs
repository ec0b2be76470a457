//! A new app for codes.

use app::address::{StaffPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;

use super::{Outcome, answer, refuse, signed, single};
use crate::site::Site;

/// Answers the first code of a new app.
pub(crate) async fn new_app(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let code = single(&signed.fields, "new_code").unwrap_or_default();
    let changed = site.service.change_app(&signed.actor, &code).await;
    let page = StaffPage::Account.path(language_of(request.uri().path()));
    let outcome = changed.map(|()| Outcome::Done(page.to_owned()));
    answer(&site, request, signed, outcome).await
}
