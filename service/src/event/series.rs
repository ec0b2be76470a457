//! Events that come again. Each date is an event of its own, with its own seats and its own promise, so that people are
//! forgotten after the date that they came to; what the dates have in common is an id. All are stored, or none.

use domain::event::{Event, EventState, EventText, MissingDay, Occurrence, Recurrence, TypedEvent};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{EventDraft, Operation, StoreError, StoredEvent, Tx};
use uuid::Uuid;

use super::content;
use super::write::{Edit, Move, room};
use crate::{Service, StaffActor, problem};

/// Why an event that comes again was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesRefused {
    /// Why.
    pub problem: Problem,
    /// The days that do not exist, where that is why.
    pub missing: Vec<MissingDay>,
}

impl From<Problem> for SeriesRefused {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            missing: Vec::new(),
        }
    }
}

impl Service {
    /// Stores a draft for each date of an event that comes again, and gives the id of the first.
    ///
    /// # Errors
    /// As [`Self::write_event`]; those of [`Recurrence::occurrences`]; [`Problem::MissingOccurrences`] with the days,
    /// when there is no such day or clocks skip the hour.
    pub async fn write_series(
        &self,
        actor: &StaffActor,
        typed: &TypedEvent,
        recurrence: Recurrence,
    ) -> Result<Uuid, SeriesRefused> {
        self.require_events(actor)?;
        let event = Event::read(typed)?;
        let first = self.event_draft(Uuid::nil(), &event)?;
        if first.starts_at <= self.now() {
            return Err(Problem::UnusableStart.into());
        }
        let kind = self.kind_called(&typed.kind).await?;
        let occurrences = recurrence.occurrences(Occurrence {
            starts: event.starts,
            ends: event.ends,
        })?;
        let mut missing = occurrences.missing;
        let mut drafts = Vec::with_capacity(occurrences.found.len());
        for one in occurrences.found {
            let event = event.at(one.starts, one.ends);
            let id = self.chance().uuid_v7(self.now());
            match self.event_draft(id, &event) {
                Ok(draft) => drafts.push(EventDraft { kind, ..draft }),
                Err(Problem::UnusableStart) => {
                    missing.push(MissingDay::SkippedHour(one.starts.date()));
                }
                Err(Problem::UnusableEnd) => {
                    missing.push(MissingDay::SkippedHour(one.ends.date()));
                }
                Err(problem) => return Err(problem.into()),
            }
        }
        let id = drafts.first().map(|draft| draft.id);
        let (Some(id), true) = (id, missing.is_empty()) else {
            return Err(SeriesRefused {
                problem: Problem::MissingOccurrences,
                missing,
            });
        };
        let series = self.chance().uuid_v7(self.now());
        let insert = InsertAll {
            drafts,
            series,
            room: room(typed),
        };
        self.commit(insert).await?;
        Ok(id)
    }

    /// Changes an event, and gives the dates after it that are not over the same words and kind.
    ///
    /// # Errors
    /// As [`Self::edit_event`]; [`Problem::NotFound`] also when it does not come again.
    pub async fn edit_event_and_later(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        typed: &TypedEvent,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let event = Event::read(typed)?;
        let edit = EditLater {
            series: self.series_of(id).await?,
            edit: self.draw_edit(id, typed, Move::Refused).await?,
            danish: event.danish,
            english: event.english,
        };
        self.commit(edit).await?
    }

    /// Shows a draft to everybody, and the dates after it that are drafts.
    ///
    /// # Errors
    /// As [`Self::publish_event`]; [`Problem::NotFound`] also when it does not come again.
    pub async fn publish_event_and_later(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let later = self.later(id, Step::Publish).await?;
        self.commit(later).await?
    }

    /// Cancels an event, and the dates after it that everybody sees, and writes to everybody who signed up.
    ///
    /// # Errors
    /// As [`Self::cancel_event`]; [`Problem::NotFound`] also when it does not come again.
    pub async fn cancel_event_and_later(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let later = self.later(id, Step::Cancel).await?;
        self.commit_ending(later).await??;
        if let Err(problem) = self.tell_cancelled().await {
            tracing::warn!(
                ?problem,
                "events are cancelled; people are told in a minute"
            );
        }
        Ok(())
    }

    /// Deletes a draft, and the dates after it that are drafts.
    ///
    /// # Errors
    /// As [`Self::delete_event`]; [`Problem::NotFound`] also when it does not come again.
    pub async fn delete_event_and_later(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let later = self.later(id, Step::Delete).await?;
        self.commit_ending(later).await?
    }

    async fn series_of(&self, id: &Uuid) -> Result<Uuid, Problem> {
        let stored = self.store().event(id).await.map_err(problem::of_store)?;
        stored
            .and_then(|stored| stored.series)
            .ok_or(Problem::NotFound)
    }

    async fn later(&self, id: &Uuid, step: Step) -> Result<Later, Problem> {
        Ok(Later {
            id: *id,
            series: self.series_of(id).await?,
            step,
            now: self.now(),
        })
    }
}

struct InsertAll {
    drafts: Vec<EventDraft>,
    series: Uuid,
    room: Option<String>,
}

impl Operation for InsertAll {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for draft in &self.drafts {
            tx.insert_event(draft).await?;
            tx.set_event_room(&draft.id, self.room.as_deref()).await?;
            tx.tie_event(&draft.id, &self.series).await?;
        }
        Ok(())
    }
}

struct EditLater {
    series: Uuid,
    edit: Edit,
    danish: EventText,
    english: Option<EventText>,
}

impl Operation for EditLater {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        // All are held in their order before one is changed, so that two who change several never wait for each other.
        let dates = tx.hold_series(&self.series).await?;
        let this = dates
            .iter()
            .find(|date| date.draft.id == self.edit.draft.id);
        let Some(this) = this else {
            return Ok(Err(Problem::NotFound));
        };
        let now = self.edit.draft.edited_at;
        if let Err(problem) = self.edit.run(tx).await? {
            return Ok(Err(problem));
        }
        let is_meant = |date: &&StoredEvent| {
            date.draft.starts_at > this.draft.starts_at
                && date.draft.ends_at > now
                && date.state != EventState::Cancelled
        };
        for date in dates.iter().filter(is_meant) {
            let Ok(event) = content(date) else {
                return Err(StoreError::Unreadable("event.content"));
            };
            let event = Event {
                danish: self.danish.clone(),
                english: self.english.clone(),
                ..event
            };
            let content = serde_json::to_string(&event);
            let draft = EventDraft {
                content: content.map_err(|_| StoreError::Unreadable("event.content"))?,
                kind: self.edit.draft.kind,
                edited_at: now,
                ..date.draft.clone()
            };
            tx.edit_event(&draft).await?;
        }
        Ok(Ok(()))
    }
}

/// What is done to a date and those after it.
#[derive(Clone, Copy)]
enum Step {
    Publish,
    Cancel,
    Delete,
}

#[derive(Clone)]
struct Later {
    id: Uuid,
    series: Uuid,
    step: Step,
    now: Timestamp,
}

impl Later {
    /// Does it to one of them; false when that one is not in the state for it.
    async fn step(&self, tx: &mut Tx<'_>, date: &StoredEvent) -> Result<bool, StoreError> {
        let id = &date.draft.id;
        match self.step {
            Step::Publish if date.draft.starts_at <= self.now => Ok(false),
            Step::Publish => tx.publish_event(id, self.now).await,
            Step::Cancel if date.draft.ends_at <= self.now => Ok(false),
            Step::Cancel => tx.cancel_event(id, self.now).await,
            Step::Delete => tx.delete_event_draft(id).await,
        }
    }
}

impl Operation for Later {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let dates = tx.hold_series(&self.series).await?;
        let Some(this) = dates.iter().find(|date| date.draft.id == self.id) else {
            return Ok(Err(Problem::NotFound));
        };
        if matches!(self.step, Step::Publish) && this.draft.starts_at <= self.now {
            return Ok(Err(Problem::UnusableStart));
        }
        if !self.step(tx, this).await? {
            return Ok(Err(Problem::EventClosed));
        }
        let later = |date: &&StoredEvent| date.draft.starts_at > this.draft.starts_at;
        for date in dates.iter().filter(later) {
            self.step(tx, date).await?;
        }
        Ok(Ok(()))
    }
}
