//! Removing a passkey: a device that was sold or lost, or that somebody else may use. Every other session ends, since
//! one of them may be on it.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::Service;
use crate::staff::StaffActor;

impl Service {
    /// Removes one of the actor's passkeys. What the device keeps of it opens nothing any more.
    ///
    /// # Errors
    /// [`Problem::CodeNeeded`]; [`Problem::NotFound`] when it is removed already, or another's;
    /// [`Problem::Unavailable`].
    pub async fn remove_passkey(&self, actor: &StaffActor, passkey: Uuid) -> Result<(), Problem> {
        actor.require_recent_code()?;
        let staff = actor.id();
        let remove = Remove {
            passkey,
            staff,
            session: actor.session(),
            access: self.draw_access(
                staff,
                staff,
                AccessAction::PasskeyRemoved,
                AccessReason::Own,
            ),
        };
        if self.commit_ending(remove).await? {
            Ok(())
        } else {
            Err(Problem::NotFound)
        }
    }
}

#[derive(Clone)]
struct Remove {
    passkey: Uuid,
    staff: Uuid,
    session: Uuid,
    access: Access,
}

impl Operation for Remove {
    /// False when they have no such passkey.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.remove_passkey(&self.passkey, &self.staff).await? {
            return Ok(false);
        }
        tx.end_other_sessions(&self.staff, &self.session).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
