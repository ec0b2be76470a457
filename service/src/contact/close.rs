//! Closing an enquiry, or calling it spam, which is gone in days; and saying that only phone and letter may answer it.

use domain::problem::Problem;
use domain::thread::State;
use storage::{Access, Kept, Operation, StoreError, StoredThread, Tx};
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

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
    /// [`Problem::Forbidden`] when no role of theirs opens enquiries; [`Problem::NotFound`] when it is gone;
    /// [`Problem::UseStopped`] while a case stops its use.
    pub async fn end_thread(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        ending: Ending,
    ) -> Result<(), Problem> {
        let stored = self.thread_to_change(actor, thread).await?;
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
            access: self.draw_thread_access(actor, &stored),
        };
        found(self.commit_ending(end).await?)
    }

    /// Says whether an enquiry is sensitive: answered by phone or letter alone, its page shows nothing.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens enquiries; [`Problem::NotFound`] when it is gone;
    /// [`Problem::UseStopped`] while a case stops its use.
    pub async fn mark_thread_sensitive(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        sensitive: bool,
    ) -> Result<(), Problem> {
        let stored = self.thread_to_change(actor, thread).await?;
        let set = SetSensitive {
            thread: *thread,
            sensitive,
            access: self.draw_thread_access(actor, &stored),
        };
        found(self.commit_ending(set).await?)
    }

    async fn thread_to_change(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
    ) -> Result<StoredThread, Problem> {
        self.require_enquiries(actor)?;
        self.require_use(thread).await?;
        let stored = self.store().thread(thread).await;
        stored.map_err(problem::of_store)?.ok_or(Problem::NotFound)
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
    access: Access,
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
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}

#[derive(Clone)]
struct SetSensitive {
    thread: Uuid,
    sensitive: bool,
    access: Access,
}

impl Operation for SetSensitive {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let thread = &self.thread;
        if !tx.set_thread_sensitive(thread, self.sensitive).await? {
            return Ok(false);
        }
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
