//! The terms of the Data Privacy Vocabulary (DPV 2.3) that statuses, outcomes and grounds correspond to, for programs.

use super::refusal::{DelayCause, RefusalGround};
use super::status::{Outcome, Status};

impl Status {
    /// The `dpv:` term of the request's status.
    #[must_use]
    pub const fn dpv(&self) -> &'static str {
        match self {
            Self::Open | Self::RefusalProposed { .. } => "dpv:RequestAcknowledged",
            Self::AwaitsIdentity { .. } | Self::AwaitsClarification { .. } => {
                "dpv:RequestRequiresAction"
            }
            Self::Restricted { .. } => "dpv:RequestFulfilled",
            Self::LiftNotified { .. } => "dpv:RequestAccepted",
            Self::Closed(closing) => closing.outcome.dpv(),
        }
    }
}

impl Outcome {
    const fn dpv(&self) -> &'static str {
        match self {
            Self::Answered { .. }
            | Self::Erased { .. }
            | Self::Done { .. }
            | Self::StatementAdded { .. }
            | Self::Lifted { .. } => "dpv:RequestFulfilled",
            Self::Refused { .. } => "dpv:RequestRejected",
            Self::CannotIdentify { .. } | Self::Withdrawn => "dpv:RequestUnfulfilled",
        }
    }
}

impl DelayCause {
    /// The justification for a delay.
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::Complexity => "dpv-justifications:ComplexityOfProcess",
            Self::Number => "dpv-justifications:HighVolumeOfProcesses",
        }
    }
}

impl RefusalGround {
    /// The justification for not doing what was asked for.
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::Excessive => "dpv-justifications:ProcessExcessive",
            Self::RightsOfOthers | Self::Expression => {
                "dpv-justifications:ThirdPartyRightsImpaired"
            }
            Self::LegalObligation => "dpv-justifications:LegalObligation",
            Self::LegalClaims => "dpv-justifications:LegalClaimImpaired",
            Self::DecisiveInterests
            | Self::Accurate
            | Self::StillNeeded
            | Self::NoCondition
            | Self::NotPortable
            | Self::CompellingGrounds
            | Self::NotObjectionable => "dpv-justifications:NonfulfilmentJustification",
        }
    }
}
