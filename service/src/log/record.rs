//! A record as it lies in the database, held against the leaf that commits to it.

use domain::erasure::ErasureRecord;
use domain::evidence::Blinding;
use storage::{Evidence, KeyState, KeyStore, RawContent, RawLeaf, RawRecord, StoreError};
use uuid::Uuid;

use crate::sealing::{Place, consent_place, end_place, open_evidence, record_place};

/// What a record turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Checked {
    /// It opens its leaf's commitment. An erasure names the records that are gone.
    Opens(Vec<Uuid>),
    /// It is sealed, and there were no keys to open it with.
    Sealed,
    /// Its key is erased, and so soon will it be.
    KeyErased,
    /// It is sealed with a key that never was.
    NoKey,
    /// It is not what its leaf commits to.
    Wrong,
}

/// Opens `record`, with `keys` if it is sealed, and holds it against `leaf`.
pub(super) async fn check(
    leaf: &RawLeaf,
    record: &RawRecord,
    keys: Option<&KeyStore>,
) -> Result<Checked, StoreError> {
    if record.kind != leaf.kind {
        return Ok(Checked::Wrong);
    }
    match &record.content {
        RawContent::Open { bytes, r } => Ok(open(leaf, bytes, r)),
        RawContent::Sealed {
            owner,
            sealed,
            table,
        } => {
            let Some(keys) = keys else {
                return Ok(Checked::Sealed);
            };
            let (Some(owner), Some(place)) = (id(owner), place(table, leaf)) else {
                return Ok(Checked::Wrong);
            };
            Ok(match keys.state(&owner).await? {
                KeyState::Present(key) => open_evidence(owner, &key, place, sealed)
                    .map_or(Checked::Wrong, |evidence| opened(leaf, &evidence)),
                KeyState::Erased => Checked::KeyErased,
                KeyState::NeverExisted => Checked::NoKey,
            })
        }
    }
}

fn open(leaf: &RawLeaf, bytes: &[u8], r: &[u8]) -> Checked {
    let Ok(r) = r.try_into() else {
        return Checked::Wrong;
    };
    let evidence = Evidence {
        bytes: bytes.to_vec(),
        r: Blinding(r),
    };
    opened(leaf, &evidence)
}

fn opened(leaf: &RawLeaf, evidence: &Evidence) -> Checked {
    if evidence.commitment().0 != *leaf.commitment {
        return Checked::Wrong;
    }
    let erasure = serde_json::from_slice::<ErasureRecord>(&evidence.bytes);
    Checked::Opens(erasure.map(|erasure| erasure.records).unwrap_or_default())
}

fn id(bytes: &[u8]) -> Option<Uuid> {
    Uuid::from_slice(bytes).ok()
}

/// Where the leaf's record is stored, which is part of what it is sealed with.
fn place(table: &str, leaf: &RawLeaf) -> Option<Place> {
    let record = id(&leaf.record)?;
    match table {
        "consent" => Some(consent_place(record)),
        "consent_end" => Some(end_place(record)),
        "record" => Some(record_place(record)),
        _ => None,
    }
}
