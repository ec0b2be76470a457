//! Answering. An ordinary enquiry is answered by mail and on its page; a sensitive one by phone or letter alone, and
//! its mail says no more than that.

use domain::mail::Letter;
use domain::problem::Problem;
use domain::thread::{Author, Way, message};
use storage::{Access, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::letters::DrawnLetter;
use super::message::{Draft, DrawnMessage};
use super::opened::Prolong;
use crate::{Attempt, Service, StaffActor};

/// An answer of staff.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The enquiry.
    pub thread: Uuid,
    /// What is answered, or a note of what was said or written elsewhere.
    pub words: String,
    /// By mail, phone or letter.
    pub way: Way,
    /// The mark of the form, so that the same answer twice is one.
    pub attempt: Attempt,
}

impl Service {
    /// Answers an enquiry; its time counts from now.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens enquiries.
    /// - [`Problem::NotFound`]: the enquiry is gone; [`Problem::UseStopped`]: a case stops its use.
    /// - [`Problem::AnswerByPhoneOrLetter`]: it is sensitive, and this answer would go by mail.
    /// - [`Problem::MissingMessage`], [`Problem::MessageTooLong`], [`Problem::CprInMessage`].
    /// - [`Problem::UnreadableForm`]: no way that we answer by.
    pub async fn answer(&self, actor: &StaffActor, answer: Answer) -> Result<(), Problem> {
        self.require_enquiries(actor)?;
        let words = message(&answer.words)?;
        if !matches!(answer.way, Way::Mail | Way::Phone | Way::Letter) {
            return Err(Problem::UnreadableForm);
        }
        self.require_use(&answer.thread).await?;
        let thread = self.open_thread(&answer.thread).await?;
        let thread = thread.ok_or(Problem::NotFound)?;
        let is_secure = answer.way.is_secure();
        if thread.stored.sensitive && !is_secure {
            return Err(Problem::AnswerByPhoneOrLetter);
        }
        let now = self.now();
        let mut typed = actor.id().as_bytes().to_vec();
        typed.extend_from_slice(words.as_bytes());
        let source = answer.attempt.next(self.root_key(), &typed).hash();
        let draft = Draft {
            author: Author::Us,
            way: answer.way,
            sent_at: now,
            words: &words,
            stranger: None,
            source: Some(source),
        };
        let prolong = self.draw_prolong(&thread, Author::Us, now)?;
        let kept = prolong.promise().unwrap_or(thread.stored.promise);
        let letter = self.draw_letter_to(&thread, |token, mark| match answer.way {
            Way::Phone | Way::Letter => Letter::ContactAnswered {
                token,
                way: answer.way,
                kept,
            },
            _ => Letter::ContactReply {
                token,
                mark,
                words: words.clone(),
                kept,
            },
        })?;
        let write = WriteAnswer {
            thread: answer.thread,
            may_be_sensitive: is_secure,
            message: self.draw_message(&thread.key, &draft),
            prolong,
            letter,
            access: self.draw_thread_access(actor, &thread.stored),
        };
        self.commit(write).await?
    }
}

struct WriteAnswer {
    thread: Uuid,
    may_be_sensitive: bool,
    message: DrawnMessage,
    prolong: Prolong,
    letter: DrawnLetter,
    access: Access,
}

impl Operation for WriteAnswer {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.message.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Some(source) = self.message.source()
            && tx.message_by_source(source).await?.is_some()
        {
            return Ok(Ok(()));
        }
        if !tx.hold_thread(&self.thread).await? {
            return Ok(Err(Problem::NotFound));
        }
        // It may have become sensitive since it was read.
        let thread = tx.thread(&self.thread).await?;
        if thread.is_some_and(|thread| thread.sensitive) && !self.may_be_sensitive {
            return Ok(Err(Problem::AnswerByPhoneOrLetter));
        }
        self.prolong.write(tx).await?;
        self.message.write(tx).await?;
        self.letter.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
