//! Where somebody is in with their mailbox: one session ended, or all.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted ending.
pub(crate) async fn sessions(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let start = RightsPage::Start.path(language).to_owned();
    let page = RightsPage::Sessions.path(language).to_owned();
    let outcome = end(&site, &signed).await;
    let outcome = outcome.map(|is_out| match is_out {
        true => Outcome::Out(start),
        false => Outcome::Done(page),
    });
    answer(&site, request, signed.fields, outcome).await
}

/// Whether this session ended with it.
async fn end(site: &Site, signed: &Signed) -> Result<bool, Problem> {
    let Signed { subject, fields } = signed;
    let field = |name| single(fields, name).unwrap_or_default();
    match field("act").as_str() {
        "end" => {
            let session = Uuid::parse_str(&field("session"));
            let session = session.map_err(|_| Problem::UnreadableForm)?;
            site.service.end_portal_session(subject, session).await?;
            Ok(session == subject.session())
        }
        "end-all" => {
            site.service.end_portal_sessions(subject).await?;
            Ok(true)
        }
        _ => Err(Problem::UnreadableForm),
    }
}
