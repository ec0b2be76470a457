//! The record that the log's signing key was changed. The key before signs the name of the one after it, so that
//! whoever knows an earlier key can follow to the newest.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use signed_note::Note;
use uuid::Uuid;

use super::key::verifiers;
use super::{LogKey, LogKeyError, PublicKey};
use crate::canonical::{self, NotCanonical};

/// A change of the signing key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyChangeRecord {
    /// The record's schema: `samtykke/signing-key/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// When it was changed.
    pub changed_at: Timestamp,
    /// The public key from now on.
    pub key: String,
    /// A note that says so, signed with the key before.
    pub note: String,
}

impl KeyChangeRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/signing-key/1";

    /// The record that `next` comes after `before`.
    ///
    /// # Errors
    /// When the two keys are not of one log.
    pub fn sign(
        id: Uuid,
        changed_at: Timestamp,
        before: &LogKey,
        next: &PublicKey,
    ) -> Result<Self, LogKeyError> {
        if before.public().name() != next.name() {
            return Err(LogKeyError::Name);
        }
        let malformed = |_| LogKeyError::Malformed;
        let mut note = Note::new(&text(next, changed_at), &[]).map_err(malformed)?;
        note.add_sigs(&[before.signer()]).map_err(malformed)?;
        Ok(Self {
            schema: Self::SCHEMA.to_owned(),
            id,
            changed_at,
            key: next.to_string(),
            note: String::from_utf8(note.to_bytes()).map_err(|_| LogKeyError::Malformed)?,
        })
    }

    /// The key that one of `known` vouches for; none when none of them does.
    #[must_use]
    pub fn follow(&self, known: &[PublicKey]) -> Option<PublicKey> {
        let next = PublicKey::parse(&self.key).ok()?;
        let note = Note::from_bytes(self.note.as_bytes()).ok()?;
        if note.text() != text(&next, self.changed_at) {
            return None;
        }
        note.verify(&verifiers(known, next.name())).ok()?;
        Some(next)
    }

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}

/// Its second line is no number, so that it can never be taken for a checkpoint.
fn text(next: &PublicKey, changed_at: Timestamp) -> Vec<u8> {
    format!("{}\nnext key {next}\ntime {changed_at}\n", next.name()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str, seed: u8) -> LogKey {
        LogKey::from_seed(name, &[seed; 32]).unwrap()
    }

    fn change() -> KeyChangeRecord {
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        let next = key("log", 2);
        KeyChangeRecord::sign(Uuid::nil(), at, &key("log", 1), next.public()).unwrap()
    }

    #[test]
    fn who_knows_the_key_before_knows_the_next() {
        let known = [key("log", 1).public().clone()];
        assert_eq!(
            change().follow(&known).as_ref(),
            Some(key("log", 2).public())
        );
        let strange = [
            key("log", 3).public().clone(),
            key("other", 1).public().clone(),
        ];
        assert_eq!(change().follow(&strange), None);
    }

    #[test]
    fn what_the_key_before_did_not_sign_is_not_followed() {
        let known = [key("log", 1).public().clone()];
        let other = KeyChangeRecord {
            key: key("log", 3).public().to_string(),
            ..change()
        };
        let later = KeyChangeRecord {
            changed_at: "2026-11-22T11:00:00Z".parse().unwrap(),
            ..change()
        };
        let changed = KeyChangeRecord {
            note: change().note.replace("next", "best"),
            ..change()
        };
        for record in [other, later, changed] {
            assert_eq!(record.follow(&known), None, "{record:?}");
        }
    }

    #[test]
    fn a_key_of_another_log_cannot_come_next() {
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        let other = key("other", 2);
        let signed = KeyChangeRecord::sign(Uuid::nil(), at, &key("log", 1), other.public());
        assert_eq!(signed, Err(LogKeyError::Name));
    }
}
