//! Putting an issue's mails into the outbox: those who were confirmed when its sending began, in the order of their
//! ids, some at a time. A process that ends in between, or two that do it at once, leave nobody out and write nobody
//! twice. A subscriber whose row or key is damaged keeps the newsletter from nobody else, and is told among those it
//! has not reached.

use domain::issue::Issue;
use domain::issue::IssueState;
use domain::mail::{Envelope, Letter};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{
    IssueStep, MailBeginning, NewMail, Operation, StoreError, StoredIssue, StoredSubscription, Tx,
};
use uuid::Uuid;

use super::content;
use crate::newsletter::open_with;
use crate::{MailFor, OwnerKey, Service, problem};

/// How many subscriptions are gone through at a time; visitors' writes wait no longer than their mails take to write.
const BATCH: u32 = 64;

impl Service {
    /// Writes the next mails of an issue whose time has come; whether there may be more to do at once.
    ///
    /// # Errors
    /// When the database does not take it; the next call goes on from there.
    pub async fn write_issue_mails(&self) -> Result<bool, Problem> {
        let now = self.now();
        let due = self.store().due_issue(now).await;
        let Some(stored) = due.map_err(problem::of_store)? else {
            return Ok(false);
        };
        let issue = stored.draft.id;
        if stored.state == IssueState::Scheduled {
            self.commit(Begin { issue, now }).await?;
            return Ok(true);
        }
        let write = self.draw_issue_mails(&stored).await?;
        // False when another node was faster, or it was stopped: what comes next is read anew.
        self.commit(write).await?;
        Ok(true)
    }

    async fn draw_issue_mails(&self, stored: &StoredIssue) -> Result<WriteMails, Problem> {
        let issue = content(stored).map_err(problem::of_store)?;
        let began_at = stored.began_at;
        let began_at = began_at.ok_or_else(|| problem::missing("when an issue began"))?;
        let page = self
            .store()
            .confirmed_subscriptions(began_at, &stored.reached, BATCH);
        let page = page.await.map_err(problem::of_store)?;
        let step = IssueStep {
            issue: stored.draft.id,
            from: stored.reached,
            to: page.last().map_or(stored.reached, |last| last.id),
            is_last: page.len() < BATCH as usize,
        };
        let readers: Vec<Uuid> = page.iter().map(|reader| reader.id).collect();
        let keys = self.owner_keys(&readers).await;
        let mut keys = keys.map_err(problem::of_store)?;
        let mut mails = Vec::new();
        for subscription in page {
            let key = keys.remove(&subscription.id);
            let drawn = self.draw_issue_mail(step.issue, &issue, subscription, key);
            mails.extend(drawn.await?);
        }
        Ok(WriteMails { step, mails })
    }

    /// The mail to a subscriber; none to one who did not ask for any of the issue's topics, or left meanwhile.
    async fn draw_issue_mail(
        &self,
        id: Uuid,
        issue: &Issue,
        subscription: StoredSubscription,
        key: Option<OwnerKey>,
    ) -> Result<Option<NewMail>, Problem> {
        let (owner, link) = (subscription.id, subscription.link);
        let letter = Letter::Newsletter { issue: id, link };
        let opened = match key {
            Some(key) => open_with(subscription, key).map(Some),
            None => self.read_subscription(subscription).await,
        };
        let opened = match opened {
            Ok(Some(opened)) => opened,
            Ok(None) => return Ok(None),
            Err(StoreError::Unreadable(what)) => {
                tracing::error!(%owner, what, "a subscription does not open, and gets no newsletter");
                return Ok(Some(self.unreadable_mail(id, owner, &letter)));
            }
            Err(error) => return Err(problem::of_store(error)),
        };
        let subscriber = opened.subscriber;
        if !issue.is_for(&subscriber.topics) {
            return Ok(None);
        }
        let envelope = Envelope {
            to: subscriber.address,
            name: subscriber.name,
            language: subscriber.language,
            letter,
        };
        let of = MailFor {
            key: &opened.key,
            batch: Some(id),
            due_at: self.now(),
        };
        self.draw_mail(&envelope, &of).map(Some)
    }

    /// What stands for the mail to somebody whose address cannot be read.
    fn unreadable_mail(&self, issue: Uuid, owner: Uuid, letter: &Letter) -> NewMail {
        let now = self.now();
        NewMail {
            id: self.chance().uuid_v7(now),
            kind: letter.kind(),
            owner,
            batch: Some(issue),
            content: Vec::new(),
            due_at: now,
            since: now,
            beginning: MailBeginning::Unreadable,
        }
    }
}

struct Begin {
    issue: Uuid,
    now: Timestamp,
}

impl Operation for Begin {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.begin_issue(&self.issue, self.now).await
    }
}

struct WriteMails {
    step: IssueStep,
    mails: Vec<NewMail>,
}

impl Operation for WriteMails {
    /// Whether they were written; otherwise somebody else moved the issue on.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.write_issue_mails(&self.step, &self.mails).await
    }
}
