//! Erasing the proof of consents whose time is up (`proof_after_end`): consents to cookies, whose services share one
//! period, and those under each other purpose of the register.

use domain::erasure::ErasureRule;
use domain::register::Key;
use jiff::Timestamp;
use jiff::civil::Date;
use storage::{Due, StoreError};
use uuid::Uuid;

use crate::Service;
use crate::erasure::BATCH;

impl Service {
    /// Finishes what was begun, and erases every proof whose time is up. Returns how many were erased.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn erase_due_proofs(&self) -> Result<u64, StoreError> {
        let begun = self.finish_erasures().await?;
        let cookies = self.erase_due_cookie_proofs().await?;
        let mut others = 0;
        for purpose in self.store().ended_purposes().await? {
            others += self.erase_due_proofs_of(&purpose).await?;
        }
        Ok(begun + cookies + others)
    }

    async fn erase_due_cookie_proofs(&self) -> Result<u64, StoreError> {
        let Some(due) = self.due() else {
            return Ok(0);
        };
        let mut erased = 0;
        let mut last = Uuid::nil();
        loop {
            let consents = self.store().due(&last, due, BATCH).await?;
            let Some(next) = consents.last() else {
                return Ok(erased);
            };
            last = *next;
            erased += self.erase(&consents, ErasureRule::ProofAfterEnd).await?;
        }
    }

    async fn erase_due_proofs_of(&self, purpose: &Key) -> Result<u64, StoreError> {
        let Some(ended_before) = self.proof_time_over_before(purpose) else {
            return Ok(0);
        };
        let mut erased = 0;
        let mut last = Uuid::nil();
        loop {
            let store = self.store();
            let due = store
                .due_proofs(purpose, ended_before, &last, BATCH)
                .await?;
            let Some(next) = due.last() else {
                return Ok(erased);
            };
            last = *next;
            erased += self.erase(&due, ErasureRule::ProofAfterEnd).await?;
        }
    }

    /// Of a yes under `purpose` that ended before this instant, the time of its proof has passed. None in a calendar that
    /// has hardly begun.
    pub(crate) fn proof_time_over_before(&self, purpose: &Key) -> Option<Timestamp> {
        let register = self.register();
        let gone_by = |day| register.proof_of_purpose_gone_by(purpose, day);
        let ended = last_day(self.today(), gone_by)?;
        self.start_of(ended.tomorrow().ok()?)
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

#[cfg(test)]
mod tests;
