//! Writing an event, showing it to everybody, moving and cancelling it. Once somebody has signed up it is moved only by
//! whoever says that they write to everybody, so that nobody stands at a closed door; nor are there ever fewer seats than
//! are taken.

use domain::event::{Event, EventState, SeatPromise, TypedEvent, WebLink};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{EventDraft, Moved, Operation, StoreError, StoredEvent, Tx};
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
        let room = room(typed);
        self.commit(Insert { draft, room }).await?;
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
        let edit = self.draw_edit(id, typed, Move::Refused).await?;
        self.commit(edit).await?
    }

    /// Changes an event, also where and when it is, and writes to everybody who signed up. Who is moved beyond the day
    /// that they were promised is kept for longer only once they were told and could leave.
    ///
    /// # Errors
    /// As [`Self::edit_event`], without [`Problem::EventHasPeople`]; [`Problem::Unavailable`] also when somebody else
    /// changed it meanwhile.
    pub async fn move_event(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        typed: &TypedEvent,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let edit = self.draw_edit(id, typed, Move::Told).await?;
        self.commit(edit).await??;
        if let Err(problem) = self.tell_moved().await {
            tracing::warn!(?problem, "an event is moved; people are told in a minute");
        }
        Ok(())
    }

    pub(super) async fn draw_edit(
        &self,
        id: &Uuid,
        typed: &TypedEvent,
        moves: Move,
    ) -> Result<Edit, Problem> {
        let event = Event::read(typed)?;
        let mut draft = self.event_draft(*id, &event)?;
        draft.kind = self.kind_called(&typed.kind).await?;
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        Ok(Edit {
            moved: self.moved_promise(&stored, &draft)?,
            before: stored.draft.promise,
            place: event.place.as_str().to_owned(),
            room: room(typed),
            draft,
            moves,
        })
    }

    /// What people are promised once an event is moved: the period that they were promised, or a shorter rule's, after
    /// its new end.
    fn moved_promise(
        &self,
        stored: &StoredEvent,
        after: &EventDraft,
    ) -> Result<(String, Timestamp), Problem> {
        let promised = self.seat_promise(stored)?;
        let moved = promised.moved_to(self.day_of(after.ends_at));
        self.written_promise(moved.map_err(|_| Problem::UnusableEnd)?)
    }

    /// A promise as it is stored, and from when on people are to be forgotten by it.
    fn written_promise(&self, promise: SeatPromise) -> Result<(String, Timestamp), Problem> {
        let goes_on = promise.kept.goes_on().map_err(|_| Problem::UnusableEnd)?;
        let due_at = self.start_of(goes_on).ok_or(Problem::UnusableEnd)?;
        let written = serde_json::to_string(&promise);
        let written = written.map_err(|error| problem::of_form(error.into()))?;
        Ok((written, due_at))
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
        let (promise, due_at) = self.written_promise(promise.map_err(|_| Problem::UnusableEnd)?)?;
        let content = serde_json::to_string(event);
        Ok(EventDraft {
            id,
            content: content.map_err(|error| problem::of_form(error.into()))?,
            starts_at,
            ends_at,
            capacity: event.capacity,
            promise,
            due_at,
            edited_at: self.now(),
            kind: None,
        })
    }
}

/// The link to the room of a webinar, as it is stored; nothing for a place.
pub(super) fn room(typed: &TypedEvent) -> Option<String> {
    WebLink::parse(&typed.room).map(String::from)
}

struct Insert {
    draft: EventDraft,
    room: Option<String>,
}

impl Operation for Insert {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_event(&self.draft).await?;
        tx.set_event_room(&self.draft.id, self.room.as_deref())
            .await
    }
}

/// Whether an event that people signed up for may be somewhere or sometime else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// It may not.
    Refused,
    /// It may: they are told.
    Told,
}

pub(super) struct Edit {
    pub(super) draft: EventDraft,
    place: String,
    /// The link to its room.
    room: Option<String>,
    moves: Move,
    /// What was promised when this was drawn: JSON.
    before: String,
    /// What is promised to people once it is moved, and from when on they are forgotten by it.
    moved: (String, Timestamp),
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
        if before.promise != self.before {
            return Ok(Some(Problem::Unavailable));
        }
        if self.is_at_another_time(stored) && after.starts_at <= now {
            return Ok(Some(Problem::UnusableStart));
        }
        let room = tx.room(stored).await?;
        if after
            .capacity
            .is_some_and(|seats| u64::from(seats) < room.taken)
        {
            return Ok(Some(Problem::CapacityBelowSeats));
        }
        let asks = self.moves == Move::Refused && self.is_moved(stored);
        let has_people = asks && tx.count_confirmed(&before.id).await? > 0;
        Ok(has_people.then_some(Problem::EventHasPeople))
    }

    fn is_at_another_time(&self, stored: &StoredEvent) -> bool {
        let (before, after) = (&stored.draft, &self.draft);
        (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at)
    }

    fn is_moved(&self, stored: &StoredEvent) -> bool {
        let is_elsewhere = content(stored).is_ok_and(|event| event.place.as_str() != self.place);
        self.is_at_another_time(stored) || is_elsewhere
    }

    /// Keeps what people were promised, though the rule became longer; counted from the new end once it was moved.
    async fn keep_promises(
        &mut self,
        tx: &mut Tx<'_>,
        stored: &StoredEvent,
    ) -> Result<(), StoreError> {
        let before = &stored.draft;
        if !self.is_at_another_time(stored) {
            self.draft.promise.clone_from(&before.promise);
            self.draft.due_at = before.due_at;
        } else {
            (self.draft.promise, self.draft.due_at) = self.moved.clone();
        }
        if !self.is_moved(stored) {
            return Ok(());
        }
        let is_longer = before.due_at < self.draft.due_at;
        let shorter = if is_longer { before } else { &self.draft };
        let known = content(stored).map_err(|_| StoreError::Unreadable("event.content"))?;
        let known = serde_json::to_string(&known.when_and_where());
        let moved = Moved {
            known: known.map_err(|_| StoreError::Unreadable("event.content"))?,
            promise: shorter.promise.clone(),
            due_at: shorter.due_at,
            at: self.draft.edited_at,
        };
        tx.note_move(&before.id, &moved).await
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
            self.keep_promises(tx, &stored).await?;
        }
        tx.edit_event(&self.draft).await?;
        tx.set_event_room(&self.draft.id, self.room.as_deref())
            .await?;
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
        let Some(stored) = tx.hold_event(&self.0).await? else {
            return Ok(Err(Problem::NotFound));
        };
        if stored.state != EventState::Draft {
            return Ok(Err(Problem::EventClosed));
        }
        tx.set_event_room(&self.0, None).await?;
        let deleted = tx.delete_event_draft(&self.0).await?;
        Ok(deleted.then_some(()).ok_or(Problem::EventClosed))
    }
}
