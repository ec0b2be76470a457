//! Adding a passkey, in two steps: a name and a code, then what the device made. The first step checks everything that
//! can be checked, so that no device keeps a passkey that opens nothing.

use std::fmt;

use domain::mail::{Line, LineError};
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, LONGEST_PASSKEY_NAME, MOST_PASSKEYS};
use serde::{Deserialize, Serialize};
use storage::{Access, NewPasskey, Operation, StoreError, Tx};
use webauthn_rs::prelude::PasskeyRegistration;

use super::challenge::{Answered, Asked};
use super::credential::{Named, credential_hash};
use super::{PasskeyAnswer, PasskeyQuestion};
use crate::Service;
use crate::staff::StaffActor;

/// What a device is asked to make a passkey with.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPasskeyQuestion {
    /// What its owner calls it.
    pub name: String,
    /// The question.
    pub question: PasskeyQuestion,
}

/// What is needed to check what the device made.
#[derive(Serialize, Deserialize)]
struct State {
    name: Line,
    registration: PasskeyRegistration,
}

impl Service {
    /// Asks for a new passkey of the actor's that they call `name`. Nothing is stored.
    ///
    /// # Errors
    /// A problem with the name; [`Problem::CodeNeeded`]; [`Problem::TooManyPasskeys`]; [`Problem::NotFound`] where
    /// passkeys are not offered; [`Problem::Unavailable`].
    pub async fn ask_for_new_passkey(
        &self,
        actor: &StaffActor,
        name: &str,
    ) -> Result<NewPasskeyQuestion, Problem> {
        let webauthn = self.relying_party()?.webauthn();
        let name = read_name(name)?;
        actor.require_recent_code()?;
        let known = self.opened_passkeys(actor).await?;
        if known.len() >= MOST_PASSKEYS {
            return Err(Problem::TooManyPasskeys);
        }
        let known = known
            .iter()
            .map(|(_, named)| named.passkey.cred_id().clone());
        let started = webauthn.start_passkey_registration(
            actor.id(),
            actor.email(),
            actor.name(),
            Some(known.collect()),
        );
        let (question, registration) = started.map_err(|_| Problem::Fault)?;
        let mut options = serde_json::to_value(question.public_key).map_err(|_| Problem::Fault)?;
        // So that it names its owner itself, and nobody types an address (WebAuthn L3 §5.4.4).
        let selection = &mut options["authenticatorSelection"];
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
        let state = State {
            name: name.clone(),
            registration,
        };
        Ok(NewPasskeyQuestion {
            name: name.as_str().to_owned(),
            question: self.question(Asked::Add(actor.session()), &options, &state)?,
        })
    }

    /// Adds what the device made (WebAuthn L3 §7.1). That a code was given lately, the question shows, which is asked
    /// only then and lasts as long as a code does.
    ///
    /// # Errors
    /// [`Problem::NewPasskeyRefused`]; [`Problem::TooManyPasskeys`]; [`Problem::SignInNeeded`] when the account is gone;
    /// [`Problem::NotFound`] where passkeys are not offered; [`Problem::Unavailable`].
    pub async fn add_passkey(
        &self,
        actor: &StaffActor,
        answer: &PasskeyAnswer,
    ) -> Result<(), Problem> {
        let webauthn = self.relying_party()?.webauthn();
        let asked = Asked::Add(actor.session());
        let opened = self.open_challenge::<State>(asked, &answer.challenge);
        let (answered, state) = opened.ok_or(Problem::NewPasskeyRefused)?;
        let made = serde_json::from_str(&answer.answer);
        let made = made.map_err(|_| Problem::NewPasskeyRefused)?;
        let passkey = webauthn.finish_passkey_registration(&made, &state.registration);
        let passkey = passkey.map_err(|_| Problem::NewPasskeyRefused)?;
        let key = self.staff_key(&actor.id()).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let at = self.now();
        let id = self.chance().uuid_v7(at);
        let credential = credential_hash(self.root_key(), passkey.cred_id());
        let named = Named {
            name: state.name,
            passkey,
        };
        let add = Add {
            answered,
            new: NewPasskey {
                id,
                staff: actor.id(),
                credential,
                sealed: self.seal_passkey(&key, id, &named)?,
                added_at: at,
            },
            access: self.draw_access(
                actor.id(),
                actor.id(),
                AccessAction::PasskeyAdded,
                AccessReason::Own,
            ),
        };
        self.commit(add).await?
    }
}

fn read_name(typed: &str) -> Result<Line, Problem> {
    let name = Line::parse(typed).map_err(|error| match error {
        LineError::Empty => Problem::MissingName,
        LineError::TooLong => Problem::PasskeyNameTooLong,
        LineError::Invisible => Problem::NameUnreadable,
    })?;
    if name.as_str().chars().count() > LONGEST_PASSKEY_NAME {
        return Err(Problem::PasskeyNameTooLong);
    }
    Ok(name)
}

struct Add {
    answered: Answered,
    new: NewPasskey,
    access: Access,
}

impl Operation for Add {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let held = tx.hold_staff(&self.new.staff).await?;
        if held.is_none_or(|held| held.disabled_at.is_some()) {
            return Ok(Err(Problem::SignInNeeded));
        }
        if !self.answered.spend(tx).await? {
            return Ok(Err(Problem::NewPasskeyRefused));
        }
        if tx.passkeys_of(&self.new.staff).await?.len() >= MOST_PASSKEYS {
            return Ok(Err(Problem::TooManyPasskeys));
        }
        if !tx.insert_passkey(&self.new).await? {
            return Ok(Err(Problem::NewPasskeyRefused));
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

impl fmt::Debug for NewPasskeyQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPasskeyQuestion(…)")
    }
}
