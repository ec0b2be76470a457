//! Coming in to the rights portal, with no account: an address is typed, a mail goes there, and its code or link lets in
//! the browser that asked. Nothing here looks at what is held about anybody, so a known address is like any other.

mod ask;
mod browser;
mod enter;
mod pace;
mod sessions;
mod sweep;
#[cfg(test)]
pub(super) mod tests;

pub use ask::AskToComeIn;
pub use browser::EntryBrowser;
pub use enter::{ByCode, ByLink, CameIn};

use domain::canonical::Digest;
use domain::mail::MailAddress;
use domain::portal::ENTRY_LASTS;
use storage::Within;
use uuid::Uuid;

use crate::Service;
use crate::sealing::{OwnerKey, Place};

/// Where the address of an asking lies.
const fn asked_address(attempt: Uuid) -> Place {
    Place {
        table: "portal_attempt",
        column: "address",
        record: attempt,
    }
}

/// Where the address of somebody who is in lies.
const fn session_address(session: Uuid) -> Place {
    Place {
        table: "portal_session",
        column: "address",
        record: session,
    }
}

/// The address that lies there; none when it is damaged.
fn open_address(key: &OwnerKey, place: Place, sealed: &[u8]) -> Option<MailAddress> {
    let bytes = key.open(place, sealed)?;
    MailAddress::parse(std::str::from_utf8(&bytes).ok()?).ok()
}

impl Service {
    /// What is stored in place of a mailbox that somebody asked to come in with.
    pub(super) fn portal_mailbox(&self, address: &MailAddress) -> Digest {
        self.root_key()
            .derive("portal mailbox v1", &[address.mailbox().as_bytes()])
    }

    /// When an asking must have been made to be live now.
    fn live_now(&self) -> Within {
        let now = self.now();
        Within {
            since: now - ENTRY_LASTS,
            until: now,
        }
    }
}
