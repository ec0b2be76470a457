//! Kinds of events: added, renamed, removed.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers what was posted to the list of kinds.
pub(crate) async fn event_kinds(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let field = |name| single(&signed.fields, name).unwrap_or_default();
    let (danish, english) = (field("danish"), field("english"));
    let added = site
        .service
        .add_event_kind(&signed.actor, &danish, &english);
    let outcome = added.await.map(|()| Outcome::Done(path));
    answer(&site, request, signed, outcome).await
}

/// Answers what was posted to a kind's page.
pub(crate) async fn event_kind(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = act(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let field = |name| single(fields, name).unwrap_or_default();
    match field("act").as_str() {
        "rename" => {
            let (danish, english) = (field("danish"), field("english"));
            let renamed = site
                .service
                .rename_event_kind(actor, &id, &danish, &english);
            renamed.await?;
        }
        "remove" => site.service.remove_event_kind(actor, &id).await?,
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(
        StaffPage::EventKinds.path(language).to_owned(),
    ))
}
