//! What nobody opens, and what is asked for by post: tasks of staff, until they see to it.

use domain::problem::Problem;
use domain::secure::{Counterpart, expires, looked_after_until};
use domain::staff::Area;
use jiff::Timestamp;
use storage::{Access, NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::rights::DataSubject;
use crate::{Service, StaffActor, problem};

/// How many tasks are listed.
const MOST: u32 = 100;

/// A message of ours that staff look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The message.
    pub message: Uuid,
    /// Its thread.
    pub thread: Uuid,
    /// The rights case that the thread belongs to.
    pub case: Option<Uuid>,
    /// Whom it is for.
    pub with: Counterpart,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it can be opened.
    pub expires_at: Timestamp,
    /// When it was asked for by post.
    pub post_asked_at: Option<Timestamp>,
}

/// What staff do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settling {
    /// It waits for another 90 days, and a mail says so.
    WaitsAgain,
    /// It went by post or was told by telephone, or is not needed any more.
    DoneOtherwise,
}

impl Service {
    /// The messages of ours that staff look after, those that can be opened for the shortest time first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::Unavailable`].
    pub async fn secure_left_behind(&self, actor: &StaffActor) -> Result<Vec<LeftBehind>, Problem> {
        actor.require(Area::Rights)?;
        let expires_by = looked_after_until(self.now());
        let left = self.store().secure_messages_left_behind(expires_by, MOST);
        let mut listed = Vec::new();
        for message in left.await.map_err(problem::of_store)? {
            let thread = self.store().secure_thread(&message.thread).await;
            // It may have gone meanwhile.
            let Some(thread) = thread.map_err(problem::of_store)? else {
                continue;
            };
            listed.push(LeftBehind {
                message: message.id,
                thread: message.thread,
                case: thread.case,
                with: message.with,
                sent_at: message.sent_at,
                expires_at: message.expires_at,
                post_asked_at: message.post_asked_at,
            });
        }
        Ok(listed)
    }

    /// Sees to a message of ours that nobody opened, or that is asked for by post.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens requests.
    /// - [`Problem::NotFound`]: there is no such message, or it was seen to, or opened meanwhile.
    /// - [`Problem::LinkExpired`]: the link of the one outside is over; a new code opens it again.
    pub async fn settle_secure(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        message: &Uuid,
        settling: Settling,
    ) -> Result<(), Problem> {
        let (thread, access) = self.secure_to_change(actor, thread).await?;
        let stored = self.store().secure_message(message).await;
        let stored = stored.map_err(problem::of_store)?;
        let stored = stored.filter(|stored| stored.thread == thread.id() && stored.from_us);
        let stored = stored.ok_or(Problem::NotFound)?;
        let mail = match settling {
            Settling::WaitsAgain => self.draw_waits_for(&thread, stored.with).await?,
            Settling::DoneOtherwise => None,
        };
        let settle = Settle {
            message: *message,
            settling,
            at: self.now(),
            mail,
            access,
        };
        self.commit(settle).await?
    }

    /// Asks to have a message by post, opened or not.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: there is no such message, or it is not to them.
    pub async fn ask_for_secure_by_post(
        &self,
        subject: &DataSubject,
        thread: &Uuid,
        message: &Uuid,
    ) -> Result<(), Problem> {
        let thread = self.own_secure(subject, thread).await?;
        let message = self
            .message_with(&thread, Counterpart::Person, message)
            .await?;
        if !message.from_us {
            return Err(Problem::NotFound);
        }
        let ask = AskForPost {
            message: message.id,
            at: self.now(),
        };
        self.commit(ask).await
    }
}

struct Settle {
    message: Uuid,
    settling: Settling,
    at: Timestamp,
    mail: Option<NewMail>,
    access: Access,
}

impl Operation for Settle {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let message = &self.message;
        let changed = match self.settling {
            Settling::WaitsAgain => {
                tx.let_secure_message_wait(message, expires(self.at))
                    .await?
            }
            Settling::DoneOtherwise => tx.settle_secure_message(message, self.at).await?,
        };
        if !changed {
            return Ok(Err(Problem::NotFound));
        }
        if let Some(mail) = &self.mail {
            tx.mail(mail).await?;
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

struct AskForPost {
    message: Uuid,
    at: Timestamp,
}

impl Operation for AskForPost {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        // Asked twice is asked.
        tx.ask_for_secure_message_by_post(&self.message, self.at)
            .await?;
        Ok(())
    }
}
