//! A new wrapping key in the place of the old, while others go on using the key store.

use uuid::Uuid;

use super::{KeyStore, Keys, NewWrappingKey, tables};
use crate::StoreError;

/// How many data keys are wrapped anew in one transaction; others wait no longer than that takes.
const BATCH: i64 = 256;

impl KeyStore {
    /// Makes `new` the current wrapping key, wraps every data key with it, and deletes the wrapping keys that
    /// came before. Returns how many data keys were wrapped anew.
    ///
    /// From the first transaction on, nothing is wrapped with an old key, so one walk by id finds them all.
    /// Broken off at any point, every key still opens, and another rotation finishes the work.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rotate(&self, new: &NewWrappingKey) -> Result<u64, StoreError> {
        self.keys.begin_wrapping(new).await?;
        let mut rewrapped = 0;
        let mut last = Uuid::nil();
        while let Some((id, count)) = self.keys.rewrap(new, &last).await? {
            last = id;
            rewrapped += count;
        }
        let mut writing = self.keys.database.begin().await?;
        tables::delete_retired(&mut writing.connection()).await?;
        writing.commit().await?;
        Ok(rewrapped)
    }

    /// The ids of the wrapping keys; more than one while a rotation is under way or was broken off.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wrapping_keys(&self) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.keys.database.reader().await?;
        let keys = tables::wrapping_keys(&mut reader.connection()).await?;
        Ok(keys.into_iter().map(|key| key.id).collect())
    }
}

impl Keys {
    /// Wraps the next data keys after `last` with `new`: the last one's id and how many there were.
    async fn rewrap(
        &self,
        new: &NewWrappingKey,
        last: &Uuid,
    ) -> Result<Option<(Uuid, u64)>, StoreError> {
        let wrap = super::Wrap::new(new.key.bytes());
        let mut writing = self.database.begin().await?;
        let mut connection = writing.connection();
        let old = tables::under_others(&mut connection, last, &new.id, BATCH).await?;
        for (id, chain) in &old {
            let wrapped = wrap.wrap(&*self.unwrap(chain)?);
            tables::rewrap(&mut connection, id, &new.id, &wrapped).await?;
        }
        writing.commit().await?;
        Ok(old.last().map(|(id, _)| (*id, old.len() as u64)))
    }
}
