//! Guesses are counted before they are tried, in the transaction that decides whether they may be, so that many at
//! once count as many. What is right is forgotten again.

use domain::canonical::Digest;
use domain::staff::Guess;
use jiff::Timestamp;
use storage::{Failures, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::RootKey;

/// What is tried, by a keyed hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    hash: Digest,
    guess: Guess,
}

impl Tried {
    /// A password for an address, whether that has an account or not.
    pub(super) fn address(root: &RootKey, address: &Digest) -> Self {
        Self::of(root, "address", &address.0, Guess::Password)
    }

    /// A password, from a browser that signed in before: others' failures do not slow it.
    pub(super) fn browser(root: &RootKey, browser: &[u8]) -> Self {
        Self::of(root, "browser", browser, Guess::Password)
    }

    /// A password, by somebody who is signed in.
    pub(super) fn own_password(root: &RootKey, staff: &Uuid) -> Self {
        Self::of(root, "own password", staff.as_bytes(), Guess::Password)
    }

    /// An account's one-time codes. Signing in anew does not begin anew.
    pub(super) fn codes(root: &RootKey, staff: &Uuid) -> Self {
        Self::of(root, "codes", staff.as_bytes(), Guess::Code)
    }

    fn of(root: &RootKey, kind: &str, what: &[u8], guess: Guess) -> Self {
        // Kinds hold no zero byte, so kind and thing cannot be parted in two ways.
        let hash = root.derive("sign-in failures v1", &[kind.as_bytes(), &[0], what]);
        Self { hash, guess }
    }

    /// Counts a guess; false when it comes too early, and nothing is changed.
    pub(super) async fn count(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<bool, StoreError> {
        let before = tx.hold_failures(&self.hash).await?;
        let count = before.map_or(0, |before| Guess::counted(before.count, before.last, now));
        if let Some(before) = before
            && now < self.guess.next_at(count, before.last)
        {
            return Ok(false);
        }
        let failures = Failures {
            count: count.saturating_add(1),
            last: now,
        };
        tx.store_failures(&self.hash, failures).await?;
        Ok(true)
    }

    /// What was tried was right.
    pub(super) async fn forget(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.forget_failures(&self.hash).await
    }
}

/// Counts a guess before it is tried; false when it comes too early.
pub(super) struct Count {
    pub(super) tried: Tried,
    pub(super) now: Timestamp,
}

impl Operation for Count {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        self.tried.count(tx, self.now).await
    }
}

/// Forgets failures: what was tried was right.
pub(super) struct Forget(pub(super) Tried);

impl Operation for Forget {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.0.forget(tx).await
    }
}
