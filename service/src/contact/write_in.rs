//! Writing in. A known address and an unknown one leave the same rows by the same statements and get the same answer;
//! only whether the mail goes at once depends on how many that address has had.

use domain::canonical::{self, Digest};
use domain::problem::Problem;
use domain::text::Language;
use domain::thread::{Author, Enquiry, Promise, Way};
use storage::{NewKey, NewThread, Operation, StoreError, Tx};

use super::letters::DrawnLetter;
use super::message::{Draft, DrawnMessage};
use super::opened::{form_rule, sender_place};
use crate::{Attempt, RequestKey, Service, problem};

/// Somebody's enquiry, as it reached a door.
#[derive(Clone, Debug)]
pub struct WriteIn {
    /// The language of the form.
    pub language: Language,
    /// What was typed, read.
    pub enquiry: Enquiry,
    /// Where it came from, so that the same request twice is one enquiry.
    pub origin: Origin,
}

/// Where an enquiry came from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// The form, drawn with this mark. A form whose words were changed is another enquiry.
    Form(Attempt),
    /// Another program, which named its request.
    Api(RequestKey),
}

impl Service {
    /// Until when an enquiry written now is kept, if nobody writes again.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the organisation has no contact form.
    pub fn enquiry_promise(&self) -> Result<Promise, Problem> {
        let (_, rule) = form_rule(self.register())?;
        Ok(self.kept_by(rule, self.now())?.promise)
    }

    /// Takes in an enquiry, and mails its sender that we have it, with the link to its page.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: the organisation has no contact form.
    /// - [`Problem::KeyReused`]: the key of the request named another before.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was stored.
    pub async fn write_in(&self, written: WriteIn) -> Result<(), Problem> {
        let write = self.draw_thread(&written)?;
        self.commit(write).await?
    }

    fn draw_thread(&self, written: &WriteIn) -> Result<Write, Problem> {
        let now = self.now();
        let (purpose, rule) = form_rule(self.register())?;
        let kept = self.kept_by(rule, now)?;
        let (attempt, source) = self.marks(written)?;
        let key = self.draw_key(self.chance().uuid_v7(now));
        let sender = &written.enquiry.sender;
        let sealed = canonical::to_bytes(sender).map_err(problem::of_form)?;
        let draft = Draft {
            author: Author::Sender,
            way: match written.origin {
                Origin::Form(_) => Way::Form,
                Origin::Api(_) => Way::Api,
            },
            sent_at: now,
            words: &written.enquiry.message,
            stranger: None,
            source: Some(source),
        };
        let id = key.owner;
        Ok(Write {
            thread: NewThread {
                id,
                purpose: purpose.to_owned(),
                language: written.language,
                begun_at: now,
                kept,
                sender: self.seal_for(&key, sender_place(id), &sealed),
                mailbox: self.mailbox_hash(&sender.email),
                attempt,
                reply: self.reply_hash(&self.reply_token(&id)),
            },
            message: self.draw_message(&key, &draft),
            letter: self.draw_received(&key, sender, written.language, kept.promise)?,
            key: key.new_key(),
        })
    }

    /// What names the form or key, and what names the request.
    fn marks(&self, written: &WriteIn) -> Result<(Digest, Digest), Problem> {
        match &written.origin {
            Origin::Form(attempt) => {
                let typed = (&written.enquiry.sender, &written.enquiry.message);
                let typed = canonical::to_bytes(&typed).map_err(problem::of_form)?;
                let mark = attempt.next(self.root_key(), &typed).hash();
                Ok((mark, mark))
            }
            Origin::Api(key) => {
                let request = key.receipt_code(self.root_key()).hash();
                Ok((key.mark(self.root_key()), request))
            }
        }
    }
}

struct Write {
    thread: NewThread,
    message: DrawnMessage,
    letter: DrawnLetter,
    key: NewKey,
}

impl Operation for Write {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone(), self.message.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Some(source) = self.message.source()
            && tx.message_by_source(source).await?.is_some()
        {
            return Ok(Ok(()));
        }
        if tx.thread_by_attempt(&self.thread.attempt).await?.is_some() {
            return Ok(Err(Problem::KeyReused));
        }
        tx.insert_thread(&self.thread).await?;
        self.message.write(tx).await?;
        self.letter
            .write_within_limits(tx, &self.thread.mailbox)
            .await?;
        Ok(Ok(()))
    }
}
