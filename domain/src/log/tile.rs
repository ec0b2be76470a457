//! Hash tiles: 256 neighbouring hashes of one level, and the addresses that C2SP tlog-tiles gives them.

use std::fmt;

use crate::canonical::Digest;

/// Where a tile stands. Its hashes are those of the tree's level `8 · level`, from `256 · index` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TileId {
    /// The level among tiles; 0 holds leaf hashes.
    pub level: u8,
    /// The place on its level, from 0.
    pub index: u64,
}

/// A tile and its hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Where it stands.
    pub id: TileId,
    /// Its hashes, 1 to 256.
    pub hashes: Vec<Digest>,
}

impl Tile {
    /// How many hashes a full tile has.
    pub const WIDTH: usize = 256;
    /// The tree's levels that a tile spans.
    pub(super) const HEIGHT: u8 = 8;

    /// The hashes one after another, as they are stored and published.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.0).collect()
    }

    /// Reads what [`Self::bytes`] wrote; `None` when it is no whole number of hashes from 1 to 256.
    #[must_use]
    pub fn read(id: TileId, bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let count = 1..=Self::WIDTH;
        (rest.is_empty() && count.contains(&hashes.len())).then(|| Self {
            id,
            hashes: hashes.iter().map(|hash| Digest(*hash)).collect(),
        })
    }
}

/// What an address below `/log/tile/` asks for: a tile, or the first hashes of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePath {
    /// Which tile.
    pub tile: TileId,
    /// How many of its hashes, 1 to 256.
    pub width: usize,
}

impl TilePath {
    /// Reads `<L>/<N>` or `<L>/<N>.p/<W>`, written exactly as C2SP tlog-tiles says; data tiles do not exist.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        // The longest address of a 64-bit index.
        const LONGEST: usize = 48;
        if path.len() > LONGEST {
            return None;
        }
        let (whole, width) = match path.split_once(".p/") {
            Some((whole, width)) => (whole, width.parse().ok()?),
            None => (path, Tile::WIDTH),
        };
        let (level, index) = whole.split_once('/')?;
        let mut number: u64 = 0;
        for group in index.split('/') {
            let digits = group.strip_prefix('x').unwrap_or(group);
            number = number
                .checked_mul(1000)?
                .checked_add(digits.parse().ok()?)?;
        }
        let tile = TileId {
            level: level.parse().ok()?,
            index: number,
        };
        let read = Self { tile, width };
        let is_possible = tile.level < 64 && (1..=Tile::WIDTH).contains(&width);
        // One address per tile: leading zeros, signs and wrong groups print differently.
        (is_possible && read.to_string() == path).then_some(read)
    }

    /// The tile is full, so what is at its address never changes.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == Tile::WIDTH
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/", self.tile.level)?;
        let groups = (1..7).rev().map(|group| 1000_u64.pow(group));
        for base in groups.filter(|base| self.tile.index >= *base) {
            write!(f, "x{:03}/", self.tile.index / base % 1000)?;
        }
        write!(f, "{:03}", self.tile.index % 1000)?;
        if self.is_full() {
            Ok(())
        } else {
            write!(f, ".p/{}", self.width)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn path(level: u8, index: u64, width: usize) -> TilePath {
        TilePath {
            tile: TileId { level, index },
            width,
        }
    }

    /// The examples of c2sp.org/tlog-tiles: index 1234067 is `x001/x234/067`.
    #[test]
    fn addresses_are_written_as_the_standard_writes_them() {
        for (written, read) in [
            ("0/000", path(0, 0, 256)),
            ("0/x001/x234/067", path(0, 1_234_067, 256)),
            ("0/x001/x234/067.p/1", path(0, 1_234_067, 1)),
            ("1/000.p/255", path(1, 0, 255)),
            ("63/x001/000", path(63, 1000, 256)),
            (
                "0/x018/x446/x744/x073/x709/x551/615",
                path(0, u64::MAX, 256),
            ),
        ] {
            assert_eq!(TilePath::parse(written), Some(read), "{written}");
            assert_eq!(read.to_string(), written);
        }
    }

    #[test]
    fn every_other_spelling_is_no_address() {
        for written in [
            "",
            "0",
            "0/",
            "/000",
            "0/0",
            "0/00",
            "0/0000",
            "00/000",
            "64/000",
            "-1/000",
            "+1/000",
            "0/x000/001",
            "0/001/002",
            "0/x001",
            "0/x001/x002",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/01",
            "0/000.p/",
            "0/000.p",
            "data/000",
            "0/xx001/002",
            "0/1e3",
            "0/000/",
            "0/x018/x446/x744/x073/x709/x551/616",
            "8/0/000",
            "0/../000",
            "0/000.p/1.p/1",
        ] {
            assert_eq!(TilePath::parse(written), None, "{written}");
        }
    }

    #[test]
    fn bytes_that_are_no_hashes_are_no_tile() {
        let id = TileId { level: 0, index: 0 };
        for length in [0, 31, 33, 32 * 257] {
            assert_eq!(Tile::read(id, &vec![0; length]), None);
        }
        let tile = Tile::read(id, &[7; 64]).unwrap();
        assert_eq!((tile.hashes.len(), tile.bytes()), (2, vec![7; 64]));
    }
}
