//! A passkey as it is stored: its name and its public key, sealed with the account's own key, and found by a keyed hash
//! of the id that its authenticator names it by.

use std::fmt;

use domain::canonical::Digest;
use domain::mail::Line;
use domain::problem::Problem;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use storage::{StoreError, StoredPasskey};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use crate::sealing::{OwnerKey, Place};
use crate::staff::StaffActor;
use crate::{RootKey, Service, problem};

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Its id.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
}

/// What is sealed.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) name: Line,
    pub(super) passkey: Passkey,
}

/// The hash that a passkey is found by.
pub(super) fn credential_hash(root: &RootKey, credential: &[u8]) -> Digest {
    root.derive("passkey v1", &[credential])
}

const fn place(passkey: Uuid) -> Place {
    Place {
        table: "passkey",
        column: "sealed",
        record: passkey,
    }
}

impl Service {
    /// The actor's passkeys, the oldest first.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when the account is gone; [`Problem::Unavailable`].
    pub async fn own_passkeys(&self, actor: &StaffActor) -> Result<Vec<OwnPasskey>, Problem> {
        let opened = self.opened_passkeys(actor).await?;
        let own = |(stored, named): (StoredPasskey, Named)| OwnPasskey {
            id: stored.id,
            name: named.name.as_str().to_owned(),
            added: stored.added_at,
            used: stored.used_at,
        };
        Ok(opened.into_iter().map(own).collect())
    }

    pub(super) async fn opened_passkeys(
        &self,
        actor: &StaffActor,
    ) -> Result<Vec<(StoredPasskey, Named)>, Problem> {
        let key = self.staff_key(&actor.id()).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let stored = self.store().passkeys_of(&actor.id()).await;
        let stored = stored.map_err(problem::of_store)?.into_iter();
        let opened = stored.map(|stored| {
            let named = open(&key, &stored)?;
            Ok((stored, named))
        });
        opened.collect()
    }

    pub(super) fn seal_passkey(
        &self,
        key: &OwnerKey,
        id: Uuid,
        named: &Named,
    ) -> Result<Vec<u8>, Problem> {
        let bytes = serde_json::to_vec(named).map_err(|_| Problem::Fault)?;
        Ok(self.seal_for(key, place(id), &bytes))
    }
}

pub(super) fn open(key: &OwnerKey, stored: &StoredPasskey) -> Result<Named, Problem> {
    let opened = key.open(place(stored.id), &stored.sealed);
    let named = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    named.ok_or_else(|| problem::of_store(StoreError::Unreadable("passkey.sealed")))
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Named(…)")
    }
}
