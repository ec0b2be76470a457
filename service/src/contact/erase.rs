//! Letting go: enquiries on the day that was promised, never before it under "kept until" and never after it under
//! "gone by"; hidden passages when their day is over.

use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use jiff::Timestamp;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::end_proof::EndOfProof;
use crate::erasure::{BATCH, Erase};

impl Service {
    /// Erases every enquiry whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_due_threads(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let mut erased = 0;
        loop {
            let due = self.store().due_threads(now, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            let mut ends = Vec::new();
            for thread in due {
                ends.push(self.draw_end_of_thread(thread, now).await?);
            }
            let end = EndThreads(ends);
            self.end(|| self.store().commit(end.clone())).await?;
            erased += self.finish_erasures().await?;
        }
    }

    async fn draw_end_of_thread(
        &self,
        thread: Uuid,
        now: Timestamp,
    ) -> Result<EndOfThread, StoreError> {
        let gone = self.draw_thread_gone(thread, ErasureRule::LastMessage);
        Ok(EndOfThread {
            now,
            gone: gone.await?,
        })
    }

    /// What is kept by consent goes with its enquiry, and its consent ends; the proof of it stays for its own time.
    pub(crate) async fn draw_thread_gone(
        &self,
        thread: Uuid,
        rule: ErasureRule,
    ) -> Result<ThreadGone, StoreError> {
        let mut proofs = Vec::new();
        for passage in self.store().passages_of(&thread).await? {
            if let Some(proof) = passage.proof {
                proofs.extend(self.draw_proof_end(&proof, EndReason::DataDeleted).await?);
            }
        }
        Ok(ThreadGone {
            thread,
            proofs,
            erase: self.draw_erasure(thread, rule),
        })
    }

    /// Erases every hidden passage whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_due_passages(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let mut erased = 0;
        loop {
            let due = self.store().due_passages(now, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            let ends = due.into_iter().map(|passage| EndOfPassage {
                passage,
                now,
                erase: self.draw_erasure(passage, ErasureRule::MarkedSensitive),
            });
            let end = EndPassages(ends.collect());
            self.end(|| self.store().commit(end.clone())).await?;
            erased += self.finish_erasures().await?;
        }
    }
}

/// An enquiry that goes, ready to be erased.
#[derive(Clone)]
pub(crate) struct ThreadGone {
    thread: Uuid,
    proofs: Vec<EndOfProof>,
    erase: Erase,
}

impl ThreadGone {
    /// Whether it is still there. It is held from then on.
    pub(crate) async fn stands(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.hold_thread(&self.thread).await
    }

    /// Decides that it goes, and ends the consents that kept parts of it.
    pub(crate) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for proof in &self.proofs {
            proof.write(tx).await?;
        }
        self.erase.decide(tx).await
    }
}

#[derive(Clone)]
struct EndOfThread {
    now: Timestamp,
    gone: ThreadGone,
}

#[derive(Clone)]
struct EndThreads(Vec<EndOfThread>);

impl Operation for EndThreads {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for end in &self.0 {
            // A message that came meanwhile gave it more time.
            if tx.hold_due_thread(&end.gone.thread, end.now).await? {
                end.gone.decide(tx).await?;
            }
        }
        Ok(())
    }
}

#[derive(Clone)]
struct EndOfPassage {
    passage: Uuid,
    now: Timestamp,
    erase: Erase,
}

#[derive(Clone)]
struct EndPassages(Vec<EndOfPassage>);

impl Operation for EndPassages {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for end in &self.0 {
            // Its sender may have asked us to keep it meanwhile.
            if tx.hold_due_passage(&end.passage, end.now).await? {
                tx.note_removed(&end.passage, end.now).await?;
                end.erase.decide(tx).await?;
            }
        }
        Ok(())
    }
}
