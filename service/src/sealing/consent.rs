//! A consent's evidence, sealed: the record's exact bytes and what its commitment is keyed with. The consent
//! and its end share one key, which bears the consent's id.

use domain::consent::{ConsentRecord, ReceiptCode};
use domain::evidence::Blinding;
use domain::problem::Problem;
use storage::{DataKey, Evidence, KeyState, StoredConsent};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{NONCE, Place, open, seal};
use crate::{Service, problem};

/// A consent that a code opened, and the key that opens its evidence.
pub(crate) struct Known {
    pub(crate) consent: StoredConsent,
    pub(crate) key: DataKey,
}

/// What seals a record, drawn beforehand.
#[derive(Clone)]
pub(crate) struct SealedBy {
    /// The thing whose id the key bears.
    pub(crate) owner: Uuid,
    pub(crate) key: DataKey,
    pub(crate) nonce: [u8; NONCE],
}

pub(crate) const fn consent_place(record: Uuid) -> Place {
    Place {
        table: "consent",
        column: "evidence",
        record,
    }
}

pub(crate) const fn end_place(record: Uuid) -> Place {
    Place {
        table: "consent_end",
        column: "evidence",
        record,
    }
}

pub(crate) const fn record_place(record: Uuid) -> Place {
    Place {
        table: "record",
        column: "evidence",
        record,
    }
}

/// Seals evidence for its place.
pub(crate) fn seal_evidence(by: &SealedBy, place: Place, evidence: &Evidence) -> Vec<u8> {
    let mut value = Zeroizing::new(Vec::with_capacity(32 + evidence.bytes.len()));
    value.extend_from_slice(&evidence.r.0);
    value.extend_from_slice(&evidence.bytes);
    seal(by.owner, &by.key, &by.nonce, place, &value)
}

/// What [`seal_evidence`] sealed; none when it is damaged or from another place.
pub(crate) fn open_evidence(
    owner: Uuid,
    key: &DataKey,
    place: Place,
    sealed: &[u8],
) -> Option<Evidence> {
    let value = open(owner, key, place, sealed)?;
    let (r, bytes) = value.split_first_chunk()?;
    Some(Evidence {
        bytes: bytes.to_vec(),
        r: Blinding(*r),
    })
}

impl Known {
    /// What was recorded.
    pub(crate) fn record(&self) -> Result<ConsentRecord, Problem> {
        self.evidence()?.consent().map_err(problem::of_store)
    }

    /// The consent's evidence.
    pub(crate) fn evidence(&self) -> Result<Evidence, Problem> {
        let consent = &self.consent;
        let place = consent_place(consent.id);
        open_evidence(consent.id, &self.key, place, &consent.sealed)
            .ok_or_else(|| problem::missing("a sealed record that opens with its key"))
    }
}

impl Service {
    pub(crate) fn nonce(&self) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        self.chance().fill(&mut nonce);
        nonce
    }

    /// What a receipt code opens. An erased proof is like one that never was.
    pub(crate) async fn known(&self, code: &ReceiptCode) -> Result<Option<Known>, Problem> {
        let stored = self
            .store()
            .consent_by_code(&code.hash())
            .await
            .map_err(problem::of_store)?;
        match stored {
            Some(consent) => self.with_key(consent).await,
            None => Ok(None),
        }
    }

    /// The consent with its key; none when the key is erased.
    pub(crate) async fn with_key(&self, consent: StoredConsent) -> Result<Option<Known>, Problem> {
        let keys = self.store().keys().map_err(problem::of_store)?;
        match keys.state(&consent.id).await.map_err(problem::of_store)? {
            KeyState::Present(key) => Ok(Some(Known { consent, key })),
            KeyState::Erased => Ok(None),
            KeyState::NeverExisted => Err(problem::missing("the key of a consent")),
        }
    }
}
