//! Writing a secure message: the person, staff, and whoever writes from outside.

use std::fmt;

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::secure::{Counterpart, expires, words};
use jiff::Timestamp;
use storage::{Access, NewMail, NewSecureMessage, Operation, StoreError, Tx};
use uuid::Uuid;

use super::files::{HandedFile, fingerprint};
use super::opened::{OpenSecure, words_place};
use super::visit::OutsideVisit;
use crate::erasure::Erase;
use crate::rights::DataSubject;
use crate::{Attempt, Service, StaffActor, problem};

/// A message as it was typed. Its `Debug` is silent.
#[derive(Clone)]
pub struct SecureMessage {
    /// What was typed; nothing where files say it all.
    pub words: String,
    /// What comes with it.
    pub files: Vec<HandedFile>,
    /// The mark of the form, so that the same message twice is one.
    pub attempt: Attempt,
}

impl fmt::Debug for SecureMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecureMessage(…)")
    }
}

impl Service {
    /// Sends a message of the person to the organisation. Staff are told by mail that one came, once until one of them
    /// looks.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: there is no such thread, it is another's, or no second factor showed whose.
    /// - Those of [`domain::secure::words`] and [`domain::secure::check_files`].
    pub async fn write_secure(
        &self,
        subject: &DataSubject,
        thread: &Uuid,
        message: SecureMessage,
    ) -> Result<(), Problem> {
        let thread = self.own_secure(subject, thread).await?;
        self.write_of_person(&thread, message, None).await
    }

    /// Sends a message of the person, and ends what was saved of it.
    pub(super) async fn write_of_person(
        &self,
        thread: &OpenSecure,
        message: SecureMessage,
        draft: Option<Erase>,
    ) -> Result<(), Problem> {
        let mut write = self
            .draw_secure_message(thread, Counterpart::Person, false, message)
            .await?;
        write.to_staff = self.draw_secure_arrived(thread).await?;
        write.draft = draft;
        self.commit(write).await?
    }

    /// Sends a message to the person, or to somebody outside, and a mail that says that one waits.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens requests.
    /// - [`Problem::NotFound`]: there is no such thread, or nobody outside it of that id.
    /// - [`Problem::LinkExpired`]: the link of the one outside is over; a new code opens it again.
    /// - Those of [`domain::secure::words`] and [`domain::secure::check_files`].
    pub async fn send_secure(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        to: Counterpart,
        message: SecureMessage,
    ) -> Result<(), Problem> {
        let (thread, access) = self.secure_to_change(actor, thread).await?;
        let mail = self.draw_waits_for(&thread, to).await?;
        let mut write = self.draw_secure_message(&thread, to, true, message).await?;
        write.access = Some(access);
        write.mail = mail;
        self.commit(write).await?
    }

    /// Sends a message from outside to the organisation. Staff are told as by [`Self::write_secure`].
    ///
    /// # Errors
    /// - [`Problem::OutsiderRefused`]: the thread is gone.
    /// - Those of [`domain::secure::words`] and [`domain::secure::check_files`].
    pub async fn write_from_outside(
        &self,
        visit: &OutsideVisit,
        message: SecureMessage,
    ) -> Result<(), Problem> {
        let thread = self.open_secure(&visit.thread).await?;
        let thread = thread.ok_or(Problem::OutsiderRefused)?;
        let with = Counterpart::Outsider(visit.outsider);
        let mut write = self
            .draw_secure_message(&thread, with, false, message)
            .await?;
        write.to_staff = self.draw_secure_arrived(&thread).await?;
        self.commit(write).await?
    }

    /// The mail that tells `to` that a message waits.
    pub(super) async fn draw_waits_for(
        &self,
        thread: &OpenSecure,
        to: Counterpart,
    ) -> Result<Option<NewMail>, Problem> {
        let Counterpart::Outsider(id) = to else {
            return self.draw_secure_waits(thread);
        };
        let stored = self.outsider_of(thread, &id).await?;
        if stored.expires_at <= self.now() {
            return Err(Problem::LinkExpired);
        }
        let outsider = thread.outsider(&stored)?;
        self.draw_secure_outside(thread, &id, &outsider).map(Some)
    }

    async fn draw_secure_message(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
        from_us: bool,
        message: SecureMessage,
    ) -> Result<WriteSecure, Problem> {
        let to = [thread.id(), with.outsider().unwrap_or_default()];
        let attempt = self.secure_mark(to, &message);
        self.draw_marked_message(thread, with, from_us, (message, attempt))
            .await
    }

    /// Draws a message that `attempt` tells from others.
    pub(super) async fn draw_marked_message(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
        from_us: bool,
        (message, attempt): (SecureMessage, Digest),
    ) -> Result<WriteSecure, Problem> {
        let now = self.now();
        let words = words(&message.words, !message.files.is_empty())?;
        let files = self.ready_files(message.files).await?;
        let due_at = match thread.stored.case {
            Some(_) => None,
            None => Some(self.secure_due(&thread.stored.purpose, now)?),
        };
        let id = self.chance().uuid_v7(now);
        Ok(WriteSecure {
            message: NewSecureMessage {
                id,
                thread: thread.id(),
                with,
                from_us,
                sent_at: now,
                attempt,
                content: self.seal_for(&thread.key, words_place(id), words.as_bytes()),
                expires_at: expires(now),
                files: self.store_files(&thread.key, files).await?,
            },
            due_at,
            mail: None,
            to_staff: Vec::new(),
            draft: None,
            access: None,
        })
    }

    /// What tells the same message to the same place sent twice.
    pub(super) fn secure_mark(&self, to: [Uuid; 2], message: &SecureMessage) -> Digest {
        let typed = [
            to[0].as_bytes(),
            &to[1].as_bytes()[..],
            &fingerprint(&message.files),
            message.words.as_bytes(),
        ]
        .concat();
        message.attempt.next(self.root_key(), &typed).hash()
    }

    /// Somebody outside `thread`.
    pub(super) async fn outsider_of(
        &self,
        thread: &OpenSecure,
        id: &Uuid,
    ) -> Result<storage::StoredOutsider, Problem> {
        let stored = self.store().secure_outsider(id).await;
        stored
            .map_err(problem::of_store)?
            .filter(|outsider| outsider.thread == thread.id())
            .ok_or(Problem::NotFound)
    }
}

pub(super) struct WriteSecure {
    message: NewSecureMessage,
    /// When a thread that stands alone goes from then on.
    due_at: Option<Timestamp>,
    mail: Option<NewMail>,
    /// What tells staff of it, unless they know that something waits.
    pub(super) to_staff: Vec<NewMail>,
    /// What was saved of it.
    draft: Option<Erase>,
    access: Option<Access>,
}

impl Operation for WriteSecure {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let attempt = &self.message.attempt;
        if tx.secure_message_by_attempt(attempt).await?.is_some() {
            return Ok(Ok(()));
        }
        let thread = &self.message.thread;
        if !tx.hold_secure_thread(thread).await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.prolong_secure_thread(thread, self.message.sent_at, self.due_at)
            .await?;
        tx.insert_secure_message(&self.message).await?;
        if let Some(mail) = &self.mail {
            tx.mail(mail).await?;
        }
        let at = self.message.sent_at;
        if !self.to_staff.is_empty() && tx.tell_staff_of_secure(thread, at).await? {
            for mail in &self.to_staff {
                tx.mail(mail).await?;
            }
        }
        if let Some(draft) = &self.draft {
            draft.decide(tx).await?;
        }
        if let Some(access) = &self.access {
            tx.log_access(access).await?;
        }
        Ok(Ok(()))
    }
}
