//! What the person sees of their secure threads. What we sent shows nothing until they open it.

use domain::problem::Problem;
use domain::secure::Counterpart;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::StoredSecureMessage;
use uuid::Uuid;

use super::files::ShownFile;
use super::opened::{OpenSecure, secure_person};
use crate::rights::DataSubject;
use crate::{Service, problem};

/// A secure thread as the person it belongs to sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSecure {
    /// Its id.
    pub id: Uuid,
    /// The rights case it belongs to.
    pub case: Option<Uuid>,
    /// When it began.
    pub begun_at: Timestamp,
    /// Until when one that stands alone is kept.
    pub kept: Option<Promise>,
    /// Their messages and ours to them, the earliest first.
    pub messages: Vec<ShownSecure>,
}

impl OwnSecure {
    /// Whether something waits to be opened.
    #[must_use]
    pub fn has_news(&self) -> bool {
        let mut messages = self.messages.iter();
        messages.any(|message| matches!(message.content, SecureContent::Waits { .. }))
    }
}

/// A message as whoever it is exchanged with sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownSecure {
    /// Its id.
    pub id: Uuid,
    /// Whether we sent it.
    pub from_us: bool,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What can be seen of it.
    pub content: SecureContent,
    /// When it was asked for by post.
    pub post_asked_at: Option<Timestamp>,
}

/// What can be seen of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecureContent {
    /// Nothing, until it is opened.
    Waits {
        /// Until when it can be.
        until: Timestamp,
    },
    /// Nothing: it was not opened in time.
    Over,
    /// All of it.
    Open {
        /// What it says.
        words: String,
        /// The files that came with it.
        files: Vec<ShownFile>,
    },
}

impl Service {
    /// The secure threads of the person, the one with the latest message first.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: no second factor showed who they are. [`Problem::Unavailable`].
    pub async fn own_secure_threads(
        &self,
        subject: &DataSubject,
    ) -> Result<Vec<OwnSecure>, Problem> {
        let person = secure_person(subject)?;
        let threads = self.store().secure_threads_of(&person).await;
        let mut shown = Vec::new();
        for stored in threads.map_err(problem::of_store)? {
            if let Some(thread) = self.open_secure(&stored.id).await? {
                shown.push(self.shown_to_person(thread).await?);
            }
        }
        Ok(shown)
    }

    /// A secure thread of the person.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: it is gone, or another's, or no second factor showed whose. [`Problem::Unavailable`].
    pub async fn own_secure_thread(
        &self,
        subject: &DataSubject,
        thread: &Uuid,
    ) -> Result<OwnSecure, Problem> {
        let thread = self.own_secure(subject, thread).await?;
        self.shown_to_person(thread).await
    }

    async fn shown_to_person(&self, thread: OpenSecure) -> Result<OwnSecure, Problem> {
        let last_message_at = thread.stored.last_message_at;
        let kept = match thread.stored.case {
            Some(_) => None,
            // What the register says no more of is read all the same.
            None => self
                .secure_kept(&thread.stored.purpose, last_message_at)
                .ok(),
        };
        Ok(OwnSecure {
            id: thread.id(),
            kept,
            case: thread.stored.case,
            begun_at: thread.stored.begun_at,
            messages: self.shown_with(&thread, Counterpart::Person).await?,
        })
    }

    /// The messages of `thread` that are exchanged with `with`, as they see them.
    pub(super) async fn shown_with(
        &self,
        thread: &OpenSecure,
        with: Counterpart,
    ) -> Result<Vec<ShownSecure>, Problem> {
        let messages = self.store().secure_messages_of(&thread.id()).await;
        let mut files = self.shown_files(thread).await?;
        let mut shown = Vec::new();
        for message in messages.map_err(problem::of_store)? {
            if message.with != with {
                continue;
            }
            let of_message = files.extract_if(.., |(of, _)| *of == message.id);
            let of_message = of_message.map(|(_, file)| file).collect();
            shown.push(ShownSecure {
                id: message.id,
                from_us: message.from_us,
                sent_at: message.sent_at,
                content: self.content(thread, &message, of_message)?,
                post_asked_at: message.post_asked_at,
            });
        }
        Ok(shown)
    }

    fn content(
        &self,
        thread: &OpenSecure,
        message: &StoredSecureMessage,
        files: Vec<ShownFile>,
    ) -> Result<SecureContent, Problem> {
        if is_open(message) {
            let words = thread.words(message)?;
            return Ok(SecureContent::Open { words, files });
        }
        let until = message.expires_at;
        Ok(if self.now() < until {
            SecureContent::Waits { until }
        } else {
            SecureContent::Over
        })
    }
}

/// Whether whoever the message is exchanged with sees what it says: their own, and ours once they opened it.
pub(super) const fn is_open(message: &StoredSecureMessage) -> bool {
    !message.from_us || message.opened_at.is_some()
}
