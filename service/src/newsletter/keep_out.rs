//! Keeping an address out when its owner asks for it, and letting it in again. What is kept is a fingerprint that
//! only we can compute, under a purpose and a period of its own, and the proof that it was asked for.

use domain::canonical::Digest;
use domain::consent::{EndReason, Method, ReceiptCode};
use domain::evidence::LeafKind;
use domain::problem::Problem;
use domain::retention::Period;
use domain::subscription::{KeptOut, Wording};
use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use storage::{NewKeptOut, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::ending::Ending;
use super::undo::UndoToken;
use super::wording::Shown;
use crate::act::Act;
use crate::erasure::BATCH;
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// A wish to keep an address out, as it reached a door.
#[derive(Clone, Debug)]
pub struct KeepOut {
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// What the page after leaving carried.
    pub token: UndoToken,
    /// The hash of the words that were shown.
    pub wording: Option<Digest>,
}

impl Service {
    /// Keeps the address out, and gives the code that lets it in again. The same form again gives the same code.
    ///
    /// # Errors
    /// [`Problem::TooLateToUndo`] after half an hour; [`Problem::NoticeChanged`] when what the page said is not in
    /// force; [`Problem::NotFound`] where the register does not offer it; [`Problem::Unavailable`] when the database
    /// does not take it.
    pub async fn keep_out(&self, wish: KeepOut) -> Result<ReceiptCode, Problem> {
        let newsletter = self.newsletter()?;
        let (purpose, kept) = newsletter.no_return().ok_or(Problem::NotFound)?;
        let period = kept.retention.as_ref().map(|rule| rule.period);
        let ended = self.open_undo(&wish.token)?;
        let shown = self.words_shown(wish.wording, |day| {
            Wording::keep_out(newsletter, wish.language, day)
        })?;
        let fingerprint = self.fingerprint(&ended.subscriber.address);
        let at = ended.at.as_microsecond().to_be_bytes();
        let parts: [&[u8]; 2] = [ended.link.as_bytes(), &at];
        let code = self.root_key().derive("kept out code v1", &parts);
        let code = ReceiptCode::from_bytes(&code.0);
        let key = self.draw_key(self.chance().uuid_v7(self.now()));
        let act = self.draw_kept_out(&wish, &key, fingerprint, purpose, &shown)?;
        self.commit(Keep {
            kept_out: NewKeptOut {
                mailbox: fingerprint,
                proof: key.owner,
                code: code.hash(),
                gone_at: self.gone_at(period, shown.day),
            },
            purpose: purpose.clone(),
            mailbox: self.proof_mailbox(purpose, &ended.subscriber.address),
            wording: shown.bytes,
            at: self.now(),
            act,
            key,
        })
        .await?;
        Ok(code)
    }

    fn draw_kept_out(
        &self,
        wish: &KeepOut,
        key: &OwnerKey,
        fingerprint: Digest,
        purpose: &str,
        shown: &Shown,
    ) -> Result<Act, Problem> {
        let at = self.now();
        let record = KeptOut {
            schema: KeptOut::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            proof: key.owner,
            given_at: at,
            purpose: purpose.to_owned(),
            fingerprint,
            language: wish.language,
            method: wish.method,
            register: self.register().version(),
            wording: shown.hash(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        Ok(self.draw_act(LeafKind::ConsentGiven, key, record.id, bytes))
    }

    /// The beginning of the day that was promised as the last: "gone by" it.
    pub(super) fn gone_at(&self, period: Option<Period>, shown: Date) -> Timestamp {
        let last = period.and_then(|period| period.after(shown).ok());
        last.and_then(|day| self.start_of(day))
            .unwrap_or(Timestamp::MAX)
    }

    /// Lets the address in again that the code was given for.
    ///
    /// # Errors
    /// [`Problem::UnknownReceipt`] when no address is kept out under this code.
    pub async fn let_in(&self, code: &ReceiptCode) -> Result<(), Problem> {
        let proof = self.store().kept_out_by_code(&code.hash()).await;
        let proof = proof.map_err(problem::of_store)?;
        let proof = proof.ok_or(Problem::UnknownReceipt)?;
        let forgotten = self.forget_fingerprint(&proof, EndReason::Withdrawn).await;
        forgotten.map_err(problem::of_store)
    }

    /// Forgets the fingerprints whose time is over. Returns how many there were.
    ///
    /// # Errors
    /// When the database fails; the next call goes on.
    pub(crate) async fn forget_fingerprints(&self) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        loop {
            let due = self.store().kept_out_until(self.now(), BATCH).await?;
            if due.is_empty() {
                return Ok(forgotten);
            }
            for proof in &due {
                self.forget_fingerprint(proof, EndReason::RanOut).await?;
            }
            forgotten += due.len() as u64;
        }
    }

    async fn forget_fingerprint(&self, proof: &Uuid, reason: EndReason) -> Result<(), StoreError> {
        let forget = Forget(self.draw_ending(proof, reason).await?);
        self.end(|| self.store().commit(forget.clone())).await
    }
}

struct Keep {
    kept_out: NewKeptOut,
    purpose: String,
    mailbox: Digest,
    wording: Vec<u8>,
    at: Timestamp,
    act: Act,
    key: OwnerKey,
}

impl Operation for Keep {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if !tx.keep_out(&self.kept_out).await? {
            return Ok(());
        }
        tx.store_notice(&self.wording, self.at).await?;
        let mailbox = Some(&self.mailbox);
        tx.insert_proof(&self.key.owner, &self.purpose, self.at, mailbox)
            .await?;
        self.act.write(tx).await
    }
}

#[derive(Clone)]
struct Forget(Ending);

impl Operation for Forget {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if tx.let_in(&self.0.proof()).await? {
            self.0.write(tx).await?;
        }
        Ok(())
    }
}
