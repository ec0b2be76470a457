//! What a check of the log can find. It names places, sizes and files, and nothing about anyone.

use std::fmt;

use domain::log::{CheckpointError, TileId};

/// Something that is not as it was logged and signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A place has no leaf; another comes next.
    Gap {
        /// The place that comes next in order.
        expected: u64,
        /// The place that was found.
        found: i64,
    },
    /// A leaf holds what no leaf can.
    Leaf(u64),
    /// The log's row says another length.
    Size {
        /// What the row says.
        said: u64,
        /// How many leaves follow each other.
        found: u64,
    },
    /// A tile is missing.
    NoTile(TileId),
    /// A tile does not hold the hashes of the leaves.
    Tile {
        /// The tile.
        id: TileId,
        /// The first leaf that its first wrong hash stands for, when its length is right.
        leaf: Option<u64>,
    },
    /// There are more tiles than the log has.
    Tiles {
        /// How many there are.
        found: i64,
        /// How many the log has.
        expected: i64,
    },
    /// A checkpoint cannot be relied on.
    Checkpoint {
        /// Where it was found.
        source: String,
        /// Why not.
        error: CheckpointError,
    },
    /// A checkpoint stands in a row that says something else.
    CheckpointRow(String),
    /// A checkpoint was kept outside that the database does not have any more.
    CheckpointLost(String),
    /// A checkpoint covers leaves that are not there: truncation, or an older database.
    Covers {
        /// Where the checkpoint was found.
        source: String,
        /// How many leaves it covers.
        covered: u64,
        /// How many leaves there are without a gap.
        found: u64,
    },
    /// The leaves that a checkpoint covers are not those that were signed.
    Changed {
        /// Where the checkpoint was found.
        source: String,
        /// How many leaves it covers.
        covered: u64,
    },
    /// A stored record is not the one that its leaf commits to.
    Record(Option<u64>),
    /// A leaf's record is not stored, and no erasure names it.
    RecordLost(Option<u64>),
    /// A record is sealed with a key that the key store never had.
    NoKey(Option<u64>),
    /// Records that no leaf speaks of.
    RecordsWithoutLeaf(usize),
    /// Consents whose row and whose record of the end disagree.
    WronglyEnded(usize),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap { expected, found } => write!(
                f,
                "leaf {expected} is missing: the next leaf stands at {found}; what follows cannot be checked against the tree"
            ),
            Self::Leaf(place) => write!(f, "leaf {place} holds what no leaf can hold"),
            Self::Size { said, found } => write!(
                f,
                "the log's own row says {said} leaves, and {found} follow each other"
            ),
            Self::NoTile(id) => write!(f, "tile {} of level {} is missing", id.index, id.level),
            Self::Tile { id, leaf } => {
                write!(
                    f,
                    "tile {} of level {} does not hold the hashes of the leaves",
                    id.index, id.level
                )?;
                match leaf {
                    Some(leaf) => write!(f, ", from leaf {leaf} on: either was changed"),
                    None => write!(f, ": it has another length"),
                }
            }
            Self::Tiles { found, expected } => {
                write!(
                    f,
                    "there are {found} tiles, and a log of this size has {expected}"
                )
            }
            Self::Checkpoint { source, error } => {
                write!(f, "the checkpoint {source} cannot be relied on: {error}")
            }
            Self::CheckpointRow(source) => write!(
                f,
                "the checkpoint {source} stands in a row that names another epoch, day or size"
            ),
            Self::CheckpointLost(source) => write!(
                f,
                "the database lacks the checkpoint {source}, or one of that day that covers more"
            ),
            Self::Covers {
                source,
                covered,
                found,
            } => write!(
                f,
                "the checkpoint {source} covers {covered} leaves, and the log has {found}: leaves were cut off or lost, or an older database was put in place"
            ),
            Self::Changed { source, covered } => write!(
                f,
                "the first {covered} leaves are not those that the checkpoint {source} was signed for"
            ),
            Self::Record(place) => {
                write!(
                    f,
                    "the record of {} is not the one that was logged",
                    leaf(*place)
                )
            }
            Self::RecordLost(place) => write!(
                f,
                "the record of {} is gone, and no erasure in the log says so",
                leaf(*place)
            ),
            Self::NoKey(place) => write!(
                f,
                "the record of {} is sealed with a key that this key store never had",
                leaf(*place)
            ),
            Self::RecordsWithoutLeaf(count) => write!(f, "{count} records have no leaf"),
            Self::WronglyEnded(count) => write!(
                f,
                "{count} consents are marked as ended without a record of it, or as standing although there is one"
            ),
        }
    }
}

fn leaf(place: Option<u64>) -> String {
    match place {
        Some(place) => format!("leaf {place}"),
        None => "a leaf that waits for its place".to_owned(),
    }
}
