//! The provider: where it sends people, and what it answers when they come back. What it says of itself is read anew each
//! time, so that new keys and addresses of its own need nobody here.

use std::path::PathBuf;

use app::address::RightsPage;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use serde::Deserialize;
use service::{EidSecrets, EidSubject};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::call::{CallError, Form, get, post};
use super::id_token::{Expected, Keys, subject_of};
use super::settings::{EidSettings, is_safe};
use crate::key_file::{self, KeyFileError};

/// The longest secret that is read.
const LONGEST_SECRET: u64 = 4096;

/// Why the provider cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "the secret of SAMTYKKE_OIDC in {file} cannot be used: {why}. Write it into that file, and let only the owner read it"
)]
pub struct EidStartError {
    file: PathBuf,
    why: String,
}

/// A provider that people may go to.
pub(crate) struct EidProvider {
    settings: EidSettings,
    secret: String,
    /// Our own origin.
    origin: String,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Deserialize)]
struct Discovered {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

/// What it answers to a code. Tokens for its interfaces are not kept: nothing is asked there.
#[derive(Deserialize)]
struct Answer {
    id_token: String,
}

impl EidProvider {
    /// Reads our secret.
    ///
    /// # Errors
    /// Names the file, and the remedy.
    pub(crate) fn open(settings: EidSettings, origin: String) -> Result<Self, EidStartError> {
        let refused = |why: &str| EidStartError {
            file: settings.secret.clone(),
            why: why.to_owned(),
        };
        let bytes = key_file::read(&settings.secret, LONGEST_SECRET);
        let bytes = bytes.map_err(|error| match error {
            KeyFileError::Unreadable(error) => refused(&error.to_string()),
            KeyFileError::Exposed => refused("others may read it"),
        })?;
        let bytes = bytes.ok_or_else(|| refused("there is no such file"))?;
        let secret = String::from_utf8(bytes).map_err(|_| refused("it is no text"))?;
        let secret = secret.trim().to_owned();
        if secret.is_empty() {
            return Err(refused("it is empty"));
        }
        Ok(Self {
            settings,
            secret,
            origin,
        })
    }

    /// What people call it.
    pub(crate) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Where somebody goes to show who they are.
    ///
    /// # Errors
    /// [`Problem::EidAway`].
    pub(crate) async fn way_there(
        &self,
        secrets: &EidSecrets,
        language: Language,
    ) -> Result<String, Problem> {
        let provider = self.discover().await?;
        let there = Url::parse(&provider.authorization_endpoint);
        let mut there = there.map_err(|_| away("its address is none"))?;
        let challenge = Sha256::digest(secrets.verifier.as_bytes());
        there
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client)
            .append_pair("redirect_uri", &self.way_back(language))
            .append_pair("scope", "openid")
            .append_pair("state", &secrets.state.to_text())
            .append_pair("nonce", &secrets.nonce)
            .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(challenge))
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", language.tag());
        if !self.settings.acr.is_empty() {
            let acr = self.settings.acr.join(" ");
            there.query_pairs_mut().append_pair("acr_values", &acr);
        }
        Ok(there.into())
    }

    /// Whom the provider says somebody is, who came back with `code`.
    ///
    /// # Errors
    /// [`Problem::EidAway`], [`Problem::EidRefused`].
    pub(crate) async fn redeem(
        &self,
        code: &str,
        secrets: &EidSecrets,
        language: Language,
        now: Timestamp,
    ) -> Result<EidSubject, Problem> {
        let provider = self.discover().await?;
        let answer = post::<Answer>(&provider.token_endpoint, self.form(code, secrets, language));
        let answer = answer.await.map_err(of_answer)?;
        let keys = get::<Keys>(&provider.jwks_uri).await.map_err(of_call)?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client: &self.settings.client,
            nonce: &secrets.nonce,
            acr: &self.settings.acr,
            now,
        };
        let subject = subject_of(&answer.id_token, &keys, &expected);
        let subject = subject.map_err(|why| {
            tracing::warn!(%why, "what the electronic identity provider says is not believed");
            Problem::EidRefused
        })?;
        Ok(EidSubject {
            issuer: self.settings.issuer.clone(),
            subject,
        })
    }

    fn way_back(&self, language: Language) -> String {
        format!("{}{}", self.origin, RightsPage::EidReturn.path(language))
    }

    fn form(&self, code: &str, secrets: &EidSecrets, language: Language) -> Form {
        let encode =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let who = format!("{}:{}", encode(&self.settings.client), encode(&self.secret));
        Form {
            authorization: format!("Basic {}", STANDARD.encode(who)),
            body: form_urlencoded::Serializer::new(String::new())
                .append_pair("grant_type", "authorization_code")
                .append_pair("code", code)
                .append_pair("redirect_uri", &self.way_back(language))
                .append_pair("code_verifier", &secrets.verifier)
                .finish(),
        }
    }

    async fn discover(&self) -> Result<Discovered, Problem> {
        let issuer = self.settings.issuer.trim_end_matches('/');
        let address = format!("{issuer}/.well-known/openid-configuration");
        let found = get::<Discovered>(&address).await.map_err(of_call)?;
        if found.issuer != self.settings.issuer {
            return Err(away("it calls itself something else"));
        }
        let addresses = [
            &found.authorization_endpoint,
            &found.token_endpoint,
            &found.jwks_uri,
        ];
        if !addresses.into_iter().all(|address| is_safe(address)) {
            return Err(away("one of its addresses is not safe"));
        }
        Ok(found)
    }
}

fn away(why: &'static str) -> Problem {
    tracing::error!(why, "the electronic identity provider cannot be used");
    Problem::EidAway
}

fn of_call(error: CallError) -> Problem {
    tracing::error!(%error, "the electronic identity provider gives no answer");
    Problem::EidAway
}

/// A code that the provider refuses is one that was used, or made up.
fn of_answer(error: CallError) -> Problem {
    match error {
        CallError::Refused(status) if status.is_client_error() => Problem::EidRefused,
        error => of_call(error),
    }
}
