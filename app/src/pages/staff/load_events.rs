//! From the service's events to what staff are shown, in words.

use domain::country::name;
use domain::event::{Event, EventState, Question, SeatState, WebLink, Webinar};
use domain::mail::Line;
use domain::problem::Problem;
use domain::text::{Language, span_in_words};
use jiff::civil::DateTime;
use service::{
    Expected, ListedEvent, ListedParticipant, SeriesDate, StaffActor, StaffEvent, StoppedSeat,
};
use uuid::Uuid;

use super::check_in::{CheckInView, ExpectedRow};
use super::event::{EventFields, EventStage, StaffEventView};
use super::event_dates::DateRow;
use super::event_kinds::KindChoice;
use super::event_picture::StaffPictureView;
use super::events::{StaffEventRow, StaffEventsView};
use super::load::Asked;
use super::participants::{ParticipantsView, PersonRow, StoppedRow};
use crate::address::{Page, StaffPage};
use crate::components::PictureView;
use crate::texts::{staff_case_texts, staff_event_texts};
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
        asks: visit.service.register().seat_answers().is_some(),
        text: EventFields {
            reminds: true,
            thanks: true,
            ..EventFields::default()
        },
        stage: EventStage::Draft,
        target: None,
        participants: ParticipantsView::default(),
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
    shown(visit, asked.language, event).await
}

/// An event that was read, in words.
///
/// # Errors
/// [`Problem::Unavailable`].
pub async fn shown(
    visit: &Visit,
    language: Language,
    event: StaffEvent,
) -> Result<StaffEventView, Problem> {
    let id = event.listed.id;
    let texts = staff_event_texts(language);
    let is_draft = event.listed.state == EventState::Draft;
    let row = |person: &ListedParticipant| PersonRow {
        seat: person.seat.to_string(),
        name: person.name.clone(),
        email: person.email.clone().unwrap_or_default(),
        phone: person.phone.clone().unwrap_or_default(),
        with: person.companions.join(", "),
        stands: person_stands(person, language),
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
            ..fields(&event.listed.event, event.room.as_ref(), language)
        },
        asks: visit.service.register().seat_answers().is_some(),
        stage: stage(&event),
        target: (!is_draft).then(|| Page::Event(id).path(language)),
        participants: ParticipantsView {
            people: event.people.iter().map(row).collect(),
            stopped: stopped(&event.stopped, language),
            came: event.came.map(came),
            answers: event.answers.clone(),
            open: event.is_open.then_some(event.listed.event.companions),
        },
        kinds: kinds(visit, language).await?,
        dates: dates(&event, language),
        has_later: has_later(&event),
    })
}

/// The list for the door.
pub(super) async fn check_in(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<CheckInView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let list = visit.service.check_in(actor, &id).await?;
    let event = &list.listed.event;
    let (text, _) = event.text(asked.language);
    let seats: usize = list
        .expected
        .iter()
        .map(|one| one.companions.len() + 1)
        .sum();
    let kept: u32 = list.stopped.iter().map(|one| one.seats).sum();
    let seats = seats + kept as usize;
    let count = staff_event_texts(asked.language).expected;
    let row = |expected: &Expected| ExpectedRow {
        first_name: expected.first_name.clone(),
        code: expected.code.clone(),
        with: expected.companions.join(", "),
    };
    Ok(CheckInView {
        id: id.to_string(),
        title: text.title.as_str().to_owned(),
        when: span_in_words(event.starts, event.ends, asked.language),
        count: count.replace("{count}", &seats.to_string()),
        expected: list.expected.iter().map(row).collect(),
        stopped: stopped(&list.stopped, asked.language),
    })
}

/// Those whose data is only kept, in lines that name nobody.
fn stopped(seats: &[StoppedSeat], language: Language) -> Vec<StoppedRow> {
    let words = staff_case_texts(language).stopped_seats;
    let row = |(number, seat): (usize, &StoppedSeat)| StoppedRow {
        seat: seat.seat.to_string(),
        stands: words
            .replace("{number}", &number.to_string())
            .replace("{stands}", &stands_as(seat.state, language).to_lowercase())
            .replace("{count}", &seat.seats.to_string()),
        cases: seat.cases.iter().map(ToString::to_string).collect(),
    };
    (1..).zip(seats).map(row).collect()
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

/// How somebody stands, and whom they were in the room of.
fn person_stands(person: &ListedParticipant, language: Language) -> String {
    let texts = staff_event_texts(language);
    let stands = stands_as(person.state, language);
    let given = person.disclosures.iter().map(|disclosure| {
        let company = disclosure.recipient.as_str();
        texts.given_to.replace("{company}", company)
    });
    let all: Vec<String> = [stands.to_owned()].into_iter().chain(given).collect();
    all.join(". ")
}

/// How a seat stands.
fn stands_as(state: SeatState, language: Language) -> &'static str {
    let texts = staff_event_texts(language);
    match state {
        SeatState::Seated => texts.seated,
        SeatState::Offered => texts.offered,
        SeatState::Waiting | SeatState::Held | SeatState::Queued => texts.waiting,
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
        opens: event.opens.map(field).unwrap_or_default(),
        closes: event.closes.map(field).unwrap_or_default(),
        capacity: event
            .capacity
            .map(|seats| seats.to_string())
            .unwrap_or_default(),
        companions: match event.companions {
            0 => String::new(),
            most => most.to_string(),
        },
        questions: questions(event, |question| Some(&question.danish)),
        english_questions: questions(event, |question| question.english.as_ref()),
        kind: String::new(),
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

/// The questions, one a line.
fn questions(event: &Event, text: impl Fn(&Question) -> Option<&Line>) -> String {
    let lines = event.questions.iter().filter_map(text).map(Line::as_str);
    lines.collect::<Vec<_>>().join("\n")
}

/// A time as a field for times takes it: to the minute.
fn field(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
