//! Who has access to what.

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area, Role};
use jiff::Timestamp;
use storage::StoredStaff;
use uuid::Uuid;

use super::account::open_person;
use super::{Look, StaffActor};
use crate::{Service, problem};

/// A member of staff, as colleagues see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their account.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Whether they can sign in.
    pub state: MemberState,
}

/// Whether somebody can sign in, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// They have a link and have not accepted it.
    Invited(Timestamp),
    /// They can.
    Active(Timestamp),
    /// They were shut out.
    Disabled(Timestamp),
}

impl Service {
    /// Everybody who has access or had it, the first first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::Unavailable`].
    pub async fn staff_list(&self, actor: &StaffActor) -> Result<Vec<Member>, Problem> {
        actor.require(Area::StaffList)?;
        let look = Look {
            thing: Uuid::nil(),
            purpose: "staff",
            action: AccessAction::Listed,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        self.members().await
    }

    /// As [`Self::staff_list`], for whoever runs the program on its machine.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn staff_for_operator(&self) -> Result<Vec<Member>, Problem> {
        self.members().await
    }

    pub(crate) async fn members(&self) -> Result<Vec<Member>, Problem> {
        let stored = self.store().all_staff().await.map_err(problem::of_store)?;
        let mut members = Vec::with_capacity(stored.len());
        for staff in stored {
            members.extend(self.member(staff).await?);
        }
        Ok(members)
    }

    /// None while it is being erased.
    async fn member(&self, staff: StoredStaff) -> Result<Option<Member>, Problem> {
        let Some(key) = self.staff_key(&staff.id).await? else {
            return Ok(None);
        };
        let person = open_person(&key, &staff.person)?;
        let state = match (staff.disabled_at, &staff.credentials) {
            (Some(at), _) => MemberState::Disabled(at),
            (None, Some(credentials)) => MemberState::Active(credentials.joined_at),
            (None, None) => MemberState::Invited(staff.since),
        };
        Ok(Some(Member {
            id: staff.id,
            name: person.name.into(),
            email: person.email.into(),
            roles: staff.roles,
            state,
        }))
    }
}
