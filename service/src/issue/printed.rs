//! An issue as its mails and the archive show it.

use domain::issue::{self, Issue, Words};
use domain::mail::Line;
use domain::text::Language;
use storage::StoreError;
use uuid::Uuid;

use super::content;
use crate::Service;

/// One edition of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedIssue {
    /// The language it is written in.
    pub language: Language,
    /// Its subject.
    pub subject: String,
    /// Its words, as they were typed.
    pub words: String,
    /// Its words as HTML.
    pub html: String,
}

impl PrintedIssue {
    /// The edition for readers of `language`.
    #[must_use]
    pub fn of(issue: &Issue, language: Language) -> Self {
        let (edition, written_in) = issue.edition(language);
        Self::of_words(&edition.subject, &edition.words, written_in)
    }

    /// What was written, in the language it is written in.
    #[must_use]
    pub fn of_words(subject: &Line, words: &Words, language: Language) -> Self {
        Self {
            language,
            subject: subject.as_str().to_owned(),
            words: words.as_str().to_owned(),
            html: issue::to_html(words.as_str()),
        }
    }
}

impl Service {
    /// What the mails of an issue say to readers of `language`; none when there is no such issue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn printed_issue(
        &self,
        id: &Uuid,
        language: Language,
    ) -> Result<Option<PrintedIssue>, StoreError> {
        let Some(stored) = self.store().issue(id).await? else {
            return Ok(None);
        };
        Ok(Some(PrintedIssue::of(&content(&stored)?, language)))
    }
}
