//! From the service's events to what staff are shown, in words.

use domain::event::{Event, EventState, SeatState};
use domain::problem::Problem;
use domain::text::{Language, span_in_words};
use jiff::civil::DateTime;
use service::{ListedEvent, ListedParticipant, SeriesDate, StaffActor, StaffEvent};
use uuid::Uuid;

use super::event::{EventFields, EventStage, PersonRow, StaffEventView};
use super::event_dates::DateRow;
use super::event_kinds::KindChoice;
use super::event_picture::StaffPictureView;
use super::events::{StaffEventRow, StaffEventsView};
use super::load::Asked;
use crate::address::{Page, StaffPage};
use crate::components::PictureView;
use crate::texts::staff_event_texts;
use crate::visit::Visit;

/// The list.
pub(super) async fn list(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffEventsView, Problem> {
    let before = asked.before.as_deref().map(Uuid::parse_str).transpose();
    let before = before.map_err(|_| Problem::NotFound)?;
    let list = visit.service.events(actor, before).await?;
    let path = StaffPage::Events.path(asked.language);
    let row = |listed: &ListedEvent| StaffEventRow {
        target: format!("{path}/{}", listed.id),
        title: listed.event.danish.title.as_str().to_owned(),
        stands: stands(listed, asked.language),
        when: span_in_words(listed.event.starts, listed.event.ends, asked.language),
    };
    Ok(StaffEventsView {
        events: list.events.iter().map(row).collect(),
        newest: before.map(|_| path.to_owned()),
        older: list.next.map(|next| format!("{path}?before={next}")),
    })
}

/// A form for a new one.
pub(super) async fn new(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffEventView, Problem> {
    visit.service.may_write_events(actor)?;
    Ok(StaffEventView {
        id: None,
        text: EventFields::default(),
        stage: EventStage::Draft,
        target: None,
        people: Vec::new(),
        came: None,
        kinds: kinds(visit, asked.language).await?,
        dates: Vec::new(),
        has_later: false,
    })
}

/// One event, and who comes.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffEventView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let event = visit.service.event(actor, &id).await?;
    let texts = staff_event_texts(asked.language);
    let is_draft = event.listed.state == EventState::Draft;
    let row = |person: &ListedParticipant| PersonRow {
        name: person.name.clone(),
        email: person.email.clone(),
        phone: person.phone.clone().unwrap_or_default(),
        stands: match person.state {
            SeatState::Seated => texts.seated,
            SeatState::Offered => texts.offered,
            SeatState::Waiting | SeatState::Held | SeatState::Queued => texts.waiting,
        }
        .to_owned(),
    };
    let came = |came: u64| texts.forgotten.replace("{count}", &came.to_string());
    Ok(StaffEventView {
        id: Some(id.to_string()),
        text: EventFields {
            kind: event
                .listed
                .kind
                .as_ref()
                .map(|kind| kind.slug.clone())
                .unwrap_or_default(),
            ..fields(&event.listed.event)
        },
        stage: stage(&event),
        target: (!is_draft).then(|| Page::Event(id).path(asked.language)),
        people: event.people.iter().map(row).collect(),
        came: event.came.map(came),
        kinds: kinds(visit, asked.language).await?,
        dates: dates(&event, asked.language),
        has_later: has_later(&event),
    })
}

/// The kinds to choose from.
async fn kinds(visit: &Visit, language: Language) -> Result<Vec<KindChoice>, Problem> {
    let kinds = visit.service.event_kinds().await?;
    let choice = |kind: &service::EventKind| KindChoice {
        slug: kind.slug.clone(),
        name: kind.name.get(language).to_owned(),
    };
    Ok(kinds.iter().map(choice).collect())
}

/// Every date of an event that comes again.
fn dates(event: &StaffEvent, language: Language) -> Vec<DateRow> {
    let path = StaffPage::Event.path(language);
    let row = |date: &SeriesDate| DateRow {
        target: (date.id != event.listed.id).then(|| format!("{path}/{}", date.id)),
        when: span_in_words(date.event.starts, date.event.ends, language),
        stands: state(date.state, language).to_owned(),
    };
    event.dates.iter().map(row).collect()
}

/// Whether a date comes after this one.
fn has_later(event: &StaffEvent) -> bool {
    let this = event.listed.event.starts;
    event.dates.iter().any(|date| date.event.starts > this)
}

fn state(state: EventState, language: Language) -> &'static str {
    let texts = staff_event_texts(language);
    match state {
        EventState::Draft => texts.draft,
        EventState::Published => texts.published,
        EventState::Cancelled => texts.cancelled,
    }
}

/// The picture of an event.
pub(super) async fn picture(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffPictureView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let title = visit.service.event_title(actor, &id).await?;
    let picture = visit.service.event_picture(&id).await?;
    let words = picture.as_ref().map(|picture| &picture.words);
    Ok(StaffPictureView {
        id: id.to_string(),
        title,
        danish: words
            .map(|words| words.danish.as_str().to_owned())
            .unwrap_or_default(),
        english: words
            .map(|words| words.english.as_str().to_owned())
            .unwrap_or_default(),
        picture: picture.map(|picture| PictureView::of(&picture, asked.language)),
    })
}

fn stage(event: &StaffEvent) -> EventStage {
    match event.listed.state {
        _ if event.is_over => EventStage::Closed,
        EventState::Draft => EventStage::Draft,
        EventState::Published => EventStage::Published,
        EventState::Cancelled => EventStage::Closed,
    }
}

fn stands(listed: &ListedEvent, language: Language) -> String {
    let texts = staff_event_texts(language);
    let state = state(listed.state, language);
    if listed.state == EventState::Draft {
        return state.to_owned();
    }
    let count = listed.room.taken.to_string();
    let taken = match listed.room.capacity {
        Some(capacity) => texts.taken_of.replace("{capacity}", &capacity.to_string()),
        None => texts.taken.to_owned(),
    };
    format!("{state}, {}", taken.replace("{count}", &count))
}

fn fields(event: &Event) -> EventFields {
    let english = event.english.as_ref();
    let english = english.map(|text| {
        let words = text.words.as_str().to_owned();
        (text.title.as_str().to_owned(), words)
    });
    let (english_title, english_words) = english.unwrap_or_default();
    EventFields {
        title: event.danish.title.as_str().to_owned(),
        words: event.danish.words.as_str().to_owned(),
        english_title,
        english_words,
        place: event.place.as_str().to_owned(),
        starts: field(event.starts),
        ends: field(event.ends),
        capacity: event
            .capacity
            .map(|seats| seats.to_string())
            .unwrap_or_default(),
        kind: String::new(),
    }
}

/// A time as a field for times takes it: to the minute.
fn field(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
