//! Kinds of events, and the dates of an event that comes again, read and written.

use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{event, event_kind};
use crate::{Store, StoreError, StoredEvent, StoredEventKind, Tx};

impl Store {
    /// Every kind of events, in the order of their addresses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_kinds(&self) -> Result<Vec<StoredEventKind>, StoreError> {
        event_kind::all(&mut self.reader().await?.connection()).await
    }

    /// The kind of events with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_kind(&self, id: &Uuid) -> Result<Option<StoredEventKind>, StoreError> {
        event_kind::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The kind that addresses call `slug`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_kind_called(
        &self,
        slug: &str,
    ) -> Result<Option<StoredEventKind>, StoreError> {
        event_kind::by_slug(&mut self.reader().await?.connection(), slug).await
    }

    /// As [`Self::coming_events`], of one kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn coming_events_of_kind(
        &self,
        kind: &Uuid,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let mut reader = self.reader().await?;
        event::coming_of_kind(&mut reader.connection(), kind, now, limit).await
    }

    /// Events that everybody may see and that last at some time between two instants, those that begin first, at most
    /// `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_between(
        &self,
        from: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let mut reader = self.reader().await?;
        event::between(&mut reader.connection(), from, until, limit).await
    }

    /// When what everybody may see of events, or what their kinds are called, was changed last; none where there never
    /// was any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_changed_at(&self) -> Result<Option<Timestamp>, StoreError> {
        event::changed_at(&mut self.reader().await?.connection()).await
    }

    /// Every date of an event that comes again, drafts too, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_of_series(&self, series: &Uuid) -> Result<Vec<StoredEvent>, StoreError> {
        let mut reader = self.reader().await?;
        event::of_series(&mut reader.connection(), &event::OF_SERIES, series).await
    }
}

impl Tx<'_> {
    /// Stores a new kind of events.
    ///
    /// # Errors
    /// When the database fails, or holds one that addresses call the same.
    pub async fn insert_event_kind(&mut self, kind: &StoredEventKind) -> Result<(), StoreError> {
        event_kind::insert(&mut self.connection, kind).await
    }

    /// Gives a kind its names; false when there is none. What addresses call it stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rename_event_kind(&mut self, kind: &StoredEventKind) -> Result<bool, StoreError> {
        event_kind::rename(&mut self.connection, kind).await
    }

    /// Deletes a kind that no event is of; false when one is, or there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_event_kind(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        event_kind::delete(&mut self.connection, id).await
    }

    /// Every kind of events.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_kinds(&mut self) -> Result<Vec<StoredEventKind>, StoreError> {
        event_kind::all(&mut self.connection).await
    }

    /// Makes an event one of the dates of another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tie_event(&mut self, id: &Uuid, series: &Uuid) -> Result<bool, StoreError> {
        event::tie(&mut self.connection, id, series).await
    }

    /// As [`Self::hold_event`], every date of an event that comes again, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_series(&mut self, series: &Uuid) -> Result<Vec<StoredEvent>, StoreError> {
        event::hold_series(&mut self.connection, series).await
    }
}
