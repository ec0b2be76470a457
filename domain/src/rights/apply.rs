//! Taking a step: the request as it is afterwards, or the gate that is closed.

use super::action::{Action, Actor, Moment};
use super::fulfilment::Fulfilment;
use super::gate::Gate;
use super::reason::Reason;
use super::refusal::Refusal;
use super::request::{Extension, Request};
use super::right::Right;
use super::status::{Closing, LiftOf, Outcome, Status};
use crate::clock::{Pause, PauseReason};

impl Request {
    /// The request after `action`.
    ///
    /// # Errors
    /// The gate that is closed; the request stays as it is.
    pub fn after(&self, action: Action, moment: &Moment) -> Result<Self, Gate> {
        self.gate(action.step(), moment)?;
        let mut next = self.clone();
        match action {
            Action::AskIdentity(doubt) => {
                next.pauses.push(pause(moment, PauseReason::Identity));
                next.status = Status::AwaitsIdentity { doubt };
            }
            Action::AskClarification(question) => {
                next.pauses.push(pause(moment, PauseReason::Clarification));
                next.status = Status::AwaitsClarification { question };
            }
            Action::GoOn => {
                next.end_pause(moment);
                next.status = Status::Open;
            }
            Action::CannotIdentify(words) => {
                next.end_pause(moment);
                next.close(moment, Outcome::CannotIdentify { words });
            }
            Action::Extend { cause, reason } => {
                next.extension = Some(Extension {
                    on: moment.today,
                    cause,
                    reason,
                });
            }
            Action::Fulfil(fulfilment) => next.fulfil(fulfilment, moment)?,
            Action::Refuse(refusal) => {
                self.check_ground(&refusal, false)?;
                next.refuse(refusal, moment);
            }
            Action::ProposeRefusal(refusal) => {
                self.check_ground(&refusal, true)?;
                let Actor::Staff(by) = moment.actor else {
                    return Err(Gate::OnlyStaff);
                };
                let at = moment.now;
                next.status = Status::RefusalProposed { by, at, refusal };
            }
            Action::ConfirmRefusal(reason) => {
                let refusal = self.confirmed(reason.as_ref(), moment)?;
                next.refuse(refusal, moment);
            }
            Action::DropProposal => next.status = Status::Open,
            Action::NotifyLift(reason) => next.notify_lift(reason, moment)?,
            Action::Lift => next.lift(moment)?,
            Action::Withdraw => {
                next.end_pause(moment);
                next.close(moment, Outcome::Withdrawn);
            }
            Action::Reopen(_) => next.reopen(moment),
        }
        Ok(next)
    }

    fn fulfil(&mut self, fulfilment: Fulfilment, moment: &Moment) -> Result<(), Gate> {
        if !fulfilment.answers(self.right()) {
            return Err(Gate::NotForThisRight);
        }
        let outcome = match fulfilment {
            Fulfilment::Answer { missing: 1.., .. } => return Err(Gate::AnswerIncomplete),
            Fulfilment::Answer { answer, .. } => Outcome::Answered { answer },
            Fulfilment::Erase(decisions) => Outcome::Erased { decisions },
            Fulfilment::Done(words) => Outcome::Done { words },
            Fulfilment::AddStatement(words) => Outcome::StatementAdded { words },
            Fulfilment::Restrict(ground) => {
                let since = moment.today;
                self.status = Status::Restricted { since, ground };
                return Ok(());
            }
        };
        self.close(moment, outcome);
        Ok(())
    }

    fn check_ground(&self, refusal: &Refusal, needs_second: bool) -> Result<(), Gate> {
        let ground = refusal.ground;
        if !ground.is_for(self.right()) {
            return Err(Gate::NotAGround);
        }
        match (ground.needs_second_person(), needs_second) {
            (true, false) => Err(Gate::SecondPersonNeeded),
            (false, true) => Err(Gate::NoSecondPersonNeeded),
            _ => Ok(()),
        }
    }

    /// The refusal that was proposed. Who decides alone writes down why.
    fn confirmed(&self, reason: Option<&Reason>, moment: &Moment) -> Result<Refusal, Gate> {
        let Status::RefusalProposed { by, refusal, .. } = &self.status else {
            return Err(Gate::NotFromHere);
        };
        if moment.actor == Actor::Staff(*by) && reason.is_none() {
            return Err(Gate::ReasonNeeded);
        }
        Ok(refusal.clone())
    }

    /// A refused objection ends a restriction, and the refusal is the notice of that.
    fn refuse(&mut self, refusal: Refusal, moment: &Moment) {
        if self.right() != Right::Objection {
            self.close(moment, Outcome::Refused { refusal });
            return;
        }
        self.status = Status::LiftNotified {
            at: moment.now,
            reason: refusal.reason.clone(),
            of: LiftOf::Objection {
                is_late: self.is_late(moment.received, moment.today),
                refusal,
            },
        };
    }

    fn notify_lift(&mut self, reason: Reason, moment: &Moment) -> Result<(), Gate> {
        let Status::Restricted { since, ground } = self.status else {
            return Err(Gate::NotFromHere);
        };
        self.status = Status::LiftNotified {
            at: moment.now,
            reason,
            of: LiftOf::Restriction { since, ground },
        };
        Ok(())
    }

    fn lift(&mut self, moment: &Moment) -> Result<(), Gate> {
        let Status::LiftNotified { reason, of, .. } = self.status.clone() else {
            return Err(Gate::NotFromHere);
        };
        let (is_late, outcome) = match of {
            LiftOf::Restriction { .. } => (false, Outcome::Lifted { reason }),
            LiftOf::Objection { refusal, is_late } => (is_late, Outcome::Refused { refusal }),
        };
        self.status = Status::Closed(Closing {
            on: moment.today,
            is_late,
            outcome,
        });
        Ok(())
    }

    /// What was restricted stays so; everything else is decided anew, within a month of its own.
    fn reopen(&mut self, moment: &Moment) {
        if let Status::LiftNotified {
            of: LiftOf::Restriction { since, ground },
            ..
        } = self.status
        {
            self.status = Status::Restricted { since, ground };
            return;
        }
        self.status = Status::Open;
        self.extension = None;
        self.pauses.clear();
        self.reopened = Some(moment.today);
    }

    fn close(&mut self, moment: &Moment, outcome: Outcome) {
        let was_answered = !self.status.is_unanswered();
        self.status = Status::Closed(Closing {
            on: moment.today,
            is_late: !was_answered && self.is_late(moment.received, moment.today),
            outcome,
        });
    }

    fn end_pause(&mut self, moment: &Moment) {
        for pause in &mut self.pauses {
            pause.to.get_or_insert(moment.today);
        }
    }
}

const fn pause(moment: &Moment, reason: PauseReason) -> Pause {
    Pause {
        from: moment.today,
        to: None,
        reason,
    }
}
