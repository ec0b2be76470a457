//! Accepting an invitation: a password of one's own, an app that shows codes, and recovery codes on paper. Whoever
//! accepts is signed in: they have just shown both.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::totp::{Secret, Step};
use domain::staff::{AccessAction, AccessReason, Browser, check_password};
use storage::{Access, Credentials, NewSession, Operation, StoreError, Tx};
use uuid::Uuid;

use super::account::{Person, open_person};
use super::passwords::Password;
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// What a new owner of an account is shown.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// Their name.
    pub name: String,
    /// Their mail address, which is what they sign in with.
    pub email: String,
    /// What their app computes codes from, to be typed by hand.
    pub secret: String,
    /// The same for a picture that the app reads.
    pub address: String,
}

/// An invitation that is accepted, as it reached a door.
#[derive(Clone, Debug)]
pub struct AcceptInvitation {
    /// Of the link.
    pub token: LinkToken,
    /// The password that was chosen.
    pub password: Password,
    /// What the app shows.
    pub code: String,
    /// Where it was done.
    pub browser: Browser,
}

/// An account that is its owner's now.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Ten codes to print. They are told once.
    pub recovery_codes: Vec<String>,
    /// What the browser holds from now on.
    pub session: LinkToken,
    /// Tells this browser from those that never signed in.
    pub known_browser: String,
}

impl Service {
    /// What the owner of the link is shown.
    ///
    /// # Errors
    /// [`Problem::InvitationEnded`]; [`Problem::Unavailable`].
    pub async fn invitation(&self, token: &LinkToken) -> Result<Enrolment, Problem> {
        let invitee = self.invitee(token).await?;
        Ok(self.enrolment(&invitee.person, &invitee.secret))
    }

    /// Makes the account its owner's. What opened it before, if anything, opens it no longer.
    ///
    /// # Errors
    /// [`Problem::InvitationEnded`]; a problem with the password; [`Problem::CodeRefused`]; [`Problem::Busy`];
    /// [`Problem::Unavailable`].
    pub async fn accept_invitation(&self, accept: AcceptInvitation) -> Result<Accepted, Problem> {
        let Invitee {
            staff,
            person,
            key,
            secret,
        } = self.invitee(&accept.token).await?;
        self.check_own_password(&accept.password, &person)?;
        let now = self.now();
        let step = secret.step_of(&accept.code, now, None);
        let Step(step) = step.ok_or(Problem::CodeRefused)?;
        let codes = self.draw_codes(&staff);
        let session = self.draw_session(&key, accept.browser);
        let join = Join {
            token: accept.token.hash(),
            credentials: Credentials {
                password: self.hash_password(&accept.password).await?,
                totp: self.seal_secret(&key, &secret),
                step,
                joined_at: now,
            },
            staff,
            codes: codes.hashes,
            session: session.new,
            access: self.draw_access(staff, staff, AccessAction::Joined, AccessReason::Own),
        };
        if !self.commit(join).await? {
            return Err(Problem::InvitationEnded);
        }
        Ok(Accepted {
            recovery_codes: codes.texts,
            session: session.token,
            known_browser: self.new_known_browser(&person.email),
        })
    }

    /// Checks a password that `person` chose.
    pub(super) fn check_own_password(
        &self,
        password: &Password,
        person: &Person,
    ) -> Result<(), Problem> {
        let controller = &self.register().register().controller;
        let known = [
            person.name.as_str(),
            person.email.as_str(),
            &controller.name,
            &controller.short_name,
        ];
        check_password(password.as_str(), &known)
    }

    pub(super) async fn hash_password(&self, password: &Password) -> Result<String, Problem> {
        let [salt @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = self.chance().bytes32();
        self.passwords().hash(password, salt).await
    }

    pub(super) fn enrolment(&self, person: &Person, secret: &Secret) -> Enrolment {
        let organisation = &self.register().register().controller.short_name;
        Enrolment {
            name: person.name.as_str().to_owned(),
            email: person.email.as_str().to_owned(),
            secret: secret.to_groups(),
            address: secret.address(organisation, person.email.as_str()),
        }
    }

    /// A secret that is the same each time the page is shown, without being stored before it is used.
    pub(super) fn derived_secret(&self, label: &str, parts: &[&[u8]]) -> Secret {
        let Digest([secret @ .., _, _, _, _, _, _, _, _, _, _, _, _]) =
            self.root_key().derive(label, parts);
        Secret::from_bytes(secret)
    }

    async fn invitee(&self, token: &LinkToken) -> Result<Invitee, Problem> {
        let hash = token.hash();
        let staff = self.store().invited(&hash, self.now()).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.ok_or(Problem::InvitationEnded)?;
        let stored = self.store().staff(&staff).await;
        let stored = stored.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::InvitationEnded)?;
        let key = self.staff_key(&staff).await?;
        let key = key.ok_or(Problem::InvitationEnded)?;
        Ok(Invitee {
            staff,
            person: open_person(&key, &stored.person)?,
            key,
            secret: self.derived_secret("one-time codes of an invitation v1", &[&hash.0]),
        })
    }
}

struct Invitee {
    staff: Uuid,
    person: Person,
    key: OwnerKey,
    secret: Secret,
}

struct Join {
    token: Digest,
    staff: Uuid,
    credentials: Credentials,
    codes: Vec<Digest>,
    session: NewSession,
    access: Access,
}

impl Operation for Join {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.hold_staff(&self.staff).await?.is_none() {
            return Ok(false);
        }
        let is_first = tx
            .spend_invitation(&self.token, self.credentials.joined_at)
            .await?;
        if !is_first {
            return Ok(false);
        }
        tx.join_staff(&self.staff, &self.credentials).await?;
        tx.replace_recovery_codes(&self.staff, &self.codes).await?;
        tx.remove_passkeys(&self.staff).await?;
        tx.end_sessions(&self.staff).await?;
        tx.insert_session(&self.session).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
