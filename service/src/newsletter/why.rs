//! "Why do I get this?": what was said yes to, when, by which words and whether it was confirmed, for whoever has the
//! link of a mail. It stays readable after the subscription ended, for as long as its proof is kept.

use domain::evidence::LeafKind;
use domain::log::PublicKey;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::subscription::{Confirmed, Given, Wording};
use serde::de::DeserializeOwned;
use storage::{Ended, Evidence, SealedRecord};
use uuid::Uuid;

use crate::act::open_act;
use crate::log::LeafPlace;
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// What a link opens: each yes that was said under it, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// At least one.
    pub yeses: Vec<Yes>,
}

/// One yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yes {
    /// What was recorded.
    pub given: Given,
    /// The words that were shown.
    pub wording: Wording,
    /// What shows that the mailbox was read.
    pub confirmed: Option<Confirmed>,
    /// When and why it ended, if it did.
    pub ended: Option<Ended>,
    /// Where its record stands in the log.
    pub place: LeafPlace,
}

impl Service {
    /// What the link with this token opens.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when it opens nothing, or nothing any more.
    pub async fn why(&self, token: &LinkToken) -> Result<Why, Problem> {
        let mut yeses = Vec::new();
        for proof in self.linked_proofs(token).await?.iter().rev() {
            yeses.extend(self.yes(proof).await?);
        }
        match yeses.is_empty() {
            true => Err(Problem::SpentLink),
            false => Ok(Why { yeses }),
        }
    }

    /// The receipt of one of these yeses, with the proof that its record stands in the log under a head signed with
    /// one of `keys`.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when the link does not open this record, [`Problem::ProofPending`] when no signed head
    /// covers it yet.
    pub async fn why_file(
        &self,
        token: &LinkToken,
        record: &Uuid,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        for proof in self.linked_proofs(token).await? {
            let Some((key, records)) = self.opened_proof(&proof).await? else {
                continue;
            };
            let found = records.iter().find(|other| other.id == *record);
            if let Some(found) = found {
                let evidence = open(&key, found)?;
                return self.proven(record, &evidence, keys).await;
            }
        }
        Err(Problem::SpentLink)
    }

    async fn linked_proofs(&self, token: &LinkToken) -> Result<Vec<Uuid>, Problem> {
        let proofs = self.store().proofs_of_link(&token.hash()).await;
        proofs.map_err(problem::of_store)
    }

    /// The records of a proof and the key that opens them; none when it is erased.
    async fn opened_proof(
        &self,
        proof: &Uuid,
    ) -> Result<Option<(OwnerKey, Vec<SealedRecord>)>, Problem> {
        let key = self.owner_key(proof).await.map_err(problem::of_store)?;
        let records = self.store().records_of(proof).await;
        Ok(key.zip(Some(records.map_err(problem::of_store)?)))
    }

    /// The yes that a proof proves; none when it is erased.
    pub(super) async fn yes(&self, id: &Uuid) -> Result<Option<Yes>, Problem> {
        let proof = self.store().proof(id).await.map_err(problem::of_store)?;
        let Some((proof, (key, records))) = proof.zip(self.opened_proof(id).await?) else {
            return Ok(None);
        };
        let of_kind = |kind| records.iter().find(|record| record.kind == kind);
        let given = of_kind(LeafKind::ConsentGiven);
        let given = given.ok_or_else(|| problem::missing("the record of a yes"))?;
        let confirmed = of_kind(LeafKind::ConsentConfirmed);
        let confirmed = confirmed.map(|record| read(&key, record)).transpose()?;
        let place = self.leaf_place(&given.id).await?;
        let given: Given = read(&key, given)?;
        let wording = self.store().shown_words(&given.wording).await;
        let wording = wording.map_err(problem::of_store)?;
        let wording = wording
            .and_then(|words| serde_json::from_str(&words).ok())
            .ok_or_else(|| problem::missing("the words of a yes"))?;
        Ok(Some(Yes {
            given,
            wording,
            confirmed,
            ended: proof.ended,
            place,
        }))
    }
}

fn open(key: &OwnerKey, record: &SealedRecord) -> Result<Evidence, Problem> {
    open_act(key, record).ok_or_else(|| problem::missing("a record that opens with its key"))
}

fn read<T: DeserializeOwned>(key: &OwnerKey, record: &SealedRecord) -> Result<T, Problem> {
    let evidence = open(key, record)?;
    serde_json::from_slice(&evidence.bytes)
        .map_err(|_| problem::missing("a record of a schema that is known"))
}
