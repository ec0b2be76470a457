//! An enquiry as staff see it.

use domain::problem::Problem;
use domain::register::Key;
use domain::thread::{Promise, State};
use uuid::Uuid;

use super::message::{Reader, ShownMessage};
use crate::{Service, StaffActor};

/// An enquiry, for those who answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffThread {
    /// Its id.
    pub id: Uuid,
    /// Who wrote in.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their telephone number.
    pub phone: Option<String>,
    /// Where it stands.
    pub state: State,
    /// The purpose it falls under, by its name in the register.
    pub purpose: Key,
    /// Only phone and letter may answer it.
    pub sensitive: bool,
    /// Until when it is kept.
    pub promise: Promise,
    /// Its messages, the earliest first.
    pub messages: Vec<ShownMessage>,
}

impl Service {
    /// An enquiry with its messages. What is hidden is hidden from staff too.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens enquiries; [`Problem::NotFound`] when it is gone;
    /// [`Problem::UseStopped`] while a case stops its use.
    pub async fn staff_thread(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
    ) -> Result<StaffThread, Problem> {
        self.require_enquiries(actor)?;
        self.require_use(thread).await?;
        self.staff_thread_noted(actor, thread).await
    }

    /// As [`Self::staff_thread`], where it was settled that it may be used.
    pub(crate) async fn staff_thread_noted(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
    ) -> Result<StaffThread, Problem> {
        let thread = self.look_at_noted_thread(actor, thread).await?;
        let messages = self.shown_messages(&thread, Reader::Staff).await?;
        Ok(StaffThread {
            id: thread.id(),
            name: thread.sender.name.as_str().to_owned(),
            email: thread.sender.email.as_str().to_owned(),
            phone: thread.sender.phone,
            state: thread.stored.state,
            purpose: thread.stored.purpose,
            sensitive: thread.stored.sensitive,
            promise: thread.stored.promise,
            messages,
        })
    }
}
