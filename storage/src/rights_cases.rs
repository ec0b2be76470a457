//! Cases in which people use their rights: the cases, what happened in them, and the answers that were sent.

use domain::canonical::Digest;
use domain::register::Assurance;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::tables::case_copy::CaseCopy;
use crate::tables::case_hold::CaseHold;
use crate::tables::rights_answer::{NewAnswer, StoredAnswer};
use crate::tables::rights_case::{CaseQueue, CaseToRemind, NewCase, StoredCase};
use crate::tables::rights_step::CaseStep;
use crate::tables::{case_copy, case_hold, rights_answer, rights_case, rights_step};
use crate::{Store, StoreError, Tx};

impl Store {
    /// The case with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_case(&self, id: &Uuid) -> Result<Option<StoredCase>, StoreError> {
        rights_case::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The cases of a mailbox that such assurance opens, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_cases_of_mailbox(
        &self,
        mailbox: &Digest,
        assurance: Assurance,
        limit: u32,
    ) -> Result<Vec<StoredCase>, StoreError> {
        let mut reader = self.reader().await?;
        rights_case::of_mailbox(&mut reader.connection(), mailbox, assurance, limit).await
    }

    /// The cases of a person, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_cases_of_person(
        &self,
        person: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredCase>, StoreError> {
        rights_case::of_person(&mut self.reader().await?.connection(), person, limit).await
    }

    /// Cases in which something is to be done, those due first first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_rights_cases(&self, limit: u32) -> Result<Vec<StoredCase>, StoreError> {
        let mut reader = self.reader().await?;
        rights_case::listed(&mut reader.connection(), &rights_case::OPEN, limit).await
    }

    /// Cases that are closed, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn closed_rights_cases(&self, limit: u32) -> Result<Vec<StoredCase>, StoreError> {
        let mut reader = self.reader().await?;
        rights_case::listed(&mut reader.connection(), &rights_case::CLOSED, limit).await
    }

    /// What happened in a case, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_steps(&self, case: &Uuid) -> Result<Vec<CaseStep>, StoreError> {
        rights_step::of_case(&mut self.reader().await?.connection(), case).await
    }

    /// The answer with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_answer(&self, id: &Uuid) -> Result<Option<StoredAnswer>, StoreError> {
        rights_answer::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The copies that are kept for the answer of a case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn case_copies(&self, case: &Uuid) -> Result<Vec<CaseCopy>, StoreError> {
        case_copy::of_case(&mut self.reader().await?.connection(), case).await
    }

    /// Cases that must be deleted by now, at most `limit`, those due first first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_rights_cases(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        rights_case::due(&mut self.reader().await?.connection(), now, limit).await
    }

    /// Cases in which a duty that keeps something is over on `today`, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_cases_to_look_at_again(
        &self,
        today: Date,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        rights_case::look_again(&mut self.reader().await?.connection(), today, limit).await
    }

    /// Cases that wait for an answer and that staff were not reminded of on `today`, from `after` on, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_cases_to_remind(
        &self,
        today: Date,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<CaseToRemind>, StoreError> {
        let mut reader = self.reader().await?;
        rights_case::to_remind(&mut reader.connection(), today, after, limit).await
    }

    /// Whether a case stops the use of a thing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_use_stopped(&self, thing: &Uuid) -> Result<bool, StoreError> {
        case_hold::is_use_stopped(&mut self.reader().await?.connection(), thing).await
    }

    /// The cases that stop the use of a thing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases_that_stop(&self, thing: &Uuid) -> Result<Vec<Uuid>, StoreError> {
        case_hold::who_stops(&mut self.reader().await?.connection(), thing).await
    }

    /// Answers that nobody opened, that staff did not see to, and that wait no longer than until `ends_by`, those that end
    /// first first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unopened_rights_answers(
        &self,
        ends_by: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredAnswer>, StoreError> {
        rights_answer::unopened(&mut self.reader().await?.connection(), ends_by, limit).await
    }

    /// Answers of a case that nobody opened and that staff did not see to, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unopened_rights_answers_of(
        &self,
        case: &Uuid,
    ) -> Result<Vec<StoredAnswer>, StoreError> {
        rights_answer::unopened_of_case(&mut self.reader().await?.connection(), case).await
    }

    /// The seats at an event whose use is stopped, each with a case that does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_stopped_at(&self, event: &Uuid) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        case_hold::stopped_at_event(&mut self.reader().await?.connection(), event).await
    }

    /// Answers that nobody opened and that wait no longer than until `ends_before`: each with its case, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_answers_to_remind(
        &self,
        ends_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let mut reader = self.reader().await?;
        rights_answer::to_remind(&mut reader.connection(), ends_before, limit).await
    }
}

impl Tx<'_> {
    /// The case that came from the form whose mark has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rights_case_by_attempt(
        &mut self,
        attempt: &Digest,
    ) -> Result<Option<Uuid>, StoreError> {
        rights_case::by_attempt(&mut self.connection, attempt).await
    }

    /// Stores a case.
    ///
    /// # Errors
    /// When the database fails, or holds the same id or mark already.
    pub async fn insert_rights_case(&mut self, case: &NewCase) -> Result<(), StoreError> {
        rights_case::insert(&mut self.connection, case).await
    }

    /// How many cases a mailbox has opened since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_rights_cases(
        &mut self,
        mailbox: &Digest,
        since: Timestamp,
    ) -> Result<u64, StoreError> {
        rights_case::count_of_mailbox(&mut self.connection, mailbox, since).await
    }

    /// Changes a case, and holds it until the operation is done; false when it is no longer the version that was read,
    /// or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_rights_case(
        &mut self,
        read: (&Uuid, i64),
        content: &[u8],
        queue: &CaseQueue,
    ) -> Result<bool, StoreError> {
        rights_case::change(&mut self.connection, read, content, queue).await
    }

    /// Whether a case stops the use of a thing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_use_stopped(&mut self, thing: &Uuid) -> Result<bool, StoreError> {
        case_hold::is_use_stopped(&mut self.connection, thing).await
    }

    /// Says what a case holds back from now on, in place of what it did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_back(&mut self, case: &Uuid, hold: &CaseHold) -> Result<(), StoreError> {
        case_hold::set(&mut self.connection, case, hold).await
    }

    /// Says who has taken a case on; false when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn assign_rights_case(
        &mut self,
        id: &Uuid,
        assignee: Option<&Uuid>,
    ) -> Result<bool, StoreError> {
        rights_case::assign(&mut self.connection, id, assignee).await
    }

    /// Shows a case to another mailbox from now on, which stands in `content` too; false when it is no longer the version
    /// that was read, or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn readdress_rights_case(
        &mut self,
        read: (&Uuid, i64),
        mailbox: &Digest,
        content: &[u8],
    ) -> Result<bool, StoreError> {
        rights_case::readdress(&mut self.connection, read, mailbox, content).await
    }

    /// Notes what happened in a case.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_rights_step(
        &mut self,
        case: &Uuid,
        step: &CaseStep,
    ) -> Result<(), StoreError> {
        rights_step::insert(&mut self.connection, case, step).await
    }

    /// Keeps a copy for the answer of a case. What was copied before stays as it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_case_copy(&mut self, case: &Uuid, copy: &CaseCopy) -> Result<(), StoreError> {
        case_copy::insert(&mut self.connection, case, copy).await
    }

    /// Drops the copies of a case whose answer needs them no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_case_copies(&mut self, case: &Uuid) -> Result<(), StoreError> {
        case_copy::delete_of_case(&mut self.connection, case).await
    }

    /// Stores an answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_rights_answer(&mut self, answer: &NewAnswer) -> Result<(), StoreError> {
        rights_answer::insert(&mut self.connection, answer).await
    }

    /// Says that the person opened an answer; false when they had before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_rights_answer(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        rights_answer::open(&mut self.connection, id, at).await
    }

    /// Says that staff saw to an answer that was not opened; false when they had, or it was opened meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_rights_answer(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        rights_answer::settle(&mut self.connection, id, at).await
    }

    /// Lets an answer that was not opened wait until `ends_at`; false when it was opened or seen to meanwhile, or waits as
    /// long.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn let_rights_answer_wait(
        &mut self,
        id: &Uuid,
        ends_at: Timestamp,
    ) -> Result<bool, StoreError> {
        rights_answer::wait_again(&mut self.connection, id, ends_at).await
    }

    /// Says that the person was reminded of an answer; false when they were before, or opened it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_of_rights_answer(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        rights_answer::remind(&mut self.connection, id, at).await
    }

    /// Says that staff were reminded of a case on `today`; false when they were already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reminded_of_rights_case(
        &mut self,
        id: &Uuid,
        today: Date,
    ) -> Result<bool, StoreError> {
        rights_case::reminded(&mut self.connection, id, today).await
    }

    /// Holds a case whose time is up until the operation is done; false when it has more time, or is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_due_rights_case(
        &mut self,
        id: &Uuid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        rights_case::hold_due(&mut self.connection, id, now).await
    }
}
