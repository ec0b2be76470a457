//! The answer to a request for access: opened by a press that is noted, and then given as a file to print or to hand on.

use app::address::RightsPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::access_answer::AccessAnswer;
use domain::problem::Problem;
use service::OwnAnswer;
use uuid::Uuid;

use super::{Outcome, Signed, refuse, signed, single};
use crate::answer_file::{as_json, as_pdf};
use crate::site::Site;

/// What was done.
enum Done {
    /// It is open.
    Opened,
    /// The file was made.
    File(Response),
}

/// Answers what was posted to an answer's page.
pub(crate) async fn own_answer(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = match act(&site, &path, &signed).await {
        Ok(Done::File(file)) => return file,
        Ok(Done::Opened) => Ok(Outcome::Done(path)),
        Err(problem) => Err(problem),
    };
    super::answer(&site, request, signed.fields, outcome).await
}

async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Done, Problem> {
    let (_, language, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    match single(&signed.fields, "act").as_deref() {
        Some("open") => {
            site.service.open_own_answer(&signed.subject, &id).await?;
            Ok(Done::Opened)
        }
        Some("pdf") => {
            let letter = opened(site, signed, &id).await?;
            Ok(Done::File(as_pdf(&letter, language)?))
        }
        Some("json") => {
            let letter = opened(site, signed, &id).await?;
            Ok(Done::File(as_json(&letter, language)?))
        }
        _ => Err(Problem::UnreadableForm),
    }
}

/// What an answer says, once it was opened.
async fn opened(site: &Site, signed: &Signed, id: &Uuid) -> Result<AccessAnswer, Problem> {
    match site.service.own_answer(&signed.subject, id).await? {
        OwnAnswer::Opened { answer, .. } => Ok(*answer),
        OwnAnswer::Waits { .. } => Err(Problem::NotFound),
    }
}
