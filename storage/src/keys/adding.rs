//! Group commit for new keys: what waits while the disk works goes into the next transaction.

use tokio::sync::{mpsc, oneshot};

use super::{Keys, NewKey};
use crate::StoreError;

/// The most additions in one transaction.
const BATCH: usize = 256;
/// The most additions that wait; more are refused at once.
const QUEUE: usize = 4 * BATCH;

struct Addition {
    keys: Vec<NewKey>,
    waiting: oneshot::Sender<Result<(), StoreError>>,
}

/// The way to the task that adds keys.
#[derive(Clone)]
pub(super) struct Adding(mpsc::Sender<Addition>);

impl Adding {
    pub(super) fn start(keys: Keys) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(add_all(keys, waiting));
        Self(queue)
    }

    pub(super) async fn add(&self, keys: Vec<NewKey>) -> Result<(), StoreError> {
        let (waiting, outcome) = oneshot::channel();
        let addition = Addition { keys, waiting };
        self.0.try_send(addition).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })?;
        outcome.await.unwrap_or(Err(StoreError::Closed))
    }
}

async fn add_all(keys: Keys, mut waiting: mpsc::Receiver<Addition>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        let new: Vec<NewKey> = batch
            .iter_mut()
            .flat_map(|addition| std::mem::take(&mut addition.keys))
            .collect();
        let outcome = keys.insert(&new).await;
        for addition in batch.drain(..) {
            // Whoever asked may have left; then the keys stay without a row, and are swept.
            let _left = addition.waiting.send(outcome.clone());
        }
    }
}
