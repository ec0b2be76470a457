//! What an operation may do inside its transaction.

use domain::canonical::Digest;
use domain::log::{SignedCheckpoint, Tile, TileId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::Connection;
use crate::tables::{
    checkpoint, consent, erasure, heartbeat, log, notice, person, refusal, register_version,
    signing_key, unsealed,
};
use crate::{
    AppendedLeaf, Erasure, IdentifierKind, NewConsent, NewEnd, NewSigningKey, NewlySealed,
    PlacedLeaf, Refusal, StoreError, StoredConsent, StoredRegister, Verified,
};

/// A transaction, open for one operation.
pub struct Tx<'t> {
    pub(crate) connection: Connection<'t>,
    pub(crate) leaves: &'t mut Vec<AppendedLeaf>,
}

impl Tx<'_> {
    /// Appends a leaf to the evidence log. Leaves of all operations of a batch are written last, so that
    /// the log's order is decided in one place.
    pub fn leaf(&mut self, leaf: AppendedLeaf) {
        self.leaves.push(leaf);
    }

    /// Stores a register version, unless it is stored already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_register(&mut self, register: &StoredRegister) -> Result<(), StoreError> {
        register_version::insert(&mut self.connection, register).await
    }

    /// Stores a notice by the hash of its canonical bytes, unless it is stored already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_notice(
        &mut self,
        canonical: &[u8],
        first_shown_at: Timestamp,
    ) -> Result<(), StoreError> {
        notice::insert(&mut self.connection, canonical, first_shown_at).await
    }

    /// Stores a consent. Its register and its notice must be stored.
    ///
    /// # Errors
    /// When the database fails, or holds the same id, attempt or code already.
    pub async fn insert_consent(&mut self, consent: &NewConsent) -> Result<(), StoreError> {
        consent::insert(&mut self.connection, consent).await
    }

    /// The consent that the code with this hash opens. It stays as it is until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consent_by_code(
        &mut self,
        code: &Digest,
    ) -> Result<Option<StoredConsent>, StoreError> {
        consent::hold_by_code(&mut self.connection, code).await
    }

    /// The consent that came from the form whose one-time mark has this hash. It stays as it is until the
    /// operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn consent_by_attempt(
        &mut self,
        attempt: &Digest,
    ) -> Result<Option<StoredConsent>, StoreError> {
        consent::hold_by_attempt(&mut self.connection, attempt).await
    }

    /// Ends a consent that still stands; false when it had ended before, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_consent(&mut self, end: &NewEnd) -> Result<bool, StoreError> {
        consent::end(&mut self.connection, end).await
    }

    /// Holds what the key `subject` sealed for its erasure: from now on nothing opens it. Gives the ids of its
    /// records; none says that it is held already, or gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_for_erasure(
        &mut self,
        subject: &Uuid,
        at: Timestamp,
    ) -> Result<Option<Vec<Uuid>>, StoreError> {
        erasure::hold(&mut self.connection, subject, at).await
    }

    /// Decides an erasure; false when one of the same subject is decided already, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_erasure(
        &mut self,
        erasure: &Erasure,
        decided_at: Timestamp,
    ) -> Result<bool, StoreError> {
        erasure::insert(&mut self.connection, erasure, decided_at).await
    }

    /// Deletes the rows that a decided erasure is about; false when that was done before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_erasure(
        &mut self,
        erasure: &Erasure,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        erasure::finish(&mut self.connection, erasure, at).await
    }

    /// Stores a change of the signing key; false when one to the same key is stored already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_signing_key(&mut self, new: &NewSigningKey) -> Result<bool, StoreError> {
        signing_key::insert(&mut self.connection, new).await
    }

    /// Puts sealed evidence in the place of records that lie open.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seal(&mut self, sealed: &NewlySealed) -> Result<(), StoreError> {
        unsealed::seal(&mut self.connection, sealed).await
    }

    pub(crate) async fn rewritten(&mut self) -> Result<(), StoreError> {
        unsealed::rewritten(&mut self.connection).await
    }

    /// Whether there is such a person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_person(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        person::is_there(&mut self.connection, id).await
    }

    /// Adds a person: an id, and nothing else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_person(&mut self, id: &Uuid, since: Timestamp) -> Result<(), StoreError> {
        person::insert(&mut self.connection, id, since).await
    }

    /// Stores an identifier by its keyed hash, unless it is stored already, and gives its id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_identifier(
        &mut self,
        id: &Uuid,
        kind: IdentifierKind,
        hash: &Digest,
    ) -> Result<Uuid, StoreError> {
        person::identifier(&mut self.connection, id, kind, hash).await
    }

    /// Says that a person uses an identifier, as others may.
    ///
    /// # Errors
    /// When the database fails, or one of them is not stored.
    pub async fn link_identifier(
        &mut self,
        person: &Uuid,
        identifier: &Uuid,
    ) -> Result<(), StoreError> {
        person::link(&mut self.connection, person, identifier).await
    }

    /// Says that somebody was shown to hold an identifier.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_identifier(
        &mut self,
        identifier: &Uuid,
        verified: &Verified,
    ) -> Result<(), StoreError> {
        person::verify(&mut self.connection, identifier, verified).await
    }

    /// Counts one refusal.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_refusal(&mut self, refusal: &Refusal) -> Result<(), StoreError> {
        refusal::count(&mut self.connection, refusal).await
    }

    /// How many leaves have a place. Nobody else gives places until this transaction ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_log(&mut self) -> Result<u64, StoreError> {
        log::hold(&mut self.connection).await
    }

    /// Gives the first `limit` leaves that wait, by time and id, their places from `size` on, which is what
    /// [`Self::hold_log`] said; how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn number_leaves(&mut self, size: u64, limit: u32) -> Result<u64, StoreError> {
        log::number(&mut self.connection, size, limit).await
    }

    /// The leaves at the places from `from` to before `until`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn placed_leaves(
        &mut self,
        from: u64,
        until: u64,
    ) -> Result<Vec<PlacedLeaf>, StoreError> {
        log::leaves(&mut self.connection, from, until).await
    }

    /// A tile of the log's tree.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tile(&mut self, id: TileId) -> Result<Option<Tile>, StoreError> {
        log::tile(&mut self.connection, id).await
    }

    /// Stores a tile, or what it grew to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_tile(&mut self, tile: &Tile) -> Result<(), StoreError> {
        log::store_tile(&mut self.connection, tile).await
    }

    /// Stores a checkpoint in place of an earlier one of the same day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_checkpoint(&mut self, signed: &SignedCheckpoint) -> Result<(), StoreError> {
        checkpoint::store(&mut self.connection, signed).await
    }

    pub(crate) async fn beat(&mut self) -> Result<(), StoreError> {
        heartbeat::beat(&mut self.connection).await
    }
}
