//! Checking a code: six digits of the account's app, or one of its recovery codes. It is checked and used up inside the
//! operation that it allows something in, so that none works twice.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::staff::recovery::RecoveryCode;
use domain::staff::totp::{Secret, Step};
use jiff::Timestamp;
use storage::{StoreError, StoredStaff, Tx};
use uuid::Uuid;

use super::account::open_secret;
use super::failures::Tried;
use crate::sealing::OwnerKey;
use crate::{RootKey, Service};

/// What a recovery code is stored as.
pub(super) fn recovery_hash(root: &RootKey, staff: &Uuid, code: &RecoveryCode) -> Digest {
    root.derive("recovery code v1", &[staff.as_bytes(), code.bytes()])
}

/// A code and what it is checked with, drawn beforehand.
#[derive(Clone)]
pub(super) struct CodeCheck {
    staff: Uuid,
    /// The sealed secret as it was read: another one means that the account changed hands meanwhile.
    totp: Vec<u8>,
    secret: Secret,
    typed: String,
    recovery: Option<Digest>,
    tried: Tried,
    now: Timestamp,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Checked {
    /// The code was right, and is used up.
    Right,
    /// It was not.
    Wrong,
    /// It came too early after wrong ones, and was not looked at.
    Early,
}

impl Checked {
    pub(super) const fn or_problem(self) -> Result<(), Problem> {
        match self {
            Self::Right => Ok(()),
            Self::Wrong => Err(Problem::CodeRefused),
            Self::Early => Err(Problem::TooManyRequests),
        }
    }
}

impl Service {
    /// Prepares the check of what was typed as a code of `staff`; none for an account that nothing opens.
    pub(super) fn draw_code_check(
        &self,
        key: &OwnerKey,
        staff: &StoredStaff,
        typed: &str,
    ) -> Result<Option<CodeCheck>, Problem> {
        let Some(credentials) = &staff.credentials else {
            return Ok(None);
        };
        let recovery =
            RecoveryCode::parse(typed).map(|code| recovery_hash(self.root_key(), &staff.id, &code));
        Ok(Some(CodeCheck {
            staff: staff.id,
            totp: credentials.totp.clone(),
            secret: open_secret(key, &credentials.totp)?,
            typed: typed.to_owned(),
            recovery,
            tried: Tried::codes(self.root_key(), &staff.id),
            now: self.now(),
        }))
    }
}

impl CodeCheck {
    /// Checks the code of `held`, which the operation holds.
    pub(super) async fn run(
        &self,
        tx: &mut Tx<'_>,
        held: &StoredStaff,
    ) -> Result<Checked, StoreError> {
        let Some(credentials) = &held.credentials else {
            return Ok(Checked::Wrong);
        };
        if credentials.totp != self.totp {
            return Ok(Checked::Wrong);
        }
        if let Some(recovery) = &self.recovery {
            let is_right = tx.spend_recovery_code(&self.staff, recovery).await?;
            return Ok(if is_right {
                Checked::Right
            } else {
                Checked::Wrong
            });
        }
        if !self.tried.count(tx, self.now).await? {
            return Ok(Checked::Early);
        }
        let used = Some(Step(credentials.step));
        let Some(Step(step)) = self.secret.step_of(&self.typed, self.now, used) else {
            return Ok(Checked::Wrong);
        };
        tx.set_totp_step(&self.staff, step).await?;
        self.tried.forget(tx).await?;
        Ok(Checked::Right)
    }
}
