//! What can be done to a request, and by whom.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fulfilment::Fulfilment;
use super::reason::Reason;
use super::refusal::{DelayCause, Refusal};
use crate::text::Language;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person whose right it is, or who speaks for them.
    Person,
    /// A member of staff.
    Staff(Uuid),
    /// Nobody: a day has come.
    Clock,
}

/// When somebody acts, and what else a gate asks about.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// The day it is where the organisation is.
    pub today: Date,
    /// The day the request reached us, by whatever way (Article 12(3)).
    pub received: Date,
    /// Who acts.
    pub actor: Actor,
    /// There is only one member of staff who may decide about rights, so that no second person can be asked.
    pub is_only_one: bool,
}

/// Something to be done to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Asks for what shows who it is. Needs a doubt about this one person, in writing (Article 12(6)); a rule that asks
    /// everybody is none.
    AskIdentity(Reason),
    /// Asks what is meant, where a great deal is held (recital 63).
    AskClarification(Reason),
    /// Goes on: what was asked for came, or is not needed any more.
    GoOn,
    /// Ends, because it cannot be shown whose data it is (Articles 11(2) and 12(2)).
    CannotIdentify(Reason),
    /// Takes up to two months more (Article 12(3)). The notice goes out with it.
    Extend {
        /// Which of the law's two causes.
        cause: DelayCause,
        /// Why, for this request.
        reason: Reason,
    },
    /// Does what was asked for.
    Fulfil(Fulfilment),
    /// Says no (Article 12(4)).
    Refuse(Refusal),
    /// Wants to say no on a ground that one person alone may not use.
    ProposeRefusal(Refusal),
    /// Agrees with that: somebody else, or the only one after a night's sleep and with a reason of their own.
    ConfirmRefusal(Option<Reason>),
    /// Takes that back.
    DropProposal,
    /// Tells the person that a restriction will be lifted, and why (Article 18(3)).
    NotifyLift(Reason),
    /// Lifts it.
    Lift,
    /// The person takes the request back.
    Withdraw,
    /// Takes a closed request up again: something new is known, or a duty that kept data has ended.
    Reopen(Reason),
}

/// An [`Action`] without what it carries: what a page offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// [`Action::AskIdentity`].
    AskIdentity,
    /// [`Action::AskClarification`].
    AskClarification,
    /// [`Action::GoOn`].
    GoOn,
    /// [`Action::CannotIdentify`].
    CannotIdentify,
    /// [`Action::Extend`].
    Extend,
    /// [`Action::Fulfil`].
    Fulfil,
    /// [`Action::Refuse`].
    Refuse,
    /// [`Action::ProposeRefusal`].
    ProposeRefusal,
    /// [`Action::ConfirmRefusal`].
    ConfirmRefusal,
    /// [`Action::DropProposal`].
    DropProposal,
    /// [`Action::NotifyLift`].
    NotifyLift,
    /// [`Action::Lift`].
    Lift,
    /// [`Action::Withdraw`].
    Withdraw,
    /// [`Action::Reopen`].
    Reopen,
}

impl Action {
    /// Which step it is.
    #[must_use]
    pub const fn step(&self) -> Step {
        match self {
            Self::AskIdentity(_) => Step::AskIdentity,
            Self::AskClarification(_) => Step::AskClarification,
            Self::GoOn => Step::GoOn,
            Self::CannotIdentify(_) => Step::CannotIdentify,
            Self::Extend { .. } => Step::Extend,
            Self::Fulfil(_) => Step::Fulfil,
            Self::Refuse(_) => Step::Refuse,
            Self::ProposeRefusal(_) => Step::ProposeRefusal,
            Self::ConfirmRefusal(_) => Step::ConfirmRefusal,
            Self::DropProposal => Step::DropProposal,
            Self::NotifyLift(_) => Step::NotifyLift,
            Self::Lift => Step::Lift,
            Self::Withdraw => Step::Withdraw,
            Self::Reopen(_) => Step::Reopen,
        }
    }
}

impl Step {
    /// Every step, in the order they are offered.
    pub const ALL: [Self; 14] = [
        Self::Fulfil,
        Self::GoOn,
        Self::ConfirmRefusal,
        Self::DropProposal,
        Self::NotifyLift,
        Self::Lift,
        Self::AskIdentity,
        Self::AskClarification,
        Self::Extend,
        Self::Refuse,
        Self::ProposeRefusal,
        Self::CannotIdentify,
        Self::Withdraw,
        Self::Reopen,
    ];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AskIdentity => "ask-identity",
            Self::AskClarification => "ask-clarification",
            Self::GoOn => "go-on",
            Self::CannotIdentify => "cannot-identify",
            Self::Extend => "extend",
            Self::Fulfil => "fulfil",
            Self::Refuse => "refuse",
            Self::ProposeRefusal => "propose-refusal",
            Self::ConfirmRefusal => "confirm-refusal",
            Self::DropProposal => "drop-proposal",
            Self::NotifyLift => "notify-lift",
            Self::Lift => "lift",
            Self::Withdraw => "withdraw",
            Self::Reopen => "reopen",
        }
    }

    /// The step of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// What its button says.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::AskIdentity, Language::Da) => "Spørg, hvem det er",
            (Self::AskIdentity, Language::En) => "Ask who it is",
            (Self::AskClarification, Language::Da) => "Spørg, hvad der menes",
            (Self::AskClarification, Language::En) => "Ask what is meant",
            (Self::GoOn, Language::Da) => "Gå videre med sagen",
            (Self::GoOn, Language::En) => "Go on with the case",
            (Self::CannotIdentify, Language::Da) => "Slut: vi kan ikke se, hvem det er",
            (Self::CannotIdentify, Language::En) => "End: we cannot tell who it is",
            (Self::Extend, Language::Da) => "Forlæng fristen",
            (Self::Extend, Language::En) => "Extend the deadline",
            (Self::Fulfil, Language::Da) => "Imødekom",
            (Self::Fulfil, Language::En) => "Do it",
            (Self::Refuse, Language::Da) => "Giv afslag",
            (Self::Refuse, Language::En) => "Refuse",
            (Self::ProposeRefusal, Language::Da) => "Foreslå afslag",
            (Self::ProposeRefusal, Language::En) => "Propose a refusal",
            (Self::ConfirmRefusal, Language::Da) => "Godkend afslaget",
            (Self::ConfirmRefusal, Language::En) => "Approve the refusal",
            (Self::DropProposal, Language::Da) => "Drop afslaget",
            (Self::DropProposal, Language::En) => "Drop the refusal",
            (Self::NotifyLift, Language::Da) => "Varsl, at brugen begynder igen",
            (Self::NotifyLift, Language::En) => "Give notice that use begins again",
            (Self::Lift, Language::Da) => "Ophæv begrænsningen",
            (Self::Lift, Language::En) => "Lift the restriction",
            (Self::Withdraw, Language::Da) => "Træk ønsket tilbage",
            (Self::Withdraw, Language::En) => "Take the request back",
            (Self::Reopen, Language::Da) => "Tag op igen",
            (Self::Reopen, Language::En) => "Take up again",
        }
    }
}
