//! Keys that no row uses: a write that was broken off between key and row, or that found nothing to write.
//! They open nothing, so they are dropped without a mark.

use uuid::Uuid;

use super::{KeyStore, tables};
use crate::StoreError;

impl KeyStore {
    /// The ids of data keys between two ids, without either, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ids_between(
        &self,
        after: &Uuid,
        before: &Uuid,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.keys.database.reader().await?;
        tables::between(&mut reader.connection(), after, before, limit.into()).await
    }

    /// Drops keys that nothing was ever sealed with; as if they had never been.
    ///
    /// # Errors
    /// When the database fails; then none is dropped.
    pub async fn drop_unused(&self, ids: &[Uuid]) -> Result<(), StoreError> {
        let mut writing = self.keys.database.begin().await?;
        for id in ids {
            tables::delete(&mut writing.connection(), id).await?;
        }
        writing.commit().await
    }
}
