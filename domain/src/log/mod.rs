//! The log that leaves stand in: an RFC 6962 tree kept as C2SP hash tiles, heads of it signed as C2SP
//! checkpoints, and proofs that a stranger can check.
//!
//! Only the server builds and signs; the feature `log` keeps this out of the browser's client.

mod checkpoint;
mod edge;
mod key;
mod key_change;
mod keys;
mod proof;
mod receipt;
mod tile;

pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use edge::{Edge, EdgeError};
pub use key::{LogKey, LogKeyError, PublicKey};
pub use key_change::KeyChangeRecord;
pub use keys::LogKeys;
pub use proof::{
    ProofError, Tiles, consistency_tiles, inclusion_tiles, is_consistent, is_included,
    prove_consistency, prove_inclusion,
};
pub use receipt::{ReceiptError, ReceiptFile, VerifiedReceipt};
pub use tile::{Tile, TileId, TilePath};

use tlog_tiles::Hash;

use crate::canonical::Digest;
use crate::evidence::Leaf;

/// The hash that stands for a leaf in the tree: SHA-256 over a zero byte and the leaf's bytes.
#[must_use]
pub fn leaf_hash(leaf: &Leaf) -> Digest {
    hash_of_bytes(&leaf.bytes())
}

/// As [`leaf_hash`], of a leaf's bytes.
#[must_use]
pub fn hash_of_bytes(leaf: &[u8]) -> Digest {
    Digest(tlog_tiles::record_hash(leaf).0)
}

fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest(tlog_tiles::node_hash(Hash(left.0), Hash(right.0)).0)
}
