//! Who of staff may look at enquiries, and what a look or an act leaves in the access log.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area};
use storage::{Access, StoredThread};
use uuid::Uuid;

use super::opened::{OpenThread, form_rule};
use crate::{Look, Service, StaffActor, problem};

impl Service {
    /// Lets through whom a role opens enquiries for, where the organisation has a contact form.
    pub(super) fn require_enquiries(&self, actor: &StaffActor) -> Result<(), Problem> {
        actor.require(Area::Enquiries)?;
        form_rule(self.register()).map(|_| ())
    }

    /// Notes that the actor looks at the list of enquiries.
    pub(super) async fn note_list(&self, actor: &StaffActor) -> Result<(), Problem> {
        let (purpose, _) = form_rule(self.register())?;
        let look = Look {
            thing: Uuid::nil(),
            purpose,
            action: AccessAction::Listed,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await
    }

    /// An enquiry for `actor` to read, opened once the look is noted.
    pub(super) async fn look_at_thread(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<OpenThread, Problem> {
        self.require_use(id).await?;
        self.look_at_noted_thread(actor, id).await
    }

    /// As [`Self::look_at_thread`], where it was settled that it may be used.
    pub(super) async fn look_at_noted_thread(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<OpenThread, Problem> {
        let stored = self.store().thread(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        let look = look(&stored, AccessAction::Looked);
        self.log_access(actor, look).await?;
        self.open_thread(id).await?.ok_or(Problem::NotFound)
    }

    /// What an operation that changes an enquiry notes.
    pub(super) fn draw_thread_access(&self, actor: &StaffActor, thread: &StoredThread) -> Access {
        self.access(actor.id(), look(thread, AccessAction::Changed))
    }
}

fn look(thread: &StoredThread, action: AccessAction) -> Look<'_> {
    Look {
        thing: thread.id,
        purpose: &thread.purpose,
        action,
        reason: AccessReason::Task,
    }
}
