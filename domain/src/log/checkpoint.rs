//! Checkpoints: a head of the tree, signed. Whoever keeps one can later show that the log was changed.

use std::fmt;

use jiff::Timestamp;
use signed_note::Note;
use tlog_tiles::Hash;

use super::key::verifiers;
use super::{LogKey, PublicKey};
use crate::canonical::Digest;

/// A text that is no checkpoint of ours, or is not signed by a known key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is no checkpoint as this service writes them.
    #[error("it is no checkpoint of this service, or it is damaged")]
    Malformed,
    /// No known key signed it.
    #[error("it is signed by another key than the one given")]
    UnknownKey,
    /// The signature does not fit the text.
    #[error("its signature does not fit its text")]
    BadSignature,
}

/// A head of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, which is also its key's.
    pub origin: String,
    /// How many leaves the tree has.
    pub size: u64,
    /// Its root.
    pub root: Digest,
    /// Which epoch of the log: a restored backup begins a new one.
    pub epoch: u32,
    /// When it was signed, by the service's clock.
    pub signed_at: Timestamp,
}

impl Checkpoint {
    /// The text that is signed: C2SP tlog-checkpoint with two lines of extension.
    fn text(&self) -> Result<Vec<u8>, CheckpointError> {
        let extension = format!("epoch {}\ntime {}\n", self.epoch, self.signed_at);
        tlog_tiles::Checkpoint::new(&self.origin, self.size, Hash(self.root.0), &extension)
            .map(|checkpoint| checkpoint.to_bytes())
            .map_err(|_| CheckpointError::Malformed)
    }

    fn read(text: &[u8]) -> Option<Self> {
        let read = tlog_tiles::Checkpoint::from_bytes(text).ok()?;
        let (epoch, rest) = read.extension().strip_prefix("epoch ")?.split_once('\n')?;
        let time = rest.strip_prefix("time ")?.strip_suffix('\n')?;
        let checkpoint = Self {
            origin: read.origin().to_owned(),
            size: read.size(),
            root: Digest(read.hash().0),
            epoch: epoch.parse().ok()?,
            signed_at: time.parse().ok()?,
        };
        // One spelling per checkpoint.
        (checkpoint.text().ok()? == text).then_some(checkpoint)
    }

    /// The day it was signed, as days since 1970 in UTC.
    #[must_use]
    pub fn day(&self) -> i64 {
        self.signed_at.as_second().div_euclid(24 * 60 * 60)
    }
}

/// A checkpoint with a signature that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: String,
}

impl SignedCheckpoint {
    /// Signs the head of a log; its name becomes the key's.
    ///
    /// # Errors
    /// Never in practice: a key's name can stand in a checkpoint.
    pub fn sign(
        size: u64,
        root: Digest,
        epoch: u32,
        signed_at: Timestamp,
        key: &LogKey,
    ) -> Result<Self, CheckpointError> {
        let checkpoint = Checkpoint {
            origin: key.public().name().to_owned(),
            size,
            root,
            epoch,
            signed_at,
        };
        let malformed = |_| CheckpointError::Malformed;
        let mut note = Note::new(&checkpoint.text()?, &[]).map_err(malformed)?;
        note.add_sigs(&[key.signer()]).map_err(malformed)?;
        let note = String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)?;
        Ok(Self { checkpoint, note })
    }

    /// Reads a signed note and checks its one signature by whichever of `keys` bears the log's name.
    ///
    /// # Errors
    /// When it is no checkpoint, or not signed by one of the keys.
    pub fn open(note: &[u8], keys: &[PublicKey]) -> Result<Self, CheckpointError> {
        let read = Note::from_bytes(note).map_err(|_| CheckpointError::Malformed)?;
        let checkpoint = Checkpoint::read(read.text()).ok_or(CheckpointError::Malformed)?;
        if read.to_bytes() != note {
            return Err(CheckpointError::Malformed);
        }
        let (_, unknown) = read
            .verify(&verifiers(keys, &checkpoint.origin))
            .map_err(|error| match error {
                signed_note::NoteError::InvalidSignature { .. } => CheckpointError::BadSignature,
                _ => CheckpointError::UnknownKey,
            })?;
        if !unknown.is_empty() {
            return Err(CheckpointError::UnknownKey);
        }
        let note = String::from_utf8(note.to_vec()).map_err(|_| CheckpointError::Malformed)?;
        Ok(Self { checkpoint, note })
    }

    /// What it says.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The signed note, as published.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, seed: u8) -> LogKey {
        LogKey::from_seed(name, &[seed; 32]).unwrap()
    }

    fn signed(key: &LogKey) -> SignedCheckpoint {
        let at = "2026-11-21T10:00:00Z".parse().unwrap();
        SignedCheckpoint::sign(5, Digest::of(b"root"), 1, at, key).unwrap()
    }

    #[test]
    fn a_checkpoint_is_written_as_the_standard_says_and_reads_back() {
        let key = key("example.dk/log", 1);
        let signed = signed(&key);
        let lines: Vec<&str> = signed.note().split('\n').collect();
        assert_eq!(
            lines[..6],
            [
                "example.dk/log",
                "5",
                "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=",
                "epoch 1",
                "time 2026-11-21T10:00:00Z",
                ""
            ]
        );
        assert!(lines[6].starts_with("— example.dk/log "), "{}", lines[6]);
        let keys = [key.public().clone()];
        assert_eq!(
            SignedCheckpoint::open(signed.note().as_bytes(), &keys),
            Ok(signed)
        );
    }

    #[test]
    fn another_key_and_another_name_open_nothing() {
        let signed = signed(&key("a", 1));
        for other in [key("a", 2), key("b", 1)] {
            let keys = [other.public().clone()];
            assert_eq!(
                SignedCheckpoint::open(signed.note().as_bytes(), &keys),
                Err(CheckpointError::UnknownKey)
            );
        }
    }

    #[test]
    fn a_key_that_is_given_twice_opens_what_it_signed() {
        let key = key("a", 1);
        let twice = [key.public().clone(), key.public().clone()];
        assert!(SignedCheckpoint::open(signed(&key).note().as_bytes(), &twice).is_ok());
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let key = key("a", 1);
        let note = signed(&key).note().to_owned().into_bytes();
        for bit in 0..note.len() * 8 {
            let mut changed = note.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let opened = SignedCheckpoint::open(&changed, &[key.public().clone()]);
            assert!(opened.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_signature_more_is_not_overlooked() {
        let (one, other) = (key("a", 1), key("a", 2));
        let more = signed(&other);
        let line = more.note().lines().last().unwrap();
        let both = format!("{}{line}\n", signed(&one).note());
        assert_eq!(
            SignedCheckpoint::open(both.as_bytes(), &[one.public().clone()]),
            Err(CheckpointError::UnknownKey)
        );
    }
}
