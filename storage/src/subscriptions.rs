//! The newsletter's subscribers, read and written.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{confirmation_pace, kept_out, notice, proof_link, subscription};
use crate::{
    ActiveSubscription, ConfirmationPace, LinkHashes, NewKeptOut, NewSubscription, Renewed, Store,
    StoreError, StoredSubscription, SubscriptionLink, Tx,
};

impl Store {
    /// The subscription that a link finds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscription(
        &self,
        link: SubscriptionLink,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        subscription::by_link(&mut self.reader().await?.connection(), link).await
    }

    /// The confirmed subscription of a mailbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscription_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        subscription::active_of(&mut self.reader().await?.connection(), mailbox).await
    }

    /// The subscription with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscription_by_id(
        &self,
        id: &Uuid,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        subscription::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// Sign-ups whose time to be confirmed is over by `now`, after the id `after`, at most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unconfirmed(
        &self,
        now: Timestamp,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredSubscription>, StoreError> {
        let mut reader = self.reader().await?;
        subscription::waited(&mut reader.connection(), now, after, limit).await
    }

    /// The proofs that the link whose token has this hash opens, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proofs_of_link(&self, link: &Digest) -> Result<Vec<Uuid>, StoreError> {
        proof_link::of_link(&mut self.reader().await?.connection(), link).await
    }

    /// Whether a mailbox got its last confirmation before an instant, and is remembered for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_confirmation_pace(&self, before: Timestamp) -> Result<bool, StoreError> {
        confirmation_pace::is_before(&mut self.reader().await?.connection(), before).await
    }

    /// The words with this hash that somebody said yes to, in their canonical form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shown_words(&self, hash: &Digest) -> Result<Option<String>, StoreError> {
        notice::canonical(&mut self.reader().await?.connection(), hash).await
    }

    /// Whether the owner of the mailbox with this keyed hash asked that nothing is sent there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_kept_out(&self, mailbox: &Digest) -> Result<bool, StoreError> {
        kept_out::is_in(&mut self.reader().await?.connection(), mailbox).await
    }

    /// The proof of the mailbox that the code with this hash lets in again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_out_by_code(&self, code: &Digest) -> Result<Option<Uuid>, StoreError> {
        kept_out::by_code(&mut self.reader().await?.connection(), code).await
    }

    /// The proofs of mailboxes whose time of being kept out is over by `now`, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_out_until(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        kept_out::due(&mut self.reader().await?.connection(), now, limit).await
    }
}

impl Tx<'_> {
    /// Stores a sign-up, which waits to be confirmed.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_subscription(&mut self, new: &NewSubscription) -> Result<(), StoreError> {
        subscription::insert(&mut self.connection, new).await
    }

    /// Stores a subscription that needs no confirmation. The mailbox has no other that is confirmed.
    ///
    /// # Errors
    /// As [`Self::insert_subscription`].
    pub async fn insert_active_subscription(
        &mut self,
        new: &ActiveSubscription,
    ) -> Result<(), StoreError> {
        subscription::insert_active(&mut self.connection, new).await
    }

    /// The subscription with this id. It stays as it is until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_subscription(
        &mut self,
        id: &Uuid,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        subscription::hold(&mut self.connection, id).await
    }

    /// The confirmed subscription of a mailbox. It stays as it is until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_subscription_of(
        &mut self,
        mailbox: &Digest,
    ) -> Result<Option<StoredSubscription>, StoreError> {
        subscription::hold_active_of(&mut self.connection, mailbox).await
    }

    /// Confirms a sign-up that waits; false when it does not.
    ///
    /// # Errors
    /// When the database fails, or the mailbox has another subscription that is confirmed.
    pub async fn activate_subscription(
        &mut self,
        id: &Uuid,
        links: &LinkHashes,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        subscription::activate(&mut self.connection, id, links, at).await
    }

    /// Puts another yes in the place of the one that a subscription rested on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_subscription(
        &mut self,
        id: &Uuid,
        renewed: &Renewed,
    ) -> Result<(), StoreError> {
        subscription::renew(&mut self.connection, id, renewed).await
    }

    /// When confirmations were last sent to a mailbox. It stays so until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_confirmation_pace(
        &mut self,
        mailbox: &Digest,
    ) -> Result<ConfirmationPace, StoreError> {
        confirmation_pace::hold(&mut self.connection, mailbox).await
    }

    /// Says when confirmations were last sent to a mailbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_confirmation_pace(
        &mut self,
        mailbox: &Digest,
        pace: ConfirmationPace,
    ) -> Result<(), StoreError> {
        confirmation_pace::set(&mut self.connection, mailbox, pace).await
    }

    /// Forgets mailboxes that got their last confirmation before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_confirmation_pace(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        confirmation_pace::forget(&mut self.connection, before).await
    }

    /// Says that a mailed link, by the hash of its token, opens a proof.
    ///
    /// # Errors
    /// When the database fails, or another link opens it.
    pub async fn link_proof(&mut self, proof: &Uuid, link: &Digest) -> Result<(), StoreError> {
        proof_link::insert(&mut self.connection, proof, link).await
    }

    /// Keeps a mailbox out; false when it is kept out already, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_out(&mut self, new: &NewKeptOut) -> Result<bool, StoreError> {
        kept_out::insert(&mut self.connection, new).await
    }

    /// Whether the owner of the mailbox with this keyed hash asked that nothing is sent there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_kept_out(&mut self, mailbox: &Digest) -> Result<bool, StoreError> {
        kept_out::is_in(&mut self.connection, mailbox).await
    }

    /// Lets the mailbox with this proof in again; false when it was not kept out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_in(&mut self, proof: &Uuid) -> Result<bool, StoreError> {
        kept_out::delete(&mut self.connection, proof).await
    }
}
