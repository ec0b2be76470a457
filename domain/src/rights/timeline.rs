//! What happened in a case, as the person and staff read it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::Step;
use super::reason::Reason;
use super::restriction::Door;
use super::right::Right;
use super::seen_to::SeenTo;
use crate::mail::Line;
use crate::text::Language;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The person, or who speaks for them.
    Person,
    /// A member of staff.
    Staff(Uuid),
    /// Nobody: a day had come.
    Clock,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// Who did it.
    pub by: By,
    /// What it is about, where it is about one right of several.
    pub right: Option<Right>,
    /// What it was.
    pub what: What,
    /// What was written about it, for the person to read.
    pub words: Option<Reason>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// We have the request.
    Received,
    /// A step was taken.
    Step(Step),
    /// A recipient was told, or could not be.
    Told(Line),
    /// The person opened the answer.
    AnswerOpened,
    /// Staff saw to an answer that the person had not opened.
    AnswerSeenTo(SeenTo),
    /// The person is written to at another address from now on.
    AddressChanged,
    /// Nobody speaks for the person any more.
    RepresentationRevoked,
    /// What is only kept was used all the same (Article 18(2)).
    UsedThrough(Door),
}

impl Happened {
    /// What it was, for the person: *du* is who asked.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        let title = match (&self.what, language) {
            (What::Received, Language::Da) => "Vi fik dit ønske",
            (What::Received, Language::En) => "We received your request",
            (What::AnswerOpened, Language::Da) => "Du åbnede svaret",
            (What::AnswerOpened, Language::En) => "You opened the answer",
            (What::AddressChanged, Language::Da) => "E-mailadressen blev skiftet",
            (What::AddressChanged, Language::En) => "The e-mail address was changed",
            (What::RepresentationRevoked, Language::Da) => "Ingen handler på dine vegne mere",
            (What::RepresentationRevoked, Language::En) => "Nobody acts for you any more",
            (What::UsedThrough(door), Language::Da) => {
                return format!("Vi brugte oplysningerne. {}", door.in_words(language));
            }
            (What::UsedThrough(door), Language::En) => {
                return format!("We used the data. {}", door.in_words(language));
            }
            (What::Told(recipient), Language::Da) => {
                return format!("Vi gav besked til {}", recipient.as_str());
            }
            (What::Told(recipient), Language::En) => {
                return format!("We told {}", recipient.as_str());
            }
            (What::Step(step), language) => step.happened(language),
            (What::AnswerSeenTo(seen_to), language) => seen_to.happened(language),
        };
        title.to_owned()
    }

    /// Whether the person sees it. What staff only weighed among themselves is none of a person's letters; they see what
    /// came of it.
    #[must_use]
    pub const fn is_for_person(&self) -> bool {
        !matches!(
            self.what,
            What::Step(Step::ProposeRefusal | Step::DropProposal)
        )
    }
}

impl Step {
    const fn happened(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::AskIdentity, Language::Da) => "Vi spurgte, hvem du er",
            (Self::AskIdentity, Language::En) => "We asked who you are",
            (Self::AskClarification, Language::Da) => "Vi spurgte, hvad du mener",
            (Self::AskClarification, Language::En) => "We asked what you mean",
            (Self::GoOn, Language::Da) => "Vi gik videre",
            (Self::GoOn, Language::En) => "We went on",
            (Self::CannotIdentify, Language::Da) => "Vi kunne ikke se, hvem du er",
            (Self::CannotIdentify, Language::En) => "We could not tell who you are",
            (Self::Extend, Language::Da) => "Vi forlængede fristen",
            (Self::Extend, Language::En) => "We extended the deadline",
            (Self::Fulfil, Language::Da) => "Vi gjorde, hvad du bad om",
            (Self::Fulfil, Language::En) => "We did what you asked",
            (Self::Refuse | Self::ConfirmRefusal, Language::Da) => "Vi sagde nej",
            (Self::Refuse | Self::ConfirmRefusal, Language::En) => "We refused",
            (Self::ProposeRefusal, Language::Da) => "Et afslag blev foreslået",
            (Self::ProposeRefusal, Language::En) => "A refusal was proposed",
            (Self::DropProposal, Language::Da) => "Afslaget blev droppet",
            (Self::DropProposal, Language::En) => "The refusal was dropped",
            (Self::NotifyLift, Language::Da) => "Vi varslede, at brugen begynder igen",
            (Self::NotifyLift, Language::En) => "We gave notice that use begins again",
            (Self::Lift, Language::Da) => "Brugen begyndte igen",
            (Self::Lift, Language::En) => "Use began again",
            (Self::Withdraw, Language::Da) => "Du trak ønsket tilbage",
            (Self::Withdraw, Language::En) => "You took the request back",
            (Self::Reopen, Language::Da) => "Vi tog det op igen",
            (Self::Reopen, Language::En) => "We took it up again",
        }
    }
}
