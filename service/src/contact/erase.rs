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

    /// What is kept by consent goes with its enquiry, and its consent ends; the proof of it stays for its own time.
    async fn draw_end_of_thread(
        &self,
        thread: Uuid,
        now: Timestamp,
    ) -> Result<EndOfThread, StoreError> {
        let mut proofs = Vec::new();
        for passage in self.store().passages_of(&thread).await? {
            if let Some(proof) = passage.proof {
                proofs.extend(self.draw_proof_end(&proof, EndReason::DataDeleted).await?);
            }
        }
        Ok(EndOfThread {
            thread,
            now,
            proofs,
            erase: self.draw_erasure(thread, ErasureRule::LastMessage),
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

#[derive(Clone)]
struct EndOfThread {
    thread: Uuid,
    now: Timestamp,
    proofs: Vec<EndOfProof>,
    erase: Erase,
}

#[derive(Clone)]
struct EndThreads(Vec<EndOfThread>);

impl Operation for EndThreads {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for end in &self.0 {
            // A message that came meanwhile gave it more time.
            if !tx.hold_due_thread(&end.thread, end.now).await? {
                continue;
            }
            for proof in &end.proofs {
                proof.write(tx).await?;
            }
            end.erase.decide(tx).await?;
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
