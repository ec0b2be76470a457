//! Passkeys of staff, read and written.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::passkey;
use crate::{NewPasskey, Store, StoreError, StoredPasskey, Tx, UsedPasskey};

impl Store {
    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys_of(&self, staff: &Uuid) -> Result<Vec<StoredPasskey>, StoreError> {
        passkey::of_staff(&mut self.reader().await?.connection(), staff).await
    }

    /// The passkey of `staff` whose authenticator's name for it has this keyed hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey(
        &self,
        credential: &Digest,
        staff: &Uuid,
    ) -> Result<Option<StoredPasskey>, StoreError> {
        let mut reader = self.reader().await?;
        passkey::by_credential(&mut reader.connection(), credential, staff).await
    }
}

impl Tx<'_> {
    /// The passkeys of an account. Whoever holds the account holds them too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkeys_of(&mut self, staff: &Uuid) -> Result<Vec<StoredPasskey>, StoreError> {
        passkey::of_staff(&mut self.connection, staff).await
    }

    /// Stores a passkey; false when some account has it already, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_passkey(&mut self, new: &NewPasskey) -> Result<bool, StoreError> {
        passkey::insert(&mut self.connection, new).await
    }

    /// Says that a passkey was used; false when it is gone, or was used since it was read, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passkey_used(&mut self, used: &UsedPasskey) -> Result<bool, StoreError> {
        passkey::used(&mut self.connection, used).await
    }

    /// Removes a passkey of `staff`, and no other's; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_passkey(&mut self, id: &Uuid, staff: &Uuid) -> Result<bool, StoreError> {
        passkey::delete(&mut self.connection, id, staff).await
    }

    /// Removes every passkey of `staff`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_passkeys(&mut self, staff: &Uuid) -> Result<(), StoreError> {
        passkey::delete_of_staff(&mut self.connection, staff).await
    }

    /// Uses a challenge up; false when it was answered before. It is remembered until it is swept, some time after
    /// `ends_at`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_challenge(
        &mut self,
        challenge: &Uuid,
        ends_at: Timestamp,
    ) -> Result<bool, StoreError> {
        passkey::spend(&mut self.connection, challenge, ends_at).await
    }
}
