//! Where a request stands.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::erasure::ErasureDecisions;
use super::reason::Reason;
use super::refusal::Refusal;
use super::restriction::RestrictionGround;

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It waits for us.
    Open,
    /// It waits for the person to show who they are.
    AwaitsIdentity {
        /// Our doubt about this one person.
        doubt: Reason,
    },
    /// It waits for the person to say what they mean.
    AwaitsClarification {
        /// What we asked.
        question: Reason,
    },
    /// Somebody wants to refuse it on a ground that one person alone may not use.
    RefusalProposed {
        /// Who.
        by: Uuid,
        /// When.
        at: Timestamp,
        /// What they would write.
        refusal: Refusal,
    },
    /// The data is kept and not used (Article 18).
    Restricted {
        /// Since when.
        since: Date,
        /// On which ground.
        ground: RestrictionGround,
    },
    /// The person was told that the restriction will be lifted.
    LiftNotified {
        /// When.
        at: Timestamp,
        /// Why it ends.
        reason: Reason,
        /// What is lifted.
        of: LiftOf,
    },
    /// It is over.
    Closed(Closing),
}

/// A restriction that is going to be lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiftOf {
    /// One that was asked for.
    Restriction {
        /// Since when.
        since: Date,
        /// On which ground.
        ground: RestrictionGround,
    },
    /// The one that stood while an objection was assessed. The refusal is the notice.
    Objection {
        /// The refusal.
        refusal: Refusal,
        /// It came after the deadline.
        is_late: bool,
    },
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// When.
    pub on: Date,
    /// After the deadline: the letter apologises and says so.
    pub is_late: bool,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// An access answer was sent.
    Answered {
        /// The answer's id.
        answer: Uuid,
    },
    /// Each field was decided about; some may be kept.
    Erased {
        /// What was decided.
        decisions: ErasureDecisions,
    },
    /// It was done, as the words say.
    Done {
        /// What was done, for the person.
        words: Reason,
    },
    /// What somebody wrote stays, with the person's own statement beside it (Article 16, second sentence).
    StatementAdded {
        /// Why it stays.
        words: Reason,
    },
    /// No.
    Refused {
        /// Why, and what the person can do.
        refusal: Refusal,
    },
    /// Nobody could tell whose data it is (Article 11(2)).
    CannotIdentify {
        /// What was missing, for the person.
        words: Reason,
    },
    /// The person took it back.
    Withdrawn,
    /// The restriction was lifted after notice.
    Lifted {
        /// Why.
        reason: Reason,
    },
}

impl Outcome {
    /// Whether something was kept that a duty or ground keeps, so that it may be taken up again.
    #[must_use]
    pub fn keeps_something(&self) -> bool {
        matches!(self, Self::Erased { decisions } if decisions.keeps_something())
    }
}

impl Status {
    /// How it ended; none while it is open.
    #[must_use]
    pub const fn closing(&self) -> Option<&Closing> {
        match self {
            Self::Closed(closing) => Some(closing),
            _ => None,
        }
    }

    /// Whether the month is still running: nothing was answered yet.
    #[must_use]
    pub const fn is_unanswered(&self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::AwaitsIdentity { .. }
                | Self::AwaitsClarification { .. }
                | Self::RefusalProposed { .. }
        )
    }

    /// Whether the next step is the person's.
    #[must_use]
    pub const fn waits_for_person(&self) -> bool {
        matches!(
            self,
            Self::AwaitsIdentity { .. } | Self::AwaitsClarification { .. }
        )
    }
}
