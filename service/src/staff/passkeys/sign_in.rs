//! Signing in with a passkey, which takes no password and no code: the device has checked its owner. An answer of
//! somebody unknown, shut out or erased is told apart from a wrong one by nobody.

use std::fmt;

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Browser};
use storage::{Access, NewSession, Operation, StoreError, Tx};

use super::challenge::Asked;
use super::{PasskeyAnswer, PasskeyCheck};
use crate::staff::SignedIn;
use crate::staff::account::open_person;
use crate::{Service, problem};

/// An answer to sign in with, as it reached a door.
#[derive(Clone)]
pub struct PasskeySignIn {
    /// The answer.
    pub answer: PasskeyAnswer,
    /// Where.
    pub browser: Browser,
    /// What the browser keeps from signing in before.
    pub known_browser: Option<String>,
    /// The session that the browser held until now; it ends.
    pub before: Option<LinkToken>,
}

impl Service {
    /// Checks the answer and signs in. The session has had its code, too: who holds the device was asked for.
    ///
    /// # Errors
    /// [`Problem::PasskeyRefused`]; [`Problem::NotFound`] where passkeys are not offered; [`Problem::Unavailable`].
    pub async fn sign_in_with_passkey(&self, sign_in: PasskeySignIn) -> Result<SignedIn, Problem> {
        self.relying_party()?;
        let read = self.read_answer(Asked::SignIn, &sign_in.answer);
        let read = read.ok_or(Problem::PasskeyRefused)?;
        let owner = read.owner().ok_or(Problem::PasskeyRefused)?;
        let staff = self.store().staff(&owner).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.filter(|staff| staff.disabled_at.is_none());
        let staff = staff.ok_or(Problem::PasskeyRefused)?;
        let key = self.staff_key(&staff.id).await?;
        let key = key.ok_or(Problem::PasskeyRefused)?;
        let check = self.check_answer(&key, &staff, read).await?;
        let person = open_person(&key, &staff.person)?;
        let session = self.draw_session(&key, sign_in.browser);
        let enter = Enter {
            check: check.ok_or(Problem::PasskeyRefused)?,
            before: sign_in.before.as_ref().map(LinkToken::hash),
            session: session.new,
            access: self.draw_access(
                staff.id,
                staff.id,
                AccessAction::SignedIn,
                AccessReason::Own,
            ),
        };
        if !self.commit(enter).await? {
            return Err(Problem::PasskeyRefused);
        }
        Ok(SignedIn {
            session: session.token,
            known_browser: self.keep_known_browser(&person.email, sign_in.known_browser),
        })
    }
}

struct Enter {
    check: PasskeyCheck,
    before: Option<Digest>,
    session: NewSession,
    access: Access,
}

impl Operation for Enter {
    /// False when the answer lets nobody in any more.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let held = tx.hold_staff(&self.session.staff).await?;
        let stands = held.is_some_and(|held| held.disabled_at.is_none());
        if !stands || !self.check.run(tx).await? {
            return Ok(false);
        }
        if let Some(before) = &self.before {
            tx.end_session_by_token(before).await?;
        }
        tx.insert_session(&self.session).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}

impl fmt::Debug for PasskeySignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeySignIn(…)")
    }
}
