//! Events: written, shown to everybody, moved, cancelled. What is typed is saved before it is shown.

use app::address::StaffPage;
use app::pages::{StaffContent, read_event};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::event::{Participant, Recurrence, TypedEvent, TypedParticipant, TypedRecurrence};
use domain::problem::Problem;
use domain::rights::{Door, Reason};
use domain::text::Language;
use service::{SeriesRefused, Service};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, several, signed, single};
use crate::site::Site;

/// What the page calls the days that do not exist, beside the fields that were typed.
const MISSING_DAYS: &str = "missing_days";

/// Answers a posted first draft.
pub(crate) async fn new_event(State(site): State<Site>, mut request: Request) -> Response {
    let mut signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = app::address::language_of(request.uri().path());
    let written = write(&site, &signed).await;
    let path = StaffPage::Event.path(language);
    let outcome = written.map(|id| Outcome::Done(format!("{path}/{id}")));
    let outcome = outcome.map_err(|refused| {
        name_missing_days(&mut signed.fields, &refused, language);
        refused.problem
    });
    answer(&site, request, signed, outcome).await
}

/// Writes what was typed: an event, or every date of one that comes again.
async fn write(site: &Site, signed: &Signed) -> Result<Uuid, SeriesRefused> {
    let Signed { actor, fields, .. } = signed;
    let event = typed(fields);
    let field = |name| single(fields, name).unwrap_or_default();
    let recurrence = Recurrence::read(&TypedRecurrence {
        every: field("every"),
        times: field("times"),
        until: field("until"),
    })?;
    match recurrence {
        Some(recurrence) => site.service.write_series(actor, &event, recurrence).await,
        None => Ok(site.service.write_event(actor, &event).await?),
    }
}

/// Puts the days that do not exist, in words, first among what the page is shown again with.
fn name_missing_days(fields: &mut Fields, refused: &SeriesRefused, language: Language) {
    fields.retain(|(name, _)| name != MISSING_DAYS);
    if !refused.missing.is_empty() {
        let days = refused.missing.iter().map(|day| day.in_words(language));
        let days = days.collect::<Vec<String>>().join("; ");
        fields.insert(0, (MISSING_DAYS.to_owned(), days));
    }
}

/// Answers what was posted to an event's page.
pub(crate) async fn event(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let outcome = act(&visit, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn act(visit: &Visit, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let service = &visit.service;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    match single(fields, "act").unwrap_or_default().as_str() {
        "save" => service.edit_event(actor, &id, &typed(fields)).await?,
        "save-later" => {
            let event = typed(fields);
            service.edit_event_and_later(actor, &id, &event).await?;
        }
        "move" => service.move_event(actor, &id, &typed(fields)).await?,
        "publish" => {
            service.edit_event(actor, &id, &typed(fields)).await?;
            service.publish_event(actor, &id).await?;
        }
        "door" => {
            let field = |name| single(fields, name).unwrap_or_default();
            let seat = Uuid::parse_str(&field("seat")).map_err(|_| Problem::UnreadableForm)?;
            let door = Door::of_name(&field("door")).ok_or(Problem::MissingDoor)?;
            let through = (door, Reason::read(&field("reason"))?);
            let read = service.event_through_door(actor, &id, &seat, through);
            let view = read_event(visit, language, read.await?).await?;
            return Ok(Outcome::Told(Box::new(StaffContent::Event(Box::new(view)))));
        }
        "enter" => enter(service, signed, &id, language).await?,
        "release" => {
            let seat = single(fields, "seat").unwrap_or_default();
            let seat = Uuid::parse_str(&seat).map_err(|_| Problem::UnreadableForm)?;
            service.release_seat(actor, &id, &seat).await?;
        }
        "publish-later" => {
            service.edit_event(actor, &id, &typed(fields)).await?;
            service.publish_event_and_later(actor, &id).await?;
        }
        "cancel" => service.cancel_event(actor, &id).await?,
        "cancel-later" => service.cancel_event_and_later(actor, &id).await?,
        act @ ("delete" | "delete-later") => {
            match act {
                "delete" => service.delete_event(actor, &id).await?,
                _ => service.delete_event_and_later(actor, &id).await?,
            }
            let list = StaffPage::Events.path(language);
            return Ok(Outcome::Done(list.to_owned()));
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}

/// Signs up somebody who called. They are written to in the language of whoever spoke with them.
async fn enter(
    service: &Service,
    signed: &Signed,
    event: &Uuid,
    language: Language,
) -> Result<(), Problem> {
    let Signed { actor, fields, .. } = signed;
    let field = |name| single(fields, name).unwrap_or_default();
    let typed = TypedParticipant {
        name: &field("name"),
        email: &field("email"),
        phone: &field("phone"),
        companions: &several(fields, "companion"),
    };
    let read = Participant::read_spoken(typed, language);
    let participant = read.map_err(|problems| first(&problems))?;
    service.enter_seat(actor, event, &participant).await
}

/// A staff form names one problem at a time.
fn first(problems: &[Problem]) -> Problem {
    problems.first().copied().unwrap_or(Problem::UnreadableForm)
}

fn typed(fields: &Fields) -> TypedEvent {
    let field = |name| single(fields, name).unwrap_or_default();
    TypedEvent {
        title: field("title"),
        words: field("words"),
        english_title: field("english_title"),
        english_words: field("english_words"),
        place: field("place"),
        starts: field("starts"),
        ends: field("ends"),
        opens: field("opens"),
        closes: field("closes"),
        capacity: field("capacity"),
        companions: field("companions"),
        questions: field("questions"),
        english_questions: field("english_questions"),
        kind: field("kind"),
        // A box that is not ticked sends nothing.
        without_reminder: single(fields, "reminds").is_none(),
        without_thanks: single(fields, "thanks").is_none(),
        company: field("company"),
        country: field("country"),
        privacy: field("privacy"),
        room: field("room"),
    }
}
