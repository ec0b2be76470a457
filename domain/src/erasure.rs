//! The record an erasure leaves: that it took place, by which rule and when. It says nothing about anyone:
//! the ids that it names lead to nothing any more, and show that nothing else went.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::canonical::{self, NotCanonical};

/// Why something is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasureRule {
    /// The consent ended, and the time for which its proof is kept has passed (Articles 5(1)(e) and 17(1)).
    ProofAfterEnd,
    /// The consent ended under which it was used (Article 17(1)(b)).
    ConsentEnded,
    /// Nobody confirmed within the time promised that the mailbox is theirs.
    NotConfirmed,
    /// Somebody of the staff left, or never accepted their invitation, and the time for which their account is kept
    /// has passed (Articles 5(1)(e) and 17(1)).
    StaffLeft,
    /// The time since the last message of an enquiry has passed (Articles 5(1)(e) and 17(1)).
    LastMessage,
    /// It was marked as special-category, and nobody asked us to keep it (Article 9(1)).
    MarkedSensitive,
    /// The person gave up their seat at an event, let an offer of one run out, or signed up twice (Article 17(1)(a)).
    SeatLeft,
    /// The time since the end of an event has passed (Articles 5(1)(e) and 17(1)).
    EventEnd,
    /// The person asked for it, and each thing was decided about (Article 17(1)).
    Asked,
    /// The time since staff made sure of a person has passed (Articles 5(1)(e) and 17(1)).
    IdentityShown,
    /// The time since a case was closed has passed (Articles 5(1)(e) and 17(1)).
    CaseClosed,
    /// It was kept by a consent that was taken back (Articles 7(3) and 17(1)(b)).
    ConsentWithdrawn,
    /// The time for which it is kept who was given data has passed (Articles 5(1)(e) and 17(1)).
    Disclosed,
    /// The address that the person asked us to use is used from now on, so the wish is done (Article 5(1)(e)).
    AddressChanged,
    /// A draft was sent, thrown away, or not gone on with for thirty days (Article 5(1)(e)).
    DraftOver,
}

/// An erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureRecord {
    /// The record's schema: `samtykke/erasure/1`.
    pub schema: String,
    /// The record's id.
    pub id: Uuid,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Why.
    pub rule: ErasureRule,
    /// The ids of the records that are erased.
    pub records: Vec<Uuid>,
}

impl ErasureRecord {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/erasure/1";

    /// The bytes that are stored and committed to.
    ///
    /// # Errors
    /// Never in practice: the record holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }
}
