//! AES-256-GCM, bound to the place a value is stored in: table, column and record. Moved to another row,
//! column or table, or under another key's name, a value does not open.
//!
//! A sealed value is one byte of version, the key's id, the nonce, and what the cipher gives (its tag last).

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _};
use storage::DataKey;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The sealed form's version.
const VERSION: u8 = 1;
/// How many bytes a nonce has. It is drawn anew for each value; a key seals a few values, so two never meet.
pub(crate) const NONCE: usize = 12;
const KEY_ID: std::ops::Range<usize> = 1..17;
const NONCE_AT: std::ops::Range<usize> = 17..17 + NONCE;
/// What begins every associated data, so that nothing else made with the key can be taken for a value.
const PURPOSE: &[u8] = b"samtykke sealed value";

/// Where a value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The table.
    pub(crate) table: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// The record's id.
    pub(crate) record: Uuid,
}

impl Place {
    /// What the cipher authenticates with the value. Names hold no zero byte, so parts cannot run together.
    fn associated(&self, header: &[u8]) -> Vec<u8> {
        let parts = [
            PURPOSE,
            self.table.as_bytes(),
            self.column.as_bytes(),
            self.record.as_bytes(),
        ];
        let mut all = parts.join(&0);
        all.extend_from_slice(header);
        all
    }
}

/// Seals `value` for its place. `nonce` must be drawn for this value alone.
#[expect(
    clippy::expect_used,
    reason = "AES-GCM refuses only values beyond 64 GiB, and no value of ours fits such a size"
)]
pub(crate) fn seal(
    id: Uuid,
    key: &DataKey,
    nonce: &[u8; NONCE],
    place: Place,
    value: &[u8],
) -> Vec<u8> {
    let mut sealed = vec![VERSION];
    sealed.extend_from_slice(id.as_bytes());
    sealed.extend_from_slice(nonce);
    let payload = Payload {
        msg: value,
        aad: &place.associated(&sealed),
    };
    let encrypted = Aes256Gcm::new(key.bytes().into())
        .encrypt(nonce.into(), payload)
        .expect("a record is far smaller than what the cipher takes");
    sealed.extend_from_slice(&encrypted);
    sealed
}

/// The value that `seal` sealed under this key for this place; none when anything differs.
pub(crate) fn open(
    id: Uuid,
    key: &DataKey,
    place: Place,
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let header = sealed.get(..NONCE_AT.end)?;
    if header[0] != VERSION || header[KEY_ID] != *id.as_bytes() {
        return None;
    }
    let nonce: &[u8; NONCE] = header[NONCE_AT].try_into().ok()?;
    let payload = Payload {
        msg: &sealed[NONCE_AT.end..],
        aad: &place.associated(header),
    };
    let value = Aes256Gcm::new(key.bytes().into()).decrypt(nonce.into(), payload);
    value.ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLACE: Place = Place {
        table: "consent",
        column: "evidence",
        record: Uuid::from_u128(5),
    };
    const ID: Uuid = Uuid::from_u128(9);

    fn key(byte: u8) -> DataKey {
        DataKey::new([byte; 32])
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place(
            value: Vec<u8>, key_bytes: [u8; 32], nonce: [u8; NONCE], id: u128, record: u128,
        ) {
            let (id, key) = (Uuid::from_u128(id), DataKey::new(key_bytes));
            let place = Place { record: Uuid::from_u128(record), ..PLACE };
            let sealed = seal(id, &key, &nonce, place, &value);
            let opened = open(id, &key, place, &sealed);
            prop_assert_eq!(opened.as_deref(), Some(&value));
            prop_assert!(value.len() < 8 || !sealed.windows(value.len()).any(|part| part == value));
        }

        #[test]
        fn no_bit_may_change_and_nothing_may_be_cut_off(value: Vec<u8>, at: prop::sample::Index, bit in 0..8_u8) {
            let sealed = seal(ID, &key(1), &[2; NONCE], PLACE, &value);
            let mut changed = sealed.clone();
            changed[at.index(sealed.len())] ^= 1 << bit;
            prop_assert!(open(ID, &key(1), PLACE, &changed).is_none());
            prop_assert!(open(ID, &key(1), PLACE, &sealed[..at.index(sealed.len())]).is_none());
        }

        #[test]
        fn a_value_that_was_moved_does_not_open(value: Vec<u8>, other in any::<u128>().prop_filter("another", |n| *n != 5 && *n != 9)) {
            let sealed = seal(ID, &key(1), &[2; NONCE], PLACE, &value);
            let other = Uuid::from_u128(other);
            let places = [
                Place { record: other, ..PLACE },
                Place { table: "consent_end", ..PLACE },
                Place { column: "granted", ..PLACE },
            ];
            for place in places {
                prop_assert!(open(ID, &key(1), place, &sealed).is_none(), "{:?}", place);
            }
            prop_assert!(open(other, &key(1), PLACE, &sealed).is_none());
            prop_assert!(open(ID, &key(3), PLACE, &sealed).is_none());
        }
    }

    /// A key id in the header that another key is asked to open under must not help.
    #[test]
    fn renaming_the_key_does_not_help() {
        let mut sealed = seal(ID, &key(1), &[2; NONCE], PLACE, b"value");
        let other = Uuid::from_u128(10);
        sealed[KEY_ID].copy_from_slice(other.as_bytes());
        assert!(open(other, &key(1), PLACE, &sealed).is_none());
    }

    #[test]
    fn names_do_not_run_together() {
        let place = |table, column| Place {
            table,
            column,
            record: Uuid::nil(),
        };
        let one = place("ab", "c").associated(&[]);
        assert_ne!(one, place("a", "bc").associated(&[]));
    }
}
