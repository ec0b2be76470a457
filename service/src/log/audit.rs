//! Checks the whole log from what lies in the database: every leaf hashed anew, every tile and root computed anew, every
//! record opened and held against its leaf, and all of it against every checkpoint that can be had.

use std::collections::{BTreeMap, BTreeSet};

use domain::evidence::Leaf;
use domain::log::{
    Edge, KeyChangeRecord, PublicKey, SignedCheckpoint, Tile, TileId, hash_of_bytes,
};
use storage::{Audit, KeyStore, RawLeaf, StoreError, StoredCheckpoint};
use uuid::Uuid;

use super::Finding;
use super::record::{self, Checked};

/// How many leaves are read at once.
const PAGE: u32 = 4096;

/// A signed note that was kept outside the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptNote {
    /// Where it was found.
    pub source: String,
    /// Its bytes.
    pub note: Vec<u8>,
    /// It must be in the database too, because this service kept it there; a note from elsewhere need not.
    pub is_ours: bool,
}

/// What was checked, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audited {
    /// Leaves with a place.
    pub leaves: u64,
    /// Leaves that wait for their place.
    pub waiting: u64,
    /// Records that open their leaf's commitment.
    pub opened: u64,
    /// Records that are sealed, and that there were no keys to open.
    pub sealed: u64,
    /// Leaves whose record was erased, as an erasure in the log says.
    pub erased: u64,
    /// Records that are stored although their key is erased. The service deletes them when it starts or sweeps.
    pub key_erased: u64,
    /// Tiles that were compared.
    pub tiles: i64,
    /// Checkpoints whose signature holds.
    pub checkpoints: usize,
    /// How many leaves the largest of them covers.
    pub covered: u64,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

/// Checks the log. `kept` are checkpoints from outside the database; without `records`, the keys of what is sealed,
/// sealed records are counted and stay closed.
///
/// # Errors
/// When the database cannot be read.
pub async fn audit_log(
    audit: &mut Audit,
    records: Option<&KeyStore>,
    keys: &[PublicKey],
    kept: &[KeptNote],
) -> Result<Audited, StoreError> {
    let keys = follow(keys, &audit.key_changes().await?);
    let mut checker = Checker {
        keys: records,
        ..Checker::default()
    };
    checker.checkpoints(&audit.checkpoints().await?, &keys, kept);
    checker.compare_roots();
    checker.leaves(audit).await?;
    checker.tail(audit).await?;
    checker.records(audit).await?;
    checker.absent();
    Ok(checker.audited)
}

#[derive(Default)]
struct Checker<'k> {
    audited: Audited,
    keys: Option<&'k KeyStore>,
    /// The records that are not stored, and the places of their leaves.
    absent: BTreeMap<Uuid, Option<u64>>,
    /// The records that erasures name.
    erased: BTreeSet<Uuid>,
    edge: Edge,
    /// What follows a gap has no place in the tree.
    is_broken: bool,
    due: BTreeMap<u64, Vec<(String, SignedCheckpoint)>>,
}

impl Checker<'_> {
    fn find(&mut self, finding: Finding) {
        self.audited.findings.push(finding);
    }

    fn checkpoints(&mut self, stored: &[StoredCheckpoint], keys: &[PublicKey], kept: &[KeptNote]) {
        for row in stored {
            let source = format!("of epoch {}, day {} in the database", row.epoch, row.day);
            let Some(signed) = self.open(&source, &row.note, keys) else {
                continue;
            };
            let head = signed.checkpoint();
            let says = (i64::from(head.epoch), head.day(), head.size);
            if says != (row.epoch, row.day, row.size) {
                self.find(Finding::CheckpointRow(source.clone()));
            }
            self.due
                .entry(head.size)
                .or_default()
                .push((source, signed));
        }
        for note in kept {
            let Some(signed) = self.open(&note.source, &note.note, keys) else {
                continue;
            };
            let head = signed.checkpoint();
            let is_there = stored.iter().any(|row| {
                (row.epoch, row.day) == (i64::from(head.epoch), head.day()) && row.size >= head.size
            });
            if note.is_ours && !is_there {
                self.find(Finding::CheckpointLost(note.source.clone()));
            }
            let due = self.due.entry(head.size).or_default();
            due.push((note.source.clone(), signed));
        }
    }

    fn open(&mut self, source: &str, note: &[u8], keys: &[PublicKey]) -> Option<SignedCheckpoint> {
        match SignedCheckpoint::open(note, keys) {
            Ok(signed) => {
                self.audited.checkpoints += 1;
                self.audited.covered = self.audited.covered.max(signed.checkpoint().size);
                Some(signed)
            }
            Err(error) => {
                let source = source.to_owned();
                self.find(Finding::Checkpoint { source, error });
                None
            }
        }
    }

    async fn leaves(&mut self, audit: &mut Audit) -> Result<(), StoreError> {
        let mut after = i64::MIN;
        loop {
            let page = audit.leaves(after, PAGE).await?;
            let Some(last) = page.last().and_then(|leaf| leaf.position) else {
                return Ok(());
            };
            after = last;
            for leaf in &page {
                self.leaf(audit, leaf).await?;
                self.record(audit, leaf).await?;
            }
        }
    }

    async fn leaf(&mut self, audit: &mut Audit, leaf: &RawLeaf) -> Result<(), StoreError> {
        self.audited.leaves += 1;
        let expected = self.edge.size();
        let found = leaf.position.unwrap_or_default();
        if self.is_broken {
            return Ok(());
        }
        if u64::try_from(found) != Ok(expected) {
            self.is_broken = true;
            self.find(Finding::Gap { expected, found });
            return Ok(());
        }
        let Some(bytes) = bytes(leaf) else {
            self.is_broken = true;
            self.find(Finding::Leaf(expected));
            return Ok(());
        };
        for full in self.edge.push(hash_of_bytes(&bytes)) {
            self.tile(audit, &full).await?;
        }
        self.compare_roots();
        Ok(())
    }

    /// Compares the tree as far as it has grown with the checkpoints that cover just so much.
    fn compare_roots(&mut self) {
        let Some(due) = self.due.remove(&self.edge.size()) else {
            return;
        };
        let root = self.edge.root();
        for (source, signed) in due {
            let head = signed.checkpoint();
            if head.root != root {
                let covered = head.size;
                self.find(Finding::Changed { source, covered });
            }
        }
    }

    async fn tile(&mut self, audit: &mut Audit, tile: &Tile) -> Result<(), StoreError> {
        self.audited.tiles += 1;
        let place = i64::try_from(tile.id.index).unwrap_or(i64::MAX);
        match audit.tile(tile.id.level, place).await? {
            None => self.find(Finding::NoTile(tile.id)),
            Some(stored) if stored != tile.bytes() => {
                let leaf = first_wrong_leaf(tile, &stored);
                self.find(Finding::Tile { id: tile.id, leaf });
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// What the log ends with: its edge, its length, and checkpoints that reach beyond.
    async fn tail(&mut self, audit: &mut Audit) -> Result<(), StoreError> {
        for (covered, due) in std::mem::take(&mut self.due) {
            let found = self.edge.size();
            for (source, _) in due {
                self.find(Finding::Covers {
                    source,
                    covered,
                    found,
                });
            }
        }
        if self.is_broken {
            return Ok(());
        }
        for tile in self.edge.partial() {
            self.tile(audit, &tile).await?;
        }
        let (said, found) = (audit.size().await?, self.edge.size());
        if said != found {
            self.find(Finding::Size { said, found });
        }
        let (found, expected) = (audit.tiles().await?, self.audited.tiles);
        if found > expected {
            self.find(Finding::Tiles { found, expected });
        }
        Ok(())
    }

    async fn records(&mut self, audit: &mut Audit) -> Result<(), StoreError> {
        for leaf in audit.waiting().await? {
            self.audited.waiting += 1;
            self.record(audit, &leaf).await?;
        }
        let without_leaf = audit.records_without_leaf().await?.len();
        if without_leaf > 0 {
            self.find(Finding::RecordsWithoutLeaf(without_leaf));
        }
        let wrongly_ended = audit.wrongly_ended().await?.len();
        if wrongly_ended > 0 {
            self.find(Finding::WronglyEnded(wrongly_ended));
        }
        Ok(())
    }

    async fn record(&mut self, audit: &mut Audit, leaf: &RawLeaf) -> Result<(), StoreError> {
        let place = leaf.position.and_then(|place| u64::try_from(place).ok());
        let records = audit.record(&leaf.record).await?;
        if records.is_empty() {
            match Uuid::from_slice(&leaf.record) {
                Ok(id) => drop(self.absent.insert(id, place)),
                Err(_) => self.find(Finding::RecordLost(place)),
            }
        }
        for record in records {
            match record::check(leaf, &record, self.keys).await? {
                Checked::Opens(erased) => {
                    self.audited.opened += 1;
                    self.erased.extend(erased);
                }
                Checked::Sealed => self.audited.sealed += 1,
                Checked::KeyErased => self.audited.key_erased += 1,
                Checked::NoKey => self.find(Finding::NoKey(place)),
                Checked::Wrong => self.find(Finding::Record(place)),
            }
        }
        Ok(())
    }

    /// What is not stored must have been erased, and the log must say so.
    fn absent(&mut self) {
        for (id, place) in std::mem::take(&mut self.absent) {
            if self.erased.contains(&id) {
                self.audited.erased += 1;
            } else {
                self.find(Finding::RecordLost(place));
            }
        }
    }
}

/// The keys that `known` ones vouch for, and those. Whether the log holds these changes is seen with its other records.
fn follow(known: &[PublicKey], changes: &[Vec<u8>]) -> Vec<PublicKey> {
    let mut keys = known.to_vec();
    let parse = |bytes: &Vec<u8>| serde_json::from_slice::<KeyChangeRecord>(bytes).ok();
    for change in changes.iter().filter_map(parse) {
        let next = change.follow(&keys);
        keys.extend(next.filter(|next| !keys.contains(next)));
    }
    keys
}

/// The leaf's 82 bytes; `None` when its columns make none.
fn bytes(leaf: &RawLeaf) -> Option<Vec<u8>> {
    let kind = u8::try_from(leaf.kind).ok()?;
    let bytes = [
        &[Leaf::FORMAT, kind],
        leaf.record.as_slice(),
        &leaf.register,
        &leaf.commitment,
    ]
    .concat();
    let lengths = (
        leaf.record.len(),
        leaf.register.len(),
        leaf.commitment.len(),
    );
    (lengths == (16, 32, 32)).then_some(bytes)
}

/// The first leaf below the first hash that differs; `None` when the lengths do.
fn first_wrong_leaf(tile: &Tile, stored: &[u8]) -> Option<u64> {
    let TileId { level, index } = tile.id;
    let stored = Tile::read(tile.id, stored)?;
    let same_length = stored.hashes.len() == tile.hashes.len();
    let mut pairs = tile.hashes.iter().zip(&stored.hashes);
    let wrong = pairs.position(|(computed, stored)| computed != stored)?;
    let hash = index * Tile::WIDTH as u64 + wrong as u64;
    same_length.then_some(hash << (8 * u32::from(level)))
}
