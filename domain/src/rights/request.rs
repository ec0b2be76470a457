//! One right that somebody uses: where it stands, and which steps lead on.

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::action::{Actor, Moment, Step};
use super::gate::Gate;
use super::reason::Reason;
use super::refusal::DelayCause;
use super::right::Right;
use super::status::{Closing, LiftOf, Outcome, Status};
use crate::clock::{self, Deadline, Pause, Received};
use crate::problem::Problem;

/// Who decides alone sleeps on a refusal that would need a second person; and a restriction is lifted no sooner than this
/// after its notice.
const A_NIGHT: SignedDuration = SignedDuration::from_hours(24);

/// That the deadline was extended (Article 12(3)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// When the notice went out.
    pub on: Date,
    /// Which of the law's two causes.
    pub cause: DelayCause,
    /// Why, for this request.
    pub reason: Reason,
}

/// One right that somebody uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    id: Uuid,
    right: Right,
    /// What they wrote about it.
    words: Option<Reason>,
    /// Where the post is that is to be removed from a social medium.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) post: Option<Reason>,
    pub(super) status: Status,
    pub(super) extension: Option<Extension>,
    pub(super) pauses: Vec<Pause>,
    /// When it was taken up again; its clock runs from here.
    pub(super) reopened: Option<Date>,
}

impl Request {
    /// A request that was just received.
    #[must_use]
    pub const fn received(id: Uuid, right: Right, words: Option<Reason>) -> Self {
        Self {
            id,
            right,
            words,
            post: None,
            status: Status::Open,
            extension: None,
            pauses: Vec::new(),
            reopened: None,
        }
    }

    /// Reads where the post is that `rights` ask to have removed; none where they ask for no such thing.
    ///
    /// # Errors
    /// [`Problem::MissingPost`]: without it nobody finds the post; those of [`Reason::read`].
    pub fn read_post(rights: &[Right], typed: &str) -> Result<Option<Reason>, Problem> {
        if !rights.contains(&Right::PostRemoval) {
            return Ok(None);
        }
        match Reason::read(typed) {
            Err(Problem::MissingReason) => Err(Problem::MissingPost),
            read => read.map(Some),
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// The right.
    #[must_use]
    pub const fn right(&self) -> Right {
        self.right
    }

    /// What the person wrote about it.
    #[must_use]
    pub const fn words(&self) -> Option<&Reason> {
        self.words.as_ref()
    }

    /// Where the post is that is to be removed from a social medium: a link, or what finds it.
    #[must_use]
    pub const fn post(&self) -> Option<&Reason> {
        self.post.as_ref()
    }

    /// Where the post is that staff still have to remove there.
    #[must_use]
    pub const fn post_to_remove(&self) -> Option<&Reason> {
        match self.status.is_unanswered() {
            true => self.post.as_ref(),
            false => None,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn status(&self) -> &Status {
        &self.status
    }

    /// That it was extended, if it was.
    #[must_use]
    pub const fn extension(&self) -> Option<&Extension> {
        self.extension.as_ref()
    }

    /// Whether the clock stood still at times, and why.
    #[must_use]
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }

    /// Why it was refused or delayed, as a term of the Data Privacy Vocabulary.
    #[must_use]
    pub const fn justification(&self) -> Option<&'static str> {
        let refusal = match &self.status {
            Status::Closed(Closing {
                outcome: Outcome::Refused { refusal },
                ..
            })
            | Status::LiftNotified {
                of: LiftOf::Objection { refusal, .. },
                ..
            } => Some(refusal),
            _ => None,
        };
        match (refusal, &self.extension) {
            (Some(refusal), _) => Some(refusal.ground.dpv()),
            (None, Some(extension)) if self.status.is_unanswered() => Some(extension.cause.dpv()),
            _ => None,
        }
    }

    /// Whether the data it is about is kept and not used meanwhile (Article 18(1)).
    #[must_use]
    pub const fn restricts(&self) -> bool {
        match self.status {
            Status::Restricted { .. } | Status::LiftNotified { .. } => true,
            Status::Closed(_) => false,
            _ => self.right.restricts_meanwhile(),
        }
    }

    /// By when the law asks for an answer, as things stand on `today`.
    #[must_use]
    pub fn deadline(&self, received: Date, today: Date) -> Deadline {
        let received = Received(self.reopened.unwrap_or(received));
        match self.extension {
            Some(_) => clock::extended(received, &clock::counted_to(&self.pauses, today)),
            None => clock::first_month(received, &clock::counted_to(&self.pauses, today)),
        }
    }

    /// The last day on which it can be extended: the first month without pauses.
    #[must_use]
    pub fn extendable_until(&self, received: Date) -> Date {
        let received = Received(self.reopened.unwrap_or(received));
        clock::extension_notice_due(received)
    }

    /// Whether an answer on `today` is late.
    #[must_use]
    pub fn is_late(&self, received: Date, today: Date) -> bool {
        self.deadline(received, today).due < today
    }

    /// What leads on from here: each step that belongs to this right, open or with the gate that is closed.
    #[must_use]
    pub fn steps(&self, moment: &Moment) -> Vec<(Step, Result<(), Gate>)> {
        let all = Step::ALL
            .into_iter()
            .map(|step| (step, self.gate(step, moment)));
        all.filter(|(_, gate)| gate.err().is_none_or(Gate::is_worth_telling))
            .collect()
    }

    /// Whether `step` may be taken now, before it is known what it carries.
    ///
    /// # Errors
    /// The gate that is closed.
    pub fn gate(&self, step: Step, moment: &Moment) -> Result<(), Gate> {
        match step {
            Step::AskIdentity => self.may_ask(moment, self.right != Right::Complaint),
            Step::AskClarification => self.may_ask(moment, self.right == Right::Access),
            Step::GoOn => staff(moment, self.status.waits_for_person()),
            Step::CannotIdentify => self.may_give_up(moment),
            Step::Extend => self.may_extend(moment),
            Step::Fulfil => staff(moment, self.status == Status::Open),
            Step::Refuse => self.may_refuse(moment, |ground| !ground.needs_second_person()),
            Step::ProposeRefusal => self.may_refuse(moment, |ground| ground.needs_second_person()),
            Step::ConfirmRefusal => self.may_confirm(moment),
            Step::DropProposal => {
                let is_proposed = matches!(self.status, Status::RefusalProposed { .. });
                staff(moment, is_proposed)
            }
            Step::NotifyLift => {
                let is_restricted = matches!(self.status, Status::Restricted { .. });
                staff(moment, is_restricted)
            }
            Step::Lift => self.may_lift(moment),
            Step::Withdraw => self.may_withdraw(moment),
            Step::Reopen => self.may_reopen(moment),
        }
    }

    fn may_ask(&self, moment: &Moment, is_for_right: bool) -> Result<(), Gate> {
        if !is_for_right {
            return Err(Gate::NotForThisRight);
        }
        staff(moment, self.status == Status::Open)
    }

    fn may_give_up(&self, moment: &Moment) -> Result<(), Gate> {
        match self.status {
            Status::Open if self.right != Right::Complaint => Err(Gate::AskFirst),
            _ => {
                let was_asked = matches!(self.status, Status::AwaitsIdentity { .. });
                staff(moment, was_asked)
            }
        }
    }

    /// Taking back a yes is done at once; there is nothing to extend.
    fn may_extend(&self, moment: &Moment) -> Result<(), Gate> {
        if self.right == Right::Withdrawal {
            return Err(Gate::NotForThisRight);
        }
        staff(moment, self.status.is_unanswered())?;
        if self.extension.is_some() {
            return Err(Gate::AlreadyExtended);
        }
        let last = self.extendable_until(moment.received);
        if last < moment.today {
            return Err(Gate::ExtensionTooLate(last));
        }
        Ok(())
    }

    fn may_refuse(
        &self,
        moment: &Moment,
        is_such: impl Fn(super::RefusalGround) -> bool,
    ) -> Result<(), Gate> {
        let mut grounds = super::RefusalGround::ALL.into_iter();
        if !grounds.any(|ground| ground.is_for(self.right) && is_such(ground)) {
            return Err(Gate::NotForThisRight);
        }
        staff(moment, self.status == Status::Open)
    }

    fn may_confirm(&self, moment: &Moment) -> Result<(), Gate> {
        let Status::RefusalProposed { by, at, .. } = &self.status else {
            return Err(Gate::NotFromHere);
        };
        match moment.actor {
            Actor::Staff(actor) if actor != *by => Ok(()),
            Actor::Staff(_) if !moment.is_only_one => Err(Gate::NotTheProposer),
            Actor::Staff(_) => after_a_night(*at, moment, Gate::Wait),
            Actor::Person | Actor::Clock => Err(Gate::OnlyStaff),
        }
    }

    fn may_lift(&self, moment: &Moment) -> Result<(), Gate> {
        let Status::LiftNotified { at, of, .. } = &self.status else {
            let is_restricted = matches!(self.status, Status::Restricted { .. });
            return Err(match is_restricted {
                true => Gate::NoticeFirst(moment.now + A_NIGHT),
                false => Gate::NotFromHere,
            });
        };
        match (moment.actor, of) {
            (Actor::Staff(_), _) | (Actor::Clock, LiftOf::Objection { .. }) => {
                after_a_night(*at, moment, Gate::NoticeFirst)
            }
            _ => Err(Gate::OnlyStaff),
        }
    }

    fn may_withdraw(&self, moment: &Moment) -> Result<(), Gate> {
        match (&self.status, moment.actor) {
            (Status::Closed(_), _) => Err(Gate::NotFromHere),
            (_, Actor::Person) => Ok(()),
            _ => Err(Gate::OnlyThePerson),
        }
    }

    fn may_reopen(&self, moment: &Moment) -> Result<(), Gate> {
        let (may_staff, may_clock) = match &self.status {
            Status::LiftNotified { .. } => (true, false),
            Status::Closed(closing) => match &closing.outcome {
                Outcome::Withdrawn | Outcome::Lifted { .. } => (false, false),
                Outcome::Erased { decisions } => {
                    let day = decisions.looked_at_again();
                    (true, day.is_some_and(|day| day <= moment.today))
                }
                _ => (true, false),
            },
            _ => (false, false),
        };
        match moment.actor {
            Actor::Person => Err(Gate::OnlyStaff),
            Actor::Staff(_) if may_staff => Ok(()),
            Actor::Clock if may_clock => Ok(()),
            _ => Err(Gate::NotFromHere),
        }
    }
}

/// Only staff take the step, and only where it leads on.
const fn staff(moment: &Moment, leads_on: bool) -> Result<(), Gate> {
    match (leads_on, moment.actor) {
        (false, _) => Err(Gate::NotFromHere),
        (true, Actor::Staff(_)) => Ok(()),
        (true, _) => Err(Gate::OnlyStaff),
    }
}

fn after_a_night(
    since: jiff::Timestamp,
    moment: &Moment,
    gate: impl Fn(jiff::Timestamp) -> Gate,
) -> Result<(), Gate> {
    let from = since + A_NIGHT;
    if moment.now < from {
        Err(gate(from))
    } else {
        Ok(())
    }
}
