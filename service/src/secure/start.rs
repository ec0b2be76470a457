//! A person begins a secure thread by themselves, in the portal. Writing needs no more than the mailbox they came in with;
//! reading the thread back needs a second factor, as everywhere here. Until something shows whose the thread is, it bears
//! the mark of the mailbox, which opens nothing, and staff say later which person it belongs to.

use domain::canonical::Digest;
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::Key;
use domain::secure::{Correspondent, Counterpart, may_begin};
use domain::text::Language;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{Access, NewKey, Operation, StoreError, StoredSecureThread, Tx};
use uuid::Uuid;

use super::begin::BeginThread;
use super::opened::OpenSecure;
use super::write::WriteSecure;
use super::{BeginSecure, SecureMessage};
use crate::rights::DataSubject;
use crate::{Service, StaffActor};

impl Service {
    /// Sends the organisation a secure message that begins a thread.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: the register has no purpose for that.
    /// - [`Problem::TooManySecureThreads`]: they began as many as one may.
    /// - Those of [`domain::secure::words`] and [`domain::secure::check_files`].
    pub async fn start_secure(
        &self,
        subject: &DataSubject,
        language: Language,
        message: SecureMessage,
    ) -> Result<(), Problem> {
        let begin = BeginSecure {
            person: self.writer(subject),
            case: None,
            purpose: self.secure_purpose()?.clone(),
            to: Correspondent {
                name: None,
                email: Some(subject.email().clone()),
                language,
            },
        };
        // The same form again would draw another thread, so what tells it is whose it is.
        let attempt = self.secure_mark([begin.person, Uuid::nil()], &message);
        let may = MayStart {
            person: begin.person,
            attempt,
            now: self.now(),
        };
        // Whoever may not begin a thread leaves no pieces of files either.
        if self.commit(may.clone()).await?? == Sent::Before {
            return Ok(());
        }
        let (thread, begin) = self.draw_secure_thread(&begin)?;
        let mut write = self
            .draw_marked_message(&thread, Counterpart::Person, false, (message, attempt))
            .await?;
        write.to_staff = self.draw_secure_arrived(&thread).await?;
        let start = Start { write, begin, may };
        self.commit(start).await?
    }

    /// The purpose of what people send by themselves; not found where the register has none.
    fn secure_purpose(&self) -> Result<&Key, Problem> {
        self.register().secure_purpose().ok_or(Problem::NotFound)
    }

    /// Until when a thread is kept whose last message is sent at `at`.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: people send nothing by themselves here.
    pub fn secure_promise(&self, at: Timestamp) -> Result<Promise, Problem> {
        self.secure_kept(self.secure_purpose()?, at)
    }

    /// Says which person a thread belongs to that came from a mailbox alone. They read it from then on.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens requests.
    /// - [`Problem::UnknownPerson`]: there is no person of that number.
    /// - [`Problem::NotFound`]: the thread is gone, or somebody's already.
    pub async fn give_secure(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        number: &str,
    ) -> Result<(), Problem> {
        let (thread, access) = self.secure_to_change(actor, thread).await?;
        if self.is_person_shown(&thread) {
            return Err(Problem::NotFound);
        }
        let person = Uuid::parse_str(number.trim()).map_err(|_| Problem::UnknownPerson)?;
        let give = Give {
            thread: thread.stored,
            person,
            access,
        };
        self.commit(give).await?
    }

    /// Whether something showed whose the thread is.
    pub(super) fn is_person_shown(&self, thread: &OpenSecure) -> bool {
        let email = thread.correspondent.email.as_ref();
        let marks = email.map(|email| self.mailbox_mark(email));
        marks != Some(thread.stored.person)
    }

    /// Whose a thread is that they begin now.
    fn writer(&self, subject: &DataSubject) -> Uuid {
        let marks = || self.mailbox_mark(subject.email());
        subject.person().unwrap_or_else(marks)
    }

    /// What stands in a person's place while only a mailbox is known. It is no person, and nobody is ever shown to be it.
    fn mailbox_mark(&self, email: &MailAddress) -> Uuid {
        let derived = self
            .root_key()
            .derive("secure thread mailbox v1", &[email.mailbox().as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&derived.0[..16]);
        // Version 8 of RFC 9562; persons have version 7.
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

#[derive(PartialEq, Eq)]
enum Sent {
    /// By the same form.
    Before,
    NotYet,
}

/// Whether they may begin a thread.
#[derive(Clone)]
struct MayStart {
    person: Uuid,
    attempt: Digest,
    now: Timestamp,
}

impl Operation for MayStart {
    type Output = Result<Sent, Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let before = tx.secure_message_by_attempt(&self.attempt).await?;
        if before.is_some() {
            return Ok(Ok(Sent::Before));
        }
        let begun = tx.secure_threads_of(&self.person).await?.into_iter();
        let alone = begun.filter(|thread| thread.case.is_none());
        let begun: Vec<Timestamp> = alone.map(|thread| thread.begun_at).collect();
        Ok(may_begin(&begun, self.now).map(|()| Sent::NotYet))
    }
}

struct Start {
    may: MayStart,
    begin: BeginThread,
    write: WriteSecure,
}

impl Operation for Start {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        self.begin.keys()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        match self.may.run(tx).await? {
            Ok(Sent::NotYet) => {}
            Ok(Sent::Before) => return Ok(Ok(())),
            Err(refused) => return Ok(Err(refused)),
        }
        self.begin.run(tx).await?;
        self.write.run(tx).await
    }
}

struct Give {
    thread: StoredSecureThread,
    person: Uuid,
    access: Access,
}

impl Operation for Give {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !tx.is_person(&self.person).await? {
            return Ok(Err(Problem::UnknownPerson));
        }
        let (thread, from) = (&self.thread.id, &self.thread.person);
        if !tx.give_secure_thread(thread, from, &self.person).await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
