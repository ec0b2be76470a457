//! Events as those see them who hold them, and who comes. Each look at people is noted before they are shown.

use domain::disclosure::Disclosure;
use domain::event::{Event, EventState, Room, SeatState, WebLink};
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use storage::StoredEvent;
use uuid::Uuid;

use super::stopped::StoppedSeat;
use super::{EventKind, content, is_open};
use crate::{Look, Service, StaffActor, problem};

/// How many events a page of the list has.
const PAGE: u32 = 25;

/// An event in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// Its id.
    pub id: Uuid,
    /// What it holds.
    pub event: Event,
    /// How far it has come.
    pub state: EventState,
    /// How full it is.
    pub room: Room,
    /// Its kind, if it has one.
    pub kind: Option<EventKind>,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventList {
    /// The events, those written last first.
    pub events: Vec<ListedEvent>,
    /// What the next page begins before, if there is one.
    pub next: Option<Uuid>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffEvent {
    /// As in the list.
    pub listed: ListedEvent,
    /// It is over.
    pub is_over: bool,
    /// Somebody can still sign up, and give up their seat.
    pub is_open: bool,
    /// Who has confirmed, in the order of signing up.
    pub people: Vec<ListedParticipant>,
    /// Those of them whose data is only kept, and who are counted and not named.
    pub stopped: Vec<StoppedSeat>,
    /// What they answered to each voluntary question, without who answered what.
    pub answers: Vec<(String, Vec<String>)>,
    /// How many had a seat, once it is forgotten who they were.
    pub came: Option<u64>,
    /// The link to its room, where it is a webinar.
    pub room: Option<WebLink>,
    /// Every date of an event that comes again, in their order; nothing for one that does not.
    pub dates: Vec<SeriesDate>,
}

/// A date of an event that comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesDate {
    /// The event's id.
    pub id: Uuid,
    /// What it holds.
    pub event: Event,
    /// How far it has come.
    pub state: EventState,
}

/// Somebody who signed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedParticipant {
    /// The id of their seat, or of their place in line.
    pub seat: Uuid,
    /// The name.
    pub name: String,
    /// The address, if they have one.
    pub email: Option<String>,
    /// The telephone number, if one was given.
    pub phone: Option<String>,
    /// The names of those who come along.
    pub companions: Vec<String>,
    /// How they stand.
    pub state: SeatState,
    /// What was given of them to others.
    pub disclosures: Vec<Disclosure>,
}

impl Service {
    /// Lets through who may write events: the page of a new one shows nothing else.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens events, [`Problem::NotFound`] where there are none.
    pub fn may_write_events(&self, actor: &StaffActor) -> Result<(), Problem> {
        self.require_events(actor)
    }

    /// Events before another, those written last first.
    ///
    /// # Errors
    /// As [`Self::may_write_events`]; [`Problem::Unavailable`].
    pub async fn events(
        &self,
        actor: &StaffActor,
        before: Option<Uuid>,
    ) -> Result<EventList, Problem> {
        self.require_events(actor)?;
        let before = before.unwrap_or(Uuid::max());
        let page = self.store().latest_events(&before, PAGE).await;
        let page = page.map_err(problem::of_store)?;
        let last = page.last().map(|last| last.draft.id);
        let mut events = Vec::new();
        for stored in &page {
            events.push(self.listed_event(stored).await?);
        }
        Ok(EventList {
            events,
            next: last.filter(|_| page.len() == PAGE as usize),
        })
    }

    /// An event, and who comes, once the look is noted.
    ///
    /// # Errors
    /// As [`Self::events`]; [`Problem::NotFound`].
    pub async fn event(&self, actor: &StaffActor, id: &Uuid) -> Result<StaffEvent, Problem> {
        self.event_with(actor, id, None).await
    }

    /// As [`Self::event`], with the person of a seat among them whose use is stopped.
    pub(super) async fn event_with(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        through: Option<&Uuid>,
    ) -> Result<StaffEvent, Problem> {
        self.require_events(actor)?;
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        let (people, stopped) = self.people_of(actor, id, through).await?;
        Ok(StaffEvent {
            listed: self.listed_event(&stored).await?,
            is_over: stored.draft.ends_at <= self.now(),
            is_open: is_open(&stored, self.now()),
            people,
            stopped,
            answers: self.answers_of(id).await?,
            came: stored.came,
            dates: self.dates_of(&stored).await?,
            room: self.room_of(id).await?,
        })
    }

    async fn dates_of(&self, stored: &StoredEvent) -> Result<Vec<SeriesDate>, Problem> {
        let Some(series) = stored.series else {
            return Ok(Vec::new());
        };
        let dates = self.store().events_of_series(&series).await;
        let dates = dates.map_err(problem::of_store)?;
        let date = |stored: &StoredEvent| {
            Ok(SeriesDate {
                id: stored.draft.id,
                event: content(stored)?,
                state: stored.state,
            })
        };
        dates.iter().map(date).collect()
    }

    /// What an event is called, for a page about it that shows nobody who comes.
    ///
    /// # Errors
    /// As [`Self::events`]; [`Problem::NotFound`].
    pub async fn event_title(&self, actor: &StaffActor, id: &Uuid) -> Result<String, Problem> {
        self.require_events(actor)?;
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        let event = content(&stored.ok_or(Problem::NotFound)?)?;
        Ok(event.danish.title.as_str().to_owned())
    }

    async fn people_of(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        through: Option<&Uuid>,
    ) -> Result<(Vec<ListedParticipant>, Vec<StoppedSeat>), Problem> {
        let mut seats = self.store().seats_of(id).await.map_err(problem::of_store)?;
        seats.retain(|seat| seat.state.is_confirmed());
        if seats.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut stopped_at = self.stopped_at(actor, id).await?;
        if let Some(seat) = through {
            stopped_at.let_through(seat);
        }
        let look = Look {
            thing: *id,
            purpose: self.seat_purpose()?.key,
            action: AccessAction::Listed,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        let (mut people, mut stopped) = (Vec::new(), Vec::new());
        for seat in seats {
            if let Some(only_kept) = stopped_at.seat(&seat) {
                stopped.push(only_kept);
                continue;
            }
            let Some(opened) = self.open_seat_if_whole(seat).await? else {
                continue;
            };
            let email = opened.participant.email.as_ref();
            people.push(ListedParticipant {
                name: opened.participant.name.as_str().to_owned(),
                companions: opened.participant.companion_names(),
                seat: opened.stored.id,
                email: email.map(|email| email.as_str().to_owned()),
                phone: opened.participant.phone,
                state: opened.stored.state,
                disclosures: self.disclosures_of(&opened.key).await?,
            });
        }
        Ok((people, stopped))
    }

    pub(super) async fn listed_event(&self, stored: &StoredEvent) -> Result<ListedEvent, Problem> {
        Ok(ListedEvent {
            id: stored.draft.id,
            event: content(stored)?,
            state: stored.state,
            room: self.store().room(stored).await.map_err(problem::of_store)?,
            kind: self.kind_of(stored).await?,
        })
    }
}
