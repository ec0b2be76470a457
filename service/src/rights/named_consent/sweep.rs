//! The clock: questions that nobody answered end, a yes ends with its last day, and what was over goes once the time of its
//! proof has passed.

use domain::erasure::ErasureRule;
use domain::named_consent::{NamedEnd, Standing};
use domain::problem::Problem;
use domain::register::Key;
use storage::StoreError;
use uuid::Uuid;

use super::OpenConsent;
use crate::Service;
use crate::erasure::BATCH;

impl Service {
    /// Ends what reached its end. Returns how many there were. One that cannot be ended is told in the log; the others go on.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn end_named_consents(&self) -> Result<u64, StoreError> {
        let today = self.today();
        let mut ended = 0;
        let mut last = Uuid::nil();
        loop {
            let due = self.store().named_consents_to_end(today, &last, BATCH);
            let due = due.await?;
            let Some(next) = due.last() else {
                return Ok(ended);
            };
            last = next.id;
            for stored in due {
                let id = stored.id;
                let end = async {
                    match self.open_stored_consent(stored).await? {
                        Some(open) => self.end_consent_in_time(&open).await,
                        None => Ok(()),
                    }
                };
                match end.await {
                    Ok(()) => ended += 1,
                    Err(problem) => {
                        tracing::error!(consent = %id, problem = problem.code(), "a consent cannot be ended");
                    }
                }
            }
        }
    }

    async fn end_consent_in_time(&self, open: &OpenConsent) -> Result<(), Problem> {
        let now = self.now();
        let Some(next) = open.consent.over(self.today(), now) else {
            return Ok(());
        };
        let act = match &open.consent.standing {
            Standing::Given { .. } => {
                Some(self.draw_consent_end(&open.key, (now, None), NamedEnd::RanOut)?)
            }
            _ => None,
        };
        let change = self.draw_consent_change(open, &next, act)?;
        self.commit_ending(change).await?
    }

    /// Erases what was over so long ago that the time of its proof has passed. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn erase_due_named_consents(&self) -> Result<u64, StoreError> {
        let mut erased = 0;
        for purpose in self.store().purposes_of_named_consents_over().await? {
            erased += self.erase_due_named_consents_of(&purpose).await?;
        }
        Ok(erased)
    }

    async fn erase_due_named_consents_of(&self, purpose: &Key) -> Result<u64, StoreError> {
        let Some(over_before) = self.proof_time_over_before(purpose) else {
            return Ok(0);
        };
        let mut erased = 0;
        let mut last = Uuid::nil();
        loop {
            let store = self.store();
            let due = store
                .due_named_consents(purpose, over_before, &last, BATCH)
                .await?;
            let Some(next) = due.last() else {
                return Ok(erased);
            };
            last = *next;
            erased += self.erase(&due, ErasureRule::ProofAfterEnd).await?;
        }
    }
}
