//! Writing an issue. A draft is kept as it is typed, once its fields can be used, until it is sent or deleted.

use domain::issue::{Edition, Issue, Words};
use domain::mail::{Line, LineError};
use domain::problem::Problem;
use domain::register::Key;
use domain::subscription::Topics;
use storage::{IssueDraft, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

/// What was typed.
#[derive(Clone, Debug)]
pub struct IssueForm {
    /// The subject, in Danish.
    pub subject: String,
    /// The words, in Danish.
    pub words: String,
    /// The subject in English; nothing where there is no English edition.
    pub english_subject: String,
    /// The words in English.
    pub english_words: String,
    /// The topics ticked.
    pub topics: Vec<Key>,
    /// Whether it is to stand in the archive.
    pub archived: bool,
}

impl Service {
    /// Stores a new draft, and gives its id.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens the newsletter.
    /// - [`Problem::MissingSubject`], [`Problem::UnreadableSubject`], [`Problem::MissingIssueWords`],
    ///   [`Problem::IssueWordsTooLong`], [`Problem::IssueWordsUnreadable`]: the Danish edition cannot be used.
    /// - [`Problem::EnglishSubject`], [`Problem::EnglishWords`]: the English one cannot.
    /// - [`Problem::NoTopic`], [`Problem::UnknownTopic`].
    pub async fn write_issue(&self, actor: &StaffActor, form: &IssueForm) -> Result<Uuid, Problem> {
        self.require_newsletter(actor)?;
        let id = self.chance().uuid_v7(self.now());
        let draft = self.draft(id, form)?;
        self.commit(Insert(draft)).await?;
        Ok(id)
    }

    /// Changes a draft.
    ///
    /// # Errors
    /// As [`Self::write_issue`]; [`Problem::IssueUnderWay`] when it is no draft any more, [`Problem::NotFound`] when
    /// it was deleted.
    pub async fn edit_issue(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        form: &IssueForm,
    ) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let draft = self.draft(*id, form)?;
        let edited = self.commit(Edit(draft)).await?;
        self.changed(id, edited).await
    }

    /// Deletes a draft.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; otherwise as [`Self::edit_issue`].
    pub async fn delete_issue(&self, actor: &StaffActor, id: &Uuid) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let deleted = self.commit_ending(Delete(*id)).await?;
        self.changed(id, deleted).await
    }

    /// Tells why nothing was changed.
    pub(super) async fn changed(&self, id: &Uuid, changed: bool) -> Result<(), Problem> {
        if changed {
            return Ok(());
        }
        let stored = self.store().issue(id).await.map_err(problem::of_store)?;
        match stored {
            Some(_) => Err(Problem::IssueUnderWay),
            None => Err(Problem::NotFound),
        }
    }

    fn draft(&self, id: Uuid, form: &IssueForm) -> Result<IssueDraft, Problem> {
        let issue = Issue {
            danish: danish(form)?,
            english: english(form)?,
            topics: Topics::choose(self.newsletter()?, &form.topics)?,
        };
        let content =
            serde_json::to_string(&issue).map_err(|error| problem::of_form(error.into()))?;
        Ok(IssueDraft {
            id,
            content,
            archived: form.archived,
            edited_at: self.now(),
        })
    }
}

fn danish(form: &IssueForm) -> Result<Edition, Problem> {
    let subject = Line::parse(&form.subject).map_err(|error| match error {
        LineError::Empty => Problem::MissingSubject,
        LineError::TooLong | LineError::Invisible => Problem::UnreadableSubject,
    })?;
    Ok(Edition {
        subject,
        words: Words::parse(&form.words)?,
    })
}

fn english(form: &IssueForm) -> Result<Option<Edition>, Problem> {
    if form.english_subject.trim().is_empty() && form.english_words.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(Edition {
        subject: Line::parse(&form.english_subject).map_err(|_| Problem::EnglishSubject)?,
        words: Words::parse(&form.english_words).map_err(|_| Problem::EnglishWords)?,
    }))
}

struct Insert(IssueDraft);

impl Operation for Insert {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_issue(&self.0).await
    }
}

struct Edit(IssueDraft);

impl Operation for Edit {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.edit_issue(&self.0).await
    }
}

#[derive(Clone)]
struct Delete(Uuid);

impl Operation for Delete {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.delete_draft(&self.0).await
    }
}
