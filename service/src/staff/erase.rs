//! What goes by itself: accounts of people who left, by the register's rule for staff; invitations that nobody accepted;
//! the access log, by its own rule; and what signs people in, when it is over.

use domain::erasure::ErasureRule;
use domain::retention::{Bound, Period, RetentionRule};
use domain::staff::{CHALLENGE_LASTS, FORGOTTEN_AFTER, IDLE, LONGEST_SESSION};
use jiff::Timestamp;
use storage::{Operation, Over, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::erasure::BATCH;

impl Service {
    /// Erases the accounts whose time is up. Returns how many.
    pub(crate) async fn erase_due_staff(&self) -> Result<u64, StoreError> {
        let Some(disabled_before) = self.over_before("staff", 3) else {
            return Ok(0);
        };
        let mut erased = 0;
        let mut last = Uuid::nil();
        loop {
            let now = self.now();
            let due = self.store().due_staff(&last, disabled_before, now, BATCH);
            let due = due.await?;
            let Some(next) = due.last() else {
                return Ok(erased);
            };
            last = *next;
            erased += self.erase(&due, ErasureRule::StaffLeft).await?;
        }
    }

    /// Deletes what is over of the access log and of signing in. Returns how many entries of the log.
    pub(crate) async fn sweep_staff(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let sweep = Sweep {
            accesses_before: self.over_before("access-log", 12),
            over: Over {
                made_at: now - LONGEST_SESSION,
                seen_at: now - IDLE,
                failed_at: now - FORGOTTEN_AFTER,
                // As long again, since another node's clock may be behind.
                challenges_ended_at: now - CHALLENGE_LASTS,
                now,
            },
        };
        self.end(|| self.store().commit(sweep.clone())).await
    }

    /// What came under `purpose` before this instant is to be gone today; `months` stand for a register that says
    /// nothing, as its check says too.
    pub(crate) fn over_before(&self, purpose: &str, months: u16) -> Option<Timestamp> {
        let purpose = self.register().register().purpose.get(purpose);
        let stated = purpose.and_then(|purpose| purpose.retention.clone());
        let rule = stated.unwrap_or(RetentionRule {
            trigger: None,
            period: Period {
                months,
                ..Period::default()
            },
            bound: Bound::GoneBy,
            note: None,
            statute: None,
        });
        self.start_of(rule.over(self.today())?.tomorrow().ok()?)
    }
}

#[derive(Clone)]
struct Sweep {
    accesses_before: Option<Timestamp>,
    over: Over,
}

impl Operation for Sweep {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        tx.sweep_sign_ins(&self.over).await?;
        match self.accesses_before {
            Some(before) => tx.sweep_accesses(before).await,
            None => Ok(0),
        }
    }
}
