//! The answer to a request for access: opened by a press that is noted, and then given as a file to print or to hand on.

use app::address::RightsPage;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::access_answer::AccessAnswer;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use service::OwnAnswer;
use uuid::Uuid;

use super::{Outcome, Signed, refuse, signed, single};
use crate::letter_pdf::letter_pdf;
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
            // The printer says in the log what it lacks.
            let printed = letter_pdf(&letter).map_err(|_| Problem::Fault)?;
            Ok(Done::File(file(
                language,
                ("application/pdf", "pdf"),
                printed,
            )))
        }
        Some("json") => {
            let letter = opened(site, signed, &id).await?;
            let written = letter.to_json().map_err(|_| Problem::Fault)?;
            let kind = ("application/json", "json");
            Ok(Done::File(file(language, kind, written)))
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

fn file(language: Language, (kind, ending): (&'static str, &str), content: Vec<u8>) -> Response {
    let name = match language {
        Language::Da => "svar-om-indsigt",
        Language::En => "answer-on-access",
    };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, content).into_response()
}
