//! Forgetting who came, on the day that was promised. How many had a seat stays, as a number.

use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::retention::RetentionRule;
use jiff::Timestamp;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use super::gone::{AnswersGone, Gone};
use crate::Service;
use crate::erasure::BATCH;

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
                let mut gone = Vec::new();
                for seat in some {
                    gone.push(self.draw_gone(&seat.id, ErasureRule::EventEnd).await?);
                }
                let forget = Forget(some[0].event, gone);
                self.end(|| self.store().commit(forget.clone())).await?;
            }
            self.finish_erasures().await?;
            forgotten += due.len() as u64;
        }
    }

    /// Erases answers whose own time is up before that of the seats, and returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn forget_answers(&self) -> Result<u64, StoreError> {
        let rule = self.register().seat_answers().map(|answers| answers.rule);
        let ended_before = self.ended_before(rule);
        let mut forgotten = 0;
        loop {
            let due = self.store().due_answers(self.now(), ended_before, BATCH);
            let due = due.await?;
            if due.is_empty() {
                return Ok(forgotten);
            }
            let mut gone = Vec::new();
            for answers in &due {
                let reason = EndReason::DataDeleted;
                let drawn = self.draw_answers_gone(answers, ErasureRule::EventEnd, reason);
                gone.push((answers.seat, drawn.await?));
            }
            let forget = ForgetAnswers(gone);
            self.end(|| self.store().commit(forget.clone())).await?;
            self.finish_erasures().await?;
            forgotten += due.len() as u64;
        }
    }

    /// What ended before this is forgotten by the rule in force, which may be shorter than what was promised.
    fn seats_ended_before(&self) -> Timestamp {
        self.ended_before(self.register().seats().map(|seats| seats.rule))
    }

    fn ended_before(&self, rule: Option<&RetentionRule>) -> Timestamp {
        let last = rule.and_then(|rule| rule.over(self.today()));
        let begins = last.and_then(|day| self.start_of(day.tomorrow().ok()?));
        begins.unwrap_or(Timestamp::MIN)
    }
}

#[derive(Clone)]
struct ForgetAnswers(Vec<(Uuid, AnswersGone)>);

impl Operation for ForgetAnswers {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (seat, gone) in &self.0 {
            // The use may have been stopped meanwhile.
            if !tx.is_use_stopped(seat).await? {
                gone.decide(tx).await?;
            }
        }
        Ok(())
    }
}

#[derive(Clone)]
struct Forget(Uuid, Vec<Gone>);

impl Operation for Forget {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.hold_event(&self.0).await?;
        tx.count_who_came(&self.0).await?;
        for gone in &self.1 {
            if gone.is_use_stopped(tx).await? {
                continue;
            }
            // Who answered anew meanwhile is met again by the next round.
            gone.decide(tx).await?;
        }
        Ok(())
    }
}
