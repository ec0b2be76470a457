//! A code once more, or a passkey, for what must not be done by whoever finds a screen unlocked: exporting, erasing, giving access.
//! The session gets another token, so that one taken before is worth nothing after.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{Operation, StoreError, StoredStaff, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::code::CodeCheck;
use super::passkeys::{PasskeyAnswer, PasskeyCheck};
use crate::sealing::OwnerKey;
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
        let (staff, key) = self.stepping_up(&actor).await?;
        let check = self.draw_code_check(&key, &staff, code)?;
        let check = check.ok_or(Problem::SignInNeeded)?;
        self.stepped_up(actor, Proof::Code(check)).await
    }

    /// As [`Self::step_up`], with a passkey of the actor's in the place of a code.
    ///
    /// # Errors
    /// [`Problem::PasskeyRefused`]; [`Problem::SignInNeeded`] when the session is over; [`Problem::NotFound`] where
    /// passkeys are not offered; [`Problem::Unavailable`].
    pub async fn step_up_with_passkey(
        &self,
        actor: StaffActor,
        answer: &PasskeyAnswer,
    ) -> Result<(StaffActor, LinkToken), Problem> {
        let (staff, key) = self.stepping_up(&actor).await?;
        let check = self.check_again(&actor, &key, &staff, answer).await?;
        let check = check.ok_or(Problem::PasskeyRefused)?;
        self.stepped_up(actor, Proof::Passkey(check)).await
    }

    async fn stepping_up(&self, actor: &StaffActor) -> Result<(StoredStaff, OwnerKey), Problem> {
        let staff = self.store().staff(&actor.id()).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.ok_or(Problem::SignInNeeded)?;
        let key = self.staff_key(&staff.id).await?;
        Ok((staff, key.ok_or(Problem::SignInNeeded)?))
    }

    async fn stepped_up(
        &self,
        actor: StaffActor,
        proof: Proof,
    ) -> Result<(StaffActor, LinkToken), Problem> {
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let now = self.now();
        let step_up = StepUp {
            proof,
            staff: actor.id(),
            session: actor.session(),
            token: token.hash(),
            now,
        };
        self.commit(step_up).await??;
        Ok((actor.after_code(now), token))
    }
}

/// What shows that it is still them.
enum Proof {
    Code(CodeCheck),
    Passkey(PasskeyCheck),
}

impl Proof {
    /// Checks it against the account `held`, which the operation holds, and uses it up.
    async fn run(
        &self,
        tx: &mut Tx<'_>,
        held: &StoredStaff,
    ) -> Result<Result<(), Problem>, StoreError> {
        match self {
            Self::Code(check) => Ok(check.run(tx, held).await?.or_problem()),
            Self::Passkey(check) => Ok(match check.run(tx).await? {
                true => Ok(()),
                false => Err(Problem::PasskeyRefused),
            }),
        }
    }
}

struct StepUp {
    proof: Proof,
    staff: Uuid,
    session: Uuid,
    token: Digest,
    now: Timestamp,
}

impl Operation for StepUp {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let held = tx.hold_staff(&self.staff).await?;
        let Some(held) = held.filter(|held| held.disabled_at.is_none()) else {
            return Ok(Err(Problem::SignInNeeded));
        };
        if let Err(problem) = self.proof.run(tx, &held).await? {
            return Ok(Err(problem));
        }
        let is_there = tx
            .rotate_session(&self.session, &self.token, self.now)
            .await?;
        Ok(is_there.then_some(()).ok_or(Problem::SignInNeeded))
    }
}
