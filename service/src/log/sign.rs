//! A head of the log is signed only as it is read back after the commit, and only when it holds every head that was
//! signed before.

use std::collections::HashMap;

use domain::canonical::Digest;
use domain::log::{CheckpointError, Edge, EdgeError, LogKeys, SignedCheckpoint, leaf_hash};
use storage::{Operation, StoreError, Tx};

use super::FIRST_EPOCH;
use crate::Service;

/// Why no head is signed. Evidence stays as it is; nothing is overwritten.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The last checkpoint cannot be read with this key.
    #[error(
        "the last checkpoint in the database was not signed with this signing key, or is damaged ({0}). Put the key there that belongs to this database (SAMTYKKE_SIGNING_KEY); if it was rotated on another node, copy it from there"
    )]
    Checkpoint(#[from] CheckpointError),
    /// Leaves are gone.
    #[error(
        "the log holds {found} leaves, and a checkpoint signed earlier covers {covered}: leaves were lost, or an older database was put in place. No checkpoint is signed until the newest database is back; `samtykke log verify` says more"
    )]
    Shrunk {
        /// How many leaves there are.
        found: u64,
        /// How many were signed.
        covered: u64,
    },
    /// Leaves are not what they were.
    #[error(
        "the log's first {0} leaves are not those that were signed. No checkpoint is signed until they are back; `samtykke log verify` says more"
    )]
    Changed(u64),
    /// A leaf is not where it should be.
    #[error("the log has no leaf at place {0}; `samtykke log verify` says more")]
    Gap(u64),
    /// Tiles are not what they should be.
    #[error("{0}; `samtykke log verify` says more")]
    Tiles(#[from] EdgeError),
}

/// How many leaves are read at once.
const PAGE: u64 = 4096;

impl Service {
    /// Signs the head of the log, unless it is signed already, and gives the newest checkpoint. `kept` is the newest
    /// one that was kept outside the database. `None` while the log is empty.
    ///
    /// # Errors
    /// When the log does not hold what was signed before, in the database or outside of it.
    pub async fn sign_head(
        &self,
        keys: &LogKeys,
        kept: Option<&SignedCheckpoint>,
    ) -> Result<Option<SignedCheckpoint>, LogError> {
        let size = self.store().log_size().await?;
        let stored = self.stored_checkpoint(keys).await?;
        let mut signed: Vec<&SignedCheckpoint> = stored.iter().chain(kept).collect();
        signed.sort_by_key(|signed| signed.checkpoint().size);
        let mut edge = Edge::default();
        for earlier in &signed {
            edge = self.holding(size, earlier).await?;
        }
        let last = signed.last().copied();
        if edge.size() == size {
            return Ok(last.cloned());
        }
        let root = self.read_back(edge, size).await?;
        let epoch = last.map_or(FIRST_EPOCH, |signed| signed.checkpoint().epoch);
        let signed = SignedCheckpoint::sign(size, root, epoch, self.now(), keys.current())?;
        self.store().commit(Keep(signed.clone())).await?;
        Ok(Some(signed))
    }

    /// Whether `newest` covers every leaf that has a place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_signed(&self, newest: Option<&SignedCheckpoint>) -> Result<bool, StoreError> {
        let covered = newest.map_or(0, |signed| signed.checkpoint().size);
        Ok(self.store().log_size().await? == covered)
    }

    /// Whether a head was ever signed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn was_signed(&self) -> Result<bool, StoreError> {
        Ok(self.store().latest_checkpoint().await?.is_some())
    }

    /// Refuses keys none of which signed the last checkpoint.
    ///
    /// # Errors
    /// [`LogError::Checkpoint`], or when the database fails.
    pub async fn check_signing_keys(&self, keys: &LogKeys) -> Result<(), LogError> {
        self.stored_checkpoint(keys).await.map(|_| ())
    }

    async fn stored_checkpoint(
        &self,
        keys: &LogKeys,
    ) -> Result<Option<SignedCheckpoint>, LogError> {
        let stored = self.store().latest_checkpoint().await?;
        let opened = stored.map(|stored| SignedCheckpoint::open(&stored.note, keys.public()));
        Ok(opened.transpose()?)
    }

    /// The edge of the tree that `signed` is the head of, when the log still begins with that tree.
    async fn holding(&self, size: u64, signed: &SignedCheckpoint) -> Result<Edge, LogError> {
        let head = signed.checkpoint();
        if head.size > size {
            return Err(LogError::Shrunk {
                found: size,
                covered: head.size,
            });
        }
        let edge = self.edge(head.size).await?;
        if edge.root() == head.root {
            Ok(edge)
        } else {
            Err(LogError::Changed(head.size))
        }
    }

    /// The root of the tree of `size`: what was signed before, and after it the leaves as they are read now, which
    /// the tiles must agree with.
    async fn read_back(&self, mut edge: Edge, size: u64) -> Result<Digest, LogError> {
        while edge.size() < size {
            let from = edge.size();
            let leaves = self
                .store()
                .placed_leaves(from, size.min(from + PAGE))
                .await?;
            for placed in &leaves {
                if placed.position != Some(edge.size()) {
                    return Err(LogError::Gap(edge.size()));
                }
                edge.push(leaf_hash(&placed.appended.leaf));
            }
            if leaves.is_empty() {
                return Err(LogError::Gap(from));
            }
        }
        let root = edge.root();
        if self.edge(size).await?.root() == root {
            Ok(root)
        } else {
            Err(LogError::Changed(size))
        }
    }

    async fn edge(&self, size: u64) -> Result<Edge, LogError> {
        let mut tiles = HashMap::new();
        for (id, _) in Edge::tiles(size) {
            tiles.insert(id, self.store().tile(id).await?);
        }
        Ok(Edge::read(size, |id| tiles.remove(&id).flatten())?)
    }
}

/// Stores a checkpoint.
struct Keep(SignedCheckpoint);

impl Operation for Keep {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_checkpoint(&self.0).await
    }
}

#[cfg(test)]
mod tests {

    use domain::log::LogKey;

    use super::*;
    use crate::log::record_key_change;
    use crate::testing::{Bench, Browser};

    fn keys() -> LogKeys {
        LogKeys::new(LogKey::from_seed("log", &[1; 32]).unwrap())
    }

    /// A service whose log has this many leaves more, each with its place.
    async fn grow(bench: &Bench, leaves: usize) {
        for _ in 0..leaves {
            let _browser = Browser::accepted(&bench.service).await;
        }
        assert_eq!(bench.service.number_leaves().await.unwrap(), leaves as u64);
    }

    /// A checkpoint that somebody kept.
    fn kept(size: u64, root: Digest) -> SignedCheckpoint {
        let at = "2026-11-20T00:00:00Z".parse().unwrap();
        SignedCheckpoint::sign(size, root, 1, at, keys().current()).unwrap()
    }

    #[tokio::test]
    async fn a_head_is_signed_once_and_again_when_the_log_has_grown() {
        let bench = Bench::open().await;
        let sign = async |kept| bench.service.sign_head(&keys(), kept).await.unwrap();
        assert_eq!(sign(None).await, None);
        grow(&bench, 3).await;
        let first = sign(None).await.unwrap();
        assert_eq!(first.checkpoint().size, 3);
        bench.set_clock("2026-11-21T13:00:00Z");
        assert_eq!(
            sign(Some(&first)).await,
            Some(first.clone()),
            "nothing new is signed"
        );
        grow(&bench, 300).await;
        let second = sign(Some(&first)).await.unwrap();
        assert_eq!(second.checkpoint().size, 303);
        assert!(bench.service.is_signed(Some(&second)).await.unwrap());
        assert!(!bench.service.is_signed(Some(&first)).await.unwrap());
    }

    #[tokio::test]
    async fn a_log_shorter_than_what_was_signed_is_not_signed() {
        let bench = Bench::open().await;
        grow(&bench, 3).await;
        let longer = kept(4, Digest([7; 32]));
        let refused = bench.service.sign_head(&keys(), Some(&longer)).await;
        assert!(
            matches!(
                refused,
                Err(LogError::Shrunk {
                    found: 3,
                    covered: 4
                })
            ),
            "{refused:?}"
        );
        assert!(!bench.service.was_signed().await.unwrap());
    }

    #[tokio::test]
    async fn a_log_with_other_leaves_than_were_signed_is_not_signed() {
        let bench = Bench::open().await;
        grow(&bench, 3).await;
        let other = kept(2, Digest([7; 32]));
        let refused = bench.service.sign_head(&keys(), Some(&other)).await;
        assert!(matches!(refused, Err(LogError::Changed(2))), "{refused:?}");
        assert!(!bench.service.was_signed().await.unwrap());
    }

    #[tokio::test]
    async fn another_key_is_refused_once_something_was_signed() {
        let bench = Bench::open().await;
        let other = LogKeys::new(LogKey::from_seed("log", &[2; 32]).unwrap());
        bench.service.check_signing_keys(&other).await.unwrap();
        grow(&bench, 1).await;
        bench.service.sign_head(&keys(), None).await.unwrap();
        bench.service.check_signing_keys(&keys()).await.unwrap();
        let refused = bench.service.check_signing_keys(&other).await;
        assert!(
            matches!(refused, Err(LogError::Checkpoint(_))),
            "{refused:?}"
        );
        let refused = bench.service.sign_head(&other, None).await;
        assert!(
            matches!(refused, Err(LogError::Checkpoint(_))),
            "{refused:?}"
        );
    }

    #[tokio::test]
    async fn after_a_rotation_the_new_key_signs_and_a_node_without_it_does_not() {
        let bench = Bench::open().await;
        grow(&bench, 3).await;
        bench.service.sign_head(&keys(), None).await.unwrap();
        let next = keys().followed_by(&[2; 32]).unwrap();
        let (clock, chance) = (bench.clock(), bench.chance());
        for _again in 0..2 {
            record_key_change(&bench.store, clock, chance, &keys(), &next)
                .await
                .unwrap();
        }
        assert_eq!(bench.service.number_leaves().await.unwrap(), 1);
        let signed = bench.service.sign_head(&next, None).await.unwrap().unwrap();
        let new_key = &next.public()[..1];
        assert!(SignedCheckpoint::open(signed.note().as_bytes(), new_key).is_ok());
        let refused = bench.service.sign_head(&keys(), None).await;
        assert!(
            matches!(refused, Err(LogError::Checkpoint(_))),
            "{refused:?}"
        );
    }
}
