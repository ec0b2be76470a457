//! Questions to a passkey. What is needed to check the answer travels with the browser, sealed, so that asking writes
//! nothing and any node takes the answer. It is worth nothing after five minutes, elsewhere than where it was asked,
//! and, since the answer's operation stores its id, after an answer.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::problem::Problem;
use domain::staff::CHALLENGE_LASTS;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use storage::{DataKey, StoreError, Tx};
use uuid::Uuid;
use webauthn_rs::prelude::DiscoverableAuthentication;

use super::RelyingParty;
use crate::Service;
use crate::sealing::{OwnerKey, Place};
use crate::staff::StaffActor;

/// The longest sealed state: the ids of ten keys, as long as they are commonly, fit many times over.
const LONGEST: usize = 16 * 1024;

/// A question to a passkey.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyQuestion {
    /// What the browser is asked with: `PublicKeyCredentialRequestOptionsJSON`, or `…CreationOptionsJSON` for a new one.
    pub options: String,
    /// What comes back beside the answer.
    pub challenge: String,
}

/// The answer to a question, as it reached a door.
#[derive(Clone)]
pub struct PasskeyAnswer {
    /// What came with the question.
    pub challenge: String,
    /// What the browser gave: `AuthenticationResponseJSON`, or `RegistrationResponseJSON` of a new one.
    pub answer: String,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Signing in.
    SignIn,
    /// Showing in this session that it is still them.
    Again(Uuid),
    /// Adding a passkey in this session.
    Add(Uuid),
}

/// An answered question's id, and when it would have ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answered {
    id: Uuid,
    ends_at: Timestamp,
}

impl Answered {
    /// Uses the question up; false when it was answered before.
    pub(super) async fn spend(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.spend_challenge(&self.id, self.ends_at).await
    }
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed<S> {
    ends_at: Timestamp,
    state: S,
}

impl Asked {
    const fn place(self) -> Place {
        let (column, record) = match self {
            Self::SignIn => ("sign in", Uuid::nil()),
            Self::Again(session) => ("again", session),
            Self::Add(session) => ("add", session),
        };
        Place {
            table: "passkey challenge",
            column,
            record,
        }
    }
}

impl Service {
    /// Whether passkeys can be used where people reach the service.
    #[must_use]
    pub fn offers_passkeys(&self) -> bool {
        self.passkeys().is_some()
    }

    pub(super) fn relying_party(&self) -> Result<&RelyingParty, Problem> {
        self.passkeys().ok_or(Problem::NotFound)
    }

    /// Asks for any passkey of the service's, to sign in with; of whoever is signed in, for one of theirs. Nothing is
    /// stored.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where passkeys are not offered; [`Problem::Unavailable`].
    pub async fn ask_for_passkey(
        &self,
        actor: Option<&StaffActor>,
    ) -> Result<PasskeyQuestion, Problem> {
        let webauthn = self.relying_party()?.webauthn();
        let started = webauthn.start_discoverable_authentication();
        let (question, state) = started.map_err(|_| Problem::Fault)?;
        let mut options = serde_json::to_value(question.public_key).map_err(|_| Problem::Fault)?;
        let asked = match actor {
            None => Asked::SignIn,
            Some(actor) => {
                options["allowCredentials"] = self.credentials_of(actor).await?;
                Asked::Again(actor.session())
            }
        };
        self.question(asked, &options, &state)
    }

    /// Their passkeys, as the browser is told which may answer.
    async fn credentials_of(&self, actor: &StaffActor) -> Result<Value, Problem> {
        let opened = self.opened_passkeys(actor).await?;
        let ids = opened.iter().map(|(_, own)| own.passkey.cred_id());
        let descriptors =
            ids.map(|id| json!({"type": "public-key", "id": URL_SAFE_NO_PAD.encode(id)}));
        Ok(descriptors.collect())
    }

    pub(super) fn question(
        &self,
        asked: Asked,
        options: &Value,
        state: &impl Serialize,
    ) -> Result<PasskeyQuestion, Problem> {
        let sealed = Sealed {
            ends_at: self.now() + CHALLENGE_LASTS,
            state,
        };
        let value = serde_json::to_vec(&sealed).map_err(|_| Problem::Fault)?;
        let key = self.challenge_key(self.chance().uuid_v7(self.now()));
        let sealed = self.seal_for(&key, asked.place(), &value);
        let token = [key.owner.as_bytes(), &sealed[..]].concat();
        Ok(PasskeyQuestion {
            options: options.to_string(),
            challenge: URL_SAFE_NO_PAD.encode(token),
        })
    }

    /// What is needed to check an answer to a question that was `asked`; none when it was not, or its time is over.
    pub(super) fn open_challenge<S: DeserializeOwned>(
        &self,
        asked: Asked,
        challenge: &str,
    ) -> Option<(Answered, S)> {
        if challenge.len() > LONGEST {
            return None;
        }
        let token = URL_SAFE_NO_PAD.decode(challenge).ok()?;
        let (id, sealed) = token.split_first_chunk::<16>()?;
        let key = self.challenge_key(Uuid::from_bytes(*id));
        let value = key.open(asked.place(), sealed)?;
        let Sealed { ends_at, state } = serde_json::from_slice(&value).ok()?;
        let id = key.owner;
        (self.now() < ends_at).then_some((Answered { id, ends_at }, state))
    }

    /// Each question has a key of its own, so that however many are asked, no nonce meets another.
    fn challenge_key(&self, id: Uuid) -> OwnerKey {
        let key = self
            .root_key()
            .derive("passkey challenge v1", &[id.as_bytes()]);
        OwnerKey {
            owner: id,
            key: DataKey::new(key.0),
        }
    }
}

/// What is needed to check that a passkey answered.
pub(super) type State = DiscoverableAuthentication;

impl fmt::Debug for PasskeyQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeyQuestion(…)")
    }
}

impl fmt::Debug for PasskeyAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeyAnswer(…)")
    }
}
