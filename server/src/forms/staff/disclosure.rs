//! Noting that somebody was given data, and putting right what was noted by mistake.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Area;
use service::{Attempt, NoteDisclosure};
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers the form, from a case or without one.
pub(crate) async fn note_disclosure(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = note(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn note(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    actor.require(Area::Disclosures)?;
    let (page, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let case = match page {
        StaffPage::CaseDisclosure => Some(Uuid::parse_str(one).map_err(|_| Problem::NotFound)?),
        _ => None,
    };
    let field = |name| single(fields, name).unwrap_or_default();
    let note = NoteDisclosure {
        case,
        email: field("email"),
        recipient: field("recipient"),
        data: field("data"),
        basis: field("basis"),
        when: field("when"),
        how: field("how"),
        attempt: Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?,
    };
    let noted = site.service.note_disclosure(actor, note).await?;
    let path = format!("{}/{noted}", StaffPage::Disclosure.path(language));
    Ok(Outcome::Done(path))
}

/// Answers what was posted to the page of a noted disclosure.
pub(crate) async fn disclosure(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = undo(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn undo(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    actor.require(Area::Disclosures)?;
    let (_, _, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    if single(fields, "act").as_deref() != Some("undo") {
        return Err(Problem::UnreadableForm);
    }
    let reason = single(fields, "reason").unwrap_or_default();
    site.service.undo_disclosure(actor, &id, &reason).await?;
    Ok(Outcome::Done(path.to_owned()))
}
