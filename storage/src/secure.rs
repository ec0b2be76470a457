//! Secure threads: who takes part, what was sent, and the files that came with it.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::secure_message::{
    NewChunk, NewSecureMessage, StoredSecureFile, StoredSecureMessage,
};
use crate::tables::secure_thread::{
    NewOutsider, NewSecureThread, StoredOutsider, StoredSecureThread,
};
use crate::tables::{secure_message, secure_thread};
use crate::{Store, StoreError, Tx};

impl Store {
    /// The secure thread with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_thread(&self, id: &Uuid) -> Result<Option<StoredSecureThread>, StoreError> {
        let mut reader = self.reader().await?;
        secure_thread::one(&mut reader.connection(), &secure_thread::BY_ID, id).await
    }

    /// The secure thread of a rights case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_thread_of_case(
        &self,
        case: &Uuid,
    ) -> Result<Option<StoredSecureThread>, StoreError> {
        let mut reader = self.reader().await?;
        secure_thread::one(&mut reader.connection(), &secure_thread::OF_CASE, case).await
    }

    /// The secure threads of a person, the one with the latest message first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_threads_of(
        &self,
        person: &Uuid,
    ) -> Result<Vec<StoredSecureThread>, StoreError> {
        secure_thread::of_person(&mut self.reader().await?.connection(), person).await
    }

    /// Secure threads that stand alone and whose last message came before another's, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_secure_threads(
        &self,
        before: (Timestamp, Uuid),
        limit: u32,
    ) -> Result<Vec<StoredSecureThread>, StoreError> {
        secure_thread::latest(&mut self.reader().await?.connection(), before, limit).await
    }

    /// Secure threads that must be deleted by now, because their time is up or the case is gone that they belonged to,
    /// and which case that was; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_secure_threads(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Uuid, Option<Uuid>)>, StoreError> {
        secure_thread::due(&mut self.reader().await?.connection(), now, limit).await
    }

    /// Somebody outside, whether or not their link is over; none once the thread's erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_outsider(&self, id: &Uuid) -> Result<Option<StoredOutsider>, StoreError> {
        secure_thread::outsider(&mut self.reader().await?.connection(), id).await
    }

    /// Who outside takes part in a thread, in the order of being invited.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_outsiders(&self, thread: &Uuid) -> Result<Vec<StoredOutsider>, StoreError> {
        secure_thread::outsiders(&mut self.reader().await?.connection(), thread).await
    }

    /// The secure message with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_message(
        &self,
        id: &Uuid,
    ) -> Result<Option<StoredSecureMessage>, StoreError> {
        secure_message::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The messages of a secure thread, with whomever, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_messages_of(
        &self,
        thread: &Uuid,
    ) -> Result<Vec<StoredSecureMessage>, StoreError> {
        secure_message::of_thread(&mut self.reader().await?.connection(), thread).await
    }

    /// Messages of ours, with their threads, that can be opened at `now`, and only until `expires_by`, that nobody
    /// opened and whose reader was not reminded; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unreminded_secure_messages(
        &self,
        expires_by: Timestamp,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let mut reader = self.reader().await?;
        secure_message::unreminded(&mut reader.connection(), expires_by, now, limit).await
    }

    /// Messages of ours for staff to look after: asked for by post, or not opened and open only until `expires_by`; at
    /// most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_messages_left_behind(
        &self,
        expires_by: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredSecureMessage>, StoreError> {
        let mut reader = self.reader().await?;
        secure_message::left_behind(&mut reader.connection(), expires_by, limit).await
    }

    /// The file with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_file(&self, id: &Uuid) -> Result<Option<StoredSecureFile>, StoreError> {
        secure_message::file(&mut self.reader().await?.connection(), id).await
    }

    /// The files of a thread's messages, message by message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_files_of(
        &self,
        thread: &Uuid,
    ) -> Result<Vec<StoredSecureFile>, StoreError> {
        secure_message::files_of_thread(&mut self.reader().await?.connection(), thread).await
    }

    /// A piece of a file, sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_chunk(
        &self,
        file: &Uuid,
        place: u32,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        secure_message::chunk(&mut self.reader().await?.connection(), file, place).await
    }
}

impl Tx<'_> {
    /// Stores a secure thread.
    ///
    /// # Errors
    /// When the database fails, or holds the same id, or a thread of the same case, already.
    pub async fn insert_secure_thread(&mut self, new: &NewSecureThread) -> Result<(), StoreError> {
        secure_thread::insert(&mut self.connection, new).await
    }

    /// The secure thread with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_thread(
        &mut self,
        id: &Uuid,
    ) -> Result<Option<StoredSecureThread>, StoreError> {
        secure_thread::one(&mut self.connection, &secure_thread::BY_ID, id).await
    }

    /// The secure thread of a rights case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_thread_of_case(
        &mut self,
        case: &Uuid,
    ) -> Result<Option<StoredSecureThread>, StoreError> {
        secure_thread::one(&mut self.connection, &secure_thread::OF_CASE, case).await
    }

    /// The secure threads of a person, the one with the latest message first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_threads_of(
        &mut self,
        person: &Uuid,
    ) -> Result<Vec<StoredSecureThread>, StoreError> {
        secure_thread::of_person(&mut self.connection, person).await
    }

    /// Gives a secure thread that was `from`'s to the person `to`; false when it is gone, or somebody else's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_secure_thread(
        &mut self,
        id: &Uuid,
        from: &Uuid,
        to: &Uuid,
    ) -> Result<bool, StoreError> {
        secure_thread::give(&mut self.connection, id, from, to).await
    }

    /// Holds a secure thread until the operation is done; false when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_secure_thread(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        secure_thread::hold(&mut self.connection, id).await
    }

    /// Holds a secure thread whose time is up until the operation is done; false when it has more time, or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_due_secure_thread(
        &mut self,
        id: &Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        secure_thread::hold_due(&mut self.connection, id, now).await
    }

    /// Counts a secure thread's time from a message sent at `at`, unless a later one was counted before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prolong_secure_thread(
        &mut self,
        id: &Uuid,
        at: Timestamp,
        due_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        secure_thread::prolong(&mut self.connection, id, at, due_at).await
    }

    /// Says to whom mails about a secure thread go from now on, sealed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn readdress_secure_thread(
        &mut self,
        id: &Uuid,
        content: &[u8],
    ) -> Result<(), StoreError> {
        secure_thread::readdress(&mut self.connection, id, content).await
    }

    /// Notes that staff are told that somebody wrote to them in a secure thread; false when they were before, and none
    /// of them has looked since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_staff_of_secure(
        &mut self,
        thread: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        secure_thread::tell_staff(&mut self.connection, thread, at).await
    }

    /// Notes that somebody of staff looks at a secure thread: they are told of what comes from then on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_looked_at_secure(&mut self, thread: &Uuid) -> Result<(), StoreError> {
        secure_thread::staff_looked(&mut self.connection, thread).await
    }

    /// Lets somebody outside take part in a secure thread.
    ///
    /// # Errors
    /// When the database fails, or holds the same id or link already.
    pub async fn insert_secure_outsider(&mut self, new: &NewOutsider) -> Result<(), StoreError> {
        secure_thread::invite(&mut self.connection, new).await
    }

    /// Takes a try of the code beside the link with this hash, before the code is looked at, and gives whose it is; none
    /// when there is no such link, no try left, or its time is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_secure_try(
        &mut self,
        link: &Digest,
        now: Timestamp,
    ) -> Result<Option<StoredOutsider>, StoreError> {
        secure_thread::take_try(&mut self.connection, link, now).await
    }

    /// Gives somebody outside their tries back: the code was right.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_secure_tries(&mut self, id: &Uuid, tries: u8) -> Result<(), StoreError> {
        secure_thread::give_tries(&mut self.connection, id, tries).await
    }

    /// Gives somebody outside, of a thread, another code and more time; false when there is no such person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_secure_code(
        &mut self,
        outsider: &Uuid,
        thread: &Uuid,
        code: &Digest,
        tries: u8,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let outsider = (outsider, thread);
        secure_thread::new_code(&mut self.connection, outsider, code, tries, expires_at).await
    }

    /// Shuts somebody outside out of a thread; false when they were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shut_out_of_secure(
        &mut self,
        outsider: &Uuid,
        thread: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        secure_thread::shut_out(&mut self.connection, (outsider, thread), at).await
    }

    /// Stores a secure message with its files. Whoever does holds the thread.
    ///
    /// # Errors
    /// When the database fails, or holds the same id or attempt already.
    pub async fn insert_secure_message(
        &mut self,
        new: &NewSecureMessage,
    ) -> Result<(), StoreError> {
        secure_message::insert(&mut self.connection, new).await
    }

    /// The message that came from the form whose mark has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn secure_message_by_attempt(
        &mut self,
        attempt: &Digest,
    ) -> Result<Option<Uuid>, StoreError> {
        secure_message::by_attempt(&mut self.connection, attempt).await
    }

    /// Notes that a message of ours was opened by its reader; false when it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_secure_message(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = &secure_message::OPEN;
        secure_message::change(&mut self.connection, statement, at, id).await
    }

    /// Notes that a message's reader was reminded; false when they were, or it was opened or settled meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_of_secure_message(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = &secure_message::REMIND;
        secure_message::change(&mut self.connection, statement, at, id).await
    }

    /// Notes that a message of ours is asked for by post; false when it was before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_for_secure_message_by_post(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = &secure_message::ASK_FOR_POST;
        secure_message::change(&mut self.connection, statement, at, id).await
    }

    /// Notes that staff saw to it that a message of ours arrives another way, or need not; false when they had.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_secure_message(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = &secure_message::SETTLE;
        secure_message::change(&mut self.connection, statement, at, id).await
    }

    /// Lets a message of ours that nobody opened wait until `expires_at`; false when it was opened, or waits longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_secure_message_wait(
        &mut self,
        id: &Uuid,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = &secure_message::WAIT_AGAIN;
        secure_message::change(&mut self.connection, statement, expires_at, id).await
    }

    /// Stores a piece of a file, before the message that the file comes with.
    ///
    /// # Errors
    /// When the database fails, or holds this piece already.
    pub async fn insert_secure_chunk(&mut self, chunk: &NewChunk) -> Result<(), StoreError> {
        secure_message::insert_chunk(&mut self.connection, chunk).await
    }

    /// Deletes pieces of files whose ids are below `before` and that no message ever named. Returns how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_secure_chunks(&mut self, before: &Uuid) -> Result<u64, StoreError> {
        secure_message::sweep_chunks(&mut self.connection, before).await
    }
}
