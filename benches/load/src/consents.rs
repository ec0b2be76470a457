//! Consents to write by `Store::commit`: the operation of `POST /api/v1/consents`, with the same reads, rows, leaf and
//! data key, filled with values of the same lengths. Sealing and deriving codes belong to the use case, not to the
//! store, so that sealed bytes and hashes are drawn at random.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use domain::canonical::Digest;
use domain::consent::ConsentRecord;
use domain::evidence::{Leaf, LeafKind};
use service::{Chance as _, Clock as _};
use storage::{AppendedLeaf, DataKey, NewConsent, NewKey, Operation, Store, StoreError, Tx};
use tokio::task::JoinSet;

use crate::product::{Product, problem};
use crate::stopwatch::Stopwatch;

/// A consent, ready to be written.
#[derive(Clone)]
pub(crate) struct Give {
    pub(crate) consent: NewConsent,
    pub(crate) key: NewKey,
    pub(crate) leaf: AppendedLeaf,
    /// The notice's canonical bytes.
    pub(crate) notice: Arc<[u8]>,
}

impl Operation for Give {
    /// Whether it was new.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.consent_by_code(&self.consent.code).await?.is_some()
            || tx
                .consent_by_attempt(&self.consent.attempt)
                .await?
                .is_some()
        {
            return Ok(false);
        }
        let given_at = self.consent.record.given_at;
        tx.store_notice(&self.notice, given_at).await?;
        tx.insert_consent(&self.consent).await?;
        tx.leaf(self.leaf);
        Ok(true)
    }
}

/// What all consents have in common, as the service made the first.
pub(crate) struct Consents<'p> {
    product: &'p Product,
    record: ConsentRecord,
    sealed: usize,
    notice: Arc<[u8]>,
}

impl<'p> Consents<'p> {
    /// Lets the service give one, and takes it for a pattern.
    pub(crate) async fn like_one_of(product: &'p Product) -> Result<Self> {
        let code = product.give().await?;
        let receipt = product.service.receipt(&code).await.map_err(problem)?;
        let stored = product.store.consent_by_code(&code.hash()).await?;
        let notice = receipt.notice.to_bytes()?;
        Ok(Self {
            product,
            record: receipt.record,
            sealed: stored
                .context("a consent that was just given")?
                .sealed
                .len(),
            notice: notice.into(),
        })
    }

    /// What the pattern's record and sealed evidence are, for those who write without the store.
    pub(crate) fn pattern(&self) -> Give {
        self.one()
    }

    pub(crate) fn draw(&self, count: usize) -> Vec<Give> {
        (0..count).map(|_| self.one()).collect()
    }

    fn one(&self) -> Give {
        let chance = &self.product.chance;
        let now = self.product.clock.now();
        let digest = || Digest(chance.bytes32());
        let mut sealed = vec![0; self.sealed];
        chance.fill(&mut sealed);
        let mut record = self.record.clone();
        record.id = chance.uuid_v7(now);
        record.given_at = now;
        Give {
            key: NewKey {
                id: record.id,
                key: DataKey::new(chance.bytes32()),
            },
            leaf: AppendedLeaf {
                id: chance.uuid_v7(now),
                leaf: Leaf {
                    kind: LeafKind::ConsentGiven,
                    record: record.id,
                    register: record.register,
                    commitment: digest(),
                },
                appended_at: now,
            },
            consent: NewConsent {
                record,
                sealed,
                granted: digest(),
                attempt: digest(),
                code: digest(),
            },
            notice: Arc::clone(&self.notice),
        }
    }
}

/// Commits every one, `callers` at a time; how many a second.
pub(crate) async fn commit_all(store: &Store, callers: usize, given: Vec<Give>) -> Result<f64> {
    let count = given.len();
    let queue = Arc::new(Mutex::new(given.into_iter()));
    let mut running = JoinSet::new();
    let stopwatch = Stopwatch::start();
    for _ in 0..callers {
        running.spawn(commit_what_waits(store.clone(), Arc::clone(&queue)));
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    Ok(stopwatch.rate(count))
}

async fn commit_what_waits(
    store: Store,
    queue: Arc<Mutex<std::vec::IntoIter<Give>>>,
) -> Result<()> {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    while let Some(give) = next() {
        ensure!(store.commit(give).await?, "a consent was there before");
    }
    Ok(())
}
