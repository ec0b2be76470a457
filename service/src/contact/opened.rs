//! A thread with its key: who wrote in, and what each passage says.

use domain::problem::Problem;
use domain::register::ServedRegister;
use domain::retention::RetentionRule;
use domain::thread::{Author, Promise, Sender, State};
use jiff::Timestamp;
use storage::{Kept, StoreError, StoredPassage, StoredThread, Tx};
use uuid::Uuid;

use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// A thread that is not erased, opened.
pub(super) struct OpenThread {
    pub(super) stored: StoredThread,
    pub(super) key: OwnerKey,
    pub(super) sender: Sender,
}

impl OpenThread {
    pub(super) const fn id(&self) -> Uuid {
        self.stored.id
    }
}

/// That a message was added to a thread: where it stands then, and until when it is kept.
#[derive(Clone)]
pub(super) struct Prolong {
    thread: Uuid,
    state: State,
    at: Timestamp,
    kept: Option<Kept>,
}

impl Prolong {
    /// Until when the thread is kept from then on, if that changes.
    pub(super) fn promise(&self) -> Option<Promise> {
        self.kept.map(|kept| kept.promise)
    }

    /// False when the thread is gone.
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.set_thread_state(&self.thread, self.state).await? {
            return Ok(false);
        }
        if let Some(kept) = &self.kept {
            tx.prolong_thread(&self.thread, self.at, kept).await?;
        }
        Ok(true)
    }
}

pub(super) const fn sender_place(thread: Uuid) -> Place {
    Place {
        table: "thread",
        column: "sender",
        record: thread,
    }
}

pub(super) const fn stranger_place(message: Uuid) -> Place {
    Place {
        table: "message",
        column: "stranger",
        record: message,
    }
}

const fn passage_place(passage: Uuid) -> Place {
    Place {
        table: "passage",
        column: "content",
        record: passage,
    }
}

/// What is sealed inside a passage.
const fn words_place(passage: Uuid) -> Place {
    Place {
        table: "passage",
        column: "words",
        record: passage,
    }
}

impl Service {
    /// The thread with this id; none when it is gone.
    pub(super) async fn open_thread(&self, id: &Uuid) -> Result<Option<OpenThread>, Problem> {
        let stored = self.store().thread(id).await.map_err(problem::of_store)?;
        let Some(stored) = stored else {
            return Ok(None);
        };
        let key = self.owner_key(id).await.map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(None);
        };
        let sender = key
            .open(sender_place(*id), &stored.sender)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("the sender of an enquiry"))?;
        Ok(Some(OpenThread {
            stored,
            key,
            sender,
        }))
    }

    /// Seals the words of a passage: with the thread's key, and around that with the passage's own.
    pub(super) fn seal_passage(
        &self,
        thread: &OwnerKey,
        passage: &OwnerKey,
        words: &str,
    ) -> Vec<u8> {
        let id = passage.owner;
        let inner = self.seal_for(thread, words_place(id), words.as_bytes());
        self.seal_for(passage, passage_place(id), &inner)
    }

    /// The words of a passage; none when its key is erased.
    pub(super) async fn open_passage(
        &self,
        thread: &OwnerKey,
        passage: &StoredPassage,
    ) -> Result<Option<String>, Problem> {
        let key = self.owner_key(&passage.id).await;
        let Some(key) = key.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let id = passage.id;
        let words = key
            .open(passage_place(id), &passage.content)
            .and_then(|inner| thread.open(words_place(id), &inner))
            .and_then(|words| String::from_utf8(words.to_vec()).ok());
        words
            .map(Some)
            .ok_or_else(|| problem::missing("the words of a passage"))
    }

    /// What a message of `author`, sent at `at`, does to `thread`. Where the register does not say any more how long
    /// the thread's purpose keeps what is written, the last promise stands.
    pub(super) fn draw_prolong(
        &self,
        thread: &OpenThread,
        author: Author,
        at: Timestamp,
    ) -> Result<Prolong, Problem> {
        let rule = self.register().enquiry_rule(&thread.stored.purpose);
        Ok(Prolong {
            thread: thread.id(),
            state: State::after_message(author),
            at,
            kept: rule.map(|rule| self.kept_by(rule, at)).transpose()?,
        })
    }

    /// Until when a thread is kept by `rule` when its last message is sent at `at`.
    pub(super) fn kept_by(&self, rule: &RetentionRule, at: Timestamp) -> Result<Kept, Problem> {
        let promise = Promise::of(rule, self.day_of(at)).map_err(|_| beyond_calendar())?;
        self.kept(promise)
    }

    /// The promise with the instant at which it is due.
    pub(super) fn kept(&self, promise: Promise) -> Result<Kept, Problem> {
        let day = promise.goes_on().map_err(|_| beyond_calendar())?;
        let due_at = self.start_of(day).ok_or_else(beyond_calendar)?;
        Ok(Kept { promise, due_at })
    }
}

/// The rule of the contact form.
pub(super) fn form_rule(register: &ServedRegister) -> Result<(&str, &RetentionRule), Problem> {
    let purpose = &register.contact().ok_or(Problem::NotFound)?.purpose;
    let rule = register.enquiry_rule(purpose);
    Ok((
        purpose,
        rule.ok_or_else(|| problem::missing("the retention of the contact form"))?,
    ))
}

fn beyond_calendar() -> Problem {
    problem::missing("a date within the calendar")
}
