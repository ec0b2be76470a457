//! Proof without people: a leaf commits to a record and says nothing about anyone.
//!
//! A record is canonical JSON, stored verbatim. Its commitment is `HMAC-SHA-256(r, record bytes)` with a
//! fresh 32-byte `r`; whoever holds the bytes and `r` can show what was recorded, and when both are
//! destroyed the leaf opens nothing.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use crate::canonical::Digest;
use crate::register::RegisterVersion;

/// What a leaf is about. The number is part of the leaf's bytes and never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum LeafKind {
    /// A consent was given.
    ConsentGiven = 1,
    /// A consent ended: withdrawn, or replaced by a later choice.
    ConsentEnded = 2,
    /// Records were erased, and their key with them.
    Erased = 3,
    /// Another key signs the log from now on.
    KeyChanged = 4,
    /// A consent was confirmed from the mailbox that it names.
    ConsentConfirmed = 5,
    /// An enquiry was moved to another purpose.
    PurposeChanged = 6,
    /// Somebody signed up for an event, and stands by it from their mailbox.
    SeatTaken = 7,
    /// Somebody gave up their seat, or their place in line.
    SeatLeft = 8,
    /// Staff made sure of a person, and gave them a code.
    IdentityShown = 17,
    /// Somebody else was given personal data.
    Disclosed = 9,
    /// Somebody asked to use a right.
    RequestReceived = 10,
    /// The deadline of a request was extended (Article 12(3)).
    RequestExtended = 11,
    /// A request was answered: what was asked for was done.
    RequestAnswered = 12,
    /// A request was refused, or ended because nobody could tell whose data it is about (Articles 11(2) and 12(4)).
    RequestRefused = 13,
    /// Somebody took their request back.
    RequestWithdrawn = 15,
    /// What is known of a person was put right: by them, or by whoever had noted it wrongly.
    DataCorrected = 14,
    /// Somebody objected to direct marketing.
    Objected = 16,
}

/// The random value that a commitment is keyed with, drawn for one record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Blinding(pub [u8; 32]);

impl std::fmt::Debug for Blinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Blinding(…)")
    }
}

/// `HMAC-SHA-256(r, record)`.
#[must_use]
pub fn commit(r: &Blinding, record: &[u8]) -> Digest {
    keyed_hash(&r.0, &[record])
}

/// HMAC-SHA-256 over the concatenation of `parts`.
#[must_use]
pub fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> Digest {
    // HMAC fills a key shorter than SHA-256's block of 64 bytes with zeros.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    Digest(mac.finalize().into_bytes().into())
}

/// One entry of the evidence log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What it is about.
    pub kind: LeafKind,
    /// The record it commits to.
    pub record: Uuid,
    /// The register in force.
    pub register: RegisterVersion,
    /// The commitment to the record's bytes.
    pub commitment: Digest,
}

impl Leaf {
    /// The first byte of every leaf.
    pub const FORMAT: u8 = 1;

    /// The leaf's bytes: a format number, the kind, record id, register version and commitment, 82 bytes.
    #[must_use]
    pub fn bytes(&self) -> [u8; 82] {
        let mut bytes = [0; 82];
        bytes[0] = Self::FORMAT;
        bytes[1] = self.kind as u8;
        bytes[2..18].copy_from_slice(self.record.as_bytes());
        bytes[18..50].copy_from_slice(&self.register.0.0);
        bytes[50..82].copy_from_slice(&self.commitment.0);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, test case 1, its key padded to 32 bytes, which HMAC treats alike.
    #[test]
    fn the_commitment_is_hmac_sha_256() {
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        assert_eq!(
            commit(&Blinding(key), b"Hi There").to_string(),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn every_part_of_a_leaf_changes_its_bytes() {
        let leaf = Leaf {
            kind: LeafKind::ConsentGiven,
            record: Uuid::from_u128(1),
            register: RegisterVersion(Digest([2; 32])),
            commitment: Digest([3; 32]),
        };
        let others = [
            Leaf {
                kind: LeafKind::ConsentEnded,
                ..leaf
            },
            Leaf {
                record: Uuid::from_u128(2),
                ..leaf
            },
            Leaf {
                register: RegisterVersion(Digest([4; 32])),
                ..leaf
            },
            Leaf {
                commitment: Digest([4; 32]),
                ..leaf
            },
        ];
        for other in others {
            assert_ne!(leaf.bytes(), other.bytes());
        }
    }

    #[test]
    fn the_bytes_of_a_leaf_lie_where_they_are_documented() {
        let record: [u8; 16] = std::array::from_fn(|i| 0x10 + u8::try_from(i).unwrap());
        let register: [u8; 32] = std::array::from_fn(|i| 0x40 + u8::try_from(i).unwrap());
        let commitment: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let leaf = |kind| Leaf {
            kind,
            record: Uuid::from_bytes(record),
            register: RegisterVersion(Digest(register)),
            commitment: Digest(commitment),
        };
        for (kind, number) in [
            (LeafKind::ConsentGiven, 1),
            (LeafKind::ConsentEnded, 2),
            (LeafKind::Erased, 3),
            (LeafKind::KeyChanged, 4),
            (LeafKind::ConsentConfirmed, 5),
            (LeafKind::PurposeChanged, 6),
            (LeafKind::SeatTaken, 7),
            (LeafKind::SeatLeft, 8),
            (LeafKind::Disclosed, 9),
            (LeafKind::DataCorrected, 14),
            (LeafKind::Objected, 16),
        ] {
            let mut expected = vec![1, number];
            expected.extend(record);
            expected.extend(register);
            expected.extend(commitment);
            assert_eq!(leaf(kind).bytes().as_slice(), expected);
        }
    }

    #[test]
    fn the_random_value_does_not_show_itself_in_logs() {
        assert!(!format!("{:?}", Blinding([7; 32])).contains('7'));
    }
}
