//! What stands in the return address of a mail, so that what comes back names the mail it answers, and nobody can
//! make it up: the mail's id, and a mark that only the root key gives. Lower case, because mail servers may change
//! the case of an address.

use uuid::Uuid;

use crate::{RootKey, Service};

/// How many bytes the mark has.
const MARK: usize = 10;
/// RFC 4648's base 32, in lower case.
const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const BITS: u32 = 5;

impl Service {
    /// The token of a mail.
    #[must_use]
    pub fn bounce_token(&self, mail: &Uuid) -> String {
        let mut bytes = mail.as_bytes().to_vec();
        bytes.extend_from_slice(&mark(self.root_key(), mail));
        write(&bytes)
    }
}

fn mark(root_key: &RootKey, mail: &Uuid) -> [u8; MARK] {
    let derived = root_key.derive("bounce token v1", &[mail.as_bytes()]);
    std::array::from_fn(|place| derived.0[place])
}

fn write(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut waiting) = (0_u32, 0_u32);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        waiting += 8;
        while waiting >= BITS {
            waiting -= BITS;
            let symbol = usize::try_from(bits >> waiting & 31).unwrap_or(0);
            text.push(char::from(SYMBOLS[symbol]));
        }
    }
    if waiting > 0 {
        let symbol = usize::try_from(bits << (BITS - waiting) & 31).unwrap_or(0);
        text.push(char::from(SYMBOLS[symbol]));
    }
    text
}
