//! What the sender decides about a passage that was hidden: to keep it, with explicit consent (Article 9(2)(a)), which
//! is proven and can be taken back; or to have it deleted at once.

use domain::canonical::Digest;
use domain::consent::{EndReason, Method};
use domain::erasure::ErasureRule;
use domain::evidence::LeafKind;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use domain::thread::{KeepQuestion, KeptRecord, Visibility};
use jiff::Timestamp;
use storage::{NewKey, Operation, StoreError, StoredPassage, Tx};
use uuid::Uuid;

use super::opened::OpenThread;
use crate::act::Act;
use crate::end_proof::EndOfProof;
use crate::erasure::Erase;
use crate::{Service, problem};

/// The sender's explicit consent to keep a passage.
#[derive(Clone, Debug)]
pub struct KeepPassage {
    /// Of the link that the page was opened by.
    pub token: LinkToken,
    /// The passage.
    pub passage: Uuid,
    /// The language of the page.
    pub language: Language,
    /// The hash of the question that was read.
    pub question: Digest,
    /// How the answer reached us.
    pub method: Method,
}

impl Service {
    /// Keeps a hidden passage because its sender asks us to. From then on only phone and letter answer the enquiry.
    ///
    /// # Errors
    /// - [`Problem::LinkExpired`]: the link opens nothing, or nothing any more.
    /// - [`Problem::PassageGone`]: the passage is not hidden, or its time is up.
    /// - [`Problem::NoticeChanged`]: the question that was read is not in force.
    pub async fn keep_passage(&self, keep: KeepPassage) -> Result<(), Problem> {
        let thread = self.thread_of_link(&keep.token).await?;
        self.passage_of(&thread, &keep.passage).await?;
        let question = KeepQuestion::of(self.register(), keep.language);
        let question = question.ok_or(Problem::PassageGone)?;
        let bytes = question.to_bytes().map_err(problem::of_form)?;
        if Digest::of(&bytes) != keep.question {
            return Err(Problem::NoticeChanged);
        }
        let contact = self.register().contact();
        let purpose = contact.and_then(|contact| contact.kept_as.clone());
        let purpose = purpose.ok_or(Problem::PassageGone)?;
        let now = self.now();
        let proof = self.draw_key(self.chance().uuid_v7(now));
        let record = KeptRecord {
            schema: KeptRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            email: thread.sender.email.as_str().to_owned(),
            thread: thread.id(),
            passage: keep.passage,
            purpose: purpose.clone(),
            language: keep.language,
            method: keep.method,
            register: self.register().version(),
            notice: keep.question,
            given_at: now,
        };
        let given = record.to_bytes().map_err(problem::of_form)?;
        let keep = Keep {
            thread: thread.id(),
            passage: keep.passage,
            mailbox: self.proof_mailbox(&purpose, &thread.sender.email),
            purpose,
            question: bytes,
            given: self.draw_act(LeafKind::ConsentGiven, &proof, record.id, given),
            key: proof.new_key(),
            at: now,
        };
        self.commit(keep).await?
    }

    /// Deletes a hidden or kept passage at once, because its sender asks us to: a kept one's consent is taken back.
    ///
    /// # Errors
    /// - [`Problem::LinkExpired`]: the link opens nothing, or nothing any more.
    /// - [`Problem::PassageGone`]: the passage is gone, or is an ordinary part of the message.
    pub async fn let_passage_go(&self, token: &LinkToken, passage: &Uuid) -> Result<(), Problem> {
        let thread = self.thread_of_link(token).await?;
        let passage = self.passage_of(&thread, passage).await?;
        let end = match passage.proof {
            Some(proof) => self.draw_proof_end(&proof, EndReason::Withdrawn).await,
            None => Ok(None),
        };
        let end = end.map_err(problem::of_store)?;
        let rule = match passage.proof {
            Some(_) => ErasureRule::ConsentWithdrawn,
            None => ErasureRule::MarkedSensitive,
        };
        let go = LetGo {
            thread: thread.id(),
            passage: passage.id,
            end,
            erase: self.draw_erasure(passage.id, rule),
            at: self.now(),
        };
        self.commit_ending(go).await??;
        self.finish_erasures().await.map_err(problem::of_store)?;
        Ok(())
    }

    /// A passage of `thread` that its sender decides about.
    async fn passage_of(&self, thread: &OpenThread, id: &Uuid) -> Result<StoredPassage, Problem> {
        let passage = self.store().passage(id).await.map_err(problem::of_store)?;
        let passage = passage.filter(|passage| {
            passage.thread == thread.id() && passage.visibility != Visibility::Plain
        });
        passage.ok_or(Problem::PassageGone)
    }
}

struct Keep {
    thread: Uuid,
    passage: Uuid,
    purpose: Key,
    mailbox: Digest,
    question: Vec<u8>,
    given: Act,
    key: NewKey,
    at: Timestamp,
}

impl Operation for Keep {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let proof = self.key.id;
        if !tx.hold_thread(&self.thread).await?
            || !tx.keep_passage(&self.passage, &proof, self.at).await?
        {
            return Ok(Err(Problem::PassageGone));
        }
        tx.set_thread_sensitive(&self.thread, true).await?;
        tx.store_notice(&self.question, self.at).await?;
        tx.insert_proof(&proof, &self.purpose, self.at, Some(&self.mailbox))
            .await?;
        self.given.write(tx).await?;
        Ok(Ok(()))
    }
}

#[derive(Clone)]
struct LetGo {
    thread: Uuid,
    passage: Uuid,
    end: Option<EndOfProof>,
    erase: Erase,
    at: Timestamp,
}

impl Operation for LetGo {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !tx.hold_thread(&self.thread).await? {
            return Ok(Err(Problem::PassageGone));
        }
        let Some(passage) = tx.passage(&self.passage).await? else {
            return Ok(Err(Problem::PassageGone));
        };
        let proof = self.end.as_ref().map(EndOfProof::proof);
        if passage.proof != proof {
            return Ok(Err(Problem::PassageGone));
        }
        if let Some(end) = &self.end {
            end.write(tx).await?;
        }
        tx.note_removed(&self.passage, self.at).await?;
        self.erase.decide(tx).await?;
        Ok(Ok(()))
    }
}
