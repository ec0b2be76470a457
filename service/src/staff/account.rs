//! Who an account belongs to, sealed with the account's own key, and how it is found by an address.

use domain::canonical::Digest;
use domain::mail::{Line, MailAddress};
use domain::problem::Problem;
use domain::staff::totp::Secret;
use serde::{Deserialize, Serialize};
use storage::StoreError;
use uuid::Uuid;

use crate::sealing::{OwnerKey, Place};
use crate::{RootKey, Service, problem};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: Line,
    pub(crate) email: MailAddress,
}

/// The hash that an address is found by.
pub(super) fn address_hash(root: &RootKey, email: &MailAddress) -> Digest {
    root.derive("staff address v1", &[email.mailbox().as_bytes()])
}

/// The hash of what was typed as an address; what is none leads to nobody.
pub(super) fn typed_address_hash(root: &RootKey, typed: &str) -> Digest {
    match MailAddress::parse(typed) {
        Ok(email) => address_hash(root, &email),
        Err(_) => root.derive("staff no address v1", &[typed.as_bytes()]),
    }
}

pub(super) const fn place(column: &'static str, staff: Uuid) -> Place {
    Place {
        table: "staff",
        column,
        record: staff,
    }
}

impl Service {
    pub(super) fn seal_person(&self, key: &OwnerKey, person: &Person) -> Result<Vec<u8>, Problem> {
        let bytes = domain::canonical::to_bytes(person).map_err(problem::of_form)?;
        Ok(self.seal_for(key, place("person", key.owner), &bytes))
    }

    pub(super) fn seal_secret(&self, key: &OwnerKey, secret: &Secret) -> Vec<u8> {
        self.seal_for(key, place("totp", key.owner), secret.bytes())
    }

    /// The key of an account; none when it is being erased.
    pub(crate) async fn staff_key(&self, staff: &Uuid) -> Result<Option<OwnerKey>, Problem> {
        self.owner_key(staff).await.map_err(problem::of_store)
    }
}

/// Whose account it is.
pub(super) fn open_person(key: &OwnerKey, sealed: &[u8]) -> Result<Person, Problem> {
    let opened = key.open(place("person", key.owner), sealed);
    let person = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    person.ok_or_else(|| problem::of_store(StoreError::Unreadable("staff.person")))
}

/// What the account's app computes codes from.
pub(super) fn open_secret(key: &OwnerKey, sealed: &[u8]) -> Result<Secret, Problem> {
    let opened = key.open(place("totp", key.owner), sealed);
    let bytes = opened.and_then(|bytes| <[u8; 20]>::try_from(bytes.as_slice()).ok());
    bytes
        .map(Secret::from_bytes)
        .ok_or_else(|| problem::of_store(StoreError::Unreadable("staff.totp")))
}
