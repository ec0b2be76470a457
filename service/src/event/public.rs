//! Events as everybody sees them: what is coming, one event, and its file for calendars. Nobody learns who comes.

use domain::event::{CalendarEntry, Event, EventState, Room, SeatPromise, SignUpWindow};
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::StoredEvent;
use uuid::Uuid;

use super::{EventKind, content, is_open};
use crate::{Service, problem};

/// How many coming events are listed.
const MOST: u32 = 100;

/// How signing up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUpStands {
    /// There are seats; how many, where they are counted.
    Free(Option<u64>),
    /// There is room on the waiting list.
    Full,
    /// It begins then.
    NotYet(DateTime),
    /// It is over.
    Closed,
    /// The event has begun, or is over.
    Begun,
    /// It is not held.
    Cancelled,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicEvent {
    /// Its id.
    pub id: Uuid,
    /// What it holds.
    pub event: Event,
    /// How signing up stands.
    pub stands: SignUpStands,
    /// When those who sign up are deleted.
    pub promise: SeatPromise,
    /// How many had a seat, once it is forgotten who they were.
    pub came: Option<u64>,
    /// Its kind, if it has one.
    pub kind: Option<EventKind>,
    /// What it has in common with its other dates, if it comes again.
    pub series: Option<Uuid>,
}

impl Service {
    /// The events that are not over, those that begin first: all, or those of one kind.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the organisation holds no events, [`Problem::Unavailable`].
    pub async fn coming_events(
        &self,
        kind: Option<&EventKind>,
    ) -> Result<Vec<PublicEvent>, Problem> {
        self.seat_purpose()?;
        let coming = match kind {
            Some(kind) => {
                let coming = self
                    .store()
                    .coming_events_of_kind(&kind.id, self.now(), MOST);
                coming.await
            }
            None => self.store().coming_events(self.now(), MOST).await,
        };
        let kinds = self.kinds_by_id().await?;
        let mut events = Vec::new();
        for stored in coming.map_err(problem::of_store)? {
            let kind = stored.draft.kind.and_then(|id| kinds.get(&id).cloned());
            events.push(self.shown_event_of(&stored, kind).await?);
        }
        Ok(events)
    }

    /// An event that was published, over or not.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is none, or it is a draft.
    pub async fn public_event(&self, id: &Uuid) -> Result<PublicEvent, Problem> {
        let stored = self.published(id).await?;
        self.shown_event(&stored).await
    }

    /// The file for calendars of an event. `page` is where its page is, at `host`.
    ///
    /// # Errors
    /// As [`Self::public_event`].
    pub async fn event_calendar(
        &self,
        id: &Uuid,
        language: Language,
        host: &str,
        page: &str,
    ) -> Result<String, Problem> {
        let stored = self.published(id).await?;
        let kind = self.kind_of(&stored).await?;
        let entry = CalendarEntry {
            event: &content(&stored)?,
            id: *id,
            host,
            page,
            state: stored.state,
            sequence: stored.sequence,
            changed_at: stored.draft.edited_at,
            language,
            kind: kind.as_ref().map(|kind| kind.name.get(language)),
        };
        Ok(entry.to_text())
    }

    async fn published(&self, id: &Uuid) -> Result<StoredEvent, Problem> {
        self.seat_purpose()?;
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        stored
            .filter(|stored| stored.state != EventState::Draft)
            .ok_or(Problem::NotFound)
    }

    pub(super) async fn shown_event(&self, stored: &StoredEvent) -> Result<PublicEvent, Problem> {
        let kind = self.kind_of(stored).await?;
        self.shown_event_of(stored, kind).await
    }

    async fn shown_event_of(
        &self,
        stored: &StoredEvent,
        kind: Option<EventKind>,
    ) -> Result<PublicEvent, Problem> {
        let room = self.store().room(stored).await.map_err(problem::of_store)?;
        let event = content(stored)?;
        Ok(PublicEvent {
            id: stored.draft.id,
            stands: stands(
                stored,
                event.window(self.local(self.now())),
                room,
                self.now(),
            ),
            event,
            promise: self.seat_promise(stored)?,
            came: stored.came,
            kind,
            series: stored.series,
        })
    }
}

fn stands(stored: &StoredEvent, window: SignUpWindow, room: Room, now: Timestamp) -> SignUpStands {
    if stored.state == EventState::Cancelled {
        return SignUpStands::Cancelled;
    }
    if !is_open(stored, now) {
        return SignUpStands::Begun;
    }
    match window {
        SignUpWindow::Before(opens) => return SignUpStands::NotYet(opens),
        SignUpWindow::After => return SignUpStands::Closed,
        SignUpWindow::Open => {}
    }
    if !room.admits(1) {
        return SignUpStands::Full;
    }
    let free = |capacity| u64::from(capacity).saturating_sub(room.taken);
    SignUpStands::Free(room.capacity.map(free))
}
