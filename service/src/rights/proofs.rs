//! The proofs that are kept of consents from a mailbox, those that ended too, and the fingerprint that keeps it out.

use domain::consent::EndReason;
use domain::evidence::LeafKind;
use domain::held::{HeldThing, KeptFor, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::{Key, LegalBasis};
use domain::retention::Bound;
use domain::thread::Promise;
use storage::Proof;

use super::Around;
use crate::{Service, problem};

/// The purpose that proofs of consent are kept for.
const CONSENT_PROOF: &str = "consent-proof";

impl Service {
    /// The proofs of consents that were given from a mailbox.
    pub(super) async fn held_proofs(&self, email: &MailAddress) -> Result<Vec<HeldThing>, Problem> {
        let mut held = Vec::new();
        for purpose in self.consents() {
            let mailbox = self.proof_mailbox(&purpose, email);
            let proofs = self.store().proofs_of_mailbox(&mailbox).await;
            for proof in proofs.map_err(problem::of_store)? {
                held.extend(self.held_proof(proof).await?);
            }
        }
        Ok(held)
    }

    /// The purposes that rest on consent.
    pub(super) fn consents(&self) -> Vec<Key> {
        let purposes = self.register().register().purpose.iter();
        let consents = purposes.filter(|(_, purpose)| purpose.basis == LegalBasis::Consent);
        consents.map(|(key, _)| key.clone()).collect()
    }

    async fn held_proof(&self, proof: Proof) -> Result<Option<HeldThing>, Problem> {
        let key = self.owner_key(&proof.id).await.map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(None);
        };
        let register = self.register();
        let kept = match proof.ended {
            None => {
                let purpose = register.register().purpose.get(&proof.purpose);
                let period = purpose.map(|purpose| purpose.proof_period());
                KeptFor::WhileYesAnd(period.unwrap_or_default())
            }
            Some(ended) => {
                let day = self.day_of(ended.at);
                let gone_by = register.proof_of_purpose_gone_by(&proof.purpose, day);
                KeptFor::Until(Promise {
                    last_day: gone_by.map_err(|_| problem::missing("a day to promise"))?,
                    bound: Bound::GoneBy,
                })
            }
        };
        let purposes = &register.register().purpose;
        let own = purposes.get_key_value(CONSENT_PROOF);
        let around = Around {
            key: &key,
            purpose: own.map_or(&proof.purpose, |(key, _)| key),
            since: proof.given_at,
            lists: &[],
            receipt: Some(LeafKind::ConsentGiven),
        };
        let ended: Option<(_, EndReason)> = proof.ended.map(|ended| (ended.at, ended.reason));
        let what = What::Proof {
            to: proof.purpose.clone(),
            ended,
        };
        self.held_thing(&around, what, kept, None).await.map(Some)
    }

    /// The fingerprint that keeps a mailbox out.
    pub(super) async fn held_fingerprint(
        &self,
        email: &MailAddress,
    ) -> Result<Option<HeldThing>, Problem> {
        let fingerprint = self.fingerprint(email);
        let found = self.store().kept_out_of(&fingerprint).await;
        let Some((proof, gone_at)) = found.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let stored = self.store().proof(&proof).await;
        let key = self.owner_key(&proof).await.map_err(problem::of_store)?;
        let Some((stored, key)) = stored.map_err(problem::of_store)?.zip(key) else {
            return Ok(None);
        };
        let objected = self.newsletter().ok().and_then(|n| n.no_marketing());
        let receipt = match objected {
            Some((purpose, _)) if *purpose == stored.purpose => LeafKind::Objected,
            _ => LeafKind::ConsentGiven,
        };
        let around = Around {
            key: &key,
            purpose: &stored.purpose,
            since: stored.given_at,
            lists: &[],
            receipt: Some(receipt),
        };
        let kept = KeptFor::Until(Promise {
            last_day: self.day_of(gone_at),
            bound: Bound::GoneBy,
        });
        self.held_thing(&around, What::KeptOut, kept, None)
            .await
            .map(Some)
    }
}
