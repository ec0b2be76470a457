//! Letting somebody in: an account with roles, and a link that makes it theirs. The link works once, for seven days.

use domain::mail::{Line, LinkToken, MailAddress};
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area, Role};
use jiff::{SignedDuration, Timestamp};
use storage::{Access, NewKey, NewStaff, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::account::{Person, address_hash};
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// How long a link works.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Who acts where nobody is signed in: whoever runs the program on its machine.
pub(super) const OPERATOR: Uuid = Uuid::nil();

/// Somebody to let in, as typed.
#[derive(Clone, Debug)]
pub struct InviteStaff {
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub email: String,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// An invitation. The link is told once and stored nowhere.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The account.
    pub staff: Uuid,
    /// Of the link.
    pub token: LinkToken,
    /// When the link ends.
    pub ends_at: Timestamp,
}

impl Service {
    /// Lets somebody in.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::CodeNeeded`]; [`Problem::MissingName`], [`Problem::MissingRole`] or a
    /// problem with the address; [`Problem::KnownStaff`]; [`Problem::Unavailable`].
    pub async fn invite_staff(
        &self,
        actor: &StaffActor,
        invite: InviteStaff,
    ) -> Result<Invited, Problem> {
        actor.require(Area::Staff)?;
        let invite = self.prepare_invitation(actor.id(), invite)?;
        actor.require_recent_code()?;
        let invited = invite.invited.clone();
        if self.commit(invite).await? {
            Ok(invited)
        } else {
            Err(Problem::KnownStaff)
        }
    }

    /// Lets somebody in on the word of whoever runs the program on its machine. Somebody who has an account gets
    /// the roles beside their own, a new link, and is let in again if they were shut out: so an organisation that
    /// shut itself out gets in again.
    ///
    /// # Errors
    /// As [`Self::invite_staff`].
    pub async fn invite_as_operator(&self, invite: InviteStaff) -> Result<Invited, Problem> {
        let email = MailAddress::parse(&invite.email).map_err(Problem::from)?;
        let address = address_hash(self.root_key(), &email);
        let known = self.store().staff_by_address(&address).await;
        match known.map_err(problem::of_store)? {
            Some(known) => self.renew(OPERATOR, known.id, invite.roles).await,
            None => {
                let invite = self.prepare_invitation(OPERATOR, invite)?;
                let invited = invite.invited.clone();
                let is_new = self.commit(invite).await?;
                is_new.then_some(invited).ok_or(Problem::KnownStaff)
            }
        }
    }

    /// Makes a new link for somebody who lost theirs, or their password and their phone. What opens the account now
    /// goes on until the link is used.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::CodeNeeded`], [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn renew_invitation(
        &self,
        actor: &StaffActor,
        staff: Uuid,
    ) -> Result<Invited, Problem> {
        actor.require(Area::Staff)?;
        actor.require_recent_code()?;
        let known = self.store().staff(&staff).await;
        let known = known.map_err(problem::of_store)?;
        if known.is_none_or(|known| known.disabled_at.is_some()) {
            return Err(Problem::NotFound);
        }
        self.renew(actor.id(), staff, Vec::new()).await
    }

    async fn renew(&self, by: Uuid, staff: Uuid, roles: Vec<Role>) -> Result<Invited, Problem> {
        let invited = self.draw_invitation(staff);
        let renew = Renew {
            invited: invited.clone(),
            roles,
            access: self.draw_access(by, staff, AccessAction::Invited, AccessReason::Task),
        };
        if self.commit(renew).await? {
            Ok(invited)
        } else {
            Err(Problem::NotFound)
        }
    }

    fn draw_invitation(&self, staff: Uuid) -> Invited {
        Invited {
            staff,
            token: LinkToken::from_bytes(self.chance().bytes32()),
            ends_at: self.now() + LASTS,
        }
    }

    fn prepare_invitation(&self, by: Uuid, invite: InviteStaff) -> Result<Invite, Problem> {
        let person = Person {
            name: Line::parse(&invite.name).map_err(|_| Problem::MissingName)?,
            email: MailAddress::parse(&invite.email).map_err(Problem::from)?,
        };
        if invite.roles.is_empty() {
            return Err(Problem::MissingRole);
        }
        let now = self.now();
        let id = self.chance().uuid_v7(now);
        let key = self.draw_key(id);
        Ok(Invite {
            new: NewStaff {
                id,
                address: address_hash(self.root_key(), &person.email),
                person: self.seal_person(&key, &person)?,
                roles: invite.roles,
                since: now,
            },
            key,
            invited: self.draw_invitation(id),
            access: self.draw_access(by, id, AccessAction::Invited, AccessReason::Task),
        })
    }
}

struct Invite {
    new: NewStaff,
    key: OwnerKey,
    invited: Invited,
    access: Access,
}

impl Operation for Invite {
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.insert_staff(&self.new).await? {
            return Ok(false);
        }
        let Invited { token, ends_at, .. } = &self.invited;
        tx.store_invitation(&token.hash(), &self.new.id, *ends_at)
            .await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}

struct Renew {
    invited: Invited,
    /// Beside those the account has; for the operator, who also lets in again.
    roles: Vec<Role>,
    access: Access,
}

impl Operation for Renew {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let Invited {
            staff,
            token,
            ends_at,
        } = &self.invited;
        let Some(held) = tx.hold_staff(staff).await? else {
            return Ok(false);
        };
        if !self.roles.is_empty() {
            let roles: Vec<Role> = held.roles.into_iter().chain(self.roles.clone()).collect();
            tx.set_roles(staff, &roles).await?;
            tx.enable_staff(staff).await?;
        }
        tx.store_invitation(&token.hash(), staff, *ends_at).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
