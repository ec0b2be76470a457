//! The key of one thing (a proof, a subscription, a thread): it bears the thing's id and seals all that is stored
//! about it, so that erasing it erases the thing.

use std::collections::HashMap;

use storage::{DataKey, KeyState, NewKey, StoreError};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Place, open, seal};
use crate::Service;

/// A thing's key.
#[derive(Clone, Debug)]
pub struct OwnerKey {
    /// The thing.
    pub(crate) owner: Uuid,
    pub(crate) key: DataKey,
}

impl OwnerKey {
    /// The key as an operation that seals the first value with it must bring it.
    #[must_use]
    pub fn new_key(&self) -> NewKey {
        NewKey {
            id: self.owner,
            key: self.key.clone(),
        }
    }

    /// What [`Service::seal_for`] sealed; none when it is damaged or from another place.
    pub(crate) fn open(&self, place: Place, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        open(self.owner, &self.key, place, sealed)
    }
}

impl Service {
    /// Draws the key of a new thing.
    #[must_use]
    pub fn draw_key(&self, owner: Uuid) -> OwnerKey {
        OwnerKey {
            owner,
            key: DataKey::new(self.chance().bytes32()),
        }
    }

    /// The key of a thing; none when it is erased.
    ///
    /// # Errors
    /// When the key store fails, or never had such a key.
    pub(crate) async fn owner_key(&self, owner: &Uuid) -> Result<Option<OwnerKey>, StoreError> {
        match self.store().keys()?.state(owner).await? {
            KeyState::Present(key) => Ok(Some(OwnerKey { owner: *owner, key })),
            KeyState::Erased => Ok(None),
            KeyState::NeverExisted => Err(StoreError::Unreadable("the key of something sealed")),
        }
    }

    /// The keys of some things, of those that have one that opens, read together.
    ///
    /// # Errors
    /// When the key store fails.
    pub(crate) async fn owner_keys(
        &self,
        owners: &[Uuid],
    ) -> Result<HashMap<Uuid, OwnerKey>, StoreError> {
        let keys = self.store().keys()?.present(owners).await?;
        let with_owner = |(owner, key)| (owner, OwnerKey { owner, key });
        Ok(keys.into_iter().map(with_owner).collect())
    }

    /// Seals a value for its place.
    pub(crate) fn seal_for(&self, key: &OwnerKey, place: Place, value: &[u8]) -> Vec<u8> {
        seal(key.owner, &key.key, &self.nonce(), place, value)
    }
}
