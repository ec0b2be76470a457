//! Letting go: threads on the day that their purpose or their case says, and pieces of files that no message came for.

use domain::erasure::ErasureRule;
use jiff::{SignedDuration, Timestamp};
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::erasure::{BATCH, Erase};
use crate::sweep::first_id_of;

/// How old pieces are whose message will not come any more: nobody's upload takes a day.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

impl Service {
    /// Erases every secure thread whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_due_secure_threads(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let mut erased = 0;
        loop {
            let due = self.store().due_secure_threads(now, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            let ends = due.into_iter().map(|(thread, case)| {
                let rule = match case {
                    Some(_) => ErasureRule::CaseClosed,
                    None => ErasureRule::LastMessage,
                };
                EndOfThread {
                    thread,
                    now,
                    erase: self.draw_erasure(thread, rule),
                }
            });
            let end = EndThreads(ends.collect());
            self.end(|| self.store().commit(end.clone())).await?;
            erased += self.finish_erasures().await?;
        }
    }

    /// Draws the erasure of a thread that its person asked for.
    pub(crate) fn draw_secure_gone(&self, thread: Uuid) -> SecureGone {
        SecureGone {
            thread,
            erase: self.draw_erasure(thread, ErasureRule::Asked),
        }
    }

    /// Deletes pieces of files that no message came for. Returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_secure_pieces(&self) -> Result<u64, StoreError> {
        let sweep = SweepPieces(first_id_of(self.now() - FORGOTTEN));
        self.end(|| self.store().commit(sweep.clone())).await
    }
}

/// A secure thread that stands alone and goes because its person asked for that.
pub(crate) struct SecureGone {
    thread: Uuid,
    erase: Erase,
}

impl SecureGone {
    /// Whether it is still there. It is held from then on.
    pub(crate) async fn stands(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.hold_secure_thread(&self.thread).await
    }

    /// Decides that it goes.
    pub(crate) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.erase.decide(tx).await
    }
}

#[derive(Clone)]
struct EndOfThread {
    thread: Uuid,
    now: Timestamp,
    erase: Erase,
}

#[derive(Clone)]
struct EndThreads(Vec<EndOfThread>);

impl Operation for EndThreads {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for end in &self.0 {
            // A message that came meanwhile gave it more time.
            if tx.hold_due_secure_thread(&end.thread, end.now).await? {
                end.erase.decide(tx).await?;
            }
        }
        Ok(())
    }
}

#[derive(Clone)]
struct SweepPieces(Uuid);

impl Operation for SweepPieces {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        tx.sweep_secure_chunks(&self.0).await
    }
}
