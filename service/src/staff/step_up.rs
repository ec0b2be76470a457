//! A code once more, for what must not be done by whoever finds a screen unlocked: exporting, erasing, giving access.
//! The session gets another token, so that one taken before is worth nothing after.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::code::{Checked, CodeCheck};
use crate::{Service, problem};

impl Service {
    /// Checks a code of the actor's, and gives what the browser holds from now on.
    ///
    /// # Errors
    /// [`Problem::CodeRefused`]; [`Problem::TooManyRequests`] after many wrong codes; [`Problem::SignInNeeded`] when
    /// the session is over; [`Problem::Unavailable`].
    pub async fn step_up(
        &self,
        actor: StaffActor,
        code: &str,
    ) -> Result<(StaffActor, LinkToken), Problem> {
        let staff = self.store().staff(&actor.id()).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.ok_or(Problem::SignInNeeded)?;
        let key = self.staff_key(&staff.id).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let check = self.draw_code_check(&key, &staff, code)?;
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let now = self.now();
        let step_up = StepUp {
            check: check.ok_or(Problem::SignInNeeded)?,
            staff: staff.id,
            session: actor.session(),
            token: token.hash(),
            now,
        };
        let checked = self.commit(step_up).await?;
        checked.ok_or(Problem::SignInNeeded)?.or_problem()?;
        Ok((actor.after_code(now), token))
    }
}

struct StepUp {
    check: CodeCheck,
    staff: Uuid,
    session: Uuid,
    token: Digest,
    now: Timestamp,
}

impl Operation for StepUp {
    /// None: the session is over.
    type Output = Option<Checked>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let held = tx.hold_staff(&self.staff).await?;
        let Some(held) = held.filter(|held| held.disabled_at.is_none()) else {
            return Ok(None);
        };
        let checked = self.check.run(tx, &held).await?;
        if checked != Checked::Right {
            return Ok(Some(checked));
        }
        let is_there = tx
            .rotate_session(&self.session, &self.token, self.now)
            .await?;
        Ok(is_there.then_some(Checked::Right))
    }
}
