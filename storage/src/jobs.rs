//! Taking jobs, and writing under a lease: the fencing number is checked in the transaction that writes, so that
//! a holder that comes too late changes nothing.

use jiff::Timestamp;

use crate::tables::job;
use crate::{Lease, NewKey, Operation, Store, StoreError, TakeJobs, Tx};

impl Store {
    /// Takes jobs that are due and that nobody holds, those due first first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_jobs(&self, take: TakeJobs) -> Result<Vec<Lease>, StoreError> {
        self.commit(Take(take)).await
    }

    /// Writes `operation` if `lease` still holds, as [`Self::commit`] does.
    ///
    /// # Errors
    /// [`StoreError::Superseded`] when the job was given to another holder or is done; as [`Self::commit`].
    pub async fn commit_under<O: Operation>(
        &self,
        lease: &Lease,
        operation: O,
    ) -> Result<O::Output, StoreError> {
        let lease = lease.clone();
        self.commit(Under { lease, operation }).await
    }

    /// Keeps a job for longer.
    ///
    /// # Errors
    /// As [`Self::commit_under`].
    pub async fn renew_job(&self, lease: &Lease, until: Timestamp) -> Result<(), StoreError> {
        let lease = lease.clone();
        self.commit(Renew { lease, until }).await
    }

    /// Gives a job back that could not be done; it is due again at `due_at`.
    ///
    /// # Errors
    /// As [`Self::commit_under`].
    pub async fn give_job_back(&self, lease: &Lease, due_at: Timestamp) -> Result<(), StoreError> {
        let lease = lease.clone();
        self.commit(GiveBack { lease, due_at }).await
    }
}

impl Tx<'_> {
    /// Adds a job; false when one of this kind and key is there already, done or not, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_job(&mut self, new: &job::NewJob) -> Result<bool, StoreError> {
        job::add(&mut self.connection, new).await
    }

    /// Marks a job as done, in the same transaction as its effect.
    ///
    /// # Errors
    /// [`StoreError::Superseded`] when the job was given to another holder or is done; when the database fails.
    pub async fn finish_job(&mut self, lease: &Lease, now: Timestamp) -> Result<(), StoreError> {
        job::finish(&mut self.connection, lease, now).await
    }
}

struct Take(TakeJobs);

impl Operation for Take {
    type Output = Vec<Lease>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Vec<Lease>, StoreError> {
        job::take(&mut tx.connection, &self.0).await
    }
}

struct Under<O> {
    lease: Lease,
    operation: O,
}

impl<O: Operation> Operation for Under<O> {
    type Output = O::Output;

    fn keys(&self) -> Vec<NewKey> {
        self.operation.keys()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<O::Output, StoreError> {
        job::hold(&mut tx.connection, &self.lease).await?;
        self.operation.run(tx).await
    }
}

struct Renew {
    lease: Lease,
    until: Timestamp,
}

impl Operation for Renew {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        job::renew(&mut tx.connection, &self.lease, self.until).await
    }
}

struct GiveBack {
    lease: Lease,
    due_at: Timestamp,
}

impl Operation for GiveBack {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        job::give_back(&mut tx.connection, &self.lease, self.due_at).await
    }
}
