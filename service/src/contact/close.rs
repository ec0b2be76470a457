//! Closing an enquiry, or calling it spam, which is gone in days; and saying that only phone and letter may answer it.

use domain::problem::Problem;
use domain::thread::State;
use storage::{Kept, Operation, StoreError, Tx};
use uuid::Uuid;

use super::CaseWorker;
use crate::{Service, problem};

/// How staff ends an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing more is expected.
    Closed,
    /// It is nobody's enquiry.
    Spam,
}

impl Service {
    /// Ends an enquiry. A closed one is kept until the day that was promised; spam goes within days. A new message of
    /// its sender opens it again.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is gone.
    pub async fn end_thread(
        &self,
        _by: CaseWorker,
        thread: &Uuid,
        ending: Ending,
    ) -> Result<(), Problem> {
        let stored = self.store().thread(thread).await;
        let stored = stored
            .map_err(problem::of_store)?
            .ok_or(Problem::NotFound)?;
        let (state, kept) = match ending {
            Ending::Closed => (State::Closed, None),
            Ending::Spam => {
                let promise = stored.promise.of_spam(self.today());
                let promise =
                    promise.map_err(|_| problem::missing("a date within the calendar"))?;
                (State::Spam, Some(self.kept(promise)?))
            }
        };
        let end = End {
            thread: *thread,
            state,
            kept,
        };
        found(self.commit_ending(end).await?)
    }

    /// Says whether an enquiry is sensitive: answered by phone or letter alone, its page shows nothing.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is gone.
    pub async fn mark_thread_sensitive(
        &self,
        _by: CaseWorker,
        thread: &Uuid,
        sensitive: bool,
    ) -> Result<(), Problem> {
        let set = SetSensitive(*thread, sensitive);
        found(self.commit_ending(set).await?)
    }
}

fn found(found: bool) -> Result<(), Problem> {
    found.then_some(()).ok_or(Problem::NotFound)
}

#[derive(Clone)]
struct End {
    thread: Uuid,
    state: State,
    kept: Option<Kept>,
}

impl Operation for End {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.set_thread_state(&self.thread, self.state).await? {
            return Ok(false);
        }
        if let Some(kept) = &self.kept {
            tx.promise_thread(&self.thread, kept).await?;
        }
        Ok(true)
    }
}

#[derive(Clone)]
struct SetSensitive(Uuid, bool);

impl Operation for SetSensitive {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.set_thread_sensitive(&self.0, self.1).await
    }
}
