//! What is held under a mailbox, looked up by its keyed hashes, and put right.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{
    access_log, address_by_staff, address_change, correction, event, kept_out, seat, subscription,
    thread,
};
use crate::{
    Access, AddressSide, Correction, NewAddressByStaff, NewAddressChange, Store, StoreError,
    StoredAddressChange, StoredSeat, StoredSubscription, StoredThread, Tx,
};

impl Store {
    /// The subscriptions of a mailbox, confirmed or not, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscriptions_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Vec<StoredSubscription>, StoreError> {
        subscription::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// The enquiries of a mailbox, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn threads_of(&self, mailbox: &Digest) -> Result<Vec<StoredThread>, StoreError> {
        thread::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// The events that anybody is signed up for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_with_seats(&self) -> Result<Vec<Uuid>, StoreError> {
        event::with_seats(&mut self.reader().await?.connection()).await
    }

    /// What stands under a mailbox at each of some events, which it has another keyed hash at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_at(&self, events: &[(Uuid, Digest)]) -> Result<Vec<StoredSeat>, StoreError> {
        let mut reader = self.reader().await?;
        let mut seats = Vec::new();
        for (event, mailbox) in events {
            seats.extend(seat::of_mailbox(&mut reader.connection(), event, mailbox).await?);
        }
        Ok(seats)
    }

    /// The proof that the mailbox with this keyed hash is kept out under, and when it goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_out_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Option<(Uuid, Timestamp)>, StoreError> {
        kept_out::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// Who looked at one thing from an instant on, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accesses_to(
        &self,
        thing: &Uuid,
        from: Timestamp,
    ) -> Result<Vec<Access>, StoreError> {
        access_log::of_thing(&mut self.reader().await?.connection(), thing, from).await
    }

    /// The wish for another address that a mailed link finds, and which mailbox it was mailed to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_change(
        &self,
        link: &Digest,
    ) -> Result<Option<(StoredAddressChange, AddressSide)>, StoreError> {
        address_change::by_link(&mut self.reader().await?.connection(), link).await
    }

    /// The wishes for another address from a mailbox, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_changes_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Vec<StoredAddressChange>, StoreError> {
        address_change::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// Wishes for another address that both mailboxes said yes to and that are not done, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirmed_address_changes(
        &self,
        limit: u32,
    ) -> Result<Vec<StoredAddressChange>, StoreError> {
        address_change::confirmed(&mut self.reader().await?.connection(), limit).await
    }

    /// Changes of address to a mailbox that staff made, and when, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn addresses_by_staff_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Vec<(Uuid, Timestamp)>, StoreError> {
        address_by_staff::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }

    /// Changes of address that staff made before an instant, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_addresses_by_staff(
        &self,
        made_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        address_by_staff::due(&mut self.reader().await?.connection(), made_before, limit).await
    }

    /// Wishes for another address that have run out by `now`, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_changes_run_out(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        address_change::ran_out(&mut self.reader().await?.connection(), now, limit).await
    }
}

impl Tx<'_> {
    /// Puts right what is known of a person; false, and nothing is changed, when it is not what was read any more.
    ///
    /// # Errors
    /// When the database fails, or another row of the kind stands under the mailbox.
    pub async fn correct(&mut self, correction: &Correction) -> Result<bool, StoreError> {
        correction::correct(&mut self.connection, correction).await
    }

    /// Stores a wish for another address.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_address_change(
        &mut self,
        new: &NewAddressChange,
    ) -> Result<(), StoreError> {
        address_change::insert(&mut self.connection, new).await
    }

    /// Stores that staff changed an address.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_address_by_staff(
        &mut self,
        new: &NewAddressByStaff,
    ) -> Result<(), StoreError> {
        address_by_staff::insert(&mut self.connection, new).await
    }

    /// Says that what staff changed to one mailbox is found by another from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn move_addresses_by_staff(
        &mut self,
        before: &Digest,
        after: &Digest,
    ) -> Result<(), StoreError> {
        address_by_staff::move_to(&mut self.connection, before, after).await
    }

    /// Uses one of the links of a wish; false when it was used before, ran out by `now`, or the wish is gone. What is
    /// read of it after that stays so until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_address_link(
        &mut self,
        id: &Uuid,
        side: AddressSide,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        address_change::spend(&mut self.connection, id, side, now).await
    }

    /// The wish with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_change(
        &mut self,
        id: &Uuid,
    ) -> Result<Option<StoredAddressChange>, StoreError> {
        address_change::by_id(&mut self.connection, id).await
    }

    /// The wishes for another address from a mailbox, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn address_changes_of(
        &mut self,
        mailbox: &Digest,
    ) -> Result<Vec<StoredAddressChange>, StoreError> {
        address_change::of_mailbox(&mut self.connection, mailbox).await
    }
}
