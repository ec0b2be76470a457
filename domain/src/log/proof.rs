//! Proofs, made from tiles and checked without them: that a leaf is in a tree, and that a tree holds an earlier one.

use std::cell::RefCell;
use std::collections::HashMap;

use tlog_tiles::{Error, Hash, TileHashReader, TileReader};

use super::tile::{Tile, TileId};
use crate::canonical::Digest;

/// Tiles at hand.
pub type Tiles = HashMap<TileId, Tile>;

/// The tiles do not give the proof: one is missing, they are not of this tree, or nothing of this size was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the log's tiles do not give this proof; run `samtykke log verify`")]
pub struct ProofError;

/// The tiles that proving the leaf at `index` in a tree of `size` takes.
#[must_use]
pub fn inclusion_tiles(size: u64, index: u64) -> Vec<TileId> {
    Planner::ask(size, |reader| {
        tlog_tiles::prove_record(size, index, reader).is_ok()
    })
}

/// The hashes that lead from the leaf at `index` to the root of the tree of `size`.
///
/// # Errors
/// When the tiles are not those of this tree, or there is no such leaf.
pub fn prove_inclusion(
    size: u64,
    root: &Digest,
    index: u64,
    tiles: &Tiles,
) -> Result<Vec<Digest>, ProofError> {
    let at_hand = AtHand(tiles);
    let reader = TileHashReader::new(size, Hash(root.0), &at_hand);
    let proof = tlog_tiles::prove_record(size, index, &reader);
    proof.map(digests).map_err(|_| ProofError)
}

/// The tiles that proving a tree of `earlier` within one of `size` takes.
#[must_use]
pub fn consistency_tiles(size: u64, earlier: u64) -> Vec<TileId> {
    Planner::ask(size, |reader| {
        tlog_tiles::prove_tree(size, earlier, reader).is_ok()
    })
}

/// The hashes that show that the tree of `size` begins with the tree of `earlier`.
///
/// # Errors
/// When the tiles are not those of this tree, or `earlier` is not between 1 and `size`.
pub fn prove_consistency(
    size: u64,
    root: &Digest,
    earlier: u64,
    tiles: &Tiles,
) -> Result<Vec<Digest>, ProofError> {
    let at_hand = AtHand(tiles);
    let reader = TileHashReader::new(size, Hash(root.0), &at_hand);
    let proof = tlog_tiles::prove_tree(size, earlier, &reader);
    proof.map(digests).map_err(|_| ProofError)
}

/// Whether `proof` shows `leaf` at `index` in the tree of `size` under `root`.
#[must_use]
pub fn is_included(proof: &[Digest], size: u64, root: &Digest, index: u64, leaf: &Digest) -> bool {
    tlog_tiles::check_record(&hashes(proof), size, Hash(root.0), index, Hash(leaf.0)).is_ok()
}

/// Whether `proof` shows that the tree of `size` under `root` begins with that of `earlier` under `earlier_root`.
#[must_use]
pub fn is_consistent(
    proof: &[Digest],
    size: u64,
    root: &Digest,
    earlier: u64,
    earlier_root: &Digest,
) -> bool {
    let (root, earlier_root) = (Hash(root.0), Hash(earlier_root.0));
    tlog_tiles::check_tree(&hashes(proof), size, root, earlier, earlier_root).is_ok()
}

fn digests(proof: Vec<Hash>) -> Vec<Digest> {
    proof.into_iter().map(|hash| Digest(hash.0)).collect()
}

fn hashes(proof: &[Digest]) -> Vec<Hash> {
    proof.iter().map(|digest| Hash(digest.0)).collect()
}

fn id(tile: &tlog_tiles::Tile) -> TileId {
    TileId {
        level: tile.level(),
        index: tile.level_index(),
    }
}

/// Gives each tile as wide as the proof's tree has it, though it may have grown since.
struct AtHand<'t>(&'t Tiles);

impl TileReader for AtHand<'_> {
    fn height(&self) -> u8 {
        Tile::HEIGHT
    }

    fn read_tiles(&self, wanted: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, Error> {
        let bytes = wanted.iter().map(|tile| {
            let hashes = self
                .0
                .get(&id(tile))?
                .hashes
                .get(..usize::try_from(tile.width()).ok()?)?;
            Some(hashes.iter().flat_map(|hash| hash.0).collect())
        });
        bytes.collect::<Option<_>>().ok_or(Error::InvalidTile)
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

/// Has no tiles and remembers which were asked for.
struct Planner(RefCell<Vec<TileId>>);

impl Planner {
    /// A proof that takes tiles cannot succeed here; one that succeeds takes none.
    fn ask(size: u64, prove: impl FnOnce(&TileHashReader<'_>) -> bool) -> Vec<TileId> {
        let planner = Self(RefCell::default());
        let _takes_none = prove(&TileHashReader::new(size, Hash::default(), &planner));
        planner.0.into_inner()
    }
}

impl TileReader for Planner {
    fn height(&self) -> u8 {
        Tile::HEIGHT
    }

    fn read_tiles(&self, wanted: &[tlog_tiles::Tile]) -> Result<Vec<Vec<u8>>, Error> {
        self.0.borrow_mut().extend(wanted.iter().map(id));
        Err(Error::InvalidTile)
    }

    fn save_tiles(&self, _: &[tlog_tiles::Tile], _: &[Vec<u8>]) {}
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::log::edge::tests::{grown, leaves, mth};

    /// RFC 6962, section 2.1.1, word for word.
    fn path(m: usize, leaves: &[Digest]) -> Vec<Digest> {
        if leaves.len() == 1 {
            return Vec::new();
        }
        let k = split(leaves.len());
        let (mut proof, other) = if m < k {
            (path(m, &leaves[..k]), mth(&leaves[k..]))
        } else {
            (path(m - k, &leaves[k..]), mth(&leaves[..k]))
        };
        proof.push(other);
        proof
    }

    /// RFC 6962, section 2.1.2, word for word.
    fn subproof(m: usize, leaves: &[Digest], whole: bool) -> Vec<Digest> {
        if m == leaves.len() {
            return if whole { Vec::new() } else { vec![mth(leaves)] };
        }
        let k = split(leaves.len());
        let (mut proof, other) = if m <= k {
            (subproof(m, &leaves[..k], whole), mth(&leaves[k..]))
        } else {
            (subproof(m - k, &leaves[k..], false), mth(&leaves[..k]))
        };
        proof.push(other);
        proof
    }

    fn split(count: usize) -> usize {
        1 << (count - 1).ilog2()
    }

    fn only(tiles: &Tiles, wanted: Vec<TileId>) -> Tiles {
        wanted
            .into_iter()
            .map(|id| (id, tiles[&id].clone()))
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn proofs_are_those_of_the_definition(
            size in 1_u64..1100,
            grown_since in 0_u64..400,
            at in any::<proptest::sample::Index>(),
            until in any::<proptest::sample::Index>(),
            flip in any::<proptest::sample::Index>(),
        ) {
            let leaves = leaves(size + grown_since);
            let (_, tiles) = grown(&leaves);
            let leaves = &leaves[..usize::try_from(size).unwrap()];
            let root = mth(leaves);
            let index = at.index(leaves.len());
            let earlier = 1 + until.index(leaves.len());
            let (index_, earlier_) = (index as u64, earlier as u64);

            let needed = only(&tiles, inclusion_tiles(size, index_));
            let proof = prove_inclusion(size, &root, index_, &needed).unwrap();
            prop_assert_eq!(&proof, &path(index, leaves));
            prop_assert!(is_included(&proof, size, &root, index_, &leaves[index]));

            let needed = only(&tiles, consistency_tiles(size, earlier_));
            let shown = prove_consistency(size, &root, earlier_, &needed).unwrap();
            prop_assert_eq!(&shown, &subproof(earlier, leaves, true));
            let earlier_root = mth(&leaves[..earlier]);
            prop_assert!(is_consistent(&shown, size, &root, earlier_, &earlier_root));

            let other = Digest::of(b"other");
            prop_assert!(!is_included(&proof, size, &other, index_, &leaves[index]));
            prop_assert!(!is_included(&proof, size, &root, index_, &other));
            prop_assert!(!is_included(&proof, size, &root, size, &leaves[index]));
            prop_assert!(!is_consistent(&shown, size, &root, earlier_, &other));
            if size > 1 {
                let another = (index_ + 1) % size;
                prop_assert!(!is_included(&proof, size, &root, another, &leaves[index]));
            }
            if !proof.is_empty() {
                let mut changed = proof.clone();
                let bit = flip.index(proof.len() * 256);
                changed[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
                prop_assert!(!is_included(&changed, size, &root, index_, &leaves[index]));
                changed = proof;
                changed.pop();
                prop_assert!(!is_included(&changed, size, &root, index_, &leaves[index]));
            }
        }
    }

    #[test]
    fn tiles_of_another_tree_prove_nothing() {
        let all = leaves(600);
        let (_, tiles) = grown(&all);
        assert_eq!(
            prove_inclusion(600, &Digest::of(b"x"), 1, &tiles),
            Err(ProofError)
        );
        assert_eq!(
            prove_inclusion(600, &mth(&all), 600, &tiles),
            Err(ProofError)
        );
        assert_eq!(prove_inclusion(601, &mth(&all), 1, &tiles), Err(ProofError));
        assert_eq!(
            prove_consistency(600, &mth(&all), 0, &tiles),
            Err(ProofError)
        );
        for missing in inclusion_tiles(600, 1) {
            let mut some = tiles.clone();
            some.remove(&missing);
            assert_eq!(prove_inclusion(600, &mth(&all), 1, &some), Err(ProofError));
        }
    }
}
