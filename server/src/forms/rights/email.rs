//! Another e-mail address, asked for.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;

use super::{Outcome, answer, refuse, signed, single};
use crate::site::Site;

/// Answers the form.
pub(crate) async fn email(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let typed = single(&signed.fields, "email").unwrap_or_default();
    let asked = site
        .service
        .ask_for_address(&signed.subject, &typed, language);
    let page = RightsPage::Email.path(language).to_owned();
    let outcome = asked.await.map(|()| Outcome::Done(page));
    answer(&site, request, signed.fields, outcome).await
}
