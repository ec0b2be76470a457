//! A receipt as one file that proves itself: the record, what its commitment is keyed with, the leaf, the way to the
//! root, and the signed checkpoint.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CheckpointError, PublicKey, SignedCheckpoint, is_included, leaf_hash};
use crate::canonical::{self, Digest, NotCanonical};
use crate::evidence::{Blinding, Leaf, LeafKind, commit};
use crate::register::RegisterVersion;

/// Why a receipt file proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// It is no receipt file, or not in the one form that receipts have.
    #[error(
        "it is no receipt of this service, or it was changed: the file is not in a receipt's exact form"
    )]
    Malformed,
    /// The checkpoint in it does not hold.
    #[error("the checkpoint in it cannot be relied on: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// Record and leaf do not belong together.
    #[error("the record in it is not the one that its leaf commits to")]
    Record,
    /// Leaf and checkpoint do not belong together.
    #[error("its leaf does not stand at this place in the log that the checkpoint describes")]
    Inclusion,
}

/// The leaf, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeafFields {
    kind: LeafKind,
    record: Uuid,
    register: RegisterVersion,
    commitment: Digest,
}

/// A receipt file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFile {
    schema: String,
    record: String,
    r: Digest,
    leaf: LeafFields,
    index: u64,
    inclusion: Vec<Digest>,
    checkpoint: String,
}

/// A receipt that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// The record's exact bytes, JSON.
    pub record: String,
    /// The leaf that commits to it.
    pub leaf: Leaf,
    /// Where the leaf stands.
    pub index: u64,
    /// The head that covers it.
    pub checkpoint: SignedCheckpoint,
}

impl ReceiptFile {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/receipt/1";
    /// No receipt is longer, in bytes.
    pub const LONGEST: usize = 1_000_000;

    /// Puts a receipt together. `None` when the record's bytes are no text.
    #[must_use]
    pub fn new(
        record: &[u8],
        r: &Blinding,
        leaf: &Leaf,
        index: u64,
        inclusion: Vec<Digest>,
        checkpoint: &SignedCheckpoint,
    ) -> Option<Self> {
        Some(Self {
            schema: Self::SCHEMA.to_owned(),
            record: std::str::from_utf8(record).ok()?.to_owned(),
            r: Digest(r.0),
            leaf: LeafFields {
                kind: leaf.kind,
                record: leaf.record,
                register: leaf.register,
                commitment: leaf.commitment,
            },
            index,
            inclusion,
            checkpoint: checkpoint.note().to_owned(),
        })
    }

    /// The file's bytes: canonical JSON, so that a receipt has one form only.
    ///
    /// # Errors
    /// When the index is beyond what JSON's numbers hold, 2^53.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// Checks a receipt file against the log's public keys, and against nothing else.
    ///
    /// # Errors
    /// Says which part does not hold.
    pub fn verify(bytes: &[u8], keys: &[PublicKey]) -> Result<VerifiedReceipt, ReceiptError> {
        let file = Self::read(bytes).ok_or(ReceiptError::Malformed)?;
        let checkpoint = SignedCheckpoint::open(file.checkpoint.as_bytes(), keys)?;
        let leaf = Leaf {
            kind: file.leaf.kind,
            record: file.leaf.record,
            register: file.leaf.register,
            commitment: file.leaf.commitment,
        };
        if commit(&Blinding(file.r.0), file.record.as_bytes()) != leaf.commitment {
            return Err(ReceiptError::Record);
        }
        let head = checkpoint.checkpoint();
        let hash = leaf_hash(&leaf);
        if !is_included(&file.inclusion, head.size, &head.root, file.index, &hash) {
            return Err(ReceiptError::Inclusion);
        }
        Ok(VerifiedReceipt {
            record: file.record,
            leaf,
            index: file.index,
            checkpoint,
        })
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > Self::LONGEST {
            return None;
        }
        let file: Self = serde_json::from_slice(bytes).ok()?;
        let is_exact = file.to_bytes().ok()? == bytes;
        (file.schema == Self::SCHEMA && is_exact).then_some(file)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::log::edge::tests::{grown, leaves};
    use crate::log::{LogKey, prove_inclusion};

    fn key() -> LogKey {
        LogKey::from_seed("log", &[1; 32]).unwrap()
    }

    /// A genuine receipt at `index` of a log of `size`.
    fn receipt(size: u64, index: u64, text: &str) -> Vec<u8> {
        let record = canonical::to_bytes(&serde_json::json!({ "æ": text })).unwrap();
        let r = Blinding([3; 32]);
        let leaf = Leaf {
            kind: LeafKind::ConsentGiven,
            record: Uuid::from_u128(u128::from(index)),
            register: RegisterVersion(Digest([2; 32])),
            commitment: commit(&r, &record),
        };
        let mut hashes = leaves(size);
        hashes[usize::try_from(index).unwrap()] = leaf_hash(&leaf);
        let (edge, tiles) = grown(&hashes);
        let at = "2026-11-21T10:00:00Z".parse().unwrap();
        let signed = SignedCheckpoint::sign(size, edge.root(), 1, at, &key()).unwrap();
        let proof = prove_inclusion(size, &edge.root(), index, &tiles).unwrap();
        let file = ReceiptFile::new(&record, &r, &leaf, index, proof, &signed).unwrap();
        file.to_bytes().unwrap()
    }

    /// What happens to a receipt on its way.
    #[derive(Clone, Copy, Debug)]
    enum Change {
        Flip,
        Replace,
        Insert,
        Remove,
    }

    fn change(genuine: &[u8], change: Change, place: usize, byte: u8) -> Vec<u8> {
        let mut changed = genuine.to_vec();
        match change {
            Change::Flip => changed[place] ^= 1 << (byte % 8),
            Change::Replace => changed[place] = byte,
            Change::Insert => changed.insert(place, byte),
            Change::Remove => {
                changed.remove(place);
            }
        }
        changed
    }

    /// `count` genuine receipts hold, and each no longer does after a change.
    fn genuine_hold_and_changed_do_not(count: u32) {
        let changes = prop::sample::select(vec![
            Change::Flip,
            Change::Replace,
            Change::Insert,
            Change::Remove,
        ]);
        let index = any::<prop::sample::Index>;
        let given = (
            1_u64..600,
            index(),
            "\\PC{0,40}",
            changes,
            index(),
            any::<u8>(),
        );
        let keys = [key().public().clone()];
        let mut runner = TestRunner::new(ProptestConfig {
            cases: count,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        runner
            .run(&given, |(size, at, text, how, place, byte)| {
                let index = at.index(usize::try_from(size).unwrap()) as u64;
                let genuine = receipt(size, index, &text);
                let verified = ReceiptFile::verify(&genuine, &keys);
                prop_assert_eq!(verified.map(|receipt| receipt.index), Ok(index));
                let changed = change(&genuine, how, place.index(genuine.len()), byte);
                prop_assume!(changed != genuine);
                prop_assert!(ReceiptFile::verify(&changed, &keys).is_err());
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn genuine_receipts_hold_and_changed_ones_do_not() {
        genuine_hold_and_changed_do_not(200);
    }

    #[test]
    #[ignore = "a proof of a minute: run by `make prove`"]
    fn prove_no_genuine_receipt_fails_and_no_changed_one_holds() {
        let count = if std::env::var("FULL").is_ok_and(|set| set == "1") {
            10_000
        } else {
            1_000
        };
        genuine_hold_and_changed_do_not(count);
        println!("{count} genuine receipts held, {count} changed ones did not");
    }

    #[test]
    fn parts_of_two_receipts_do_not_make_one() {
        let keys = [key().public().clone()];
        let read = |bytes: &[u8]| -> ReceiptFile { serde_json::from_slice(bytes).unwrap() };
        let (one, other) = (read(&receipt(9, 4, "a")), read(&receipt(9, 5, "b")));
        let verify = |file: ReceiptFile| ReceiptFile::verify(&file.to_bytes().unwrap(), &keys);
        let mixed = ReceiptFile {
            record: other.record.clone(),
            ..one.clone()
        };
        assert_eq!(verify(mixed), Err(ReceiptError::Record));
        let mixed = ReceiptFile {
            checkpoint: other.checkpoint.clone(),
            ..one.clone()
        };
        assert_eq!(verify(mixed), Err(ReceiptError::Inclusion));
        let mixed = ReceiptFile {
            index: other.index,
            ..one.clone()
        };
        assert_eq!(verify(mixed), Err(ReceiptError::Inclusion));
        let stranger = [LogKey::from_seed("log", &[2; 32]).unwrap().public().clone()];
        assert_eq!(
            ReceiptFile::verify(&one.to_bytes().unwrap(), &stranger),
            Err(ReceiptError::Checkpoint(CheckpointError::UnknownKey))
        );
    }

    #[test]
    fn spaces_are_a_change() {
        let mut spaced = receipt(3, 1, "a");
        spaced.push(b'\n');
        let keys = [key().public().clone()];
        assert_eq!(
            ReceiptFile::verify(&spaced, &keys),
            Err(ReceiptError::Malformed)
        );
    }
}
