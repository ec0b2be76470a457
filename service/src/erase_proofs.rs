//! Erasing the proof of consents whose time is up (`proof_after_end`): decide, destroy the key, delete the
//! rows and leave a leaf. Each step is on the disk before the next begins, and each may be taken again, so a
//! crash between any two only means that start-up goes on where it was.

use domain::canonical::NotCanonical;
use domain::erasure::{ErasureRecord, ErasureRule};
use domain::evidence::{Blinding, Leaf, LeafKind};
use jiff::Timestamp;
use jiff::civil::Date;
use storage::{AppendedLeaf, Due, Erasure, Evidence, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;

/// How many proofs are erased at a time; visitors' writes wait no longer than one such batch takes.
const BATCH: u32 = 64;

impl Service {
    /// Finishes what was begun, and erases every proof whose time is up. Returns how many were erased.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_due_proofs(&self) -> Result<u64, StoreError> {
        let mut erased = self.finish_erasures().await?;
        let Some(due) = self.due() else {
            return Ok(erased);
        };
        let mut last = Uuid::nil();
        loop {
            let consents = self.store().due(&last, due, BATCH).await?;
            let Some(next) = consents.last() else {
                return Ok(erased);
            };
            last = *next;
            self.decide(&consents).await?;
            erased += self.finish_erasures().await?;
        }
    }

    /// Finishes the erasures that are decided.
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
                if self.store().has_consent(&id).await? {
                    back.push(id);
                }
            }
            found += back.len() as u64;
            self.erase_again(&back).await?;
        }
    }

    /// Erases rows whose keys are erased already.
    pub(crate) async fn erase_again(&self, consents: &[Uuid]) -> Result<(), StoreError> {
        if consents.is_empty() {
            return Ok(());
        }
        self.decide(consents).await?;
        self.finish_erasures().await?;
        Ok(())
    }

    /// The first step: from now on no code opens them.
    async fn decide(&self, consents: &[Uuid]) -> Result<(), StoreError> {
        let now = self.now();
        let register = self.register().version();
        let drawn = consents
            .iter()
            .map(|subject| Drawn {
                subject: *subject,
                id: self.chance().uuid_v7(now),
                r: Blinding(self.chance().bytes32()),
            })
            .collect();
        let decide = Decide {
            drawn,
            register,
            at: now,
        };
        self.end(|| self.store().commit(decide.clone())).await
    }

    /// The second step: from now on nothing opens them, in no copy of the main database.
    async fn destroy_keys(&self, decided: &[Erasure]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = decided.iter().map(|erasure| erasure.subject).collect();
        let keys = self.store().keys()?;
        self.end(|| keys.erase(&ids, self.now())).await
    }

    /// The third step.
    async fn delete_rows(&self, decided: Vec<Erasure>) -> Result<(), StoreError> {
        let at = self.now();
        let decided = decided
            .into_iter()
            .map(|erasure| (erasure, self.chance().uuid_v7(at)))
            .collect();
        let delete = Delete { decided, at };
        self.end(|| self.store().commit(delete.clone())).await
    }

    /// Which consents are due today. None in a calendar that has hardly begun.
    fn due(&self) -> Option<Due> {
        let today = self.today();
        let register = self.register();
        let ended = last_day(today, |day| register.proof_gone_by(day))?;
        let given = last_day(today, |day| {
            register.proof_gone_by(register.consent_runs_out(day)?)
        })?;
        Some(Due {
            ended_before: self.start_of(ended.tomorrow().ok()?)?,
            given_before: self.start_of(given.tomorrow().ok()?)?,
        })
    }
}

/// The last day whose proof is gone by `today`. A later day's proof never goes earlier, so the search steps
/// back from today.
pub(crate) fn last_day(
    today: Date,
    gone_by: impl Fn(Date) -> Result<Date, jiff::Error>,
) -> Option<Date> {
    let mut day = today;
    while gone_by(day).ok()? > today {
        day = day.yesterday().ok()?;
    }
    Some(day)
}

#[derive(Clone)]
struct Drawn {
    subject: Uuid,
    id: Uuid,
    r: Blinding,
}

#[derive(Clone)]
struct Decide {
    drawn: Vec<Drawn>,
    register: domain::register::RegisterVersion,
    at: Timestamp,
}

impl Operation for Decide {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for drawn in &self.drawn {
            let Some(end) = tx.hold_for_erasure(&drawn.subject, self.at).await? else {
                continue;
            };
            let record = ErasureRecord {
                schema: ErasureRecord::SCHEMA.to_owned(),
                id: drawn.id,
                decided_at: self.at,
                rule: ErasureRule::ProofAfterEnd,
                records: [drawn.subject].into_iter().chain(end).collect(),
            };
            let erasure = Erasure {
                id: drawn.id,
                subject: drawn.subject,
                register: self.register,
                evidence: Evidence {
                    bytes: record.to_bytes().map_err(unwritable)?,
                    r: drawn.r,
                },
            };
            tx.decide_erasure(&erasure, self.at).await?;
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

#[cfg(test)]
mod tests;
