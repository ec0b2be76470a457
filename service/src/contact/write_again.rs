//! Writing again, on the enquiry's own page.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::thread::{Author, Way};
use storage::{NewKey, Operation, StoreError, Tx};

use super::message::{Draft, DrawnMessage};
use super::opened::{OpenThread, Prolong};
use crate::{Attempt, Service};

/// A further message of the sender.
#[derive(Clone, Debug)]
pub struct WriteAgain {
    /// Of the link that the page was opened by.
    pub token: LinkToken,
    /// What was typed, read by [`domain::thread::message`].
    pub words: String,
    /// The mark of the form, so that the same message twice is one.
    pub attempt: Attempt,
}

impl Service {
    /// Adds a message of its sender to an enquiry, which is open again then; its time counts from now.
    ///
    /// # Errors
    /// - [`Problem::LinkExpired`]: the link opens nothing, or nothing any more.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was stored.
    pub async fn write_again(&self, written: WriteAgain) -> Result<(), Problem> {
        let thread = self.thread_of_link(&written.token).await?;
        let words = written.words.as_bytes();
        let source = written.attempt.next(self.root_key(), words).hash();
        let add = self.draw_from_sender(&thread, Way::Page, &written.words, source)?;
        match self.commit(add).await? {
            true => Ok(()),
            false => Err(Problem::LinkExpired),
        }
    }

    /// A further message of the sender of `thread`.
    pub(super) fn draw_from_sender(
        &self,
        thread: &OpenThread,
        way: Way,
        words: &str,
        source: Digest,
    ) -> Result<AddFromSender, Problem> {
        let now = self.now();
        let draft = Draft {
            author: Author::Sender,
            way,
            sent_at: now,
            words,
            stranger: None,
            source: Some(source),
        };
        Ok(AddFromSender {
            message: self.draw_message(&thread.key, &draft),
            source,
            prolong: self.draw_prolong(thread, Author::Sender, now)?,
        })
    }
}

/// Adds a message, unless it was added before; false when the thread is gone.
pub(super) struct AddFromSender {
    message: DrawnMessage,
    source: Digest,
    prolong: Prolong,
}

impl Operation for AddFromSender {
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.message.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.message_by_source(&self.source).await?.is_some() {
            return Ok(true);
        }
        if !self.prolong.write(tx).await? {
            return Ok(false);
        }
        self.message.write(tx).await?;
        Ok(true)
    }
}
