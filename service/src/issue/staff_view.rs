//! Issues as those see them who write them: what is under way, how far it has come, and what was sent before.

use domain::issue::{Issue, IssueState};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{MailCounts, StoredIssue};
use uuid::Uuid;

use super::content;
use crate::{Service, StaffActor, problem};

/// How many issues a page of the list has.
const PAGE: u32 = 25;

/// An issue in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedIssue {
    /// Its id.
    pub id: Uuid,
    /// Its subject, in Danish.
    pub subject: String,
    /// How far it has come.
    pub state: IssueState,
    /// When that was: when it was edited last, when it goes, or when its sending began.
    pub at: Timestamp,
    /// How many mails were written for it.
    pub written: u64,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueList {
    /// The issues, those begun last first.
    pub issues: Vec<ListedIssue>,
    /// What the next page begins before, if there is one.
    pub next: Option<Uuid>,
    /// How many get the newsletter.
    pub subscribers: u64,
}

/// One issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffIssue {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub issue: Issue,
    /// Whether it is to stand in the archive.
    pub archived: bool,
    /// How far it has come. One whose time has come is being written, whether or not that was begun.
    pub state: IssueState,
    /// When its sending begins, if that is set.
    pub due_at: Option<Timestamp>,
    /// When its sending began.
    pub began_at: Option<Timestamp>,
    /// How many mails were written for it.
    pub written: u64,
    /// How far those have come that are still known.
    pub counts: MailCounts,
    /// The entries of its mails are still there, so that it can be told whom it has not reached.
    pub knows_missed: bool,
    /// How many get the newsletter now.
    pub subscribers: u64,
}

impl StaffIssue {
    /// How many mails wait or are under way.
    #[must_use]
    pub const fn waiting(&self) -> u64 {
        self.counts.queued + self.counts.sending
    }

    /// How many mails did not reach anybody.
    #[must_use]
    pub const fn missed(&self) -> u64 {
        self.counts.failed + self.counts.stopped
    }

    /// How many mails nobody knows any more: who got them left since, or their entries' time is up.
    #[must_use]
    pub const fn gone(&self) -> u64 {
        let known = self.waiting() + self.missed() + self.counts.sent + self.counts.bounced;
        self.written.saturating_sub(known)
    }

    /// Whether some may lack it, and it can be told who.
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        let may_lack = self.state == IssueState::Stopped || self.missed() > 0;
        may_lack && self.knows_missed && !self.is_under_way()
    }

    /// Whether it stands in the archive.
    #[must_use]
    pub fn is_in_archive(&self) -> bool {
        self.archived && self.began_at.is_some() && self.state != IssueState::Stopped
    }

    /// Whether its mails are being written or sent.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        match self.state {
            IssueState::Writing => true,
            IssueState::Written => self.waiting() > 0,
            IssueState::Draft | IssueState::Scheduled | IssueState::Stopped => false,
        }
    }
}

impl Service {
    /// Issues before another, those begun last first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens the newsletter, [`Problem::Unavailable`].
    pub async fn issues(
        &self,
        actor: &StaffActor,
        before: Option<Uuid>,
    ) -> Result<IssueList, Problem> {
        self.require_newsletter(actor)?;
        let before = before.unwrap_or(Uuid::max());
        let page = self.store().latest_issues(&before, PAGE).await;
        let page = page.map_err(problem::of_store)?;
        let last = page.last().map(|last| last.draft.id);
        let next = last.filter(|_| page.len() == PAGE as usize);
        let listed = page.iter().map(|stored| self.listed(stored));
        let listed = listed.collect::<Result<_, _>>()?;
        Ok(IssueList {
            issues: listed,
            next,
            subscribers: self.subscribers().await?,
        })
    }

    /// An issue, and how far it has come.
    ///
    /// # Errors
    /// As [`Self::issues`]; [`Problem::NotFound`].
    pub async fn issue(&self, actor: &StaffActor, id: &Uuid) -> Result<StaffIssue, Problem> {
        self.require_newsletter(actor)?;
        let stored = self.store().issue(id).await.map_err(problem::of_store)?;
        let stored = stored.ok_or(Problem::NotFound)?;
        let began_at = stored.began_at;
        Ok(StaffIssue {
            id: *id,
            issue: content(&stored).map_err(problem::of_store)?,
            archived: stored.draft.archived,
            state: self.stands(&stored),
            due_at: stored.due_at,
            began_at,
            written: stored.written,
            counts: self.batch_counts(*id).await?,
            knows_missed: began_at.is_some_and(|began| self.knows_mails_since(began)),
            subscribers: self.subscribers().await?,
        })
    }

    /// How many get the newsletter.
    ///
    /// # Errors
    /// As [`Self::issues`].
    pub async fn count_subscribers(&self, actor: &StaffActor) -> Result<u64, Problem> {
        self.require_newsletter(actor)?;
        self.subscribers().await
    }

    async fn subscribers(&self) -> Result<u64, Problem> {
        let count = self.store().count_subscriptions().await;
        count.map_err(problem::of_store)
    }

    /// How far an issue has come. Between its time and its first mail lies a moment in which nobody is to be told that
    /// it can still be called back.
    fn stands(&self, stored: &StoredIssue) -> IssueState {
        let is_due = stored.due_at.is_some_and(|due| due <= self.now());
        match stored.state {
            IssueState::Scheduled if is_due => IssueState::Writing,
            state => state,
        }
    }

    fn listed(&self, stored: &StoredIssue) -> Result<ListedIssue, Problem> {
        let issue = content(stored).map_err(problem::of_store)?;
        let begins = stored.began_at.or(stored.due_at);
        Ok(ListedIssue {
            id: stored.draft.id,
            subject: issue.danish.subject.as_str().to_owned(),
            state: self.stands(stored),
            at: begins.unwrap_or(stored.draft.edited_at),
            written: stored.written,
        })
    }
}
