//! Choosing what somebody may do. There is always an administrator who can sign in.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area, Role};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use crate::Service;

impl Service {
    /// Gives `staff` these roles and no others, from their next click on.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::CodeNeeded`], [`Problem::MissingRole`], [`Problem::LastAdministrator`],
    /// [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn change_roles(
        &self,
        actor: &StaffActor,
        staff: Uuid,
        roles: Vec<Role>,
    ) -> Result<(), Problem> {
        actor.require(Area::Staff)?;
        if roles.is_empty() {
            return Err(Problem::MissingRole);
        }
        actor.require_recent_code()?;
        let change = Change {
            staff,
            roles,
            access: self.draw_access(
                actor.id(),
                staff,
                AccessAction::ChangedRoles,
                AccessReason::Task,
            ),
        };
        self.commit(change).await?
    }
}

struct Change {
    staff: Uuid,
    roles: Vec<Role>,
    access: Access,
}

impl Operation for Change {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let administrators = tx.hold_administrators().await?;
        if tx.hold_staff(&self.staff).await?.is_none() {
            return Ok(Err(Problem::NotFound));
        }
        if administrators == [self.staff] && !self.roles.contains(&Role::Administrator) {
            return Ok(Err(Problem::LastAdministrator));
        }
        tx.set_roles(&self.staff, &self.roles).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
