//! A step that staff take. What it does beside the case (erasing, mailing, recording) is one operation with it.

use domain::mail::Line;
use domain::problem::Problem;
use domain::rights::{
    Action, Actor, By, DelayCause, ErasureDecisions, Fulfilment, Happened, Moment, Reason, Refusal,
    RefusalGround, Remedies, RestrictionGround, What,
};
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::gone::ThingGone;
use super::opened::OpenCase;
use super::withdraw::Taken;
use crate::{Look, Service, StaffActor, problem};

/// A step, as staff chose it.
#[derive(Clone, Debug)]
pub struct TakeStep {
    /// The case.
    pub case: Uuid,
    /// The request in it.
    pub request: Uuid,
    /// What is done.
    pub action: TakenAction,
    /// Who was given the data, and is to be told of what is done about it (Article 19).
    pub recipients: Vec<Line>,
}

/// What is done, with what was typed.
#[derive(Clone, Debug)]
pub enum TakenAction {
    /// [`Step::AskIdentity`], with the doubt about this one person.
    AskIdentity(Reason),
    /// [`Step::AskClarification`], with the question.
    AskClarification(Reason),
    /// [`Step::GoOn`].
    GoOn,
    /// [`Step::CannotIdentify`], with what was missing.
    CannotIdentify(Reason),
    /// [`Step::Extend`].
    Extend(DelayCause, Reason),
    /// It was done, as the words say.
    Done(Reason),
    /// What was written stays, with the person's statement beside it.
    AddStatement(Reason),
    /// The use is stopped.
    Restrict(RestrictionGround),
    /// Each thing was decided about.
    Erase(ErasureDecisions),
    /// [`Step::Refuse`] or, on a ground that needs a second person, [`Step::ProposeRefusal`].
    Refuse(RefusalGround, Reason),
    /// [`Step::ConfirmRefusal`], with a reason of one's own.
    ConfirmRefusal(Option<Reason>),
    /// [`Step::DropProposal`].
    DropProposal,
    /// [`Step::NotifyLift`].
    NotifyLift(Reason),
    /// [`Step::Lift`].
    Lift,
    /// [`Step::Reopen`].
    Reopen(Reason),
}

impl Service {
    /// Takes a step. The person is mailed that there is news, but of what only staff weigh among themselves.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens rights; [`Problem::CodeNeeded`]: erasing asks for a fresh code.
    /// - [`Problem::NotFound`]: the case or request is gone.
    /// - What the closed gate says: [`Problem::ExtensionTooLate`], [`Problem::SecondPersonNeeded`], …
    /// - [`Problem::ChangedMeanwhile`]: somebody else was quicker. Nothing was done.
    pub async fn take_step(&self, actor: &StaffActor, take: TakeStep) -> Result<(), Problem> {
        let open = self.look_at_case(actor, &take.case).await?;
        if matches!(take.action, TakenAction::Erase(_)) {
            actor.require_recent_code()?;
        }
        let gone = self.things_that_go(&open, &take.action).await?;
        let erases = !gone.is_empty();
        let recipients = self.recipients_to_tell(&open, &take).await?;
        let action = self.action_of(take.action);
        let moment = self.staff_moment(&open, actor).await?;
        let write = StepByStaff {
            taken: self
                .draw_case_step(&open, &take.request, action, &moment, &recipients)
                .await?,
            gone,
            access: self.draw_case_access(actor, &take.case)?,
        };
        self.commit(write).await??;
        if erases {
            // It is decided; what could not be destroyed now is destroyed by the next sweep or start.
            self.finish_erasures().await.map_err(problem::of_store)?;
        }
        Ok(())
    }

    async fn things_that_go(
        &self,
        open: &OpenCase,
        action: &TakenAction,
    ) -> Result<Vec<ThingGone>, Problem> {
        let TakenAction::Erase(decisions) = action else {
            return Ok(Vec::new());
        };
        let ids: Vec<Uuid> = decisions.erased().collect();
        let held = self.held_about(open).await?;
        self.draw_things_gone(&held, &ids).await
    }

    /// Whoever was given the data, by the log of disclosures, and whom staff name beside.
    async fn recipients_to_tell(
        &self,
        open: &OpenCase,
        take: &TakeStep,
    ) -> Result<Vec<Line>, Problem> {
        let request = open.case.request(&take.request);
        let is_told = request.is_some_and(|request| request.right().is_told_to_recipients());
        if !is_told || open.case.asker.email.is_none() {
            return Ok(take.recipients.clone());
        }
        let mut recipients = self.recipients_of(open).await?;
        let named = take.recipients.iter();
        let others = named.filter(|named| !recipients.contains(named)).cloned();
        let others: Vec<Line> = others.collect();
        recipients.extend(others);
        Ok(recipients)
    }

    fn action_of(&self, taken: TakenAction) -> Action {
        match taken {
            TakenAction::AskIdentity(doubt) => Action::AskIdentity(doubt),
            TakenAction::AskClarification(question) => Action::AskClarification(question),
            TakenAction::GoOn => Action::GoOn,
            TakenAction::CannotIdentify(words) => Action::CannotIdentify(words),
            TakenAction::Extend(cause, reason) => Action::Extend { cause, reason },
            TakenAction::Done(words) => Action::Fulfil(Fulfilment::Done(words)),
            TakenAction::AddStatement(words) => Action::Fulfil(Fulfilment::AddStatement(words)),
            TakenAction::Restrict(ground) => Action::Fulfil(Fulfilment::Restrict(ground)),
            TakenAction::Erase(decisions) => Action::Fulfil(Fulfilment::Erase(decisions)),
            TakenAction::Refuse(ground, reason) => {
                let remedies = Remedies::of(&self.register().register().authority);
                let refusal = Refusal {
                    ground,
                    reason,
                    remedies,
                };
                match ground.needs_second_person() {
                    true => Action::ProposeRefusal(refusal),
                    false => Action::Refuse(refusal),
                }
            }
            TakenAction::ConfirmRefusal(reason) => Action::ConfirmRefusal(reason),
            TakenAction::DropProposal => Action::DropProposal,
            TakenAction::NotifyLift(reason) => Action::NotifyLift(reason),
            TakenAction::Lift => Action::Lift,
            TakenAction::Reopen(reason) => Action::Reopen(reason),
        }
    }

    /// Draws a step on a case that was read: the change, its evidence, and the mail that there is news.
    pub(super) async fn draw_case_step(
        &self,
        open: &OpenCase,
        request: &Uuid,
        action: Action,
        moment: &Moment,
        recipients: &[Line],
    ) -> Result<Taken, Problem> {
        let step = action.step();
        let words = words_of(&action);
        let next = open.case.after(request, action, moment, recipients);
        let next = next.map_err(|gate| gate.problem())?;
        let next = next.ok_or(Problem::NotFound)?;
        let after = next.request(request).ok_or(Problem::NotFound)?;
        let happened = Happened {
            by: by(moment.actor),
            right: Some(after.right()),
            what: What::Step(step),
            words,
        };
        let news = match happened.is_for_person() {
            true => self.draw_case_news(&open.key, &next)?,
            false => None,
        };
        Ok(Taken {
            act: self.draw_request_record(&open.key, &next, after, Some(step))?,
            change: self.draw_case_change(open, &next, &happened).await?,
            news,
        })
    }

    /// What an operation that changes a case notes.
    pub(super) fn draw_case_access(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<Access, Problem> {
        let look = Look {
            thing: *case,
            purpose: self.cases_purpose()?.key,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        Ok(self.access(actor.id(), look))
    }
}

const fn by(actor: Actor) -> By {
    match actor {
        Actor::Person => By::Person,
        Actor::Staff(staff) => By::Staff(staff),
        Actor::Clock => By::Clock,
    }
}

/// What the person reads of an action.
fn words_of(action: &Action) -> Option<Reason> {
    match action {
        Action::AskIdentity(words)
        | Action::AskClarification(words)
        | Action::CannotIdentify(words)
        | Action::NotifyLift(words)
        | Action::Reopen(words)
        | Action::Extend { reason: words, .. }
        | Action::Fulfil(Fulfilment::Done(words) | Fulfilment::AddStatement(words)) => {
            Some(words.clone())
        }
        Action::Refuse(refusal) | Action::ProposeRefusal(refusal) => Some(refusal.reason.clone()),
        _ => None,
    }
}

struct StepByStaff {
    taken: Taken,
    gone: Vec<ThingGone>,
    access: Access,
}

impl Operation for StepByStaff {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        for gone in &self.gone {
            if !gone.stands(tx).await? {
                return Ok(Err(Problem::ChangedMeanwhile));
            }
        }
        if let Err(problem) = self.taken.run(tx).await? {
            return Ok(Err(problem));
        }
        for gone in &self.gone {
            gone.decide(tx).await?;
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
