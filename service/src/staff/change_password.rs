//! Changing one's own password. The one before is asked for, and every other session ends.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::account::open_person;
use super::failures::{Count, Tried};
use super::passwords::Password;
use crate::{Service, problem};

impl Service {
    /// Puts `next` in the place of the actor's password `now`.
    ///
    /// # Errors
    /// [`Problem::PasswordRefused`] when the one before is wrong; a problem with the new one;
    /// [`Problem::TooManyRequests`] after many failures; [`Problem::Busy`]; [`Problem::Unavailable`].
    pub async fn change_password(
        &self,
        actor: &StaffActor,
        now: &Password,
        next: &Password,
    ) -> Result<(), Problem> {
        let staff = self.store().staff(&actor.id()).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.ok_or(Problem::SignInNeeded)?;
        let key = self.staff_key(&staff.id).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        self.check_own_password(next, &open_person(&key, &staff.person)?)?;
        let tried = Tried::own_password(self.root_key(), &staff.id);
        let count = Count {
            tried,
            now: self.now(),
        };
        if !self.commit(count).await? {
            return Err(Problem::TooManyRequests);
        }
        let before = staff.credentials.map(|credentials| credentials.password);
        if !self.passwords().verify(now, before.as_deref()).await? {
            return Err(Problem::PasswordRefused);
        }
        let change = Change {
            staff: staff.id,
            session: actor.session(),
            before,
            next: self.hash_password(next).await?,
            tried,
            access: self.draw_access(staff.id, staff.id, AccessAction::Changed, AccessReason::Own),
        };
        if self.commit(change).await? {
            Ok(())
        } else {
            Err(Problem::SignInNeeded)
        }
    }
}

struct Change {
    staff: Uuid,
    session: Uuid,
    before: Option<String>,
    next: String,
    tried: Tried,
    access: Access,
}

impl Operation for Change {
    /// False when the account changed hands meanwhile.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let held = tx.hold_staff(&self.staff).await?;
        let held = held.and_then(|held| held.credentials);
        if held.map(|held| held.password) != self.before {
            return Ok(false);
        }
        tx.set_password(&self.staff, &self.next).await?;
        tx.end_other_sessions(&self.staff, &self.session).await?;
        self.tried.forget(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
