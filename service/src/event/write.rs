//! Writing an event, showing it to everybody, and cancelling it. Once somebody has signed up it stays where and when it
//! is, so that nobody stands at a closed door; nor are there ever fewer seats than are taken.

use domain::event::{Event, EventState, SeatPromise, TypedEvent};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{EventDraft, Operation, StoreError, StoredEvent, Tx};
use uuid::Uuid;

use super::content;
use crate::{Service, StaffActor, problem};

impl Service {
    /// Stores a new draft, and gives its id.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: there are none.
    /// - Those of [`Event::read`]; [`Problem::UnknownKind`]; [`Problem::UnusableStart`] and [`Problem::UnusableEnd`],
    ///   also for a time that does not exist, one that is over, and an end that does not come after the beginning.
    pub async fn write_event(
        &self,
        actor: &StaffActor,
        typed: &TypedEvent,
    ) -> Result<Uuid, Problem> {
        self.require_events(actor)?;
        let id = self.chance().uuid_v7(self.now());
        let mut draft = self.event_draft(id, &Event::read(typed)?)?;
        draft.kind = self.kind_called(&typed.kind).await?;
        if draft.starts_at <= self.now() {
            return Err(Problem::UnusableStart);
        }
        self.commit(Insert(draft)).await?;
        Ok(id)
    }

    /// Changes an event.
    ///
    /// # Errors
    /// As [`Self::write_event`]; [`Problem::EventHasPeople`] when it would be somewhere or sometime else for people who
    /// signed up, [`Problem::CapacityBelowSeats`], [`Problem::EventClosed`] when it is over or cancelled,
    /// [`Problem::NotFound`] when it was deleted.
    pub async fn edit_event(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        typed: &TypedEvent,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let edit = self.draw_edit(id, typed).await?;
        self.commit(edit).await?
    }

    pub(super) async fn draw_edit(&self, id: &Uuid, typed: &TypedEvent) -> Result<Edit, Problem> {
        let event = Event::read(typed)?;
        let mut draft = self.event_draft(*id, &event)?;
        draft.kind = self.kind_called(&typed.kind).await?;
        let place = event.place.as_str().to_owned();
        Ok(Edit { draft, place })
    }

    /// Shows a draft to everybody, who can sign up from now on.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::NotFound`]; [`Problem::UnusableStart`] when it would have begun,
    /// [`Problem::EventClosed`] when it is no draft.
    pub async fn publish_event(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_events(actor)?;
        self.commit(Publish(*id, self.now())).await?
    }

    /// Cancels an event, and writes to everybody who signed up.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::NotFound`]; [`Problem::EventClosed`] when it is over, or not published.
    pub async fn cancel_event(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_events(actor)?;
        self.commit_ending(Cancel(*id, self.now())).await??;
        if let Err(problem) = self.tell_cancelled().await {
            tracing::warn!(
                ?problem,
                "an event is cancelled; people are told in a minute"
            );
        }
        Ok(())
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// As [`Self::publish_event`].
    pub async fn delete_event(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_events(actor)?;
        self.commit_ending(Delete(*id)).await?
    }

    pub(super) fn event_draft(&self, id: Uuid, event: &Event) -> Result<EventDraft, Problem> {
        let starts_at = self
            .instant_of(event.starts)
            .ok_or(Problem::UnusableStart)?;
        let ends_at = self.instant_of(event.ends).ok_or(Problem::UnusableEnd)?;
        if ends_at <= starts_at {
            return Err(Problem::UnusableEnd);
        }
        let rule = self.seat_purpose()?.rule;
        let promise = SeatPromise::of(rule, self.day_of(ends_at));
        let promise = promise.map_err(|_| Problem::UnusableEnd)?;
        let goes_on = promise.kept.goes_on().map_err(|_| Problem::UnusableEnd)?;
        let write = |value: serde_json::Result<String>| {
            value.map_err(|error| problem::of_form(error.into()))
        };
        Ok(EventDraft {
            id,
            content: write(serde_json::to_string(event))?,
            starts_at,
            ends_at,
            capacity: event.capacity,
            promise: write(serde_json::to_string(&promise))?,
            due_at: self.start_of(goes_on).ok_or(Problem::UnusableEnd)?,
            edited_at: self.now(),
            kind: None,
        })
    }
}

struct Insert(EventDraft);

impl Operation for Insert {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_event(&self.0).await
    }
}

pub(super) struct Edit {
    pub(super) draft: EventDraft,
    place: String,
}

impl Edit {
    /// Why the event cannot be changed so.
    async fn refuse(
        &self,
        tx: &mut Tx<'_>,
        stored: &StoredEvent,
    ) -> Result<Option<Problem>, StoreError> {
        let (before, after) = (&stored.draft, &self.draft);
        let now = after.edited_at;
        if stored.state == EventState::Cancelled || before.ends_at <= now {
            return Ok(Some(Problem::EventClosed));
        }
        let is_moved = (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at);
        if is_moved && after.starts_at <= now {
            return Ok(Some(Problem::UnusableStart));
        }
        let room = tx.room(stored).await?;
        if after
            .capacity
            .is_some_and(|seats| u64::from(seats) < room.taken)
        {
            return Ok(Some(Problem::CapacityBelowSeats));
        }
        let has_people = tx.has_seats(&before.id).await?;
        let is_elsewhere = content(stored).is_ok_and(|event| event.place.as_str() != self.place);
        Ok((has_people && (is_moved || is_elsewhere)).then_some(Problem::EventHasPeople))
    }
}

impl Operation for Edit {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(stored) = tx.hold_event(&self.draft.id).await? else {
            return Ok(Err(Problem::NotFound));
        };
        if let Some(problem) = self.refuse(tx, &stored).await? {
            return Ok(Err(problem));
        }
        if tx.has_seats(&stored.draft.id).await? {
            // What people were promised stands, though the rule became longer.
            self.draft.promise.clone_from(&stored.draft.promise);
            self.draft.due_at = stored.draft.due_at;
        }
        tx.edit_event(&self.draft).await?;
        Ok(Ok(()))
    }
}

struct Publish(Uuid, Timestamp);

impl Operation for Publish {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(stored) = tx.hold_event(&self.0).await? else {
            return Ok(Err(Problem::NotFound));
        };
        if stored.draft.starts_at <= self.1 {
            return Ok(Err(Problem::UnusableStart));
        }
        let published = tx.publish_event(&self.0, self.1).await?;
        Ok(published.then_some(()).ok_or(Problem::EventClosed))
    }
}

#[derive(Clone)]
struct Cancel(Uuid, Timestamp);

impl Operation for Cancel {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(stored) = tx.hold_event(&self.0).await? else {
            return Ok(Err(Problem::NotFound));
        };
        let cancelled = stored.draft.ends_at > self.1 && tx.cancel_event(&self.0, self.1).await?;
        Ok(cancelled.then_some(()).ok_or(Problem::EventClosed))
    }
}

#[derive(Clone)]
struct Delete(Uuid);

impl Operation for Delete {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.hold_event(&self.0).await?.is_none() {
            return Ok(Err(Problem::NotFound));
        }
        let deleted = tx.delete_event_draft(&self.0).await?;
        Ok(deleted.then_some(()).ok_or(Problem::EventClosed))
    }
}
