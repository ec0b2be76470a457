//! What is done once a day: sessions, enquiries, secure threads, consents, disclosures, participants of events, proofs, accounts, fingerprints and entries of mails whose time is up go, what a
//! restored copy brought back goes again, and so do keys that nothing came to use.

use std::time::Duration;

use jiff::Timestamp;
use storage::StoreError;
use uuid::Uuid;

use crate::Service;

/// How old an unused key must be. A database put back from the wrong copy is put right within that time, and
/// until then its rows' keys must not be taken for unused.
const UNUSED_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// How many keys are looked at in one go.
const BATCH: u32 = 256;

impl Service {
    /// Does the day's work. May be called more often: what is done is not done again.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        self.keep_copies_for_answers().await?;
        let again = self.replay_erasures().await?;
        let fingerprints = self.forget_fingerprints().await?;
        let addresses = self.forget_address_changes().await?;
        let drafts = self.forget_drafts().await?;
        let enquiries = self.erase_due_threads().await?;
        let participants = self.forget_participants().await?;
        let answers = self.forget_answers().await?;
        let cases = self.erase_due_cases().await?
            + self.erase_due_person_codes().await?
            + self.erase_due_addresses_by_staff().await?;
        self.end_named_consents().await?;
        let consents = self.erase_due_named_consents().await?;
        let disclosures = self.erase_due_disclosures().await?;
        let secure = self.erase_due_secure_threads().await?;
        let pieces = self.sweep_secure_pieces().await?;
        let erased = self.erase_due_proofs().await? + self.erase_due_staff().await?;
        let accesses = self.sweep_staff().await?;
        self.sweep_portal().await?;
        let unused = self.drop_unused_keys().await?;
        let mails = self.delete_old_mails().await?;
        let people = enquiries + secure + participants + answers + cases + consents + disclosures;
        let gone = again + fingerprints + addresses + drafts + people + erased;
        if gone + unused + mails + accesses + pieces > 0 {
            tracing::info!(
                erased,
                again,
                fingerprints,
                addresses,
                drafts,
                enquiries,
                secure,
                pieces,
                participants,
                answers,
                cases,
                consents,
                disclosures,
                unused,
                mails,
                accesses,
                "swept what is over"
            );
        }
        Ok(())
    }

    /// Drops keys without a row. Ids hold the time they were drawn at, so age is read from them.
    async fn drop_unused_keys(&self) -> Result<u64, StoreError> {
        let keys = self.store().keys()?;
        let before = first_id_of(self.now() - UNUSED_FOR);
        let mut dropped = 0;
        let mut last = Uuid::nil();
        loop {
            let ids = keys.ids_between(&last, &before, BATCH).await?;
            let Some(next) = ids.last() else {
                return Ok(dropped);
            };
            last = *next;
            let mut unused = Vec::new();
            for id in ids {
                if !self.store().is_held(&id).await? {
                    unused.push(id);
                }
            }
            dropped += unused.len() as u64;
            if !unused.is_empty() {
                keys.drop_unused(&unused).await?;
            }
        }
    }
}

/// The lowest id that a UUIDv7 drawn at `instant` can have.
pub(crate) fn first_id_of(instant: Timestamp) -> Uuid {
    let milliseconds = u64::try_from(instant.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &[0; 10]).into_uuid()
}

#[cfg(test)]
mod tests {

    use storage::{DataKey, KeyState, NewKey};

    use crate::testing::{Bench, Browser};

    #[tokio::test]
    async fn only_old_keys_without_a_row_are_dropped() {
        let bench = Bench::open().await;
        let browser = Browser::accepted(&bench.service).await;
        let unused = bench.service.chance().uuid_v7(bench.service.now());
        let keys = bench.store.keys().unwrap();
        let key = DataKey::new([1; 32]);
        keys.add(vec![NewKey { id: unused, key }]).await.unwrap();
        bench.service.sweep().await.unwrap();
        assert!(matches!(
            keys.state(&unused).await.unwrap(),
            KeyState::Present(_)
        ));
        bench.set_clock("2026-12-22T12:00:00Z");
        bench.service.sweep().await.unwrap();
        assert!(matches!(
            keys.state(&unused).await.unwrap(),
            KeyState::NeverExisted
        ));
        let code = browser.receipt.unwrap();
        assert!(bench.service.receipt(&code).await.is_ok());
    }
}
