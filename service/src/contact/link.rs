//! Links to a thread's page. They are mailed and expire; whoever holds one that did can have a new one sent to the
//! mailbox, and learns nothing else.

use domain::canonical::Digest;
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use super::letters::DrawnLetter;
use super::opened::OpenThread;
use crate::{Service, problem};

impl Service {
    /// The thread that a link opens.
    ///
    /// Gone, never there and expired are told apart by nobody: [`Problem::LinkExpired`].
    pub(super) async fn thread_of_link(&self, token: &LinkToken) -> Result<OpenThread, Problem> {
        let link = self.store().thread_link(&token.hash()).await;
        let link = link.map_err(problem::of_store)?;
        let link = link.filter(|link| self.now() < link.expires_at);
        let thread = match link {
            Some(link) => self.open_thread(&link.thread).await?,
            None => None,
        };
        thread.ok_or(Problem::LinkExpired)
    }

    /// Mails a new link to the sender of the thread that `token` opens or opened. The answer is the same when there is
    /// none.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn mail_new_link(&self, token: &LinkToken) -> Result<(), Problem> {
        let link = self.store().thread_link(&token.hash()).await;
        let Some(link) = link.map_err(problem::of_store)? else {
            return Ok(());
        };
        let Some(thread) = self.open_thread(&link.thread).await? else {
            return Ok(());
        };
        let letter = self.draw_letter_to(&thread, |token, _| Letter::ContactLink { token })?;
        let mailbox = self.mailbox_hash(&thread.sender.email);
        let thread = thread.id();
        self.commit(MailLink {
            thread,
            mailbox,
            letter,
        })
        .await
    }
}

struct MailLink {
    thread: Uuid,
    mailbox: Digest,
    letter: DrawnLetter,
}

impl Operation for MailLink {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.hold_thread(&self.thread).await? {
            self.letter.write_within_limits(tx, &self.mailbox).await?;
        }
        Ok(())
    }
}
