//! Taking a request back: the person needs no reason, and what was asked can be asked again.

use domain::problem::Problem;
use domain::rights::{Action, Actor, By, Happened, Step, What};
use storage::{NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::Change;
use crate::act::Act;
use crate::{DataSubject, Service};

impl Service {
    /// Takes back one request of a case of theirs. One that is closed stays as it is.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::StepClosed`]: it is closed; [`Problem::ChangedMeanwhile`];
    /// [`Problem::Unavailable`].
    pub async fn withdraw_request(
        &self,
        subject: &DataSubject,
        case: &Uuid,
        request: &Uuid,
    ) -> Result<(), Problem> {
        let open = self.open_own_case(subject, case).await?;
        let moment = self.case_moment(&open, Actor::Person, false);
        let next = open.case.after(request, Action::Withdraw, &moment, &[]);
        let next = next.map_err(|gate| gate.problem())?;
        let next = next.ok_or(Problem::NotFound)?;
        let after = next.request(request).ok_or(Problem::NotFound)?;
        let happened = Happened {
            by: By::Person,
            right: Some(after.right()),
            what: What::Step(Step::Withdraw),
            words: None,
        };
        let step = Some(Step::Withdraw);
        let act = self.draw_request_record(&open.key, &next, after, step)?;
        let taken = Taken {
            change: self.draw_case_change(&open, &next, &happened).await?,
            act,
            news: None,
        };
        self.commit(taken).await?
    }
}

/// A step that was taken, ready to be written.
#[derive(Clone)]
pub(super) struct Taken {
    pub(super) change: Change,
    pub(super) act: Option<Act>,
    pub(super) news: Option<NewMail>,
}

impl Operation for Taken {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !self.change.write(tx).await? {
            return Ok(Err(Problem::ChangedMeanwhile));
        }
        if let Some(act) = &self.act {
            act.write(tx).await?;
        }
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        Ok(Ok(()))
    }
}
