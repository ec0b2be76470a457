//! The growing edge of the tree: what must be kept to append a leaf and to know the root.

use super::node_hash;
use super::tile::{Tile, TileId};
use crate::canonical::Digest;

/// The stored tiles are not those of a tree of this size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the log's tile {} of level {} does not hold what a log of this size needs", .0.index, .0.level)]
pub struct EdgeError(pub TileId);

/// The right edge of a tree: per level, the hashes that no full tile holds yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    levels: Vec<Vec<Digest>>,
}

impl Edge {
    /// The tiles that the edge of a tree of `size` stands in, each with how many of its hashes belong to it.
    #[must_use]
    pub fn tiles(size: u64) -> Vec<(TileId, usize)> {
        levels(size).filter(|(_, width)| *width > 0).collect()
    }

    /// Takes the edge of a tree of `size` out of its tiles, which may have grown since.
    ///
    /// # Errors
    /// Names the first tile that is missing or too narrow.
    pub fn read(
        size: u64,
        mut tile: impl FnMut(TileId) -> Option<Tile>,
    ) -> Result<Self, EdgeError> {
        let levels = levels(size).map(|(id, width)| {
            if width == 0 {
                return Ok(Vec::new());
            }
            let stored = tile(id).ok_or(EdgeError(id))?;
            let hashes = stored.hashes.get(..width).ok_or(EdgeError(id))?;
            Ok(hashes.to_vec())
        });
        Ok(Self {
            size,
            levels: levels.collect::<Result<_, _>>()?,
        })
    }

    /// How many leaves the tree has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its hash; gives the tiles that this made full.
    pub fn push(&mut self, leaf: Digest) -> Vec<Tile> {
        let index =
            |level: usize| (self.size >> (usize::from(Tile::HEIGHT) * level)) >> Tile::HEIGHT;
        let mut full = Vec::new();
        let mut hash = leaf;
        for level in 0..=self.levels.len() {
            if level == self.levels.len() {
                self.levels.push(Vec::new());
            }
            let hashes = &mut self.levels[level];
            hashes.push(hash);
            if hashes.len() < Tile::WIDTH {
                break;
            }
            let hashes = std::mem::take(hashes);
            hash = subtree(&hashes);
            let id = TileId {
                // A tree of 2^64 leaves has eight levels of tiles.
                level: u8::try_from(level).unwrap_or(u8::MAX),
                index: index(level),
            };
            full.push(Tile { id, hashes });
        }
        self.size += 1;
        full
    }

    /// The tiles at the edge, none of them full.
    #[must_use]
    pub fn partial(&self) -> Vec<Tile> {
        let edge = levels(self.size).zip(&self.levels);
        edge.filter(|(_, hashes)| !hashes.is_empty())
            .map(|((id, _), hashes)| Tile {
                id,
                hashes: hashes.clone(),
            })
            .collect()
    }

    /// The root: RFC 6962's Merkle tree hash.
    #[must_use]
    pub fn root(&self) -> Digest {
        let peaks = self.levels.iter().rev().flat_map(|hashes| perfect(hashes));
        let peaks: Vec<Digest> = peaks.collect();
        let folded = peaks
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| node_hash(&left, &right));
        folded.unwrap_or_else(empty_root)
    }
}

/// The root of a tree without leaves: the hash of nothing.
fn empty_root() -> Digest {
    Digest::of(b"")
}

/// Level by level, the tile at the edge of a tree of `size` and how many hashes it has, 0 to 255.
fn levels(size: u64) -> impl Iterator<Item = (TileId, usize)> {
    (0..8_u8)
        .map(move |level| (level, size >> (u32::from(Tile::HEIGHT) * u32::from(level))))
        .take_while(|(_, hashes)| *hashes > 0)
        .map(|(level, hashes)| {
            let id = TileId {
                level,
                index: hashes >> Tile::HEIGHT,
            };
            let [width, ..] = hashes.to_le_bytes();
            (id, usize::from(width))
        })
}

/// The roots of the largest perfect trees that `hashes` split into, from the left.
fn perfect(hashes: &[Digest]) -> Vec<Digest> {
    let mut rest = hashes;
    let mut roots = Vec::new();
    while !rest.is_empty() {
        let (tree, others) = rest.split_at(1 << rest.len().ilog2());
        roots.push(subtree(tree));
        rest = others;
    }
    roots
}

/// The root of a perfect tree over `hashes`, whose number is a power of two.
fn subtree(hashes: &[Digest]) -> Digest {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(more.len() / 2);
            node_hash(&subtree(left), &subtree(right))
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::log::hash_of_bytes;

    /// RFC 6962, section 2.1, word for word.
    pub(in crate::log) fn mth(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of(b""),
            [one] => *one,
            more => {
                let mut k = 1;
                while k * 2 < more.len() {
                    k *= 2;
                }
                let mut bytes = vec![1];
                bytes.extend(mth(&more[..k]).0);
                bytes.extend(mth(&more[k..]).0);
                Digest::of(&bytes)
            }
        }
    }

    pub(in crate::log) fn leaves(count: u64) -> Vec<Digest> {
        (0..count)
            .map(|number| hash_of_bytes(&number.to_be_bytes()))
            .collect()
    }

    /// A tree built leaf by leaf, with every tile.
    pub(in crate::log) fn grown(leaves: &[Digest]) -> (Edge, HashMap<TileId, Tile>) {
        let mut edge = Edge::default();
        let mut tiles = HashMap::new();
        for leaf in leaves {
            tiles.extend(edge.push(*leaf).into_iter().map(|tile| (tile.id, tile)));
        }
        tiles.extend(edge.partial().into_iter().map(|tile| (tile.id, tile)));
        (edge, tiles)
    }

    /// The test vectors of RFC 6962's reference implementation (merkle_tree_test, also in RFC 9162's drafts).
    #[test]
    fn roots_are_those_of_the_reference_implementation() {
        let inputs = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut edge = Edge::default();
        assert_eq!(
            edge.root().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        for (input, root) in inputs.iter().zip(roots) {
            let bytes: Vec<u8> = (0..input.len() / 2)
                .map(|i| u8::from_str_radix(&input[2 * i..2 * i + 2], 16).unwrap())
                .collect();
            edge.push(hash_of_bytes(&bytes));
            assert_eq!(edge.root().to_string(), root);
        }
    }

    #[test]
    fn a_tree_of_a_thousand_tiles_has_the_root_of_its_definition() {
        let leaves = leaves(65_536 + 300);
        let (edge, tiles) = grown(&leaves);
        assert_eq!(edge.root(), mth(&leaves));
        let again = Edge::read(edge.size(), |id| tiles.get(&id).cloned()).unwrap();
        assert_eq!(again, edge);
        assert_eq!(tiles[&TileId { level: 2, index: 0 }].hashes.len(), 1);
    }

    #[test]
    fn a_missing_or_narrow_tile_is_named() {
        let (_, tiles) = grown(&leaves(300));
        let first = TileId { level: 0, index: 1 };
        assert_eq!(Edge::read(300, |_| None), Err(EdgeError(first)));
        assert_eq!(
            Edge::read(301, |id| tiles.get(&id).cloned()),
            Err(EdgeError(first))
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_earlier_edge_is_read_from_later_tiles(size in 0_u64..1200, more in 0_u64..600) {
            let leaves = leaves(size + more);
            let (_, tiles) = grown(&leaves);
            let edge = Edge::read(size, |id| tiles.get(&id).cloned()).unwrap();
            let earlier = &leaves[..usize::try_from(size).unwrap()];
            prop_assert_eq!(edge.root(), mth(earlier));
            prop_assert_eq!(&edge, &grown(earlier).0);
        }
    }
}
