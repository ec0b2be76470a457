//! Writing down that another key signs the log from now on, before the first head that it signs.

use domain::evidence::{Blinding, Leaf, LeafKind};
use domain::log::{KeyChangeRecord, LogKeys};
use domain::register::RegisterVersion;
use storage::{AppendedLeaf, Evidence, NewSigningKey, Operation, Store, StoreError, Tx};

use crate::{Chance, Clock};

/// Writes down that `next` comes after `before`; nothing when that is written down already.
///
/// # Errors
/// When the database fails, or holds no register because no service ever started on it.
pub async fn record_key_change(
    store: &Store,
    clock: &dyn Clock,
    chance: &dyn Chance,
    before: &LogKeys,
    next: &LogKeys,
) -> Result<(), StoreError> {
    let unwritable = StoreError::Unreadable("the record of a signing key");
    let at = clock.now();
    let key = next.current().public();
    let id = chance.uuid_v7(at);
    let bytes = KeyChangeRecord::sign(id, at, before.current(), key)
        .ok()
        .and_then(|record| record.to_bytes().ok());
    let evidence = Evidence {
        bytes: bytes.ok_or(unwritable)?,
        r: Blinding(chance.bytes32()),
    };
    let register = register_in_force(store).await?;
    let leaf = AppendedLeaf {
        id: chance.uuid_v7(at),
        leaf: Leaf {
            kind: LeafKind::KeyChanged,
            record: id,
            register,
            commitment: evidence.commitment(),
        },
        appended_at: at,
    };
    let new = NewSigningKey {
        id,
        public_key: key.to_string(),
        register,
        evidence,
    };
    store.commit(Change { new, leaf }).await
}

async fn register_in_force(store: &Store) -> Result<RegisterVersion, StoreError> {
    let versions = store.register_versions().await?;
    let newest = versions
        .iter()
        .max_by_key(|version| version.first_served_at);
    newest
        .map(|newest| newest.version)
        .ok_or(StoreError::Unreadable("register_version"))
}

struct Change {
    new: NewSigningKey,
    leaf: AppendedLeaf,
}

impl Operation for Change {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.insert_signing_key(&self.new).await? {
            tx.leaf(self.leaf);
        }
        Ok(())
    }
}
