//! Shutting somebody out, at once and everywhere, and letting them in again. Their data goes when the register's rule
//! for staff says so, counted from the day they were shut out.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::Timestamp;
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::invite::OPERATOR;
use crate::Service;

impl Service {
    /// Shuts `staff` out and ends their sessions and their passkeys. Somebody who is shut out already stays so.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::LastAdministrator`], [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn disable_staff(&self, actor: &StaffActor, staff: Uuid) -> Result<(), Problem> {
        actor.require(Area::Staff)?;
        self.shut_out(actor.id(), staff).await
    }

    /// As [`Self::disable_staff`], on the word of whoever runs the program on its machine.
    ///
    /// # Errors
    /// [`Problem::LastAdministrator`], [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn disable_as_operator(&self, staff: Uuid) -> Result<(), Problem> {
        self.shut_out(OPERATOR, staff).await
    }

    /// Lets `staff` in again, with the roles, the password and the app that they had. Passkeys are added anew.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::CodeNeeded`], [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn enable_staff(&self, actor: &StaffActor, staff: Uuid) -> Result<(), Problem> {
        actor.require(Area::Staff)?;
        actor.require_recent_code()?;
        let (by, action) = (actor.id(), AccessAction::Enabled);
        let enable = Enable {
            staff,
            access: self.draw_access(by, staff, action, AccessReason::Task),
        };
        if self.commit(enable).await? {
            Ok(())
        } else {
            Err(Problem::NotFound)
        }
    }

    async fn shut_out(&self, by: Uuid, staff: Uuid) -> Result<(), Problem> {
        let disable = Disable {
            staff,
            at: self.now(),
            access: self.draw_access(by, staff, AccessAction::Disabled, AccessReason::Task),
        };
        self.commit_ending(disable).await?
    }
}

#[derive(Clone)]
struct Disable {
    staff: Uuid,
    at: Timestamp,
    access: Access,
}

impl Operation for Disable {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.hold_administrators().await? == [self.staff] {
            return Ok(Err(Problem::LastAdministrator));
        }
        if tx.hold_staff(&self.staff).await?.is_none() {
            return Ok(Err(Problem::NotFound));
        }
        if tx.disable_staff(&self.staff, self.at).await? {
            tx.log_access(&self.access).await?;
        }
        Ok(Ok(()))
    }
}

struct Enable {
    staff: Uuid,
    access: Access,
}

impl Operation for Enable {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.hold_staff(&self.staff).await?.is_none() {
            return Ok(false);
        }
        if tx.enable_staff(&self.staff).await? {
            tx.log_access(&self.access).await?;
        }
        Ok(true)
    }
}
