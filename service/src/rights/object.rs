//! Objecting to direct marketing (Article 21(2) and (3)): nobody decides about it, it takes effect at once. The
//! subscription ends, and where the register has a purpose for it a fingerprint keeps the address out from then on. It
//! works the same for an address that we do not have.

use domain::canonical::Digest;
use domain::consent::{EndReason, Method, ReceiptCode};
use domain::evidence::LeafKind;
use domain::held;
use domain::problem::Problem;
use domain::register::Purpose;
use domain::retention::Bound;
use domain::text::Language;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{NewKeptOut, NewKey, Operation, StoreError, Tx};

use crate::act::Act;
use crate::end_proof::EndOfProof;
use crate::sealing::OwnerKey;
use crate::{DataSubject, Service, problem};

/// An objection, as it reached a door.
#[derive(Clone, Copy, Debug)]
pub struct Objection {
    /// The language it was said in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
}

/// What came of an objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objected {
    /// Whether a subscription ended.
    pub ended: bool,
    /// Until when the fingerprint is kept; none where the register has no purpose for it.
    pub kept: Option<Promise>,
    /// What lets the address in again; none where nothing keeps it out, or it was given before.
    pub code: Option<ReceiptCode>,
}

impl Service {
    /// Until when the fingerprint would be kept that an objection leaves; none where it leaves none.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation sends no newsletter.
    pub fn marketing_objection(&self) -> Result<Option<Promise>, Problem> {
        let purpose = self.newsletter()?.no_marketing();
        let kept = purpose.map(|(_, entry)| self.kept_after_objection(entry));
        kept.transpose()
    }

    /// Ends all direct marketing to their mailbox, and keeps it out.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation sends no newsletter; [`Problem::Unavailable`] when the database does
    /// not take it.
    pub async fn object_to_marketing(
        &self,
        subject: &DataSubject,
        objection: Objection,
    ) -> Result<Objected, Problem> {
        let newsletter = self.newsletter()?;
        let email = subject.email();
        let reason = EndReason::Withdrawn;
        let Some((purpose, entry)) = newsletter.no_marketing() else {
            return Ok(Objected {
                ended: self.end_subscriptions_of(email, reason).await?,
                kept: None,
                code: None,
            });
        };
        let fingerprint = self.fingerprint(email);
        let before = self.kept_out_before(&fingerprint, purpose).await?;
        let Before::Other(replaced) = before else {
            return Ok(Objected {
                ended: self.end_subscriptions_of(email, reason).await?,
                kept: before.kept(),
                code: None,
            });
        };
        let kept = self.kept_after_objection(entry)?;
        let at = self.now();
        let key = self.draw_key(self.chance().uuid_v7(at));
        let record = held::Objection {
            schema: held::Objection::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: key.owner,
            objected_at: at,
            purpose: purpose.clone(),
            fingerprint,
            language: objection.language,
            method: objection.method,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let code = ReceiptCode::from_bytes(&self.chance().bytes32());
        let gone_at = self.start_of(kept.last_day);
        let keep = KeepOut {
            kept_out: NewKeptOut {
                mailbox: fingerprint,
                proof: key.owner,
                code: code.hash(),
                gone_at: gone_at.ok_or_else(|| problem::missing("a day to promise"))?,
            },
            purpose: purpose.clone(),
            mailbox: self.proof_mailbox(purpose, email),
            at,
            act: self.draw_act(LeafKind::Objected, &key, record.id, bytes),
            key,
            replaced: replaced.map(|end| *end),
        };
        // What keeps the address out comes first: an import between the two would bring it back.
        let is_first = self.commit(keep).await?;
        Ok(Objected {
            ended: self.end_subscriptions_of(email, reason).await?,
            kept: Some(kept),
            code: is_first.then_some(code),
        })
    }

    fn kept_after_objection(&self, entry: &Purpose) -> Result<Promise, Problem> {
        let period = entry.retention.as_ref().map(|rule| rule.period);
        let last_day = period.and_then(|period| period.after(self.today()).ok());
        Ok(Promise {
            last_day: last_day.ok_or_else(|| problem::missing("a day to promise"))?,
            bound: Bound::GoneBy,
        })
    }

    async fn kept_out_before(
        &self,
        fingerprint: &Digest,
        purpose: &str,
    ) -> Result<Before, Problem> {
        let found = self.store().kept_out_of(fingerprint).await;
        let Some((proof, gone_at)) = found.map_err(problem::of_store)? else {
            return Ok(Before::Other(None));
        };
        let stored = self.store().proof(&proof).await;
        let stored = stored.map_err(problem::of_store)?;
        if stored.is_some_and(|stored| stored.purpose == purpose) {
            return Ok(Before::Objected(Promise {
                last_day: self.day_of(gone_at),
                bound: Bound::GoneBy,
            }));
        }
        let end = self.draw_proof_end(&proof, EndReason::Replaced).await;
        let end = end.map_err(problem::of_store)?;
        Ok(Before::Other(end.map(Box::new)))
    }
}

/// What keeps an address out already.
enum Before {
    /// Nothing, or what its owner asked for when they left, whose end this is.
    Other(Option<Box<EndOfProof>>),
    /// An objection, remembered so long.
    Objected(Promise),
}

impl Before {
    const fn kept(&self) -> Option<Promise> {
        match self {
            Self::Other(_) => None,
            Self::Objected(kept) => Some(*kept),
        }
    }
}

struct KeepOut {
    kept_out: NewKeptOut,
    purpose: String,
    mailbox: Digest,
    at: Timestamp,
    act: Act,
    key: OwnerKey,
    replaced: Option<EndOfProof>,
}

impl Operation for KeepOut {
    /// False when the same objection came at the same moment.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if let Some(replaced) = &self.replaced
            && tx.let_in(&replaced.proof()).await?
        {
            replaced.write(tx).await?;
        }
        if !tx.keep_out(&self.kept_out).await? {
            return Ok(false);
        }
        let mailbox = Some(&self.mailbox);
        let proof = &self.kept_out.proof;
        tx.insert_proof(proof, &self.purpose, self.at, mailbox)
            .await?;
        self.act.write(tx).await?;
        Ok(true)
    }
}
