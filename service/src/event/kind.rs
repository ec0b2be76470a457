//! Kinds of events: which there are, and what they are called. Those who hold events keep them.

use std::collections::HashMap;

use domain::event::{KindName, MOST_KINDS};
use domain::mail::Line;
use domain::problem::Problem;
use storage::{Operation, StoreError, StoredEvent, StoredEventKind, Tx};
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

/// A kind of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventKind {
    /// Its id.
    pub id: Uuid,
    /// What addresses call it.
    pub slug: String,
    /// What it is called.
    pub name: KindName,
}

impl Service {
    /// Every kind of events, in the order of their addresses.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the organisation holds no events, [`Problem::Unavailable`].
    pub async fn event_kinds(&self) -> Result<Vec<EventKind>, Problem> {
        self.seat_purpose()?;
        let kinds = self.store().event_kinds().await;
        let kinds = kinds.map_err(problem::of_store)?;
        kinds.into_iter().map(kind).collect()
    }

    /// The kind that addresses call `slug`.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is none, [`Problem::Unavailable`].
    pub async fn event_kind(&self, slug: &str) -> Result<EventKind, Problem> {
        self.seat_purpose()?;
        let found = self.store().event_kind_called(slug).await;
        let found = found.map_err(problem::of_store)?;
        kind(found.ok_or(Problem::NotFound)?)
    }

    /// Stores a new kind.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: there are none.
    /// - Those of [`KindName::read`] and [`KindName::slug`]; [`Problem::KnownKind`], [`Problem::TooManyKinds`].
    pub async fn add_event_kind(
        &self,
        actor: &StaffActor,
        danish: &str,
        english: &str,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let name = KindName::read(danish, english)?;
        let kind = StoredEventKind {
            id: self.chance().uuid_v7(self.now()),
            slug: name.slug()?,
            danish: name.danish.into(),
            english: name.english.into(),
            edited_at: self.now(),
        };
        self.commit(Add(kind)).await?
    }

    /// Gives a kind another name. What addresses call it stays.
    ///
    /// # Errors
    /// As [`Self::add_event_kind`]; [`Problem::NotFound`] when it was removed.
    pub async fn rename_event_kind(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        danish: &str,
        english: &str,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let name = KindName::read(danish, english)?;
        let kind = StoredEventKind {
            id: *id,
            slug: String::new(),
            danish: name.danish.into(),
            english: name.english.into(),
            edited_at: self.now(),
        };
        self.commit(Rename(kind)).await?
    }

    /// Removes a kind that no event is of.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::NotFound`]; [`Problem::KindInUse`].
    pub async fn remove_event_kind(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_events(actor)?;
        self.commit_ending(Remove(*id)).await?
    }

    /// The id of the kind that a form names; nothing names none.
    pub(super) async fn kind_called(&self, typed: &str) -> Result<Option<Uuid>, Problem> {
        if typed.is_empty() {
            return Ok(None);
        }
        let found = self.store().event_kind_called(typed).await;
        let found = found.map_err(problem::of_store)?;
        found.map(|kind| Some(kind.id)).ok_or(Problem::UnknownKind)
    }

    /// Every kind, for those who show many events.
    pub(super) async fn kinds_by_id(&self) -> Result<HashMap<Uuid, EventKind>, Problem> {
        let kinds = self.event_kinds().await?;
        Ok(kinds.into_iter().map(|kind| (kind.id, kind)).collect())
    }

    /// The kind of an event.
    pub(super) async fn kind_of(&self, stored: &StoredEvent) -> Result<Option<EventKind>, Problem> {
        let Some(id) = stored.draft.kind else {
            return Ok(None);
        };
        let found = self.store().event_kind(&id).await;
        found.map_err(problem::of_store)?.map(kind).transpose()
    }
}

fn kind(stored: StoredEventKind) -> Result<EventKind, Problem> {
    let line = |text: &str| {
        Line::parse(text).map_err(|_| problem::of_store(StoreError::Unreadable("event_kind")))
    };
    Ok(EventKind {
        id: stored.id,
        name: KindName {
            danish: line(&stored.danish)?,
            english: line(&stored.english)?,
        },
        slug: stored.slug,
    })
}

struct Add(StoredEventKind);

impl Operation for Add {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let kinds = tx.event_kinds().await?;
        if kinds.iter().any(|kind| kind.slug == self.0.slug) {
            return Ok(Err(Problem::KnownKind));
        }
        if kinds.len() >= MOST_KINDS {
            return Ok(Err(Problem::TooManyKinds));
        }
        tx.insert_event_kind(&self.0).await?;
        Ok(Ok(()))
    }
}

struct Rename(StoredEventKind);

impl Operation for Rename {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let kinds = tx.event_kinds().await?;
        let new = &self.0;
        let has_name = |kind: &StoredEventKind| kind.id != new.id && kind.danish == new.danish;
        if kinds.iter().any(has_name) {
            return Ok(Err(Problem::KnownKind));
        }
        let renamed = tx.rename_event_kind(new).await?;
        Ok(renamed.then_some(()).ok_or(Problem::NotFound))
    }
}

#[derive(Clone)]
struct Remove(Uuid);

impl Operation for Remove {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.delete_event_kind(&self.0).await? {
            return Ok(Ok(()));
        }
        let kinds = tx.event_kinds().await?;
        let is_there = kinds.iter().any(|kind| kind.id == self.0);
        Ok(Err(if is_there {
            Problem::KindInUse
        } else {
            Problem::NotFound
        }))
    }
}
