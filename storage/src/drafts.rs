//! Forms of the portal that people saved to go on with later.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::portal_draft::{self, NewDraft, StoredDraft};
use crate::{Store, StoreError, Tx};

impl Store {
    /// The draft of one form, by the keyed hash of mailbox, person and form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft(&self, slot: &Digest) -> Result<Option<StoredDraft>, StoreError> {
        portal_draft::by_slot(&mut self.reader().await?.connection(), slot).await
    }

    /// The drafts of a mailbox, whoever reads them, the one that was saved last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drafts_of(&self, mailbox: &Digest) -> Result<Vec<StoredDraft>, StoreError> {
        portal_draft::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// Drafts that must be deleted by now, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_drafts(&self, now: Timestamp, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        portal_draft::due(&mut self.reader().await?.connection(), now, limit).await
    }
}

impl Tx<'_> {
    /// The draft of one form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft(&mut self, slot: &Digest) -> Result<Option<StoredDraft>, StoreError> {
        portal_draft::by_slot(&mut self.connection, slot).await
    }

    /// Stores a draft.
    ///
    /// # Errors
    /// When the database fails, or holds the same id, or a draft of the same form, already.
    pub async fn insert_draft(&mut self, draft: &NewDraft) -> Result<(), StoreError> {
        portal_draft::insert(&mut self.connection, draft).await
    }

    /// Puts what was typed in the place of what was saved, `times` being when it was saved and until when it is kept; false
    /// when the draft is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rewrite_draft(
        &mut self,
        id: &Uuid,
        content: &[u8],
        times: (Timestamp, Timestamp),
    ) -> Result<bool, StoreError> {
        portal_draft::rewrite(&mut self.connection, id, content, times).await
    }

    /// Says that a draft is found by another mailbox from now on.
    ///
    /// # Errors
    /// When the database fails, or that mailbox has a draft of the same form.
    pub async fn move_draft(
        &mut self,
        id: &Uuid,
        mailbox: &Digest,
        slot: &Digest,
    ) -> Result<(), StoreError> {
        portal_draft::move_to(&mut self.connection, id, mailbox, slot).await
    }
}
