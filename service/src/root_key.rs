//! The key that every other key and code is derived from.

use std::fmt;

use domain::canonical::Digest;
use domain::evidence::keyed_hash;

/// The root key. It never leaves the process and is never printed.
#[derive(Clone)]
pub struct RootKey(pub [u8; 32]);

impl RootKey {
    /// A value that only the holder of the key can compute; `label` keeps uses apart.
    pub(crate) fn derive(&self, label: &str, parts: &[&[u8]]) -> Digest {
        let mut all = vec![label.as_bytes()];
        all.extend_from_slice(parts);
        keyed_hash(&self.0, &all)
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_not_show_itself() {
        assert_eq!(format!("{:?}", RootKey([7; 32])), "RootKey(…)");
    }

    #[test]
    fn labels_and_keys_tell_values_apart() {
        let key = RootKey([7; 32]);
        let value = key.derive("a", &[b"x"]);
        assert_ne!(value, key.derive("b", &[b"x"]));
        assert_ne!(value, RootKey([8; 32]).derive("a", &[b"x"]));
    }
}
