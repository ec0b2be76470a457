//! A yes to the newsletter, as evidence: its proof, the words shown, and the records sealed with the proof's key.

use domain::canonical::Digest;
use domain::consent::Method;
use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::subscription::{Confirmed, Given, LinkUsed, Surface};
use domain::text::Language;
use jiff::Timestamp;
use storage::{NewKey, StoreError, Tx};
use uuid::Uuid;

use super::subscriber::Subscriber;
use super::wording::Shown;
use crate::act::Act;
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// How a yes came.
#[derive(Clone, Copy)]
pub(super) struct Came {
    pub(super) language: Language,
    pub(super) surface: Surface,
    pub(super) method: Method,
}

/// A yes, ready to be written.
#[derive(Clone)]
pub(super) struct NewYes {
    key: OwnerKey,
    purpose: String,
    mailbox: Digest,
    wording: Vec<u8>,
    at: Timestamp,
    acts: Vec<Act>,
}

impl Service {
    /// Draws the evidence of a yes. One that came by a link of a mail is confirmed by that.
    pub(super) fn draw_yes(
        &self,
        subscriber: &Subscriber,
        shown: &Shown,
        came: Came,
        confirmed_by: Option<LinkUsed>,
    ) -> Result<NewYes, Problem> {
        let at = self.now();
        let purpose = self.newsletter()?.newsletter.purpose.clone();
        let key = self.draw_key(self.chance().uuid_v7(at));
        let given = Given {
            schema: Given::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: key.owner,
            given_at: at,
            purpose: purpose.clone(),
            address: subscriber.address.as_str().to_owned(),
            topics: subscriber.topics.clone(),
            language: came.language,
            surface: came.surface,
            method: came.method,
            register: self.register().version(),
            wording: shown.hash(),
        };
        let bytes = given.to_bytes().map_err(problem::of_form)?;
        let mut acts = vec![self.draw_act(LeafKind::ConsentGiven, &key, given.id, bytes)];
        if let Some(link) = confirmed_by {
            acts.push(self.draw_confirmed(&key, link)?);
        }
        Ok(NewYes {
            key,
            mailbox: self.proof_mailbox(&purpose, &subscriber.address),
            purpose,
            wording: shown.bytes.clone(),
            at,
            acts,
        })
    }

    /// Draws the evidence that a link of a mail was used.
    pub(super) fn draw_confirmed(&self, key: &OwnerKey, link: LinkUsed) -> Result<Act, Problem> {
        let at = self.now();
        let confirmed = Confirmed {
            schema: Confirmed::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: key.owner,
            confirmed_at: at,
            link,
        };
        let bytes = confirmed.to_bytes().map_err(problem::of_form)?;
        Ok(self.draw_act(LeafKind::ConsentConfirmed, key, confirmed.id, bytes))
    }
}

impl NewYes {
    /// The id of its proof.
    pub(super) const fn proof(&self) -> Uuid {
        self.key.owner
    }

    /// The key that its operation must bring.
    pub(super) fn new_key(&self) -> NewKey {
        self.key.new_key()
    }

    /// Stores it.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_notice(&self.wording, self.at).await?;
        let mailbox = Some(&self.mailbox);
        tx.insert_proof(&self.key.owner, &self.purpose, self.at, mailbox)
            .await?;
        for act in &self.acts {
            act.write(tx).await?;
        }
        Ok(())
    }
}
