//! The archive: what was sent, for everybody to read.

use domain::issue::{Issue, IssueState};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::StoredIssue;
use uuid::Uuid;

use super::content;
use crate::{Service, problem};

/// How many issues a page of the archive has.
const PAGE: u32 = 25;

/// An issue in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedIssue {
    /// Its id.
    pub id: Uuid,
    /// When its sending began.
    pub sent_at: Timestamp,
    /// What it says.
    pub issue: Issue,
}

/// A page of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The issues, those sent last first.
    pub issues: Vec<ArchivedIssue>,
    /// What the next page begins before, if there is one.
    pub next: Option<Timestamp>,
}

impl Service {
    /// Issues in the archive that were sent before an instant, those sent last first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] where the organisation has no newsletter, [`Problem::Unavailable`].
    pub async fn archive(&self, before: Option<Timestamp>) -> Result<Archive, Problem> {
        self.newsletter()?;
        let before = before.unwrap_or(Timestamp::MAX);
        let page = self.store().archived_issues(before, PAGE).await;
        let page = page.map_err(problem::of_store)?;
        let issues: Vec<ArchivedIssue> = page.iter().map(archived).collect::<Result<_, _>>()?;
        let last = issues.last().map(|last| last.sent_at);
        Ok(Archive {
            next: last.filter(|_| page.len() == PAGE as usize),
            issues,
        })
    }

    /// An issue in the archive.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or was not sent.
    pub async fn archived_issue(&self, id: &Uuid) -> Result<ArchivedIssue, Problem> {
        self.newsletter()?;
        let stored = self.store().issue(id).await.map_err(problem::of_store)?;
        let is_in_archive = |stored: &StoredIssue| {
            let is_sent = matches!(stored.state, IssueState::Writing | IssueState::Written);
            is_sent && stored.draft.archived
        };
        let stored = stored.filter(is_in_archive).ok_or(Problem::NotFound)?;
        archived(&stored)
    }
}

fn archived(stored: &StoredIssue) -> Result<ArchivedIssue, Problem> {
    let sent_at = stored.began_at;
    Ok(ArchivedIssue {
        id: stored.draft.id,
        sent_at: sent_at.ok_or_else(|| problem::missing("when an issue began"))?,
        issue: content(stored).map_err(problem::of_store)?,
    })
}
