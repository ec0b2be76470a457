//! From the service's kinds of events to what staff are shown.

use domain::problem::Problem;
use service::{EventKind, StaffActor};
use uuid::Uuid;

use super::event_kinds::{KindRow, KindView};
use super::load::Asked;
use crate::address::{StaffPage, events_shown};
use crate::visit::Visit;

/// The list.
pub(super) async fn list(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<Vec<KindRow>, Problem> {
    visit.service.may_write_events(actor)?;
    let path = StaffPage::EventKind.path(asked.language);
    let kinds = visit.service.event_kinds().await?;
    let row = |kind: &EventKind| KindRow {
        target: format!("{path}/{}", kind.id),
        danish: kind.name.danish.as_str().to_owned(),
        english: kind.name.english.as_str().to_owned(),
        shown: events_shown(asked.language, Some(&kind.slug), None),
    };
    Ok(kinds.iter().map(row).collect())
}

/// One kind.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<KindView, Problem> {
    visit.service.may_write_events(actor)?;
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let kinds = visit.service.event_kinds().await?;
    let kind = kinds.iter().find(|kind| kind.id == id);
    let kind = kind.ok_or(Problem::NotFound)?;
    Ok(KindView {
        id: id.to_string(),
        danish: kind.name.danish.as_str().to_owned(),
        english: kind.name.english.as_str().to_owned(),
    })
}
