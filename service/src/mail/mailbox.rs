//! Who fetches what came by mail: one node at a time. A job that is never done stands for the mailbox, and its lease for
//! being the one.

use std::time::Duration;

use storage::{Lease, NewJob, Operation, StoreError, TakeJobs, Tx};

use crate::Service;

const KIND: &str = "fetch mail";
const KEY: &str = "inbox";
/// For how long the mailbox is kept from other nodes without a word from the one that has it.
const LEASE: Duration = Duration::from_secs(5 * 60);

/// That the mailbox is ours, for [`LEASE`] from the last [`Service::keep_mailbox`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldMailbox(Lease);

impl Service {
    /// Takes the mailbox for this process; none while another has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_mailbox(&self) -> Result<Option<HeldMailbox>, StoreError> {
        if let Some(held) = self.take_mailbox().await? {
            return Ok(Some(held));
        }
        let now = self.now();
        let job = NewJob {
            id: self.chance().uuid_v7(now),
            kind: KIND,
            key: KEY.to_owned(),
            due_at: now,
        };
        match self.store().commit(AddJob(job)).await? {
            true => self.take_mailbox().await,
            false => Ok(None),
        }
    }

    /// Keeps it for longer.
    ///
    /// # Errors
    /// [`StoreError::Superseded`] when another process has it by now; when the database fails.
    pub async fn keep_mailbox(&self, held: &HeldMailbox) -> Result<(), StoreError> {
        self.store().renew_job(&held.0, self.now() + LEASE).await
    }

    /// Gives it back, for whoever comes next.
    ///
    /// # Errors
    /// As [`Self::keep_mailbox`]. Then it is free when the lease has run out.
    pub async fn give_mailbox_back(&self, held: &HeldMailbox) -> Result<(), StoreError> {
        self.store().give_job_back(&held.0, self.now()).await
    }

    async fn take_mailbox(&self) -> Result<Option<HeldMailbox>, StoreError> {
        let now = self.now();
        let take = TakeJobs {
            kind: KIND,
            holder: self.chance().uuid_v7(now),
            now,
            until: now + LEASE,
            limit: 1,
        };
        let mut taken = self.store().take_jobs(take).await?;
        Ok(taken.pop().map(HeldMailbox))
    }
}

#[derive(Clone)]
struct AddJob(NewJob);

impl Operation for AddJob {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.add_job(&self.0).await
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::Bench;

    #[tokio::test]
    async fn one_process_has_the_mailbox_until_it_gives_it_back_or_is_silent_for_long() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let held = service.hold_mailbox().await.unwrap().unwrap();
        assert_eq!(service.hold_mailbox().await.unwrap(), None);
        service.give_mailbox_back(&held).await.unwrap();
        let again = service.hold_mailbox().await.unwrap().unwrap();
        assert!(
            service.keep_mailbox(&held).await.is_err(),
            "it was given back"
        );
        bench.set_clock("2026-11-21T12:04:59Z");
        service.keep_mailbox(&again).await.unwrap();
        bench.set_clock("2026-11-21T12:09:58Z");
        assert_eq!(service.hold_mailbox().await.unwrap(), None);
        bench.set_clock("2026-11-21T12:09:59Z");
        let other = service.hold_mailbox().await.unwrap();
        assert!(other.is_some());
        assert!(
            service.keep_mailbox(&again).await.is_err(),
            "another has it"
        );
    }
}
