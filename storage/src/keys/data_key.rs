//! Data keys: what one thing is sealed with, and what can be known of such a key.

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

/// The key that one thing is sealed with: 32 bytes, overwritten in memory when dropped and never printed.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl DataKey {
    /// A key of 32 bytes that nobody can guess.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the cipher.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<Zeroizing<[u8; 32]>> for DataKey {
    fn from(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// A data key to add to the key store.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// The id of the thing that it seals.
    pub id: Uuid,
    /// The key.
    pub key: DataKey,
}

/// What the key store knows of a data key. An erased key and one that never was are told apart: the first
/// is as it should be, the second is a fault.
#[derive(Clone, Debug)]
pub enum KeyState {
    /// No key ever had this id.
    NeverExisted,
    /// The key was erased, and nothing opens what it sealed.
    Erased,
    /// The key.
    Present(DataKey),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_not_show_itself() {
        let key = NewKey {
            id: Uuid::nil(),
            key: DataKey::new([7; 32]),
        };
        assert!(!format!("{key:?}").contains('7'));
    }
}
