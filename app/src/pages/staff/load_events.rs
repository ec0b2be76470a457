//! From the service's events to what staff are shown, in words.

use domain::country::name;
use domain::event::{Event, EventState, SeatState, WebLink, Webinar};
use domain::problem::Problem;
use domain::text::{Language, span_in_words};
use jiff::civil::DateTime;
use service::{ListedEvent, ListedParticipant, StaffActor, StaffEvent};
use uuid::Uuid;

use super::event::{EventFields, EventStage, PersonRow, StaffEventView};
use super::events::{StaffEventRow, StaffEventsView};
use super::load::Asked;
use crate::address::{Page, StaffPage};
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
pub(super) fn new(visit: &Visit, actor: &StaffActor) -> Result<StaffEventView, Problem> {
    visit.service.may_write_events(actor)?;
    Ok(StaffEventView {
        id: None,
        text: EventFields {
            reminds: true,
            thanks: true,
            ..EventFields::default()
        },
        stage: EventStage::Draft,
        target: None,
        people: Vec::new(),
        came: None,
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
        stands: person_stands(person, asked.language),
    };
    let came = |came: u64| texts.forgotten.replace("{count}", &came.to_string());
    Ok(StaffEventView {
        id: Some(id.to_string()),
        text: fields(&event.listed.event, event.room.as_ref(), asked.language),
        stage: stage(&event),
        target: (!is_draft).then(|| Page::Event(id).path(asked.language)),
        people: event.people.iter().map(row).collect(),
        came: event.came.map(came),
    })
}

/// How somebody stands, and whom they were in the room of.
fn person_stands(person: &ListedParticipant, language: Language) -> String {
    let texts = staff_event_texts(language);
    let stands = match person.state {
        SeatState::Seated => texts.seated,
        SeatState::Offered => texts.offered,
        SeatState::Waiting | SeatState::Held | SeatState::Queued => texts.waiting,
    };
    let given = person.disclosures.iter().map(|disclosure| {
        let company = disclosure.recipient.as_str();
        texts.given_to.replace("{company}", company)
    });
    let all: Vec<String> = [stands.to_owned()].into_iter().chain(given).collect();
    all.join(". ")
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
    let state = match listed.state {
        EventState::Draft => return texts.draft.to_owned(),
        EventState::Published => texts.published,
        EventState::Cancelled => texts.cancelled,
    };
    let count = listed.room.taken.to_string();
    let taken = match listed.room.capacity {
        Some(capacity) => texts.taken_of.replace("{capacity}", &capacity.to_string()),
        None => texts.taken.to_owned(),
    };
    format!("{state}, {}", taken.replace("{count}", &count))
}

fn fields(event: &Event, room: Option<&WebLink>, language: Language) -> EventFields {
    let webinar = event.webinar.as_ref();
    let of_webinar = |text: fn(&Webinar) -> &str| webinar.map(text).unwrap_or_default().to_owned();
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
        place: match webinar {
            Some(_) => String::new(),
            None => event.place.as_str().to_owned(),
        },
        starts: field(event.starts),
        ends: field(event.ends),
        capacity: event
            .capacity
            .map(|seats| seats.to_string())
            .unwrap_or_default(),
        reminds: !event.without_reminder,
        thanks: !event.without_thanks,
        company: of_webinar(|webinar| webinar.company.as_str()),
        country: webinar
            .map_or("", |webinar| name(&webinar.country, language))
            .to_owned(),
        privacy: of_webinar(|webinar| webinar.privacy.as_str()),
        room: room.map(WebLink::as_str).unwrap_or_default().to_owned(),
    }
}

/// A time as a field for times takes it: to the minute.
fn field(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
