//! Sealing what was written before records were sealed. Belongs to start-up, before anybody is answered: from
//! then on no record lies open. Broken off anywhere, the next start goes on; no leaf changes.

use std::collections::BTreeSet;

use domain::canonical::NotCanonical;
use storage::{DataKey, KeyState, NewKey, NewlySealed, Operation, StoreError, Tx, Unsealed};
use uuid::Uuid;

use crate::Service;
use crate::sealing::{Granted, SealedBy, consent_place, end_place, seal_evidence};

/// How many consents are sealed in one transaction.
const BATCH: u32 = 256;

impl Service {
    /// Seals every record that lies open, empties the columns that held them, and writes the database's files
    /// anew. Returns how many consents were sealed.
    ///
    /// # Errors
    /// When a database fails, or a stored record cannot be read.
    pub async fn seal_rows_before(&self) -> Result<u64, StoreError> {
        let mut sealed = 0;
        let mut last = Uuid::nil();
        loop {
            let open = self.store().unsealed(&last, BATCH).await?;
            let Some(next) = open.last() else {
                break;
            };
            last = next.id;
            sealed += open.len() as u64;
            self.seal_batch(&open).await?;
            tracing::info!(sealed, "sealing what earlier versions stored");
        }
        self.store().rewrite_if_due().await?;
        Ok(sealed)
    }

    async fn seal_batch(&self, open: &[Unsealed]) -> Result<(), StoreError> {
        let mut batch = Seal {
            keys: Vec::new(),
            sealed: Vec::with_capacity(open.len()),
        };
        let mut erased = Vec::new();
        for unsealed in open {
            match self.key_for(unsealed.id, &mut batch.keys).await? {
                Some(key) => batch.sealed.push(self.seal(unsealed, key)?),
                None => erased.push(unsealed.id),
            }
        }
        self.store().commit(batch).await?;
        self.erase_again(&erased).await
    }

    /// The key that an earlier start stored before it broke off, or a new one; none when it is erased, and the
    /// row came back with a copy from before.
    async fn key_for(
        &self,
        id: Uuid,
        new: &mut Vec<NewKey>,
    ) -> Result<Option<DataKey>, StoreError> {
        match self.store().keys()?.state(&id).await? {
            KeyState::Present(key) => Ok(Some(key)),
            KeyState::Erased => Ok(None),
            KeyState::NeverExisted => {
                let key = DataKey::new(self.chance().bytes32());
                new.push(NewKey {
                    id,
                    key: key.clone(),
                });
                Ok(Some(key))
            }
        }
    }

    fn seal(&self, unsealed: &Unsealed, key: DataKey) -> Result<NewlySealed, StoreError> {
        let record = unsealed.evidence.consent()?;
        let services: BTreeSet<_> = record.granted().cloned().collect();
        let granted = Granted::of(&services, self.root_key()).map_err(unwritable)?;
        let by = |key: &DataKey| SealedBy {
            owner: unsealed.id,
            key: key.clone(),
            nonce: self.nonce(),
        };
        let end = unsealed.end.as_ref().map(|(id, evidence)| {
            let sealed = seal_evidence(&by(&key), end_place(*id), evidence);
            (*id, sealed)
        });
        Ok(NewlySealed {
            id: unsealed.id,
            sealed: seal_evidence(&by(&key), consent_place(unsealed.id), &unsealed.evidence),
            granted: granted.mark(&unsealed.id),
            end,
        })
    }
}

fn unwritable(_: NotCanonical) -> StoreError {
    StoreError::Unreadable("the services of a consent")
}

struct Seal {
    keys: Vec<NewKey>,
    sealed: Vec<NewlySealed>,
}

impl Operation for Seal {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for sealed in &self.sealed {
            tx.seal(sealed).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
