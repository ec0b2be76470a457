//! Keys that wrap keys (AES-256 Key Wrap, SP 800-38F): the root key wraps wrapping keys, and those wrap data
//! keys. A wrapped key opens only with the key that wrapped it, so a foreign or damaged one is noticed.

use aes_kw::cipher::consts::U32;
use aes_kw::{KeyInit as _, KwAes256};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// How many bytes a wrapped key has.
pub(super) const WRAPPED: usize = 40;
/// Keeps this use of the root key apart from every other.
const PURPOSE: &[u8] = b"samtykke wrapping keys v1";

/// A key that wraps other keys.
pub(super) struct Wrap(KwAes256);

impl Wrap {
    /// The key derived from the root key.
    #[expect(
        clippy::expect_used,
        reason = "HKDF-SHA-256 gives up to 8160 bytes, and 32 are asked for"
    )]
    pub(super) fn of_root(root: &[u8; 32]) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, root)
            .expand(PURPOSE, key.as_mut())
            .expect("32 bytes are not too many");
        Self::new(&key)
    }

    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self(KwAes256::new(key.into()))
    }

    pub(super) fn wrap(&self, key: &[u8; 32]) -> [u8; WRAPPED] {
        self.0.wrap_fixed_key::<U32>(key.into()).into()
    }

    /// The key inside; none when another key wrapped it, or a bit of it changed.
    pub(super) fn unwrap(&self, wrapped: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let wrapped: &[u8; WRAPPED] = wrapped.try_into().ok()?;
        let mut key = Zeroizing::new([0; 32]);
        self.0.unwrap_key(wrapped, key.as_mut()).ok()?;
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3394, 4.6: 256 bits of key data with a 256-bit key.
    #[test]
    fn wrapping_is_rfc_3394() {
        let wrapping = std::array::from_fn(|i| u8::try_from(i).unwrap());
        let mut key = [0; 32];
        for (i, byte) in key.iter_mut().enumerate() {
            let low = u8::try_from(i % 16).unwrap();
            *byte = if i < 16 { low * 0x11 } else { low };
        }
        let wrapped: String = Wrap::new(&wrapping)
            .wrap(&key)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            wrapped,
            "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
        );
    }

    #[test]
    fn only_the_wrapping_key_opens_and_no_bit_may_change() {
        let wrap = Wrap::of_root(&[1; 32]);
        let wrapped = wrap.wrap(&[7; 32]);
        assert_eq!(*wrap.unwrap(&wrapped).unwrap(), [7; 32]);
        assert!(Wrap::of_root(&[2; 32]).unwrap(&wrapped).is_none());
        assert!(
            Wrap::new(&[1; 32]).unwrap(&wrapped).is_none(),
            "the root key itself wraps nothing"
        );
        for bit in 0..8 * WRAPPED {
            let mut changed = wrapped;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(wrap.unwrap(&changed).is_none(), "bit {bit}");
        }
        for length in [0, 8, 32, 39, 41, 48] {
            assert!(wrap.unwrap(&vec![0; length]).is_none(), "{length} bytes");
        }
    }
}
