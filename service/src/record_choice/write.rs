//! The part of recording a choice that happens inside the transaction: what the browser's receipt opens is
//! read there, so that two forms sent at once cannot both find the same consent standing.

use std::collections::BTreeSet;

use domain::consent::{ConsentRecord, EndReason, Method, ReceiptCode};
use domain::evidence::{Blinding, Leaf, LeafKind};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use domain::{canonical, canonical::Digest};
use indexmap::IndexMap;
use jiff::civil::Date;
use storage::{
    AppendedLeaf, DataKey, Evidence, NewConsent, NewKey, Operation, Refusal, StoreError,
    StoredConsent, Tx,
};
use uuid::Uuid;

use super::{ReceiptChange, RecordChoice};
use crate::end_consent::End;
use crate::sealing::{Granted, SealedBy, consent_place, seal_evidence};
use crate::{Attempt, RootKey, Service, problem};

/// How many other choices one form's mark may have stood for before a fresh mark is used. Ordinary people
/// never get here; it bounds what one request can make the writer look up.
const MAX_STEPS: usize = 8;

/// Yes or no per category and service.
type Choices = IndexMap<Key, IndexMap<Key, bool>>;

/// A choice, ready to be written.
#[derive(Clone)]
pub(super) struct Choice {
    /// Nothing is allowed from now on.
    pub(super) refuses_all: bool,
    /// Something was accepted or taken back, so a record must show what is allowed now.
    pub(super) provable: bool,
    /// What to count, if the choice is a first refusal.
    pub(super) refusal: Option<Refusal>,
    /// The browser's receipt code.
    pub(super) receipt: Option<ReceiptCode>,
    /// The record of what is allowed now.
    pub(super) consent: Consent,
    /// The end of the consent that the browser's receipt opens.
    pub(super) end: Option<End>,
}

/// Where and how a choice was asked.
pub(crate) struct Place {
    pub(crate) site: Key,
    pub(crate) language: Language,
    pub(crate) surface: Surface,
    pub(crate) method: Method,
}

/// A consent, with everything drawn beforehand.
#[derive(Clone)]
pub(crate) struct Consent {
    record: ConsentRecord,
    commitment: Digest,
    sealed: Vec<u8>,
    key: DataKey,
    granted: Granted,
    leaf: Uuid,
    notice: Vec<u8>,
    choices: Vec<u8>,
    attempt: Attempt,
    spare: Attempt,
    root_key: RootKey,
}

impl Service {
    pub(super) fn refusal(&self, choice: &RecordChoice, day: Date) -> Result<Refusal, Problem> {
        Ok(Refusal {
            day,
            site: self.first_site()?,
            language: choice.language,
            surface: choice.surface,
            register: self.register().version(),
        })
    }

    /// Draws what a record needs. `attempt` is the form's one-time mark, if there is one.
    pub(crate) fn draw_consent(
        &self,
        place: Place,
        attempt: Option<Attempt>,
        granted: &BTreeSet<Key>,
        notice: Vec<u8>,
    ) -> Result<Consent, Problem> {
        let now = self.now();
        let record = ConsentRecord {
            schema: ConsentRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            given_at: now,
            site: place.site,
            language: place.language,
            surface: place.surface,
            method: place.method,
            choices: self.choices(granted),
            register: self.register().version(),
            notice: Digest::of(&notice),
        };
        let evidence = Evidence {
            bytes: record.to_bytes().map_err(problem::of_form)?,
            r: Blinding(self.chance().bytes32()),
        };
        let sealed_by = SealedBy {
            owner: record.id,
            key: DataKey::new(self.chance().bytes32()),
            nonce: self.nonce(),
        };
        let spare = self.new_attempt();
        Ok(Consent {
            commitment: evidence.commitment(),
            sealed: seal_evidence(&sealed_by, consent_place(record.id), &evidence),
            key: sealed_by.key,
            granted: Granted::of(granted, self.root_key()).map_err(problem::of_form)?,
            choices: canonical::to_bytes(&record.choices).map_err(problem::of_form)?,
            record,
            leaf: self.chance().uuid_v7(now),
            notice,
            attempt: attempt.unwrap_or_else(|| spare.clone()),
            spare,
            root_key: self.root_key().clone(),
        })
    }

    pub(super) fn attempt(&self, choice: &RecordChoice) -> Option<Attempt> {
        let narrowing = |code| Attempt::narrowing(self.root_key(), code);
        choice
            .attempt
            .clone()
            .or_else(|| choice.receipt.as_ref().map(narrowing))
    }

    pub(super) fn first_site(&self) -> Result<Key, Problem> {
        let site = self.register().register().site.keys().next();
        site.cloned()
            .ok_or_else(|| problem::missing("a site in the register"))
    }

    fn choices(&self, granted: &BTreeSet<Key>) -> Choices {
        let mut choices = Choices::new();
        for (key, service) in self.register().optional_services() {
            let category = choices.entry(service.category.clone()).or_default();
            category.insert(key.clone(), granted.contains(key));
        }
        choices
    }
}

impl Operation for Choice {
    type Output = ReceiptChange;

    /// A refusal records nothing that would need a key.
    fn keys(&self) -> Vec<NewKey> {
        if self.refuses_all {
            return Vec::new();
        }
        vec![self.consent.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<ReceiptChange, StoreError> {
        let standing = self.standing_consent(tx).await?;
        if self.refuses_all {
            self.refuse(tx, standing).await
        } else {
            self.accept(tx, standing).await
        }
    }
}

impl Choice {
    /// The consent that the browser's receipt opens, if it still stands, and its end.
    async fn standing_consent(&self, tx: &mut Tx<'_>) -> Result<Option<Standing<'_>>, StoreError> {
        let (Some(code), Some(end)) = (&self.receipt, &self.end) else {
            return Ok(None);
        };
        let consent = tx.consent_by_code(&code.hash()).await?;
        let consent = consent.filter(|consent| consent.is_active() && consent.id == end.consent());
        Ok(consent.map(|consent| Standing { consent, code, end }))
    }

    async fn refuse(
        &self,
        tx: &mut Tx<'_>,
        standing: Option<Standing<'_>>,
    ) -> Result<ReceiptChange, StoreError> {
        if let Some(standing) = standing {
            standing.end.write(tx, EndReason::Withdrawn).await?;
            return Ok(ReceiptChange::Withdrawn(standing.code.clone()));
        }
        if let Some(refusal) = &self.refusal {
            tx.count_refusal(refusal).await?;
        }
        Ok(ReceiptChange::None)
    }

    async fn accept(
        &self,
        tx: &mut Tx<'_>,
        standing: Option<Standing<'_>>,
    ) -> Result<ReceiptChange, StoreError> {
        // A record can allow more than stands: its services may have changed since.
        let is_proven = standing
            .as_ref()
            .is_none_or(|standing| self.consent.allows_as(&standing.consent));
        if !self.provable && is_proven {
            return Ok(ReceiptChange::None);
        }
        let (recorded, code) = self.consent.record(tx).await?;
        if let Some(standing) = standing.filter(|standing| standing.consent.id != recorded) {
            standing.end.write(tx, EndReason::Replaced).await?;
        }
        Ok(ReceiptChange::Given(code))
    }
}

/// The consent that stands, the code that opens it, and its end if it comes to that.
struct Standing<'c> {
    consent: StoredConsent,
    code: &'c ReceiptCode,
    end: &'c End,
}

impl Consent {
    /// The consent's id and receipt code: those of an earlier arrival of the same choice, or new ones.
    async fn record(&self, tx: &mut Tx<'_>) -> Result<(Uuid, ReceiptCode), StoreError> {
        let mut attempt = self.attempt.clone();
        for _step in 0..MAX_STEPS {
            let Some(stored) = tx.consent_by_attempt(&attempt.hash()).await? else {
                return self.insert(tx, &attempt).await;
            };
            if stored.is_active() && self.allows_as(&stored) {
                return Ok((stored.id, attempt.receipt_code(&self.root_key)));
            }
            attempt = attempt.next(&self.root_key, &self.choices);
        }
        self.insert(tx, &self.spare).await
    }

    /// Whether the stored consent allows exactly the same.
    fn allows_as(&self, stored: &StoredConsent) -> bool {
        stored.granted == self.granted.mark(&stored.id)
    }

    async fn insert(
        &self,
        tx: &mut Tx<'_>,
        attempt: &Attempt,
    ) -> Result<(Uuid, ReceiptCode), StoreError> {
        let code = attempt.receipt_code(&self.root_key);
        self.insert_under(tx, attempt.hash(), &code).await?;
        Ok((self.record.id, code))
    }

    /// The key that it is sealed with, which must be stored before it.
    pub(crate) fn new_key(&self) -> NewKey {
        NewKey {
            id: self.record.id,
            key: self.key.clone(),
        }
    }

    /// The record as it is, or will be, stored.
    pub(crate) const fn drawn(&self) -> &ConsentRecord {
        &self.record
    }

    /// Stores the record and its leaf; `mark` is the hash of the one-time mark.
    pub(crate) async fn insert_under(
        &self,
        tx: &mut Tx<'_>,
        mark: Digest,
        code: &ReceiptCode,
    ) -> Result<(), StoreError> {
        let consent = NewConsent {
            record: self.record.clone(),
            sealed: self.sealed.clone(),
            granted: self.granted.mark(&self.record.id),
            attempt: mark,
            code: code.hash(),
        };
        tx.store_notice(&self.notice, self.record.given_at).await?;
        tx.insert_consent(&consent).await?;
        tx.leaf(AppendedLeaf {
            id: self.leaf,
            leaf: Leaf {
                kind: LeafKind::ConsentGiven,
                record: self.record.id,
                register: self.record.register,
                commitment: self.commitment,
            },
            appended_at: self.record.given_at,
        });
        Ok(())
    }
}
