//! Checking what a passkey answered (WebAuthn L3 §7.2). The signature is checked beforehand; that the question is
//! answered once, with the passkey as it was checked, is decided inside the operation that it allows something in.
//!
//! Failures are not counted: a signature cannot be guessed, and others' bad answers must not keep somebody out.

use domain::problem::Problem;
use storage::{StoreError, StoredStaff, Tx, UsedPasskey};
use uuid::Uuid;
use webauthn_rs::prelude::{AuthenticationResult, PublicKeyCredential, WebauthnError};

use super::PasskeyAnswer;
use super::challenge::{Answered, Asked, State};
use super::credential::{Named, credential_hash, open};
use crate::sealing::OwnerKey;
use crate::staff::StaffActor;
use crate::{Service, problem};

/// An answer that is right, if it is the first to its question.
#[derive(Clone, Debug)]
pub(in crate::staff) struct PasskeyCheck {
    answered: Answered,
    used: UsedPasskey,
}

/// An answer that can be read, and whom it says it is of.
pub(super) struct Read {
    answered: Answered,
    state: State,
    credential: PublicKeyCredential,
}

impl Service {
    /// Reads the answer to a question that was `asked`.
    pub(super) fn read_answer(&self, asked: Asked, answer: &PasskeyAnswer) -> Option<Read> {
        let (answered, state) = self.open_challenge(asked, &answer.challenge)?;
        let credential = serde_json::from_str(&answer.answer).ok()?;
        Some(Read {
            answered,
            state,
            credential,
        })
    }

    /// Checks what a passkey of the actor's answered in their session; none when it did not.
    pub(in crate::staff) async fn check_again(
        &self,
        actor: &StaffActor,
        key: &OwnerKey,
        staff: &StoredStaff,
        answer: &PasskeyAnswer,
    ) -> Result<Option<PasskeyCheck>, Problem> {
        match self.read_answer(Asked::Again(actor.session()), answer) {
            Some(read) => self.check_answer(key, staff, read).await,
            None => Ok(None),
        }
    }

    /// Checks that a passkey of `staff` gave the answer; none when it did not.
    pub(super) async fn check_answer(
        &self,
        key: &OwnerKey,
        staff: &StoredStaff,
        read: Read,
    ) -> Result<Option<PasskeyCheck>, Problem> {
        if read.owner().is_some_and(|owner| owner != staff.id) {
            return Ok(None);
        }
        let hash = credential_hash(self.root_key(), read.credential.get_credential_id());
        let stored = self.store().passkey(&hash, &staff.id).await;
        let Some(stored) = stored.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let named = open(key, &stored)?;
        let webauthn = self.relying_party()?.webauthn();
        let Read {
            answered,
            state,
            credential,
        } = read;
        let checked =
            webauthn.finish_discoverable_authentication_v2(&credential, state, &named.passkey);
        let result = match checked {
            Ok(result) => result,
            Err(error) => {
                tell_operator(&error);
                return Ok(None);
            }
        };
        let before = stored.sealed;
        let after = self.after_use(key, stored.id, named, &result, &before)?;
        let used = UsedPasskey {
            id: stored.id,
            before,
            after,
            at: self.now(),
        };
        Ok(Some(PasskeyCheck { answered, used }))
    }

    /// The passkey with its counter and its flags of backup as they are now (WebAuthn L3 §7.2).
    fn after_use(
        &self,
        key: &OwnerKey,
        id: Uuid,
        mut named: Named,
        result: &AuthenticationResult,
        before: &[u8],
    ) -> Result<Vec<u8>, Problem> {
        match named.passkey.update_credential(result) {
            Some(true) => self.seal_passkey(key, id, &named),
            // As it is sealed already, so that two devices that hold the same passkey do not get in each other's way.
            Some(false) | None => Ok(before.to_vec()),
        }
    }
}

impl Read {
    /// Whose passkey it is, by what its authenticator was told when it was added.
    pub(super) fn owner(&self) -> Option<Uuid> {
        let handle = self.credential.get_user_unique_id()?;
        // Another's handle belongs to nobody here.
        Some(Uuid::from_slice(handle).unwrap_or(Uuid::nil()))
    }
}

/// A counter that went back may mean that somebody has copied the authenticator (WebAuthn L3 §6.1.1).
fn tell_operator(error: &WebauthnError) {
    if matches!(error, WebauthnError::CredentialPossibleCompromise) {
        tracing::warn!("a passkey was refused: its counter went back, so it may have been copied");
    }
}

impl PasskeyCheck {
    /// Uses question and passkey; false when the question was answered before, or the passkey is gone or was used
    /// since it was checked.
    pub(in crate::staff) async fn run(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        Ok(self.answered.spend(tx).await? && tx.passkey_used(&self.used).await?)
    }
}
