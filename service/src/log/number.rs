//! Leaves get their places and the tree grows by them, in one transaction. The same on every database; where several
//! nodes share one, the log's row is held, so that one numbers at a time.

use std::collections::HashMap;

use domain::log::{Edge, leaf_hash};
use storage::{Operation, StoreError, Tx};

use crate::Service;

/// At most this many in one transaction, so that whoever records a choice does not wait for the log.
const BATCH: u32 = 256;

impl Service {
    /// Gives the leaves that wait their places, by time and id; how many there were.
    ///
    /// # Errors
    /// When the database fails, or its tiles are not those of the log.
    pub async fn number_leaves(&self) -> Result<u64, StoreError> {
        if !self.store().leaf_waits().await? {
            return Ok(0);
        }
        let mut numbered = 0;
        loop {
            let batch = self.store().commit(Number).await?;
            numbered += batch;
            // What came in meanwhile waits for the next turn: signing must not wait for a quiet moment.
            if batch < u64::from(BATCH) {
                return Ok(numbered);
            }
        }
    }
}

/// Numbers one batch; how many leaves it had.
struct Number;

impl Operation for Number {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        let size = tx.hold_log().await?;
        let numbered = tx.number_leaves(size, BATCH).await?;
        let mut edge = edge(tx, size).await?;
        let before = edge.partial();
        for placed in tx.placed_leaves(size, size + numbered).await? {
            for full in edge.push(leaf_hash(&placed.appended.leaf)) {
                tx.store_tile(&full).await?;
            }
        }
        let grown = edge.partial();
        for tile in grown.iter().filter(|tile| !before.contains(tile)) {
            tx.store_tile(tile).await?;
        }
        Ok(numbered)
    }
}

async fn edge(tx: &mut Tx<'_>, size: u64) -> Result<Edge, StoreError> {
    let mut tiles = HashMap::new();
    for (id, _) in Edge::tiles(size) {
        tiles.insert(id, tx.tile(id).await?);
    }
    Edge::read(size, |id| tiles.remove(&id).flatten()).map_err(|error| {
        tracing::error!(%error, "the log cannot grow; run `samtykke log verify`");
        StoreError::Unreadable("tile.hashes")
    })
}
