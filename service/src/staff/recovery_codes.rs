//! Recovery codes: told once, stored as keyed hashes, each good for one time.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::staff::recovery::{CODES, RecoveryCode};
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::code::recovery_hash;
use crate::{Service, problem};

/// Codes to tell, and what is stored of them.
pub(super) struct NewCodes {
    pub(super) texts: Vec<String>,
    pub(super) hashes: Vec<Digest>,
}

impl Service {
    pub(super) fn draw_codes(&self, staff: &Uuid) -> NewCodes {
        let draw = || {
            let mut bytes = [0; 10];
            self.chance().fill(&mut bytes);
            RecoveryCode::from_bytes(bytes)
        };
        let codes: Vec<RecoveryCode> = (0..CODES).map(|_| draw()).collect();
        NewCodes {
            texts: codes.iter().map(RecoveryCode::to_groups).collect(),
            hashes: codes
                .iter()
                .map(|code| recovery_hash(self.root_key(), staff, code))
                .collect(),
        }
    }

    /// How many recovery codes the actor has left.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn recovery_codes_left(&self, actor: &StaffActor) -> Result<usize, Problem> {
        let left = self.store().recovery_codes_left(&actor.id()).await;
        Ok(usize::try_from(left.map_err(problem::of_store)?).unwrap_or(0))
    }

    /// Ten new recovery codes in the place of those that are left.
    ///
    /// # Errors
    /// [`Problem::CodeNeeded`]; [`Problem::Unavailable`].
    pub async fn new_recovery_codes(&self, actor: &StaffActor) -> Result<Vec<String>, Problem> {
        actor.require_recent_code()?;
        let staff = actor.id();
        let codes = self.draw_codes(&staff);
        let replace = Replace {
            staff,
            hashes: codes.hashes,
            access: self.draw_access(staff, staff, AccessAction::Changed, AccessReason::Own),
        };
        self.commit(replace).await?;
        Ok(codes.texts)
    }
}

struct Replace {
    staff: Uuid,
    hashes: Vec<Digest>,
    access: Access,
}

impl Operation for Replace {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.hold_staff(&self.staff).await?.is_none() {
            return Ok(());
        }
        tx.replace_recovery_codes(&self.staff, &self.hashes).await?;
        tx.log_access(&self.access).await
    }
}
