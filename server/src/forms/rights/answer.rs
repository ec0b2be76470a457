//! Opening the answer to a request for access: a press that is noted.

use app::address::RightsPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Outcome, Signed, refuse, signed, single};
use crate::site::Site;

/// Answers what was posted to an answer's page.
pub(crate) async fn own_answer(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = open(&site, &path, &signed).await;
    super::answer(&site, request, signed.fields, outcome).await
}

async fn open(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let (_, _, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    match single(&signed.fields, "act").as_deref() {
        Some("open") => {
            site.service.open_own_answer(&signed.subject, &id).await?;
            Ok(Outcome::Done(path.to_owned()))
        }
        _ => Err(Problem::UnreadableForm),
    }
}
