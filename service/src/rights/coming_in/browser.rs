//! What a browser keeps from asking to come in: a mark by which it is known as the one that asked, and once it came in,
//! a proof of the mailbox that it came in with. Neither opens anything.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::Digest;

use crate::Service;

/// Bytes of a mark, and of a proof.
const BYTES: usize = 32;

/// A browser that asked.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryBrowser {
    mark: [u8; BYTES],
    proof: Option<Digest>,
}

impl EntryBrowser {
    /// Reads what a browser kept.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (mark, rest) = bytes.split_first_chunk::<BYTES>()?;
        let proof = match rest {
            [] => None,
            proof => Some(Digest(proof.try_into().ok()?)),
        };
        Some(Self { mark: *mark, proof })
    }

    /// What the browser is to keep: letters, digits, `-` and `_`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let proof = self.proof.as_ref().map_or(&[][..], |proof| &proof.0[..]);
        URL_SAFE_NO_PAD.encode([&self.mark[..], proof].concat())
    }

    /// What is stored of the mark.
    pub(in crate::rights) fn hash(&self) -> Digest {
        Digest::of(&self.mark)
    }

    /// What tells who asks from other askers, before anything is hashed with a key.
    pub(super) const fn mark(&self) -> &[u8; BYTES] {
        &self.mark
    }
}

impl fmt::Debug for EntryBrowser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntryBrowser(…)")
    }
}

impl Service {
    /// The browser, or a new mark for one that has none.
    pub(super) fn entry_browser(&self, kept: Option<EntryBrowser>) -> EntryBrowser {
        kept.unwrap_or_else(|| EntryBrowser {
            mark: self.chance().bytes32(),
            proof: None,
        })
    }

    /// Whether the browser came in with this mailbox before.
    pub(super) fn came_before(&self, browser: &EntryBrowser, mailbox: &Digest) -> bool {
        browser.proof == Some(self.entry_proof(browser, mailbox))
    }

    /// The browser, once it came in with this mailbox.
    pub(super) fn known_with(&self, browser: &EntryBrowser, mailbox: &Digest) -> EntryBrowser {
        EntryBrowser {
            mark: browser.mark,
            proof: Some(self.entry_proof(browser, mailbox)),
        }
    }

    fn entry_proof(&self, browser: &EntryBrowser, mailbox: &Digest) -> Digest {
        self.root_key()
            .derive("portal browser v1", &[&mailbox.0, &browser.mark])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_a_browser_keeps_reads_back(mark: [u8; BYTES], proof: Option<[u8; BYTES]>) {
            let browser = EntryBrowser { mark, proof: proof.map(Digest) };
            prop_assert_eq!(EntryBrowser::parse(&browser.to_text()), Some(browser));
        }

        #[test]
        fn nothing_that_is_read_panics(text in "[A-Za-z0-9_-]{0,120}") {
            if let Some(browser) = EntryBrowser::parse(&text) {
                prop_assert_eq!(browser.to_text(), text);
            }
        }
    }
}
