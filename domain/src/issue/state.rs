//! How far an issue has come. Nothing of it can be changed once its first mail may be written.

use serde::{Deserialize, Serialize};

/// How far an issue has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueState {
    /// It is being written.
    Draft,
    /// It goes at a set time.
    Scheduled,
    /// Its mails are being put into the outbox.
    Writing,
    /// All its mails are in the outbox, or sent.
    Written,
    /// Somebody stopped it.
    Stopped,
}

impl IssueState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Scheduled,
        Self::Writing,
        Self::Written,
        Self::Stopped,
    ];
}
