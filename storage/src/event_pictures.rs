//! The pictures of events, read and written.

use domain::canonical::Digest;
use uuid::Uuid;

use crate::tables::event_picture;
use crate::{Store, StoreError, StoredPicture, Tx};

impl Store {
    /// The picture of an event, without its content.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_picture(&self, event: &Uuid) -> Result<Option<StoredPicture>, StoreError> {
        event_picture::of_event(&mut self.reader().await?.connection(), event).await
    }

    /// The picture whose content has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn picture_content(&self, hash: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        event_picture::content(&mut self.reader().await?.connection(), hash).await
    }
}

impl Tx<'_> {
    /// Gives an event a picture, in the place of another that it had.
    ///
    /// # Errors
    /// When the database fails, or holds no such event.
    pub async fn set_event_picture(
        &mut self,
        event: &Uuid,
        picture: &StoredPicture,
        content: &[u8],
    ) -> Result<(), StoreError> {
        event_picture::set(&mut self.connection, event, picture, content).await
    }

    /// Gives an event's picture other words; false when it has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reword_event_picture(
        &mut self,
        event: &Uuid,
        danish: &str,
        english: &str,
    ) -> Result<bool, StoreError> {
        event_picture::reword(&mut self.connection, event, danish, english).await
    }

    /// Removes an event's picture; false when it has none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_event_picture(&mut self, event: &Uuid) -> Result<bool, StoreError> {
        event_picture::remove(&mut self.connection, event).await
    }
}
