//! Forgetting who came, on the day that was promised. How many had a seat stays, as a number.

use domain::erasure::ErasureRule;
use jiff::Timestamp;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::erasure::{BATCH, Erase};

impl Service {
    /// Erases those who signed up for events whose time is up, and returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn forget_participants(&self) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        let ended_before = self.seats_ended_before();
        loop {
            let due = self
                .store()
                .seats_to_forget(self.now(), ended_before, BATCH)
                .await?;
            if due.is_empty() {
                return Ok(forgotten);
            }
            for some in due.chunk_by(|one, other| one.event == other.event) {
                let rule = ErasureRule::EventEnd;
                let erase = some.iter().map(|seat| self.draw_erasure(seat.id, rule));
                let forget = Forget(some[0].event, erase.collect());
                self.end(|| self.store().commit(forget.clone())).await?;
            }
            self.finish_erasures().await?;
            forgotten += due.len() as u64;
        }
    }

    /// What ended before this is forgotten by the rule in force, which may be shorter than what was promised.
    fn seats_ended_before(&self) -> Timestamp {
        let rule = self.register().seats().map(|seats| seats.rule);
        let last = rule.and_then(|rule| rule.over(self.today()));
        let begins = last.and_then(|day| self.start_of(day.tomorrow().ok()?));
        begins.unwrap_or(Timestamp::MIN)
    }
}

#[derive(Clone)]
struct Forget(Uuid, Vec<Erase>);

impl Operation for Forget {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.hold_event(&self.0).await?;
        tx.count_who_came(&self.0).await?;
        for erase in &self.1 {
            erase.decide(tx).await?;
        }
        Ok(())
    }
}
