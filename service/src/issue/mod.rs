//! The newsletter's issues: written by staff, sent to those who asked for one of their topics, and read in the
//! archive. That nobody is left out and nobody written to twice is kept by [`fill`]: each mail is a row of the outbox,
//! written in the same transaction as the note how far the list was gone through.

mod archive;
mod draft;
mod fill;
mod printed;
mod send;
mod staff_view;
#[cfg(test)]
mod tests;
mod trial;

pub use archive::{Archive, ArchivedIssue};
pub use draft::IssueForm;
pub use printed::PrintedIssue;
pub use send::SendAt;
pub use staff_view::{IssueList, ListedIssue, StaffIssue};

use domain::issue::Issue;
use domain::problem::Problem;
use domain::staff::Area;
use storage::{StoreError, StoredIssue};

use crate::{Service, StaffActor};

impl Service {
    /// Lets through whom a role opens the newsletter for, where the organisation has one.
    pub(crate) fn require_newsletter(&self, actor: &StaffActor) -> Result<(), Problem> {
        actor.require(Area::Newsletter)?;
        self.newsletter().map(|_| ())
    }
}

/// What an issue holds.
fn content(stored: &StoredIssue) -> Result<Issue, StoreError> {
    serde_json::from_str(&stored.draft.content).map_err(|_| StoreError::Unreadable("issue.content"))
}
