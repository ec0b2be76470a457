//! A secure thread with its key, and who may have it opened.

use domain::problem::Problem;
use domain::register::Assurance;
use domain::secure::{Correspondent, Counterpart, Outsider};
use domain::staff::{AccessAction, AccessReason, Area};
use storage::{
    Access, Operation, StoreError, StoredOutsider, StoredSecureMessage, StoredSecureThread, Tx,
};
use uuid::Uuid;

use crate::rights::DataSubject;
use crate::sealing::{OwnerKey, Place};
use crate::{Look, Service, StaffActor, problem};

/// A secure thread that is not erased, opened.
pub(super) struct OpenSecure {
    pub(super) stored: StoredSecureThread,
    pub(super) key: OwnerKey,
    pub(super) correspondent: Correspondent,
}

impl OpenSecure {
    pub(super) const fn id(&self) -> Uuid {
        self.stored.id
    }

    /// Who somebody outside is.
    pub(super) fn outsider(&self, stored: &StoredOutsider) -> Result<Outsider, Problem> {
        self.key
            .open(outsider_place(stored.id), &stored.content)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("somebody outside a secure thread"))
    }

    /// What a message says.
    pub(super) fn words(&self, message: &StoredSecureMessage) -> Result<String, Problem> {
        self.key
            .open(words_place(message.id), &message.content)
            .and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
            .ok_or_else(|| problem::missing("the words of a secure message"))
    }
}

pub(super) const fn thread_place(thread: Uuid) -> Place {
    Place {
        table: "secure_thread",
        column: "content",
        record: thread,
    }
}

pub(super) const fn outsider_place(outsider: Uuid) -> Place {
    Place {
        table: "secure_outsider",
        column: "content",
        record: outsider,
    }
}

pub(super) const fn words_place(message: Uuid) -> Place {
    Place {
        table: "secure_message",
        column: "content",
        record: message,
    }
}

impl Service {
    /// The thread with this id; none when it is gone.
    pub(super) async fn open_secure(&self, id: &Uuid) -> Result<Option<OpenSecure>, Problem> {
        let stored = self.store().secure_thread(id).await;
        let Some(stored) = stored.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let key = self.owner_key(id).await.map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(None);
        };
        let correspondent = key
            .open(thread_place(*id), &stored.content)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("whose a secure thread is"))?;
        Ok(Some(OpenSecure {
            stored,
            key,
            correspondent,
        }))
    }

    /// A thread of the person that a second factor showed. Another's is not said to exist.
    pub(super) async fn own_secure(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<OpenSecure, Problem> {
        let person = secure_person(subject)?;
        let thread = self.open_secure(id).await?;
        thread
            .filter(|thread| thread.stored.person == person)
            .ok_or(Problem::NotFound)
    }

    /// A thread for staff to read, opened once the look is noted.
    pub(super) async fn look_at_secure(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<OpenSecure, Problem> {
        actor.require(Area::Rights)?;
        let stored = self.store().secure_thread(id).await;
        let stored = stored.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        self.require_use(id).await?;
        let look = NoteLook {
            thread: *id,
            access: self.access(actor.id(), look(&stored, AccessAction::Looked)),
        };
        self.commit(look).await?;
        self.open_secure(id).await?.ok_or(Problem::NotFound)
    }

    /// A thread that staff change: the look is noted by the operation that does.
    pub(super) async fn secure_to_change(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<(OpenSecure, Access), Problem> {
        actor.require(Area::Rights)?;
        let thread = self.open_secure(id).await?.ok_or(Problem::NotFound)?;
        self.require_use(id).await?;
        let access = self.access(actor.id(), look(&thread.stored, AccessAction::Changed));
        Ok((thread, access))
    }

    /// The message of `thread` with this id that is exchanged with `with`.
    pub(super) async fn message_with(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
        id: &Uuid,
    ) -> Result<StoredSecureMessage, Problem> {
        let message = self.store().secure_message(id).await;
        message
            .map_err(problem::of_store)?
            .filter(|message| message.thread == thread.id() && message.with == with)
            .ok_or(Problem::NotFound)
    }
}

/// Staff look at a thread: it is noted before they see it, and what comes from then on is told to them anew.
struct NoteLook {
    thread: Uuid,
    access: Access,
}

impl Operation for NoteLook {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.staff_looked_at_secure(&self.thread).await?;
        tx.log_access(&self.access).await
    }
}

/// The person that a second factor showed.
pub(super) fn secure_person(subject: &DataSubject) -> Result<Uuid, Problem> {
    subject.require(Assurance::SecondFactor)?;
    subject.person().ok_or(Problem::NotFound)
}

pub(super) fn look(thread: &StoredSecureThread, action: AccessAction) -> Look<'_> {
    Look {
        thing: thread.id,
        purpose: &thread.purpose,
        action,
        reason: AccessReason::Task,
    }
}
