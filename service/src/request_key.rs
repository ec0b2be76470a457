//! The key a program names one request with, so that a retry is the same request and not another one.
//!
//! Nothing of key or request is stored beside what the request leaves anyway: the hash of a one-time mark,
//! which here is derived from the key, and the hash of the receipt code, which is derived from key *and*
//! request. So the same key with another request is told by a mark that is known and a code that is not.

use std::fmt;

use domain::canonical::Digest;
use domain::consent::ReceiptCode;

use crate::RootKey;

/// A key of the caller's own making and the request it names. Whoever knows both gets the same receipt code
/// again, so a key is drawn at random and kept as secret as the code.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestKey {
    key: String,
    request: Digest,
}

impl RequestKey {
    /// The fewest characters of a key: with fewer, chance could repeat one.
    pub const SHORTEST: usize = 16;
    /// The most characters of a key.
    pub const LONGEST: usize = 64;

    /// Takes a key of visible ASCII characters, and the SHA-256 of the request it names.
    #[must_use]
    pub fn new(key: &str, request: Digest) -> Option<Self> {
        let is_key = (Self::SHORTEST..=Self::LONGEST).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_graphic());
        is_key.then(|| Self {
            key: key.to_owned(),
            request,
        })
    }

    /// What is stored in place of a form's one-time mark.
    pub(crate) fn mark(&self, root: &RootKey) -> Digest {
        Digest::of(&root.derive("request key v1", &[self.key.as_bytes()]).0)
    }

    /// The receipt code of what this request records.
    pub(crate) fn receipt_code(&self, root: &RootKey) -> ReceiptCode {
        // The digest is of one length, so key and request cannot be parted in two ways.
        let parts = [self.key.as_bytes(), &self.request.0];
        ReceiptCode::from_bytes(&root.derive("request receipt code v1", &parts).0)
    }
}

impl fmt::Debug for RequestKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_16_to_64_visible_ascii_characters() {
        let read = |key: &str| RequestKey::new(key, Digest::of(b"")).is_some();
        assert!(read(&"k".repeat(16)) && read(&"~".repeat(64)));
        for key in [
            "",
            &"k".repeat(15),
            &"k".repeat(65),
            &" ".repeat(16),
            &"æ".repeat(16),
            "0123456789abcde\n",
        ] {
            assert!(!read(key), "{key:?}");
        }
    }

    #[test]
    fn the_mark_depends_on_the_key_alone_and_the_code_on_the_request_too() {
        let root = RootKey([7; 32]);
        let key = |key: &str, request: &[u8]| RequestKey::new(key, Digest::of(request)).unwrap();
        let first = key("0123456789abcdef", b"a");
        let other_request = key("0123456789abcdef", b"b");
        let other_key = key("0123456789abcdeg", b"a");
        assert_eq!(first.mark(&root), other_request.mark(&root));
        assert_ne!(first.mark(&root), other_key.mark(&root));
        assert_ne!(first.receipt_code(&root), other_request.receipt_code(&root));
        assert_ne!(first.receipt_code(&root), other_key.receipt_code(&root));
        assert!(!format!("{first:?}").contains("0123"));
    }
}
