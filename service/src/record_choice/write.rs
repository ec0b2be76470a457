//! The part of recording a choice that happens inside the transaction: what the browser's receipt opens is
//! read there, so that two forms sent at once cannot both find the same consent standing.

use std::collections::BTreeSet;

use domain::consent::{ConsentRecord, EndReason, Method, ReceiptCode};
use domain::evidence::{self, Blinding, Leaf, LeafKind};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use domain::{canonical, canonical::Digest};
use indexmap::IndexMap;
use jiff::civil::Date;
use storage::{AppendedLeaf, NewConsent, Operation, Refusal, StoreError, StoredConsent, Tx};
use uuid::Uuid;

use super::{ReceiptChange, RecordChoice};
use crate::end_consent::End;
use crate::{Attempt, RootKey, Service, problem};

/// How many other choices one form's mark may have stood for before a fresh mark is used. Ordinary people
/// never get here; it bounds what one request can make the writer look up.
const MAX_STEPS: usize = 8;

/// Yes or no per category and service.
type Choices = IndexMap<Key, IndexMap<Key, bool>>;

/// A choice, ready to be written.
#[derive(Clone)]
pub(super) struct Choice {
    /// The services allowed from now on.
    pub(super) granted: BTreeSet<Key>,
    /// Something was accepted or taken back, so a record must show what is allowed now.
    pub(super) provable: bool,
    /// What to count, if the choice is a first refusal.
    pub(super) refusal: Option<Refusal>,
    /// The browser's receipt code.
    pub(super) receipt: Option<ReceiptCode>,
    /// The record of what is allowed now.
    pub(super) consent: Consent,
    /// The end of the consent that stood.
    pub(super) end: End,
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
    bytes: Vec<u8>,
    r: Blinding,
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
        let spare = self.new_attempt();
        Ok(Consent {
            bytes: record.to_bytes().map_err(problem::of_form)?,
            choices: canonical::to_bytes(&record.choices).map_err(problem::of_form)?,
            record,
            r: Blinding(self.chance().bytes32()),
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

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<ReceiptChange, StoreError> {
        let standing = self.standing_consent(tx).await?;
        if self.granted.is_empty() {
            self.refuse(tx, standing).await
        } else {
            self.accept(tx, standing).await
        }
    }
}

impl Choice {
    /// The consent that the browser's receipt opens, if it still stands.
    async fn standing_consent(&self, tx: &mut Tx<'_>) -> Result<Option<StoredConsent>, StoreError> {
        let Some(code) = &self.receipt else {
            return Ok(None);
        };
        let consent = tx.consent_by_code(&code.hash()).await?;
        Ok(consent.filter(StoredConsent::is_active))
    }

    async fn refuse(
        &self,
        tx: &mut Tx<'_>,
        standing: Option<StoredConsent>,
    ) -> Result<ReceiptChange, StoreError> {
        if let (Some(consent), Some(code)) = (standing, &self.receipt) {
            self.end.write(tx, consent.id, EndReason::Withdrawn).await?;
            return Ok(ReceiptChange::Withdrawn(code.clone()));
        }
        if let Some(refusal) = &self.refusal {
            tx.count_refusal(refusal).await?;
        }
        Ok(ReceiptChange::None)
    }

    async fn accept(
        &self,
        tx: &mut Tx<'_>,
        standing: Option<StoredConsent>,
    ) -> Result<ReceiptChange, StoreError> {
        let is_proven = match &standing {
            Some(consent) => self.is_proven_by(&consent.record()?),
            None => true,
        };
        if !self.provable && is_proven {
            return Ok(ReceiptChange::None);
        }
        let (recorded, code) = self.consent.record(tx).await?;
        if let Some(consent) = standing.filter(|consent| consent.id != recorded) {
            self.end.write(tx, consent.id, EndReason::Replaced).await?;
        }
        Ok(ReceiptChange::Given(code))
    }

    /// A record can allow more than stands: its services may have changed since.
    fn is_proven_by(&self, record: &ConsentRecord) -> bool {
        record.granted().collect::<BTreeSet<_>>() == self.granted.iter().collect()
    }
}

impl Consent {
    /// The consent's id and receipt code: those of an earlier arrival of the same choice, or new ones.
    async fn record(&self, tx: &mut Tx<'_>) -> Result<(Uuid, ReceiptCode), StoreError> {
        let mut attempt = self.attempt.clone();
        for _step in 0..MAX_STEPS {
            let Some(stored) = tx.consent_by_attempt(&attempt.hash()).await? else {
                return self.insert(tx, &attempt).await;
            };
            if stored.is_active() && stored.record()?.choices == self.record.choices {
                return Ok((stored.id, attempt.receipt_code(&self.root_key)));
            }
            attempt = attempt.next(&self.root_key, &self.choices);
        }
        self.insert(tx, &self.spare).await
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
            bytes: self.bytes.clone(),
            r: self.r,
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
                commitment: evidence::commit(&self.r, &self.bytes),
            },
            appended_at: self.record.given_at,
        });
        Ok(())
    }
}
