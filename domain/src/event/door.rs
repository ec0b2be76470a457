//! What somebody says at the door, so that a printed list needs no family name.

use std::fmt;

use crate::canonical::Digest;
use crate::consent::SYMBOLS;

/// How many symbols a door code has: few enough to be said aloud, many enough that two people of the same first name at
/// one event hardly ever share it.
const LENGTH: usize = 4;

/// The code of a seat. It opens nothing: it only tells who stands at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DoorCode([u8; LENGTH]);

impl DoorCode {
    /// The code made of a keyed hash; five bits of each of its first bytes are used.
    #[must_use]
    pub fn of(hash: &Digest) -> Self {
        let mut symbols = [0; LENGTH];
        for (symbol, byte) in symbols.iter_mut().zip(hash.0) {
            *symbol = SYMBOLS[usize::from(byte & 31)];
        }
        Self(symbols)
    }
}

impl fmt::Display for DoorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|symbol| write!(f, "{}", char::from(*symbol)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_symbols_that_are_told_apart_by_ear_and_eye() {
        let mut bytes = [0; 32];
        bytes[..5].copy_from_slice(&[31, 32, 0xff, 17, 1]);
        assert_eq!(DoorCode::of(&Digest(bytes)).to_string(), "Z0ZH");
    }
}
