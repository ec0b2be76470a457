//! Proofs and their records, read and written.

use domain::canonical::Digest;
use domain::register::Key;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{proof, record, unplaced_proof};
use crate::{Proof, ProofEnd, SealedRecord, Store, StoreError, Tx, UnplacedProof};

impl Store {
    /// The proof with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proof(&self, id: &Uuid) -> Result<Option<Proof>, StoreError> {
        proof::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The proofs of consents that were given from the mailbox with this keyed hash, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proofs_of_mailbox(&self, mailbox: &Digest) -> Result<Vec<Proof>, StoreError> {
        proof::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// Whether there may be proofs from before the mailbox stood beside them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn may_have_unplaced_proofs(&self) -> Result<bool, StoreError> {
        unplaced_proof::is_due(&mut self.reader().await?.connection()).await
    }

    /// Proofs that are found by no mailbox, after the id `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unplaced_proofs(
        &self,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<UnplacedProof>, StoreError> {
        unplaced_proof::after(&mut self.reader().await?.connection(), after, limit).await
    }

    /// The records of `owner`, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_of(&self, owner: &Uuid) -> Result<Vec<SealedRecord>, StoreError> {
        record::of_owner(&mut self.reader().await?.connection(), owner).await
    }

    /// The purposes under which some consent ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ended_purposes(&self) -> Result<Vec<Key>, StoreError> {
        proof::purposes(&mut self.reader().await?.connection()).await
    }

    /// Proofs of consents under `purpose` that ended before an instant, after the id `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_proofs(
        &self,
        purpose: &str,
        ended_before: Timestamp,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.reader().await?;
        proof::due(
            &mut reader.connection(),
            purpose,
            ended_before,
            after,
            limit,
        )
        .await
    }
}

impl Tx<'_> {
    /// Stores the proof of a consent under `purpose`, given from the mailbox with this keyed hash; its records come
    /// beside it.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_proof(
        &mut self,
        id: &Uuid,
        purpose: &str,
        given_at: Timestamp,
        mailbox: Option<&Digest>,
    ) -> Result<(), StoreError> {
        proof::insert(&mut self.connection, id, purpose, given_at, mailbox).await
    }

    /// Says by which mailbox a proof is found; one that is found already stays where it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn place_proof(&mut self, id: &Uuid, mailbox: &Digest) -> Result<(), StoreError> {
        unplaced_proof::place(&mut self.connection, id, mailbox).await
    }

    /// Notes that every proof from before was looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proofs_are_placed(&mut self) -> Result<(), StoreError> {
        unplaced_proof::done(&mut self.connection).await
    }

    /// Gives the proofs of one mailbox to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn move_proofs(&mut self, before: &Digest, after: &Digest) -> Result<(), StoreError> {
        proof::move_to(&mut self.connection, before, after).await
    }

    /// Ends a consent that still stands; false when it had ended before, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_proof(&mut self, end: &ProofEnd) -> Result<bool, StoreError> {
        proof::end(&mut self.connection, end).await
    }

    /// Stores a sealed record. Its leaf is appended by itself.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_record(&mut self, record: &SealedRecord) -> Result<(), StoreError> {
        record::insert(&mut self.connection, record).await
    }
}
