//! Questions for consent to giving or fetching data, and what was given, read and written.

use domain::canonical::Digest;
use domain::register::Key;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::connection::Value;
use crate::tables::{named_consent, noted_disclosure};
use crate::{
    ConsentTime, NewNamedConsent, NotedDisclosure, Store, StoreError, StoredNamedConsent, Tx,
};

impl Store {
    /// The question with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consent(&self, id: &Uuid) -> Result<Option<StoredNamedConsent>, StoreError> {
        named_consent::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The questions that were asked from a case, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consents_of_case(
        &self,
        case: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredNamedConsent>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &named_consent::OF_CASE;
        named_consent::of(&mut reader.connection(), of, Value::id(case), limit).await
    }

    /// The questions that only this person is shown, the latest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consents_of_person(
        &self,
        person: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredNamedConsent>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &named_consent::OF_PERSON;
        named_consent::of(&mut reader.connection(), of, Value::id(person), limit).await
    }

    /// The questions that were put to whoever reads a mailbox, the latest first, at most `limit`. Those that name a person
    /// are shown to that person alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consents_of_mailbox(
        &self,
        mailbox: &Digest,
        limit: u32,
    ) -> Result<Vec<StoredNamedConsent>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &named_consent::OF_MAILBOX;
        named_consent::of(&mut reader.connection(), of, Value::digest(mailbox), limit).await
    }

    /// Questions and consents that the clock ends on `today`, after the id `after`, by id, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consents_to_end(
        &self,
        today: Date,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredNamedConsent>, StoreError> {
        let mut reader = self.reader().await?;
        named_consent::to_end(&mut reader.connection(), today, after, limit).await
    }

    /// The purposes under which a question is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn purposes_of_named_consents_over(&self) -> Result<Vec<Key>, StoreError> {
        named_consent::purposes_over(&mut self.reader().await?.connection()).await
    }

    /// Questions under a purpose that were over before an instant, after the id `after`, by id, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_named_consents(
        &self,
        purpose: &str,
        over_before: Timestamp,
        after: &Uuid,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.reader().await?;
        let connection = &mut reader.connection();
        named_consent::due(connection, purpose, over_before, after, limit).await
    }

    /// The noted disclosure with this id; none once its erasure is decided.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_disclosure(&self, id: &Uuid) -> Result<Option<NotedDisclosure>, StoreError> {
        noted_disclosure::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// What was noted from a case, the earliest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_disclosures_of_case(
        &self,
        case: &Uuid,
        limit: u32,
    ) -> Result<Vec<NotedDisclosure>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &noted_disclosure::OF_CASE;
        noted_disclosure::of(&mut reader.connection(), of, Value::id(case), limit).await
    }

    /// What was noted about a person, the earliest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_disclosures_of_person(
        &self,
        person: &Uuid,
        limit: u32,
    ) -> Result<Vec<NotedDisclosure>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &noted_disclosure::OF_PERSON;
        noted_disclosure::of(&mut reader.connection(), of, Value::id(person), limit).await
    }

    /// What was noted about whoever reads a mailbox, where the person is not known, the earliest first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_disclosures_of_mailbox(
        &self,
        mailbox: &Digest,
        limit: u32,
    ) -> Result<Vec<NotedDisclosure>, StoreError> {
        let mut reader = self.reader().await?;
        let of = &noted_disclosure::OF_MAILBOX;
        noted_disclosure::of(&mut reader.connection(), of, Value::digest(mailbox), limit).await
    }

    /// Noted disclosures whose last day is there on `today` and whose case is gone, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_noted_disclosures(
        &self,
        today: Date,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        noted_disclosure::due(&mut self.reader().await?.connection(), today, limit).await
    }
}

impl Tx<'_> {
    /// Stores a question.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_named_consent(&mut self, new: &NewNamedConsent) -> Result<(), StoreError> {
        named_consent::insert(&mut self.connection, new).await
    }

    /// The question that the form with this mark asked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_consent_by_attempt(
        &mut self,
        attempt: &Digest,
    ) -> Result<Option<Uuid>, StoreError> {
        named_consent::by_attempt(&mut self.connection, attempt).await
    }

    /// Changes a question that was read; false, and nothing is changed, when somebody was quicker, or it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_named_consent(
        &mut self,
        read: (&Uuid, i64),
        content: &[u8],
        time: ConsentTime,
    ) -> Result<bool, StoreError> {
        named_consent::change(&mut self.connection, read, content, time).await
    }

    /// Gives the questions of one mailbox to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn move_named_consents(
        &mut self,
        before: &Digest,
        after: &Digest,
    ) -> Result<(), StoreError> {
        named_consent::move_to(&mut self.connection, before, after).await
    }

    /// Gives what was noted about one mailbox to another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn move_noted_disclosures(
        &mut self,
        before: &Digest,
        after: &Digest,
    ) -> Result<(), StoreError> {
        noted_disclosure::move_to(&mut self.connection, before, after).await
    }

    /// Stores a noted disclosure, with the hash of the mark of its form.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_noted_disclosure(
        &mut self,
        new: &NotedDisclosure,
        attempt: &Digest,
    ) -> Result<(), StoreError> {
        noted_disclosure::insert(&mut self.connection, new, attempt).await
    }

    /// The disclosure that the form with this mark noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn noted_disclosure_by_attempt(
        &mut self,
        attempt: &Digest,
    ) -> Result<Option<Uuid>, StoreError> {
        noted_disclosure::by_attempt(&mut self.connection, attempt).await
    }

    /// Holds a noted disclosure until the operation is done; false when it is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_noted_disclosure(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        noted_disclosure::hold(&mut self.connection, id).await
    }
}
