//! Events to look at and to follow: those of a month, the other dates of one that comes again, and those that calendars
//! and readers of news ask for again and again.

use domain::event::{Event, EventState, Month};
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use storage::StoredEvent;
use uuid::Uuid;

use super::{EventKind, PublicEvent, content};
use crate::{Service, problem};

/// For how long an event that is over is still told, so that calendars learn of what was changed at the end.
const TOLD: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How many events are told at once, at most.
const MOST: u32 = 1_000;

/// An event that everybody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedEvent {
    /// Its id.
    pub id: Uuid,
    /// What it holds.
    pub event: Event,
    /// Its kind, if it has one.
    pub kind: Option<EventKind>,
    /// Whether it is held.
    pub state: EventState,
    /// How often it was changed since it was published.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

/// Events to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFeed {
    /// The kind they all are of, if they are of one.
    pub kind: Option<EventKind>,
    /// The events, those that begin first.
    pub events: Vec<PublishedEvent>,
    /// When something of what everybody may see was changed last; the epoch where there never was anything.
    pub changed_at: Timestamp,
}

impl Service {
    /// The events to follow, all or those of the kind that addresses call `slug`: those that are not over for longer
    /// than 90 days, and those that were cancelled too.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the organisation holds no events or there is no such kind, [`Problem::Unavailable`].
    pub async fn event_feed(&self, slug: Option<&str>) -> Result<EventFeed, Problem> {
        self.seat_purpose()?;
        let kind = match slug {
            Some(slug) => Some(self.event_kind(slug).await?),
            None => None,
        };
        // Asked first: a change that comes in between is told again the next time, and never missed.
        let changed_at = self.store().events_changed_at().await;
        let changed_at = changed_at.map_err(problem::of_store)?;
        let since = self.now().checked_sub(TOLD).unwrap_or(Timestamp::MIN);
        let told = match &kind {
            Some(kind) => {
                let told = self.store().coming_events_of_kind(&kind.id, since, MOST);
                told.await
            }
            None => self.store().coming_events(since, MOST).await,
        };
        Ok(EventFeed {
            events: self
                .published_events(told.map_err(problem::of_store)?)
                .await?,
            kind,
            changed_at: changed_at.unwrap_or(Timestamp::UNIX_EPOCH),
        })
    }

    /// The events that touch a month or the days around it in its first and last week, those that begin first: all, or
    /// those of one kind.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the organisation holds no events, [`Problem::Unavailable`].
    pub async fn events_of_month(
        &self,
        month: Month,
        kind: Option<&EventKind>,
    ) -> Result<Vec<PublishedEvent>, Problem> {
        self.seat_purpose()?;
        let weeks = month.weeks();
        let mondays = weeks.first().zip(weeks.last());
        let (first, last) = mondays.ok_or(Problem::NotFound)?;
        let after = last.monday.checked_add(1.week());
        let after = after.map_err(|_| Problem::NotFound)?;
        let from = self.start_of(first.monday).ok_or(Problem::NotFound)?;
        let until = self.start_of(after).ok_or(Problem::NotFound)?;
        let between = self.store().events_between(from, until, MOST).await;
        let mut between = between.map_err(problem::of_store)?;
        if let Some(kind) = kind {
            between.retain(|stored| stored.draft.kind == Some(kind.id));
        }
        self.published_events(between).await
    }

    /// The other dates of an event that comes again, as far as they are not over.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn other_dates(&self, event: &PublicEvent) -> Result<Vec<PublishedEvent>, Problem> {
        let Some(series) = event.series else {
            return Ok(Vec::new());
        };
        let dates = self.store().events_of_series(&series).await;
        let mut dates = dates.map_err(problem::of_store)?;
        dates.retain(|stored| {
            let is_other = stored.draft.id != event.id;
            is_other && stored.state != EventState::Draft && stored.draft.ends_at > self.now()
        });
        self.published_events(dates).await
    }

    async fn published_events(
        &self,
        stored: Vec<StoredEvent>,
    ) -> Result<Vec<PublishedEvent>, Problem> {
        let kinds = self.kinds_by_id().await?;
        let published = |stored: StoredEvent| {
            Ok(PublishedEvent {
                id: stored.draft.id,
                event: content(&stored)?,
                kind: stored.draft.kind.and_then(|id| kinds.get(&id).cloned()),
                state: stored.state,
                sequence: stored.sequence,
                changed_at: stored.draft.edited_at,
            })
        };
        stored.into_iter().map(published).collect()
    }
}
