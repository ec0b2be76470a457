//! Sign-ups that nobody confirmed in time go by themselves, with their proof: nobody said that the mailbox is theirs.

use domain::erasure::ErasureRule;
use jiff::{SignedDuration, Timestamp};
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::erasure::{BATCH, Erase};

/// For how long it matters when a mailbox got its last confirmation.
const PACE: SignedDuration = SignedDuration::from_hours(24);

impl Service {
    /// Finishes the erasures that were decided, erases the sign-ups that were not confirmed in time, and forgets when
    /// other mailboxes got their confirmations. Returns how many sign-ups there were. Called every minute.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_unconfirmed(&self) -> Result<u64, StoreError> {
        self.finish_erasures().await?;
        let mut erased = 0;
        let mut last = Uuid::nil();
        loop {
            let now = self.now();
            let waited = self.store().unconfirmed(now, &last, BATCH).await?;
            let Some(next) = waited.last() else {
                break;
            };
            last = next.id;
            let rule = ErasureRule::NotConfirmed;
            let drawn = waited.iter().map(|waited| Waited {
                subscription: waited.id,
                erase: [waited.id, waited.proof].map(|id| self.draw_erasure(id, rule)),
            });
            let operation = EraseUnconfirmed(drawn.collect(), now);
            self.end(|| self.store().commit(operation.clone())).await?;
            self.finish_erasures().await?;
            erased += waited.len() as u64;
        }
        let before = self.now().saturating_sub(PACE).unwrap_or(Timestamp::MIN);
        if self.store().has_confirmation_pace(before).await? {
            let forget = ForgetPace(before);
            self.end(|| self.store().commit(forget.clone())).await?;
        }
        Ok(erased)
    }
}

impl Service {
    /// Finishes an erasure that is decided with what the person asked for. The person's part is done; what cannot be
    /// finished now is within the minute.
    pub(crate) async fn finish_what_was_decided(&self) {
        if let Err(error) = self.finish_erasures().await {
            tracing::warn!(%error, "an erasure is decided and waits to be finished");
        }
    }
}

#[derive(Clone)]
struct Waited {
    subscription: Uuid,
    erase: [Erase; 2],
}

#[derive(Clone)]
struct EraseUnconfirmed(Vec<Waited>, Timestamp);

impl Operation for EraseUnconfirmed {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for waited in &self.0 {
            let held = tx.hold_subscription(&waited.subscription).await?;
            let is_over = |end| end <= self.1;
            if held
                .and_then(|held| held.expires_at)
                .is_none_or(|end| !is_over(end))
            {
                continue;
            }
            if tx.is_use_stopped(&waited.subscription).await? {
                continue;
            }
            for erase in &waited.erase {
                erase.decide(tx).await?;
            }
        }
        Ok(())
    }
}

#[derive(Clone)]
struct ForgetPace(Timestamp);

impl Operation for ForgetPace {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.forget_confirmation_pace(self.0).await?;
        Ok(())
    }
}
