//! Telling recipients of a correction, erasure or restriction (Article 19), taking a case on, and taking back that
//! somebody speaks for the person: what staff do beside the steps.

use domain::problem::Problem;
use domain::rights::{By, Case, Happened, Reason, Told, What};
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::OpenCase;
use super::withdraw::Taken;
use crate::{Service, StaffActor};

/// What came of telling a recipient.
#[derive(Clone, Debug)]
pub struct RecipientTold {
    /// The case.
    pub case: Uuid,
    /// Which of its recipients, counted from 0.
    pub place: usize,
    /// Why it is impossible or would take disproportionate effort; nothing where they were told today.
    pub impossible: Option<Reason>,
}

impl Service {
    /// Notes that a recipient was told, or why not.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::StepClosed`]: it was noted before;
    /// [`Problem::ChangedMeanwhile`]; [`Problem::Unavailable`].
    pub async fn tell_recipient(
        &self,
        actor: &StaffActor,
        told: RecipientTold,
    ) -> Result<(), Problem> {
        let open = self.look_at_case(actor, &told.case).await?;
        let task = open.case.tasks().get(told.place);
        let recipient = task.ok_or(Problem::NotFound)?.recipient.clone();
        let came_of_it = match &told.impossible {
            Some(reason) => Told::Impossible(reason.clone()),
            None => Told::On(self.today()),
        };
        let next = open.case.told(told.place, came_of_it);
        let next = next.ok_or(Problem::StepClosed)?;
        let happened = Happened {
            by: By::Staff(actor.id()),
            right: None,
            what: What::Told(recipient),
            words: told.impossible,
        };
        self.change_case(actor, &open, &next, &happened).await
    }

    /// Notes that nobody speaks for the person any more.
    ///
    /// # Errors
    /// As [`Self::tell_recipient`]; [`Problem::StepClosed`]: nobody does.
    pub async fn revoke_representation(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<(), Problem> {
        let open = self.look_at_case(actor, case).await?;
        let next = open.case.revoked(self.today());
        let next = next.ok_or(Problem::StepClosed)?;
        let happened = Happened {
            by: By::Staff(actor.id()),
            right: None,
            what: What::RepresentationRevoked,
            words: None,
        };
        self.change_case(actor, &open, &next, &happened).await
    }

    /// Takes a case on, so that reminders come to `actor` first, or gives it back to everybody.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn take_case_on(
        &self,
        actor: &StaffActor,
        case: Uuid,
        takes: bool,
    ) -> Result<(), Problem> {
        self.look_at_case(actor, &case).await?;
        let assign = Assign {
            case,
            assignee: takes.then_some(actor.id()),
            access: self.draw_case_access(actor, &case)?,
        };
        self.commit(assign).await?
    }

    async fn change_case(
        &self,
        actor: &StaffActor,
        open: &OpenCase,
        next: &Case,
        happened: &Happened,
    ) -> Result<(), Problem> {
        let write = ByStaff {
            taken: Taken {
                change: self.draw_case_change(open, next, happened).await?,
                act: None,
                news: None,
            },
            access: self.draw_case_access(actor, &open.id())?,
        };
        self.commit(write).await?
    }
}

struct ByStaff {
    taken: Taken,
    access: Access,
}

impl Operation for ByStaff {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Err(problem) = self.taken.run(tx).await? {
            return Ok(Err(problem));
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}

struct Assign {
    case: Uuid,
    assignee: Option<Uuid>,
    access: Access,
}

impl Operation for Assign {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let assignee = self.assignee.as_ref();
        if !tx.assign_rights_case(&self.case, assignee).await? {
            return Ok(Err(Problem::NotFound));
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
