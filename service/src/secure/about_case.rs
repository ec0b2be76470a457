//! Secure messages about a rights case, found by the case: the person writes about a case of theirs, and staff write to
//! whoever the case shows to be the person.

use domain::draft::DraftForm;
use domain::held::Spoken;
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::secure::{Correspondent, check_files, words};
use domain::staff::Area;
use domain::text::Language;
use storage::StoredCase;
use uuid::Uuid;

use super::opened::{secure_person, thread_place};
use super::staff_view::StaffSecure;
use super::view::OwnSecure;
use super::{BeginSecure, SecureMessage};
use crate::rights::DataSubject;
use crate::{Service, StaffActor, problem};

/// The secure messages about a case, for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSecure {
    /// Whether a second factor showed who the person is. Before that nobody could open a message to them.
    pub is_person_known: bool,
    /// The thread, once it is begun.
    pub thread: Option<StaffSecure>,
}

impl Service {
    /// The secure messages about a case of the person; none before the first.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: there is no such case, it is another's, or no second factor showed who they are.
    pub async fn own_secure_of_case(
        &self,
        subject: &DataSubject,
        case: &Uuid,
    ) -> Result<Option<OwnSecure>, Problem> {
        secure_person(subject)?;
        self.own_case(subject, case).await?;
        match self.thread_of_case(case).await? {
            Some(thread) => self.own_secure_thread(subject, &thread).await.map(Some),
            None => Ok(None),
        }
    }

    /// What was written about a case, with the person and with others, the earliest first.
    pub(crate) async fn spoken_about(&self, case: &Uuid) -> Result<Vec<Spoken>, Problem> {
        let Some(id) = self.thread_of_case(case).await? else {
            return Ok(Vec::new());
        };
        match self.open_secure(&id).await? {
            Some(thread) => self.spoken_in(&thread).await,
            None => Ok(Vec::new()),
        }
    }

    /// Sends a message of the person about a case of theirs. What was saved of it goes.
    ///
    /// # Errors
    /// As [`Self::own_secure_of_case`] and [`Self::write_secure`].
    pub async fn write_secure_about(
        &self,
        subject: &DataSubject,
        case: &Uuid,
        language: Language,
        message: SecureMessage,
    ) -> Result<(), Problem> {
        let person = secure_person(subject)?;
        self.own_case(subject, case).await?;
        // What is refused begins nothing.
        words(&message.words, !message.files.is_empty())?;
        let sizes = message.files.iter().map(|file| file.content.len());
        check_files(&sizes.collect::<Vec<_>>())?;
        let begin = BeginSecure {
            person,
            case: Some(*case),
            purpose: self.case_purpose()?,
            to: Correspondent {
                name: None,
                email: Some(subject.email().clone()),
                language,
            },
        };
        let draft = self.draw_draft_sent(subject, DraftForm::Message(*case));
        let draft = draft.await?;
        let had_draft = draft.is_some();
        let (_, begin) = self.draw_secure_thread(&begin)?;
        let thread = self.commit(begin).await?;
        let thread = self.own_secure(subject, &thread).await?;
        self.write_of_person(&thread, message, draft).await?;
        if had_draft {
            self.finish_what_was_decided().await;
        }
        Ok(())
    }

    /// The secure messages about a case, for staff.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is no such case.
    pub async fn staff_secure_of_case(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<CaseSecure, Problem> {
        actor.require(Area::Rights)?;
        let stored = self.stored_case(case).await?;
        let thread = match self.thread_of_case(case).await? {
            Some(thread) => Some(self.staff_secure(actor, &thread).await?),
            None => None,
        };
        Ok(CaseSecure {
            is_person_known: thread.is_some() || stored.person.is_some(),
            thread,
        })
    }

    /// The thread of a case, begun if there is none. Returns its id.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is no such case, or nothing
    /// showed who the person is.
    pub async fn begin_secure_about(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<Uuid, Problem> {
        actor.require(Area::Rights)?;
        if let Some(thread) = self.thread_of_case(case).await? {
            return Ok(thread);
        }
        let person = self.stored_case(case).await?.person;
        let person = person.ok_or(Problem::NotFound)?;
        let (asker, language) = self.asker_of_case(actor, case).await?;
        let begin = BeginSecure {
            person,
            case: Some(*case),
            purpose: self.case_purpose()?,
            to: Correspondent {
                name: asker.name,
                email: asker.email,
                language,
            },
        };
        self.begin_secure(actor, &begin).await
    }

    /// The thread of a case, and its content with another address to write to, sealed; none before the first message.
    pub(crate) async fn draw_secure_readdress(
        &self,
        case: &Uuid,
        after: &MailAddress,
    ) -> Result<Option<(Uuid, Vec<u8>)>, Problem> {
        let Some(id) = self.thread_of_case(case).await? else {
            return Ok(None);
        };
        let Some(thread) = self.open_secure(&id).await? else {
            return Ok(None);
        };
        let to = Correspondent {
            email: Some(after.clone()),
            ..thread.correspondent
        };
        let to = serde_json::to_vec(&to).map_err(|_| Problem::Fault)?;
        let sealed = self.seal_for(&thread.key, thread_place(id), &to);
        Ok(Some((id, sealed)))
    }

    fn case_purpose(&self) -> Result<String, Problem> {
        let purpose = self.register().rights().ok_or(Problem::NotFound)?;
        Ok(purpose.key.clone())
    }

    async fn thread_of_case(&self, case: &Uuid) -> Result<Option<Uuid>, Problem> {
        let thread = self.store().secure_thread_of_case(case).await;
        Ok(thread.map_err(problem::of_store)?.map(|thread| thread.id))
    }

    async fn stored_case(&self, case: &Uuid) -> Result<StoredCase, Problem> {
        let stored = self.store().rights_case(case).await;
        stored.map_err(problem::of_store)?.ok_or(Problem::NotFound)
    }
}
