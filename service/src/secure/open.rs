//! Opening what we sent, and saving its files. Opening is an act of its own, and when it was done is kept with the
//! message, so that both sides know.

use domain::problem::Problem;
use domain::secure::Counterpart;
use domain::staff::{AccessAction, Area};
use jiff::Timestamp;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use super::files::OpenedFile;
use super::opened::{OpenSecure, look};
use super::view::is_open;
use super::visit::OutsideVisit;
use crate::rights::DataSubject;
use crate::{Service, StaffActor};

impl Service {
    /// Opens a message to the person.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: there is no such message, or it is not for them.
    /// - [`Problem::WaitOver`]: it could be opened once, and cannot any more.
    pub async fn open_secure_message(
        &self,
        subject: &DataSubject,
        thread: &Uuid,
        message: &Uuid,
    ) -> Result<(), Problem> {
        let thread = self.own_secure(subject, thread).await?;
        self.open_for(&thread, Counterpart::Person, message).await
    }

    /// Opens a message to somebody outside.
    ///
    /// # Errors
    /// As [`Self::open_secure_message`]; [`Problem::OutsiderRefused`] when the thread is gone.
    pub async fn open_from_outside(
        &self,
        visit: &OutsideVisit,
        message: &Uuid,
    ) -> Result<(), Problem> {
        let thread = self.open_secure(&visit.thread).await?;
        let thread = thread.ok_or(Problem::OutsiderRefused)?;
        let with = Counterpart::Outsider(visit.outsider);
        self.open_for(&thread, with, message).await
    }

    async fn open_for(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
        message: &Uuid,
    ) -> Result<(), Problem> {
        let message = self.message_with(thread, with, message).await?;
        if is_open(&message) {
            return Ok(());
        }
        let at = self.now();
        if message.expires_at <= at {
            return Err(Problem::WaitOver);
        }
        let open = Open {
            message: message.id,
            at,
        };
        self.commit(open).await
    }

    /// A file of a message that the person sent or opened.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: there is no such file, it is not for them, or its message is not opened.
    pub async fn own_secure_file(
        &self,
        subject: &DataSubject,
        thread: &Uuid,
        file: &Uuid,
    ) -> Result<OpenedFile, Problem> {
        let thread = self.own_secure(subject, thread).await?;
        self.file_for(&thread, Counterpart::Person, file).await
    }

    /// A file of a message that somebody outside sent or opened.
    ///
    /// # Errors
    /// As [`Self::own_secure_file`]; [`Problem::OutsiderRefused`] when the thread is gone.
    pub async fn file_from_outside(
        &self,
        visit: &OutsideVisit,
        file: &Uuid,
    ) -> Result<OpenedFile, Problem> {
        let thread = self.open_secure(&visit.thread).await?;
        let thread = thread.ok_or(Problem::OutsiderRefused)?;
        let with = Counterpart::Outsider(visit.outsider);
        self.file_for(&thread, with, file).await
    }

    async fn file_for(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
        file: &Uuid,
    ) -> Result<OpenedFile, Problem> {
        let (file, message) = self.stored_file(file).await?;
        let is_theirs = message.thread == thread.id() && message.with == with;
        if !is_theirs || !is_open(&message) {
            return Err(Problem::NotFound);
        }
        self.read_file(thread, &file).await
    }

    /// A file of a thread, for staff, once it is noted that they took it out.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is no such file.
    pub async fn secure_file_for_staff(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        file: &Uuid,
    ) -> Result<OpenedFile, Problem> {
        actor.require(Area::Rights)?;
        let (file, message) = self.stored_file(file).await?;
        let thread = self.open_secure(thread).await?;
        let thread = thread.filter(|thread| message.thread == thread.id());
        let thread = thread.ok_or(Problem::NotFound)?;
        self.log_access(actor, look(&thread.stored, AccessAction::Exported))
            .await?;
        self.read_file(&thread, &file).await
    }
}

#[derive(Clone)]
struct Open {
    message: Uuid,
    at: Timestamp,
}

impl Operation for Open {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        // Opened twice at once, it was opened.
        tx.open_secure_message(&self.message, self.at).await?;
        Ok(())
    }
}
