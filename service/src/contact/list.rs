//! Staff's list of enquiries: who waits, since when, and when each goes.

use domain::problem::Problem;
use domain::thread::{Promise, State};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

/// How many enquiries a page of the list has.
const PAGE: u32 = 25;

/// An enquiry in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedThread {
    /// Its id.
    pub id: Uuid,
    /// Who wrote in.
    pub sender: ListedSender,
    /// Only phone and letter may answer it.
    pub sensitive: bool,
    /// When its last message was sent.
    pub last_message_at: Timestamp,
    /// Until when it is kept.
    pub promise: Promise,
}

/// Who wrote an enquiry, as the list says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedSender {
    /// By name.
    Named(String),
    /// Not at all: its use is stopped (Article 18).
    Stopped {
        /// The cases that stop it, where a role of the reader opens them.
        cases: Vec<Uuid>,
    },
}

/// A page of the list, and what comes after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbox {
    /// The enquiries, the latest first.
    pub threads: Vec<ListedThread>,
    /// Where the next page begins, if there is one.
    pub next: Option<(Timestamp, Uuid)>,
    /// How many stand where.
    pub counts: Vec<(State, u64)>,
}

impl Service {
    /// Enquiries that stand at `state`, from `before` on, the latest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens enquiries, [`Problem::NotFound`] without a contact form,
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn threads(
        &self,
        actor: &StaffActor,
        state: State,
        before: Option<(Timestamp, Uuid)>,
    ) -> Result<Inbox, Problem> {
        self.require_enquiries(actor)?;
        self.note_list(actor).await?;
        let before = before.unwrap_or((Timestamp::MAX, Uuid::max()));
        let page = self.store().latest_threads(state, before, PAGE).await;
        let page = page.map_err(problem::of_store)?;
        let last = page.last().map(|last| (last.last_message_at, last.id));
        let next = last.filter(|_| page.len() == PAGE as usize);
        let mut threads = Vec::new();
        for stored in page {
            let stopped = self.stopped_by(actor, &stored.id).await?;
            let sender = match stopped {
                Some(cases) => ListedSender::Stopped { cases },
                None => match self.open_thread(&stored.id).await? {
                    Some(thread) => ListedSender::Named(thread.sender.name.as_str().to_owned()),
                    None => continue,
                },
            };
            threads.push(ListedThread {
                id: stored.id,
                sensitive: stored.sensitive && matches!(sender, ListedSender::Named(_)),
                sender,
                last_message_at: stored.last_message_at,
                promise: stored.promise,
            });
        }
        let counts = self.store().count_threads().await;
        Ok(Inbox {
            threads,
            next,
            counts: counts.map_err(problem::of_store)?,
        })
    }
}
