//! The picture of an event: the one form that takes a file.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::HandedIn;
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, count, refuse, signed_with, single};
use crate::forms::read_file_form;
use crate::limits::{Action, MAX_PICTURE};
use crate::site::Site;

/// Answers what was posted to the page of an event's picture.
pub(crate) async fn event_picture(State(site): State<Site>, mut request: Request) -> Response {
    let read = match count(&site, Action::Staff, &request) {
        Ok(()) => read_file_form(&mut request, "picture", MAX_PICTURE).await,
        Err(problem) => Err(problem),
    };
    let (fields, file) = match read {
        Ok(read) => read,
        Err(problem) => return refuse(&site, request, None, problem, Fields::new()).await,
    };
    let signed = match signed_with(&site, &mut request, fields).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = act(&site, &path, &signed, file).await;
    answer(&site, request, signed, outcome).await
}

async fn act(site: &Site, path: &str, signed: &Signed, file: Vec<u8>) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let (_, _, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let field = |name| single(fields, name).unwrap_or_default();
    match field("act").as_str() {
        "save" => {
            let handed_in = HandedIn {
                file,
                danish: field("danish"),
                english: field("english"),
            };
            let set = site.service.set_event_picture(actor, &id, handed_in);
            set.await?;
        }
        "remove" => site.service.remove_event_picture(actor, &id).await?,
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}
