//! A new app for codes: another phone, or a phone that somebody else may have seen. The app before stops working.

use domain::problem::Problem;
use domain::staff::totp::{Secret, Step};
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, Credentials, Operation, StoreError, StoredStaff, Tx};
use uuid::Uuid;

use super::account::{Person, open_person};
use super::{Enrolment, StaffActor};
use crate::sealing::OwnerKey;
use crate::{Service, problem};

impl Service {
    /// What the actor's new app is given.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when the account is gone; [`Problem::Unavailable`].
    pub async fn new_app(&self, actor: &StaffActor) -> Result<Enrolment, Problem> {
        let changing = self.changing(actor).await?;
        Ok(self.enrolment(&changing.person, &changing.secret))
    }

    /// Puts the new app in the place of the one before, once it shows the right code. Every other session ends.
    ///
    /// # Errors
    /// [`Problem::CodeNeeded`]; [`Problem::NewCodeRefused`] when the new app shows another; [`Problem::Unavailable`].
    pub async fn change_app(&self, actor: &StaffActor, code: &str) -> Result<(), Problem> {
        actor.require_recent_code()?;
        let Changing {
            staff,
            before,
            secret,
            key,
            ..
        } = self.changing(actor).await?;
        let step = secret.step_of(code, self.now(), None);
        let Step(step) = step.ok_or(Problem::NewCodeRefused)?;
        let change = Change {
            next: Credentials {
                totp: self.seal_secret(&key, &secret),
                step,
                ..before.clone()
            },
            before,
            staff: staff.id,
            session: actor.session(),
            access: self.draw_access(staff.id, staff.id, AccessAction::Changed, AccessReason::Own),
        };
        if self.commit(change).await? {
            Ok(())
        } else {
            Err(Problem::SignInNeeded)
        }
    }

    async fn changing(&self, actor: &StaffActor) -> Result<Changing, Problem> {
        let staff = self.store().staff(&actor.id()).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.ok_or(Problem::SignInNeeded)?;
        let key = self.staff_key(&staff.id).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let before = staff.credentials.clone().ok_or(Problem::SignInNeeded)?;
        // With the sealed secret of now in it, the next change has another.
        let parts = [staff.id.as_bytes(), &before.totp[..]];
        Ok(Changing {
            person: open_person(&key, &staff.person)?,
            secret: self.derived_secret("one-time codes of a new app v1", &parts),
            staff,
            before,
            key,
        })
    }
}

struct Changing {
    staff: StoredStaff,
    person: Person,
    before: Credentials,
    secret: Secret,
    key: OwnerKey,
}

struct Change {
    staff: Uuid,
    session: Uuid,
    before: Credentials,
    next: Credentials,
    access: Access,
}

impl Operation for Change {
    /// False when the account changed meanwhile.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let held = tx.hold_staff(&self.staff).await?;
        let held = held.and_then(|held| held.credentials);
        let stands = held.is_some_and(|held| {
            (held.totp, held.password) == (self.before.totp.clone(), self.before.password.clone())
        });
        if !stands {
            return Ok(false);
        }
        tx.join_staff(&self.staff, &self.next).await?;
        tx.end_other_sessions(&self.staff, &self.session).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
