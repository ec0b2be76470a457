//! Erasing: decide, destroy the key, delete the rows and leave a leaf. Each step is on the disk before the next
//! begins, and each may be taken again, so a crash between any two only means that start-up goes on where it was.

use domain::canonical::NotCanonical;
use domain::erasure::{ErasureRecord, ErasureRule};
use domain::evidence::{Blinding, Leaf, LeafKind};
use domain::register::RegisterVersion;
use jiff::Timestamp;
use storage::{AppendedLeaf, Erasure, Evidence, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;

/// How many things are erased at a time; visitors' writes wait no longer than one such batch takes.
pub(crate) const BATCH: u32 = 64;

/// The erasure of all that one key sealed, ready to be decided, with everything drawn beforehand.
#[derive(Clone)]
pub(crate) struct Erase {
    subject: Uuid,
    rule: ErasureRule,
    id: Uuid,
    r: Blinding,
    register: RegisterVersion,
    at: Timestamp,
}

impl Service {
    /// Draws the erasure of what the key `subject` sealed.
    pub(crate) fn draw_erasure(&self, subject: Uuid, rule: ErasureRule) -> Erase {
        let at = self.now();
        Erase {
            subject,
            rule,
            id: self.chance().uuid_v7(at),
            r: Blinding(self.chance().bytes32()),
            register: self.register().version(),
            at,
        }
    }

    /// Decides that what these keys sealed is erased, and erases it.
    pub(crate) async fn erase(
        &self,
        subjects: &[Uuid],
        rule: ErasureRule,
    ) -> Result<u64, StoreError> {
        if subjects.is_empty() {
            return Ok(0);
        }
        self.decide(subjects, rule).await?;
        self.finish_erasures().await
    }

    /// The first step, where nothing else is written with it.
    pub(crate) async fn decide(
        &self,
        subjects: &[Uuid],
        rule: ErasureRule,
    ) -> Result<(), StoreError> {
        let drawn = subjects
            .iter()
            .map(|subject| self.draw_erasure(*subject, rule))
            .collect();
        let decide = Decide(drawn);
        self.end(|| self.store().commit(decide.clone())).await
    }

    /// Finishes the erasures that are decided. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn finish_erasures(&self) -> Result<u64, StoreError> {
        let mut erased = 0;
        loop {
            let decided = self.store().unfinished_erasures(BATCH).await?;
            if decided.is_empty() {
                return Ok(erased);
            }
            erased += decided.len() as u64;
            self.destroy_keys(&decided).await?;
            self.delete_rows(decided).await?;
        }
    }

    /// Erases what a copy from before brought back: rows whose keys are erased. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn replay_erasures(&self) -> Result<u64, StoreError> {
        let mut found = 0;
        let mut last = Uuid::nil();
        loop {
            let erased = self.store().keys()?.erased(&last, BATCH).await?;
            let Some(next) = erased.last() else {
                return Ok(found);
            };
            last = *next;
            let mut back = Vec::new();
            for id in erased {
                if self.store().is_held(&id).await? {
                    back.push(id);
                }
            }
            found += back.len() as u64;
            self.erase_again(&back).await?;
        }
    }

    /// Erases rows whose keys are erased already.
    pub(crate) async fn erase_again(&self, subjects: &[Uuid]) -> Result<(), StoreError> {
        self.erase(subjects, ErasureRule::ProofAfterEnd).await?;
        Ok(())
    }

    /// The second step: from now on nothing opens them, in no copy of the main database.
    pub(crate) async fn destroy_keys(&self, decided: &[Erasure]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = decided.iter().map(|erasure| erasure.subject).collect();
        let keys = self.store().keys()?;
        self.end(|| keys.erase(&ids, self.now())).await
    }

    /// The third step.
    pub(crate) async fn delete_rows(&self, decided: Vec<Erasure>) -> Result<(), StoreError> {
        let at = self.now();
        let decided = decided
            .into_iter()
            .map(|erasure| (erasure, self.chance().uuid_v7(at)))
            .collect();
        let delete = Delete { decided, at };
        self.end(|| self.store().commit(delete.clone())).await
    }
}

impl Erase {
    /// The first step, part of the operation that ends the thing: from now on nothing opens it. Nothing is changed
    /// where it is decided already, or the thing is gone.
    pub(crate) async fn decide(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let Some(records) = tx.hold_for_erasure(&self.subject, self.at).await? else {
            return Ok(());
        };
        let record = ErasureRecord {
            schema: ErasureRecord::SCHEMA.to_owned(),
            id: self.id,
            decided_at: self.at,
            rule: self.rule,
            records,
        };
        let erasure = Erasure {
            id: self.id,
            subject: self.subject,
            register: self.register,
            evidence: Evidence {
                bytes: record.to_bytes().map_err(unwritable)?,
                r: self.r,
            },
        };
        tx.decide_erasure(&erasure, self.at).await?;
        Ok(())
    }
}

#[derive(Clone)]
struct Decide(Vec<Erase>);

impl Operation for Decide {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for erase in &self.0 {
            erase.decide(tx).await?;
        }
        Ok(())
    }
}

#[derive(Clone)]
struct Delete {
    decided: Vec<(Erasure, Uuid)>,
    at: Timestamp,
}

impl Operation for Delete {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (erasure, leaf) in &self.decided {
            if !tx.finish_erasure(erasure, self.at).await? {
                continue;
            }
            tx.leaf(AppendedLeaf {
                id: *leaf,
                leaf: Leaf {
                    kind: LeafKind::Erased,
                    record: erasure.id,
                    register: erasure.register,
                    commitment: erasure.evidence.commitment(),
                },
                appended_at: self.at,
            });
        }
        Ok(())
    }
}

fn unwritable(_: NotCanonical) -> StoreError {
    StoreError::Unreadable("the record of an erasure")
}
