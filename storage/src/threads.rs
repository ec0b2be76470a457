//! Enquiries: their threads, messages, passages and links.

use domain::canonical::Digest;
use domain::thread::State;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::message::{NewMessage, NewPassage, StoredMessage, StoredPassage};
use crate::tables::thread::{Kept, NewThread, StoredThread, ThreadLink};
use crate::tables::{message, thread};
use crate::{Store, StoreError, Tx};

impl Store {
    /// The thread with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thread(&self, id: &Uuid) -> Result<Option<StoredThread>, StoreError> {
        thread::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The link whose token has this hash, expired or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thread_link(&self, hash: &Digest) -> Result<Option<ThreadLink>, StoreError> {
        thread::by_link(&mut self.reader().await?.connection(), hash).await
    }

    /// The thread that answers to the address with this mark come to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thread_by_reply(&self, hash: &Digest) -> Result<Option<Uuid>, StoreError> {
        let mut reader = self.reader().await?;
        thread::id_by(&mut reader.connection(), &thread::BY_REPLY, hash).await
    }

    /// Threads that stand at `state` and whose last message came before another's, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_threads(
        &self,
        state: State,
        before: (Timestamp, Uuid),
        limit: u32,
    ) -> Result<Vec<StoredThread>, StoreError> {
        let mut reader = self.reader().await?;
        thread::latest(&mut reader.connection(), state, before, limit).await
    }

    /// How many threads stand where; a state that none is in is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_threads(&self) -> Result<Vec<(State, u64)>, StoreError> {
        thread::count(&mut self.reader().await?.connection()).await
    }

    /// Threads that must be deleted by now, at most `limit`, those due first first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_threads(&self, now: Timestamp, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        thread::due(&mut self.reader().await?.connection(), now, limit).await
    }

    /// The messages of a thread, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages_of(&self, thread: &Uuid) -> Result<Vec<StoredMessage>, StoreError> {
        message::of_thread(&mut self.reader().await?.connection(), thread).await
    }

    /// The passages of a thread's messages, in the order they stand in each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passages_of(&self, thread: &Uuid) -> Result<Vec<StoredPassage>, StoreError> {
        message::passages_of_thread(&mut self.reader().await?.connection(), thread).await
    }

    /// The passage with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passage(&self, id: &Uuid) -> Result<Option<StoredPassage>, StoreError> {
        message::passage(&mut self.reader().await?.connection(), id).await
    }

    /// Hidden passages that must be deleted by now, at most `limit`, those due first first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_passages(&self, now: Timestamp, limit: u32) -> Result<Vec<Uuid>, StoreError> {
        message::due_passages(&mut self.reader().await?.connection(), now, limit).await
    }
}

impl Tx<'_> {
    /// Stores a thread, which is open then. Its first message comes beside it.
    ///
    /// # Errors
    /// When the database fails, or holds the same id, attempt or mark already.
    pub async fn insert_thread(&mut self, new: &NewThread) -> Result<(), StoreError> {
        thread::insert(&mut self.connection, new).await
    }

    /// The thread that came from the form whose mark has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thread_by_attempt(&mut self, hash: &Digest) -> Result<Option<Uuid>, StoreError> {
        thread::id_by(&mut self.connection, &thread::BY_ATTEMPT, hash).await
    }

    /// The thread with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thread(&mut self, id: &Uuid) -> Result<Option<StoredThread>, StoreError> {
        thread::by_id(&mut self.connection, id).await
    }

    /// Holds a thread until the operation is done, so that operations on it come one after the other; false when it is
    /// gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_thread(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        thread::hold(&mut self.connection, id).await
    }

    /// Holds a thread whose time is up until the operation is done; false when it has more time, or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_due_thread(&mut self, id: &Uuid, now: Timestamp) -> Result<bool, StoreError> {
        thread::hold_due(&mut self.connection, id, now).await
    }

    /// Says where a thread stands, and holds it until the operation is done; false when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_thread_state(&mut self, id: &Uuid, state: State) -> Result<bool, StoreError> {
        thread::set_state(&mut self.connection, id, state).await
    }

    /// Counts a thread's time from a message sent at `at`, unless a later one was counted before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prolong_thread(
        &mut self,
        id: &Uuid,
        at: Timestamp,
        kept: &Kept,
    ) -> Result<(), StoreError> {
        thread::prolong(&mut self.connection, id, at, kept).await
    }

    /// Changes until when a thread is kept, without a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn promise_thread(&mut self, id: &Uuid, kept: &Kept) -> Result<(), StoreError> {
        thread::promise(&mut self.connection, id, kept).await
    }

    /// Moves a thread from one purpose to another; false when it is gone or was under another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn move_thread(
        &mut self,
        id: &Uuid,
        from: &str,
        to: &str,
    ) -> Result<bool, StoreError> {
        thread::move_to(&mut self.connection, id, from, to).await
    }

    /// Says whether only phone and letter may answer a thread; false when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_thread_sensitive(
        &mut self,
        id: &Uuid,
        sensitive: bool,
    ) -> Result<bool, StoreError> {
        thread::set_sensitive(&mut self.connection, id, sensitive).await
    }

    /// Stores a link by the hash of its token.
    ///
    /// # Errors
    /// When the database fails, or the thread is not stored.
    pub async fn insert_thread_link(
        &mut self,
        hash: &Digest,
        link: &ThreadLink,
    ) -> Result<(), StoreError> {
        thread::insert_link(&mut self.connection, hash, link).await
    }

    /// How many mails a mailbox was sent since `since` because somebody wrote its address in a form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_contact_mails(
        &mut self,
        mailbox: &Digest,
        since: Timestamp,
    ) -> Result<u64, StoreError> {
        thread::count_mails(&mut self.connection, mailbox, since).await
    }

    /// Stores a message. Its passages come beside it.
    ///
    /// # Errors
    /// When the database fails, or holds the same id or source already.
    pub async fn insert_message(&mut self, new: &NewMessage) -> Result<(), StoreError> {
        message::insert(&mut self.connection, new).await
    }

    /// The message that arrived from this source.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_by_source(&mut self, source: &Digest) -> Result<Option<Uuid>, StoreError> {
        message::by_source(&mut self.connection, source).await
    }

    /// Lets in what a stranger sent to a thread; false when it was let in before, or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_in_message(&mut self, id: &Uuid, thread: &Uuid) -> Result<bool, StoreError> {
        message::let_in(&mut self.connection, id, thread).await
    }

    /// Says in its message that a passage is being deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_removed(&mut self, passage: &Uuid, at: Timestamp) -> Result<(), StoreError> {
        message::note_removed(&mut self.connection, passage, at).await
    }

    /// Stores a passage.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_passage(&mut self, new: &NewPassage) -> Result<(), StoreError> {
        message::insert_passage(&mut self.connection, new).await
    }

    /// The passage with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passage(&mut self, id: &Uuid) -> Result<Option<StoredPassage>, StoreError> {
        message::passage(&mut self.connection, id).await
    }

    /// Makes room for two passages after the place `after` of a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn make_room(&mut self, message: &Uuid, after: u32) -> Result<(), StoreError> {
        message::make_room(&mut self.connection, message, after).await
    }

    /// Keeps a hidden passage under a proven consent; false when it is not hidden, or its time is up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_passage(
        &mut self,
        id: &Uuid,
        proof: &Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        message::keep_passage(&mut self.connection, id, proof, now).await
    }

    /// Holds a hidden passage whose time is up until the operation is done; false when it is kept or gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_due_passage(
        &mut self,
        id: &Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        message::hold_due_passage(&mut self.connection, id, now).await
    }
}
