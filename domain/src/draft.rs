//! A form of the portal that somebody saved to go on with later: a person on sick leave tires. Only its writer sees it, and
//! it goes once it is sent, thrown away, or not gone on with for thirty days.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rights::Right;

/// For how long a draft is kept after it was saved last: 30 days.
pub const DRAFT_LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A form that can be saved. There is one draft of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftForm {
    /// Asking to use this right.
    Request(Right),
    /// A secure message about this case. It needs a second factor, as the messages do.
    Message(Uuid),
}

impl DraftForm {
    /// What tells the form from others. It never changes its meaning.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Request(right) => format!("request {}", right.name()),
            Self::Message(case) => format!("message {case}"),
        }
    }
}

/// What is sealed of a draft. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which form it is of.
    pub form: DraftForm,
    /// What was typed.
    pub words: String,
    /// The rights that were ticked beside the form's own.
    pub rights: Vec<Right>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}
