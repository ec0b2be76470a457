//! Doing what was asked for. Each right has its own form, and brings what the law asks for with it.

use uuid::Uuid;

use super::erasure::ErasureDecisions;
use super::reason::Reason;
use super::restriction::RestrictionGround;
use super::right::Right;

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fulfilment {
    /// The Article 15 answer is sent; what it lacks by its own checklist must be nothing.
    Answer {
        /// The answer's id.
        answer: Uuid,
        /// How many items of Article 15 it lacks.
        missing: usize,
    },
    /// Each thing was decided about.
    Erase(ErasureDecisions),
    /// The use is stopped.
    Restrict(RestrictionGround),
    /// It was done, as the words say.
    Done(Reason),
    /// What was written stays, with the person's statement beside it.
    AddStatement(Reason),
}

impl Fulfilment {
    /// Whether it answers `right`.
    #[must_use]
    pub const fn answers(&self, right: Right) -> bool {
        match self {
            Self::Answer { .. } => matches!(right, Right::Access),
            Self::Erase(_) => matches!(right, Right::Erasure),
            Self::Restrict(_) => matches!(right, Right::Restriction),
            Self::AddStatement(_) => matches!(right, Right::Rectification),
            Self::Done(_) => matches!(
                right,
                Right::Rectification
                    | Right::Portability
                    | Right::Objection
                    | Right::PostRemoval
                    | Right::Withdrawal
                    | Right::Complaint
            ),
        }
    }
}
