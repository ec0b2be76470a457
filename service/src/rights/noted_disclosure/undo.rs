//! Putting right what was noted by mistake. The record before stays, and so does the reason.

use domain::disclosure::DisclosureUndone;
use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::rights::Reason;
use domain::staff::{AccessAction, AccessReason, Area};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::act::Act;
use crate::{Look, Service, StaffActor, problem};

impl Service {
    /// Notes that a disclosure did not happen, or not like that. One that was put right stays as it is.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::MissingReason`] and the others of [`Reason::read`].
    pub async fn undo_disclosure(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        reason: &str,
    ) -> Result<(), Problem> {
        actor.require(Area::Disclosures)?;
        let open = self.open_disclosure(id).await?;
        if open.undone.is_some() {
            return Ok(());
        }
        let now = self.now();
        let record = DisclosureUndone {
            schema: DisclosureUndone::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            disclosure: open.noted.id,
            reason: Reason::read(reason)?,
            staff: actor.id(),
            undone_at: now,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let look = Look {
            thing: *id,
            purpose: &open.stored.purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        let undo = Undo {
            id: *id,
            act: self.draw_act(LeafKind::DataCorrected, &open.key, record.id, bytes),
            access: self.access(actor.id(), look),
        };
        self.commit(undo).await?
    }
}

struct Undo {
    id: Uuid,
    act: Act,
    access: Access,
}

impl Operation for Undo {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !tx.hold_noted_disclosure(&self.id).await? {
            return Ok(Err(Problem::NotFound));
        }
        self.act.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
