//! What everyone may see of the log: the newest checkpoint and the tiles of hashes. No identifier is among it.

use domain::log::{Tile, TilePath};
use domain::problem::Problem;

use crate::{Service, problem};

impl Service {
    /// The newest checkpoint, a signed note; none while the log is empty.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkpoint(&self) -> Result<Option<Vec<u8>>, Problem> {
        let stored = self.store().latest_checkpoint().await;
        Ok(stored.map_err(problem::of_store)?.map(|stored| stored.note))
    }

    /// The tile that `path` names, as wide as it says; none while the log is not that long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tile(&self, path: TilePath) -> Result<Option<Vec<u8>>, Problem> {
        let tile = self.store().tile(path.tile).await;
        let tile = tile.map_err(problem::of_store)?;
        Ok(tile.and_then(|tile| first(tile, path.width)))
    }
}

/// A tile only grows, so the first hashes of a wider one are the narrower one.
fn first(tile: Tile, width: usize) -> Option<Vec<u8>> {
    let hashes = tile.hashes.get(..width)?;
    Some(hashes.iter().flat_map(|hash| hash.0).collect())
}
