//! What stands in an address of ours so that what comes to it names what it is about, and nobody can make it up: an id,
//! and a mark that only the root key gives. Lower case, because mail servers may change the case of an address.

use uuid::Uuid;

use crate::RootKey;

/// How many bytes the mark has.
const MARK: usize = 10;
/// How many bytes id and mark have.
const BYTES: usize = 16 + MARK;
/// How many characters that is.
const LENGTH: usize = (BYTES * 8).div_ceil(5);
/// RFC 4648's base 32, in lower case.
const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
const BITS: u32 = 5;

/// The token of `id`; `label` keeps uses apart.
pub(crate) fn write_token(root_key: &RootKey, label: &str, id: &Uuid) -> String {
    let mut bytes = id.as_bytes().to_vec();
    bytes.extend_from_slice(&mark(root_key, label, id));
    write(&bytes)
}

/// The id whose token this is; none when we did not write it.
pub(crate) fn read_token(root_key: &RootKey, label: &str, token: &str) -> Option<Uuid> {
    let bytes = read(&token.to_ascii_lowercase())?;
    let (id, said) = bytes.split_first_chunk::<16>()?;
    let id = Uuid::from_bytes(*id);
    is_same(&mark(root_key, label, &id), said).then_some(id)
}

fn mark(root_key: &RootKey, label: &str, id: &Uuid) -> [u8; MARK] {
    let derived = root_key.derive(label, &[id.as_bytes()]);
    std::array::from_fn(|place| derived.0[place])
}

/// Looks at every byte, so that the time it takes does not tell how many were right.
fn is_same(mark: &[u8; MARK], said: &[u8]) -> bool {
    let differences = mark.iter().zip(said).fold(0, |all, (a, b)| all | (a ^ b));
    said.len() == MARK && differences == 0
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

/// Each token has one spelling, but for the case of its letters.
fn read(text: &str) -> Option<Vec<u8>> {
    if text.len() != LENGTH {
        return None;
    }
    let mut bytes = Vec::with_capacity(BYTES);
    let (mut bits, mut waiting) = (0_u32, 0_u32);
    for symbol in text.bytes() {
        let value = SYMBOLS.iter().position(|other| *other == symbol)?;
        bits = bits << BITS | u32::try_from(value).ok()?;
        waiting += BITS;
        if waiting >= 8 {
            waiting -= 8;
            bytes.push(u8::try_from(bits >> waiting & 255).ok()?);
        }
    }
    (bits & ((1 << waiting) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: RootKey = RootKey([7; 32]);

    proptest! {
        #[test]
        fn a_token_reads_back_whatever_happened_to_its_case_and_only_under_its_label(id: u128) {
            let id = Uuid::from_u128(id);
            let token = write_token(&KEY, "a", &id);
            prop_assert_eq!(token.len(), LENGTH);
            prop_assert_eq!(read_token(&KEY, "a", &token), Some(id));
            prop_assert_eq!(read_token(&KEY, "a", &token.to_uppercase()), Some(id));
            prop_assert_eq!(read_token(&KEY, "b", &token), None);
            prop_assert_eq!(read_token(&RootKey([8; 32]), "a", &token), None);
        }

        #[test]
        fn no_other_spelling_is_a_token(id: u128, at in 0..LENGTH, symbol in 0_usize..32) {
            let token = write_token(&KEY, "a", &Uuid::from_u128(id));
            let mut other = token.clone().into_bytes();
            other[at] = SYMBOLS[symbol];
            let other = String::from_utf8(other).unwrap();
            prop_assert_eq!(read_token(&KEY, "a", &other).is_some(), other == token);
        }

        #[test]
        fn nothing_else_is_a_token(text in "\\PC{0,50}|[a-z2-7]{42}") {
            prop_assert_eq!(read_token(&KEY, "a", &text), None);
        }
    }
}
