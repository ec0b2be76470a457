//! The key that signs checkpoints, in the encoding that signed notes use everywhere.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::SigningKey;
use signed_note::{StandardSigner, StandardVerifier, Verifier as _, VerifierList};

/// What the encoding calls Ed25519.
const ED25519: u8 = 1;

/// A key that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogKeyError {
    /// It is no key, or one character of it is wrong: the name and the key are hashed into it.
    #[error("it is no Ed25519 key of a signed note, or it is damaged")]
    Malformed,
    /// The log's name has white space or a plus, or is empty.
    #[error("a log's name has no spaces and no plus")]
    Name,
}

/// The secret key of one log. Its text is the file's content and is never printed.
#[derive(Clone)]
pub struct LogKey {
    text: String,
    signer: StandardSigner,
    public: PublicKey,
}

impl LogKey {
    /// Makes the key of the log called `name` from 32 random bytes.
    ///
    /// # Errors
    /// When the name cannot be a log's.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, LogKeyError> {
        if !signed_note::is_key_name_valid(name) {
            return Err(LogKeyError::Name);
        }
        let public = [
            &[ED25519],
            &SigningKey::from_bytes(seed).verifying_key().to_bytes()[..],
        ];
        let id = signed_note::key_id(name, &public.concat());
        let secret = BASE64_STANDARD.encode([&[ED25519], &seed[..]].concat());
        Self::parse(&format!("PRIVATE+KEY+{name}+{id:08x}+{secret}"))
    }

    /// Reads the text of a key.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, LogKeyError> {
        let text = text.trim_end();
        let signer = StandardSigner::new(text).map_err(|_| LogKeyError::Malformed)?;
        // Only the last of the five parts, base 64, may hold a plus itself.
        let encoded = text.splitn(5, '+').nth(4).ok_or(LogKeyError::Malformed)?;
        let bytes = BASE64_STANDARD.decode(encoded);
        let seed = bytes.ok().and_then(|bytes| bytes.get(1..)?.try_into().ok());
        let secret = SigningKey::from_bytes(&seed.ok_or(LogKeyError::Malformed)?);
        let name = signed_note::Signer::name(&signer);
        let public = signed_note::new_ed25519_verifier_key(name, &secret.verifying_key());
        Ok(Self {
            text: text.to_owned(),
            public: PublicKey::parse(&public)?,
            signer,
        })
    }

    /// The text that [`Self::parse`] reads. Secret.
    #[must_use]
    pub fn secret_text(&self) -> &str {
        &self.text
    }

    /// What others check signatures with.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(super) const fn signer(&self) -> &StandardSigner {
        &self.signer
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LogKey(…)")
    }
}

/// The public key of one log: `<name>+<id>+<key>`, as signed-note verifiers write it.
#[derive(Clone)]
pub struct PublicKey {
    text: String,
    verifier: StandardVerifier,
}

impl PublicKey {
    /// Reads the text of a public key.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, LogKeyError> {
        let text = text.trim();
        let verifier = StandardVerifier::new(text).map_err(|_| LogKeyError::Malformed)?;
        Ok(Self {
            text: text.to_owned(),
            verifier,
        })
    }

    /// The log's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.verifier.name()
    }
}

/// Those of `keys` that are of the log called `name`, each once: the same key twice would count as ambiguous.
pub(super) fn verifiers(keys: &[PublicKey], name: &str) -> VerifierList {
    let mut of_log: Vec<&PublicKey> = keys.iter().filter(|key| key.name() == name).collect();
    of_log.sort_by_key(|key| &key.text);
    of_log.dedup();
    let boxed = of_log
        .into_iter()
        .map(|key| Box::new(key.verifier.clone()) as Box<_>);
    VerifierList::new(boxed.collect())
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.text)
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for PublicKey {}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key pair of the signed-note documentation, as the Go implementation prints it.
    #[test]
    fn keys_are_those_of_other_implementations() {
        let secret =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        let key = LogKey::parse(secret).unwrap();
        assert_eq!(
            key.public().to_string(),
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        );
        let bytes = BASE64_STANDARD.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
        let seed = bytes.unwrap()[1..].try_into().unwrap();
        let again = LogKey::from_seed("PeterNeumann", &seed).unwrap();
        assert_eq!(again.secret_text(), secret);
    }

    #[test]
    fn one_wrong_character_is_noticed() {
        let text = LogKey::from_seed("log", &[7; 32])
            .unwrap()
            .secret_text()
            .to_owned();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let damaged = String::from_utf8(bytes).unwrap();
            assert!(LogKey::parse(&damaged).is_err(), "{at}");
        }
    }

    #[test]
    fn a_name_that_would_not_read_back_is_refused() {
        for name in ["", "a b", "a+b"] {
            assert_eq!(
                LogKey::from_seed(name, &[7; 32]).unwrap_err(),
                LogKeyError::Name
            );
        }
    }

    #[test]
    fn a_secret_key_does_not_show_itself_in_logs() {
        assert_eq!(
            format!("{:?}", LogKey::from_seed("log", &[7; 32]).unwrap()),
            "LogKey(…)"
        );
    }
}
