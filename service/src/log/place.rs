//! Where a record's leaf stands, for whoever holds the record.

use domain::canonical::Digest;
use domain::log::leaf_hash;
use domain::problem::Problem;
use uuid::Uuid;

use crate::{Service, problem};

/// A leaf's place in the log, and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafPlace {
    /// From 0; none for the moment until the leaf gets one.
    pub index: Option<u64>,
    /// What stands for the leaf in the tree.
    pub hash: Digest,
}

impl Service {
    /// The place of the leaf that commits to `record`.
    ///
    /// # Errors
    /// When the database fails, or holds a record without leaf.
    pub async fn leaf_place(&self, record: &Uuid) -> Result<LeafPlace, Problem> {
        let placed = self.store().leaf_of_record(record).await;
        let placed = placed
            .map_err(problem::of_store)?
            .ok_or_else(|| problem::missing("the leaf of a record"))?;
        Ok(LeafPlace {
            index: placed.position,
            hash: leaf_hash(&placed.appended.leaf),
        })
    }
}
