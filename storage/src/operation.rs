//! Writing. An operation brings everything it needs; the writer runs it inside a transaction, and its
//! outcome goes back once that transaction is on the disk.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use tokio::sync::oneshot;

use crate::{NewKey, StoreError, Tx};

/// Something to write, whole or not at all.
///
/// It owns its input, with ids, times and chance drawn beforehand, and touches nothing but the transaction,
/// so that it may run again, even after a run that was undone. What it relies on it reads through the
/// transaction: others may run at the same time. Once queued it finishes, even if nobody waits for it any more.
pub trait Operation: Send + 'static {
    /// What comes back once it is on the disk.
    type Output: Send + 'static;

    /// The data keys that it seals new things with. They are on the disk before it runs; those that it does
    /// not come to use are swept later.
    fn keys(&self) -> Vec<NewKey> {
        Vec::new()
    }

    /// Writes. After an error nothing of it remains, and other operations are not touched.
    fn run(
        &mut self,
        tx: &mut Tx<'_>,
    ) -> impl Future<Output = Result<Self::Output, StoreError>> + Send;
}

/// An operation's run, its output kept aside until the batch is on the disk.
pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send + 'a>>;

/// An operation of any type, waiting to be written.
pub(crate) trait Queued: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> Running<'a>;

    /// Tells whoever waits. `written` is the outcome of the whole transaction.
    fn reply(self: Box<Self>, written: Result<(), StoreError>);
}

/// Runs an operation. A panic in it is its error, not the writer's end.
pub(crate) async fn run(job: &mut dyn Queued, tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let mut running = job.run(tx);
    poll_fn(|context| {
        catch_unwind(AssertUnwindSafe(|| running.as_mut().poll(context)))
            .unwrap_or(Poll::Ready(Err(StoreError::Panicked)))
    })
    .await
}

/// An operation with somebody who waits for its outcome.
pub(crate) struct Waiting<O: Operation> {
    operation: O,
    output: Option<O::Output>,
    waiting: oneshot::Sender<Result<O::Output, StoreError>>,
}

impl<O: Operation> Waiting<O> {
    pub(crate) fn new(operation: O) -> (Self, oneshot::Receiver<Result<O::Output, StoreError>>) {
        let (waiting, outcome) = oneshot::channel();
        (
            Self {
                operation,
                output: None,
                waiting,
            },
            outcome,
        )
    }
}

impl<O: Operation> Queued for Waiting<O> {
    fn run<'a>(&'a mut self, tx: &'a mut Tx<'_>) -> Running<'a> {
        Box::pin(async move {
            self.output = Some(self.operation.run(tx).await?);
            Ok(())
        })
    }

    fn reply(self: Box<Self>, written: Result<(), StoreError>) {
        let Self {
            output, waiting, ..
        } = *self;
        let outcome = written.and_then(|()| output.ok_or(StoreError::Closed));
        // Whoever asked may have left; what was written stays written.
        let _left = waiting.send(outcome);
    }
}
